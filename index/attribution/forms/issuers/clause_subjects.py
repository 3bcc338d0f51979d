"""Subjects within clauses: what a clause of a joint statement reports of one side, of a minister or of the chair.

"4. The Arvanian side briefed on its borders. It confirmed that ..." belongs to the document's issuer, and to the side.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from index.attribution.forms.document import Document, Turn
from index.attribution.forms.issuers.bodies import is_short_name
from index.attribution.forms.positions import PositionReader, compile_sentence
from index.attribution.forms.reporting_verbs import MEETING_VERBS, POSITION_VERBS
from index.attribution.statements import Speaker
from index.text.spans import Span

_SIDE = re.compile(r"(?:The |the )?(?P<side>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}) (?:[Ss]ide|[Dd]elegation)")
_SOME = re.compile(
    r"(?:Some|Several|Many|Most|Other|A number of) (?i:leaders|ministers|delegations|members|countries|participants"
    r"|speakers|representatives|member states|states)"
)
_REPORTS = re.compile(  # "Recalling that, in its communiqué of 3 May, |the African Union urged"
    r"(?:(?:Also|Further|and) )?(?:[A-Z][a-z]+(?:ing|s)|[Aa]ware|[Mm]indful|[Cc]oncerned)"
    r"(?: (?:also|further|with [a-z]+|with [a-z]+ [a-z]+))?,? that,?\s(?=\w)"
)
_PARTY = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
_OFFICE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Minister|President|Secretary|Chair\w*|Premier|King|Queen|Ambassador|PM)\b")
_SENTENCE = compile_sentence(f"{MEETING_VERBS}|{POSITION_VERBS}|remarked|observed|briefed|reaffirmed")
_HEAD = 2500  # code points in which the parties of a document are named


def find_clause_subjects(document: Document, turns: Sequence[Turn]) -> list[Turn]:
    """Return the sentences beside and within clauses that report another subject than the clause's body."""
    clauses = sorted(
        (part.start, part.end, turn.speaker.name)
        for turn in turns
        if turn.speaker and turn.clause and not turn.indirect
        for part in turn.words
    )
    if not clauses:
        return []
    reader = _ClauseReader(document)
    known = {turn.words for turn in turns if turn.indirect}
    found: list[Turn] = []
    for paragraph in document.paragraphs:
        place = bisect_right(clauses, (paragraph.words, len(document.text), "")) - 1
        body = clauses[place][2] if place >= 0 and paragraph.words < clauses[place][1] else ""
        reports = _REPORTS.match(document.text, paragraph.words, paragraph.span.end)
        positions = reader.read(Span(reports.end() if reports else paragraph.words, paragraph.span.end))
        others = (each for each in positions if each.speaker.name != body and not is_short_name(each.speaker.name))
        found += [each.to_turn() for each in others if (each.words,) not in known]
    return found


class _ClauseReader(PositionReader):
    """A reader that knows the sides and the countries that issue a document, too."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, _SENTENCE)
        self._document = document

    def read_body(self, who: str, span: Span) -> Speaker | None:
        """Return a side or a party of the document by its name, or else a body."""
        if _SIDE.fullmatch(who):
            return Speaker(re.sub(r"^[Tt]he ", "", who), None, None, span)
        if _SOME.fullmatch(who):
            return Speaker(who, None, None, span)
        if _PARTY.fullmatch(who) and not _OFFICE.search(who) and self._is_party(who):
            return Speaker(who, None, None, span)
        return super().read_body(who, span)

    def _is_party(self, name: str) -> bool:
        """Return whether the first lines name a party: "between the Republic of Arvania and Lusk"."""
        head = f"{self._document.title}\n{self._document.text[:_HEAD]}"
        return bool(re.search(rf"(?:\b(?:of|and|between|with|to|for|from) (?:the )?|[’'-]){re.escape(name)}\b", head))
