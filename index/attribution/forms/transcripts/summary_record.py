"""Summary records: meetings in the third person, a paragraph or several for whoever took the floor.

"4. Mr. Orlov (Arvania), speaking on behalf of the Group of Coastal States, said that ...": the paragraph is his, and so
are those after it, up to a decision, a heading or the next speaker.
"""

import re
from dataclasses import dataclass, replace

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence, Turn
from index.attribution.forms.labels.grammar import parse_label
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.speakers import resolve_labels
from index.attribution.forms.layout.paragraphs import Paragraph
from index.attribution.forms.layout.stage_directions import is_direction
from index.attribution.forms.reporting_verbs import MEETING_VERBS, POSITION_VERBS
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS
from index.text.spans import Span

_HEADING = re.compile(
    r"\b[Ss]ummary [Rr]ecords?\b|\bSUMMARY RECORDS?\b|/SR\.\d|\bOR\.\d{2,5}\b|[Ss]ummary [Rr]ecords?\b"
)
_HEAD = 1500  # code points in which the kind of the document is stated
_HONORIFIC = r"(?:M(?:rs?|s|iss)|Dr|Sir|Dame|Lord|Baroness|Archbishop|Monsignor|Prince|Princess|Prof|Ambassador)\.?"
_WORD = rf"(?:[{CAPITALS}]\.|[\w’'-]+)"
_BRACKET = r"\((?:[^()]|\([^()]*\)){1,200}\)"
_WHO = re.compile(
    rf"(?P<label>(?P<person>{_HONORIFIC}(?:\s{_WORD}){{1,6}}?(?:[*_]{{0,2}}\s{_BRACKET})?[*_]{{0,2}})(?=,|\s[a-z])"
    r"|The\s(?P<office>(?:Acting\s|Temporary\s)?(?:C(?:hair|HAIR)\w*|P(?:resident|RESIDENT)|R(?:apporteur|APPORTEUR)"
    r"|(?:Executive |Deputy )?S(?:ecretary|ECRETARY)(?:-General)?))[*_]{0,2}"
    rf"|The\s(?P<delegate>(?:representative|observer|delegate)\s(?:of|for)\s(?:the\s)?[{CAPITALS}][\w’'-]*"
    rf"(?:\s(?:of\s|and\s|the\s)*[{CAPITALS}][\w’'-]*){{0,6}}(?:\s{_BRACKET})?))"
)
_CUE = re.compile(
    r"(?:,[^\n]?(?:[^.\n]|\.(?=[\w,;])|\n(?!\s*\n)){2,600}?,)?\s(?:(?:also|then|further|again|therefore|first|finally)\s)?"
    rf"(?P<cue>(?:{POSITION_VERBS}|{MEETING_VERBS}|observed|argued|believed|hoped|felt|wondered|took note|endorsed"
    r"|associated|drew|agreed|disagreed|considered|maintained|pledged|opened|introduced|presented|outlined|spoke|remained|shared|found)"
    r"(?:\sthat)?)\b"
)
_TAKES_CHAIR = re.compile(r"\b(?:took the Chair|resumed the Chair|presided|in the Chair)\b")
_PROCEDURE = re.compile(
    r"(?:It was so (?:decided|agreed)|The (?:meeting|agenda|draft|amendment|proposal|motion|discussion|delegation"
    r"|Committee (?:took|adopted|decided))|At the (?:invitation|request)|A (?:recorded )?vote|In favour|Against"
    r"|Abstaining|Draft (?:resolution|decision)|(?:Statements?|Rights?|Explanations?) (?:made|of|in)|Agenda item)\b"
)
_SHORTEST = 5  # words of a paragraph that goes on
_LEAST = 2  # paragraphs with a speaker
_EVIDENCE, _LEAST_SHARE = 0.9, 0.3


@dataclass(frozen=True, slots=True)
class _Floor:
    """Who has the floor in a paragraph, the verb of saying, and the words after it and under it."""

    label: Label
    cue: Span
    words: tuple[Span, ...]


