"""Press releases and highlights: an official text whose sentences have the body, the office or a person as subject."""

import re

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.positions import find_positions

_TITLE = re.compile(
    r"\b(?:press release|news release|highlights|noon briefing|media note|readout|courtesy call"
    r"|telephone (?:call|talks?|conversation)|for immediate release"
    r"|(?:foreign|defen[cs]e|interior) (?:ministry|office|minister)|ministry of|MEPs)\b",
    re.IGNORECASE,
)
_HEAD = 300  # code points in which the kind of the document is stated
_LEAST = 2  # positions
_LEAST_SHARE = 0.2  # of the text


class PressRelease:
    """The form of a press release, or of the highlights of a briefing."""

    name = "press release"
    covers_all = False

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of a title and of sentences that state positions."""
        if document.speaker or not _TITLE.search(f"{document.title}\n{document.text[:_HEAD]}"):
            return NO_EVIDENCE
        positions = find_positions(document)
        share = sum(len(position.words) for position in positions) / max(1, len(document.text))
        if len(positions) < _LEAST or share < _LEAST_SHARE:
            return NO_EVIDENCE
        return Evidence(0.5 + share / 6, f"{len(positions)} positions of those whom the text names")

    def turns(self, document: Document) -> list[Turn]:
        """Return each position as a clause of its subject."""
        return [position.to_turn() for position in find_positions(document)]


PRESS_RELEASE = PressRelease()
