"""Other voices within a turn: a question or an answer that a transcript prints without a label, and its end matter.

Whose they are the transcript does not say, so that they are nobody's rather than the last speaker's.
"""

import re
from collections.abc import Sequence

from index.attribution.forms.labels.label import Label
from index.text.letters import CAPITALS

_STAMP = re.compile(r"[ \t]*[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])][ \t]+(?=\S)")
_NAME = rf"[{CAPITALS}][\w’'-]+"
_GREETED = (
    r"(?:(?:Thank you|Thanks|Hi|Hello|Good (?:morning|afternoon|evening))\b[^.!?\n]{0,40}[.,!] (?:I[’']m |This is )?)"
)
_ASKED = re.compile(
    rf"{_GREETED}{_NAME}(?: {_NAME}){{1,2}},? (?:for|from|with|of|at|here)\b[^\n]{{10,600}}\?[”\"]?$"
    rf"|{_GREETED}?(?:And|A question|My question is|One|Also|A follow-up) (?:a question )?(?:for|to) (?:the )?"
    rf"(?:Minister|Ambassador|President|Secretary|Chair\w*|Commissioner|General|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|{_NAME})\b[^\n]{{10,600}}\?[”\"]?$"
    r"|\((?:Question|Q)\b[^()\n]{0,80}\) ?[^\n]{5,600}\?[”\"]?$"
)
_END = re.compile(
    r"[ \t]*(?:(?:# ?){3,}|\*{8,}|\[?END(?: OF)? (?:TRANSCRIPT|STAKEOUT|BRIEFING|INTERVIEW|PRESS CONFERENCE)\]?)[ \t]*$"
    r"|\[?ENDS?\][ \t]*$|(?:To be continued|To be updated|More to follow)\b[. ]*$|Question put\b"
    r"|(?:Copyright )?© |Copyright \d{4}\b"
    r"|(?:[\w’'-]+ ){0,3}transcripts (?:are|is) (?:created|produced|provided|prepared)\b"
    r"|Contains (?:Parliamentary|public sector) information\b|All rights reserved\b"
    r"|Publication status\b|(?:See also|Related (?:stories|content|links|news|documents)|Keywords"
    r"|Top of page|Back to top"
    r"|Read more|Share this(?: page)?)[ \t]*:?$|Published in sections?:|Address: |Tel(?:ephone)?\.?: "
    r"|Additional (?:materials?|information)[ \t]*$|DISCLAIMER\b|Disclaimer:|\(?Notes?: (?:[Ff]or|[Tt]his|[Tt]o)\b"
    r"|(?:In|On) the (?:photo|picture|image|photograph)s?(?: above| below)?:|(?:Photo|Picture|Image)s?(?: by| credit)?:"
    r"|(?:Translated|Edited|Transcribed|Interpreted) (?:from|by)\b[^.]{2,80}$"
    r"|The (?:transcript|interview|conversation) (?:was|has been) [^.\n]{0,40}?\b(?:edited|shortened|condensed|abridged"
    r"|translated|conducted|recorded|transcribed|authori[sz]ed)\b"
    r"|This record contains the text\b"
    r"|[(\[]?This (?:is an? (?:edited|unofficial|automatic|machine|verbatim|rush|abridged)"
    r" (?:transcript|translation|record)"
    r"|(?:transcript|interview|conversation|episode|podcast|programme)"
    r" (?:was|has been|is (?:an? )?(?:edited|available|brought to you)))\b"
    r"|For the (?:full|complete) (?:list|text|version|transcript|video|programme)\b"
    rf"|[{CAPITALS}][\w’'-]+(?: [{CAPITALS}][\w’'-]+){{1,2}}(?:, \d\d,| \(\d\d\),?)"
    r" (?:studied|grew up|was born|is|was|has|teaches|lives|works|took|became|joined)\b"
    r"|The following questions? (?:was|were) (?:also )?(?:raised|asked|put|submitted|received)\b"
    r"|The following (?:is|are|questions?|answers?)\b[^\n]{0,160}(?:website|published|posted|:)[^\n]{0,40}$",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")


class OtherVoices:
    """The voices of a transcript that have no label, in view of those that have one."""

    def __init__(self, text: str, labels: Sequence[Label]) -> None:
        """Find stamped lines without a label in `text`, and questions if others of its questions have a label."""
        self._text = text
        stamped = [label for label in labels if _STAMP.match(text, label.line)]
        lines = {label.line for label in stamped}
        unlabelled = {match.start() for match in re.finditer(rf"^{_STAMP.pattern}", text, re.MULTILINE)} - lines
        self._stamps = unlabelled if len(unlabelled) < len(stamped) else frozenset()
        self._has_questions = any(label.text.kind == "question" for label in labels)

    def find_end(self, start: int, end: int) -> int:
        """Return where another voice or the end matter begins in a turn, or its end."""
        for line in _LINE.finditer(self._text, start, end):
            if line.start() > start and self._is_other(line):
                return line.start()
        return end

    def _is_other(self, line: re.Match[str]) -> bool:
        words = line[0].strip()
        if line.start() in self._stamps or _END.match(words):
            return True
        return self._has_questions and bool(_ASKED.match(words))
