"""Attribution phrases: whom the words right before or after a quotation name as its speaker.

Drafts attribute in set phrases: "…," said Ana Ruiz; Ana Ruiz, the mayor, told reporters: "…"; according to Ana Ruiz,
"…"; "…" — Ana Ruiz; Ana Ruiz was brief. "…," she said. They are read on a text whose quotations are blanked out, so
that no name within a quotation is taken for its speaker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from index.attribution.coreference.name_candidates import NameCandidate, find_candidates
from index.attribution.coreference.vocabulary import VOCABULARY
from index.data_files import load_toml
from index.names.gazetteer import load_gazetteer
from index.text.spans import Span

BLANK = "\0"
"""Stands for each character of a quotation and its marks."""

_VERB = re.compile(rf"\b(?:{'|'.join(load_toml('rag.checking', 'vocabulary.toml')['verbs'])})\b")
_VERB_REACH = 40  # code points from a verb or a dash to the quotation or the name
_REACH = 160  # code points before and after a quotation in which its phrase is looked for
_NAME_REACH = 14  # code points after a name in which the name of a state goes on
_EARLIER_REACH = 400  # code points before a phrase in which the person is named whom its pronoun means
_DASH = re.compile(r"\s*(?:[—–―]|--?)\s*")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Gov|Rep|Gen|Rev|Col))[.!?;](?=\s|$|\0)|\n|\0+"
)
_LEADING = re.compile(r"(?:[:,(]|\b(?:that|as|by|with))\s*$")
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of|[Ii]n those of|[Ff]or|[Ff]rom|[Qq]uote[ds]?|[Cc]ite[ds]?|[Ss]ee)\s"
)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We)\b")
_OBJECT = re.compile(r"\b(?:of|to|with|from|in|at|by|for|told|tells|asked|urged|warned|thanked|assured) $")
"""Words before a name that make it no subject."""


class PhraseSpeaker(NamedTuple):
    """The person that a phrase names: where, and whether by name beside the quotation and not by a pronoun."""

    name: str
    span: Span
    is_explicit: bool


@dataclass(frozen=True)
class PhraseReader:
    """Reads the phrases of a text whose quotations are blanked out."""

    text: str

    @cached_property
    def people(self) -> Sequence[NameCandidate]:
        """The persons that the text names, in order: full names, and surnames of those."""
        lower_case = frozenset(re.findall(r"(?<!\w)[a-z][\w’'-]*", self.text))
        candidates = find_candidates(self.text, lower_case)
        named = [each for each in candidates if _may_be_person(each, self.text[each.end : each.end + _NAME_REACH])]
        surnames = {each.surname for each in named if len(each.name) > 1}
        return [each for each in named if len(each.name) > 1 or each.surname in surnames or each.has_personal_prefix]

    def read(self, quotation: Span, bounds: Span, *, is_open: bool) -> PhraseSpeaker | None:
        """Return whom the phrase after or before a quotation names, within some bounds.

        The sentence of an open quotation, which ends in a comma, goes on after it.
        """
        after = self._clause_after(quotation, bounds)
        before = self._clause_before(quotation, bounds)
        if is_open or after.slice(self.text).startswith(","):
            return self._read_after(after, bounds) or self._read_before(before, bounds)
        return self._read_before(before, bounds) or self._read_after(after, bounds)

    def _clause_after(self, quotation: Span, bounds: Span) -> Span:
        stop = min(bounds.end, quotation.end + _REACH)
        end = _SENTENCE_END.search(self.text, quotation.end, stop)
        return Span(quotation.end, end.start() if end else stop)

    def _clause_before(self, quotation: Span, bounds: Span) -> Span:
        start = max(bounds.start, quotation.start - _REACH)
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text, start, quotation.start)]
        return Span(ends[-1] if ends else start, quotation.start)

    def _read_after(self, clause: Span, bounds: Span) -> PhraseSpeaker | None:
        dash = _DASH.match(self.text, clause.start, clause.end)
        if (
            dash
            and (people := self._people_in(Span(dash.end(), clause.end)))
            and people[0].start <= dash.end() + _VERB_REACH
        ):
            return self._named(people[0])
        verb = _VERB.search(self.text, clause.start, clause.end)
        return self._read_subject(clause, verb, bounds) if verb else None

    def _read_subject(self, clause: Span, verb: re.Match[str], bounds: Span) -> PhraseSpeaker | None:
        """Return the subject of the verb after a quotation, on either side of it."""
        subject = Span(clause.start, verb.start())
        words = subject.slice(self.text)
        if people := self._subjects_in(subject):
            return self._named(people[-1])
        if _FIRST_PERSON.search(words):
            return None
        if not words.strip(" ,"):
            people = self._subjects_in(Span(verb.end(), clause.end))
            return self._named(people[0]) if people else None
        return self._antecedent(clause.start, bounds) if _PRONOUN.search(words) or _is_office(words) else None

    def _read_before(self, clause: Span, bounds: Span) -> PhraseSpeaker | None:
        words = clause.slice(self.text)
        verbs = [*_VERB.finditer(self.text, clause.start, clause.end)]
        if not (_LEADING.search(words) or (verbs and clause.end - verbs[-1].end() < _VERB_REACH)):
            return None
        according = _ACCORDING.search(self.text, clause.start, clause.end)
        if according and (people := self._people_in(Span(according.end(), clause.end))):
            return self._named(people[0])
        is_list = words.rstrip().endswith((":", "(")) and not _PRONOUN.search(words)
        subject = Span(clause.start, clause.end if is_list or not verbs else verbs[-1].start())
        people = self._subjects_in(subject) or self._people_in(
            Span(verbs[-1].end() if verbs else clause.start, clause.end)
        )
        pronoun = [*_PRONOUN.finditer(self.text, subject.start, subject.end)]
        if _FIRST_PERSON.search(self.text, max(clause.start, subject.end - 12), subject.end):
            return None
        if people and not (pronoun and pronoun[-1].start() > people[-1].end):
            return self._named(people[-1])
        if people:
            return self._named(people[-1], is_explicit=False)
        return self._antecedent(clause.start, bounds) if pronoun or _is_office(words) else None

    def _antecedent(self, position: int, bounds: Span) -> PhraseSpeaker | None:
        """Return the person named in the sentence before, or else in the one before that."""
        start = max(bounds.start, position - _EARLIER_REACH)
        breaks = [match.end() for match in _SENTENCE_END.finditer(self.text, start, position)]
        for first, end in zip([*reversed([start, *breaks])], [position, *reversed(breaks)], strict=True):
            people = self._subjects_in(Span(first, end)) or self._people_in(Span(first, end))
            if people:
                return self._named(people[0], is_explicit=False)
        return None

    def _people_in(self, span: Span) -> list[NameCandidate]:
        return [each for each in self.people if span.start <= each.start and each.end <= span.end]

    def _subjects_in(self, span: Span) -> list[NameCandidate]:
        """Return the persons in a span that no preposition precedes."""
        return [each for each in self._people_in(span) if not _OBJECT.search(self._before(each, span))]

    def _before(self, person: NameCandidate, span: Span) -> str:
        return self.text[max(span.start, person.start - 10) : person.start]

    def _named(self, person: NameCandidate, *, is_explicit: bool = True) -> PhraseSpeaker:
        full = [each for each in self.people if each.surname == person.surname and len(each.name) > len(person.name)]
        before = [each for each in full if each.start <= person.start]
        chosen = before[-1] if before else full[0] if full else person
        return PhraseSpeaker(_format_name(chosen), Span(person.start, person.end), is_explicit)


def blank_quotations(text: str, quotations: Sequence[Span]) -> str:
    """Return a text with quotations and their marks blanked out, as long as before."""
    return "".join(_blanked(text, quotations))


def _blanked(text: str, quotations: Sequence[Span]) -> Iterator[str]:
    end = 0
    for span in quotations:
        start, stop = max(end, span.start), max(end, span.end)
        yield text[end:start]
        yield BLANK * (stop - start)
        end = stop
    yield text[end:]


def _may_be_person(candidate: NameCandidate, following: str) -> bool:
    """Return whether a name is not that of an institution, a state ("Saint Kitts and Nevis") or a group."""
    name = " ".join(candidate.name)
    codes = load_gazetteer().find_codes(name + following if following.startswith(" and ") else name)
    is_other = any(map(load_gazetteer().is_country, codes)) or (bool(codes) and len(candidate.name) == 1)
    return not (is_other or VOCABULARY.has_other_word(candidate.name))


def _format_name(candidate: NameCandidate) -> str:
    """Return a name with what only looks like words before a name: "Hassan Sheikh Mohamud"."""
    prefixes = candidate.prefixes
    own = next((row for row, word in enumerate(prefixes) if word not in VOCABULARY.name_prefixes), len(prefixes))
    return " ".join((*prefixes[own:], *candidate.name))


def _is_office(words: str) -> bool:
    """Return whether a subject is an office without a name: "the Prime Minister of Dominica"."""
    return bool(re.match(r"\s*[Tt]he \w", words)) and any(office in words.lower() for office in VOCABULARY.offices)