class SummaryRecord:
    """The form of a summary record of a committee, a council or a conference."""

    name = "summary record"
    covers_all = True

    def evidence(self, document: Document) -> Evidence:
        """Return the evidence of the heading and of paragraphs that begin with a delegate and a verb of saying."""
        if document.speaker or not _HEADING.search(f"{document.title}\n{document.text[:_HEAD]}"):
            return NO_EVIDENCE
        floors = _read(document)
        share = sum(len(part) for floor in floors for part in floor.words) / max(1, len(document.text))
        if len(floors) < _LEAST or share < _LEAST_SHARE:
            return NO_EVIDENCE
        return Evidence(_EVIDENCE, f"{len(floors)} speakers in the third person: “{floors[0].label.printed} ... said”")

    def turns(self, document: Document) -> list[Turn]:
        """Return what each speaker said, in the words of the record."""
        floors = _read(document)
        speakers = resolve_labels([floor.label for floor in floors], document.text, document.title)
        return [
            Turn(_name_delegate(floor, speaker), floor.words, floor.cue, clause=True, indirect=True)
            for floor, speaker in zip(floors, speakers, strict=True)
        ]


def _name_delegate(floor: _Floor, speaker: Speaker | None) -> Speaker | None:
    """Return a speaker, or "representative of Arvania" where the record has no name."""
    if speaker or not floor.label.printed.startswith("The "):
        return speaker
    return Speaker(" ".join(floor.label.printed.removeprefix("The ").split()), None, None, floor.label.span)


def _read(document: Document) -> list[_Floor]:
    """Return who has the floor, in order; "the Chair" is whoever was the last to take it, if anybody did."""
    text = document.text
    floors: list[_Floor] = []
    is_open = False  # whether the next paragraph may be the last speaker's
    chair: LabelText | None = None
    for paragraph in document.paragraphs:
        who = _WHO.match(text, paragraph.words, paragraph.span.end)
        cue = _CUE.match(text, who.end(), paragraph.span.end) if who else None
        if _takes_chair(text, paragraph):
            parsed = parse_label(" ".join(who["person"].split())) if who and who["person"] else None
            chair = parsed if parsed and parsed.kind == "person" else None
            is_open = False
        elif who and cue:
            begun = _begin(text, paragraph, who, cue, chair)
            floors += [begun] if begun else []
            is_open = begun is not None
        elif is_open and _goes_on(text, paragraph):
            words = (*floors[-1].words, Span(paragraph.words, paragraph.span.end))
            floors[-1] = replace(floors[-1], words=words)
        else:
            is_open = False
    return floors


def _takes_chair(text: str, paragraph: Paragraph) -> bool:
    return bool(_TAKES_CHAIR.search(text, paragraph.words, min(paragraph.span.end, paragraph.words + 200)))


def _begin(
    text: str, paragraph: Paragraph, who: re.Match[str], cue: re.Match[str], chair: LabelText | None
) -> _Floor | None:
    printed = " ".join(who["label"].split())
    parsed = parse_label(printed) if not who["delegate"] else LabelText("crowd")
    if parsed and parsed.kind == "office" and chair and "hair" in printed.casefold():
        parsed = chair
    if parsed is None:
        return None
    label = Label(Span(*who.span("label")), paragraph.span.start, cue.end(), ":", parsed, printed)
    first = cue.end() + len(text[cue.end() : paragraph.span.end]) - len(text[cue.end() : paragraph.span.end].lstrip())
    return _Floor(label, Span(*cue.span("cue")), (Span(first, paragraph.span.end),))


def _goes_on(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph goes on with what the speaker said: no decision, no heading and no end of a page."""
    words = paragraph.text(text)
    is_long = len(words.split()) >= _SHORTEST and words.endswith((".", "”", '"', "?", ":", ";"))
    return is_long and not _PROCEDURE.match(words) and not is_direction(words)


SUMMARY_RECORD = SummaryRecord()
