"""Descriptions of somebody mentioned before: "the head of Polish diplomacy", "the people", "His Excellency".

A description that states something about a person refers to one whose role has it; one that anybody may fit, as a
party, refers to the only person of the sentence before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from index.attribution.coreference.entities import Entity
from index.attribution.coreference.mentions import EntityMentions
from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.discourse import Discourse
from index.text.letters import CAPITALS
from index.text.spans import Span

CHIEF_DIPLOMAT = re.compile(r"\b(?:head of [\w’'-]+ diplomacy|(?:top|chief) diplomat)$")
"""A description of a foreign minister who spoke before."""

STYLED = re.compile(
    r"(?:His|Her) (?:(?:Royal |Serene )?(?:Excellency|Majesty|Highness|Holiness|Eminence|Honou?r|Grace))$"
)
"""A style that is used for a name: "His Excellency"."""

ANAPHOR = re.compile(r"(?:guest|host|interlocutor|former|latter|speaker)s?$")
"""A description that names nobody by itself: "the guest"."""

_PARTY = re.compile(
    r"(?:[\w-]+ ){0,2}(?:politician|[Dd]emocrat|[Rr]epublican|[Cc]onservative|[Ll]iberal|[Ss]ocialist|[Cc]entrist"
    r"|[Gg]reen|nationalist|independent|press secretary|lawyer|economist|activist|author|veteran)$"
)
_INDEFINITE = re.compile(
    r"(?:an?|one|two|three|four|five|several|some|unnamed|senior)\b(?: [\w’'-]+){0,3}? (?P<noun>[a-z]+)"
    r"(?= (?:with|of|who|familiar|in|from|at|on|close|briefed|for|to)\b|,|$)",
    re.IGNORECASE,
)
_NAME = r"(?:(?:Sheikh|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prince|Princess|King|Queen|Emir|Pope|Cardinal|Ambassador|Sir) )*"
_STYLED_NAME = re.compile(
    rf"\b(?P<style>(?:His|Her|H\.E\.|HE|HH|HRH)(?: (?:Royal |Serene )?(?:Excellency|Majesty|Highness|Holiness))?),? "
    rf"{_NAME}(?P<name>[^\W\d_a-z][\w’'-]+(?: (?:(?:bin|ibn|al|el|de|von|van) )?[^\W\d_a-z][\w’'-]+){{1,5}})"
)
_DESCRIBED_SUBJECT = re.compile(
    r"(?:(?<=[.!?”\"] )|(?<=\n)|^)(?P<who>(?:An?|One|Another) (?:[\w-]+ ){0,4}(?:diplomat|official|officer|source|aide"
    r"|adviser|advisor|spokes(?:man|woman|person)|analyst|trader|witness|resident|soldier|doctor|nurse|teacher|farmer"
    r"|fisherman|driver|worker|survivor|lawmaker|minister|commander|executive|banker|engineer|researcher|activist))"
    r"(?=,? (?:was|said|who|told|is|in|of|at|with|close|speaking|reached|from|near|added|put|had|did|called"
    r"|described)\b)"
)
_OFFICE_AS_SUBJECT = re.compile(  # "The Mediator briefed the Summit.", where no one is named after the office
    rf"(?:(?<=[.!?”\"] )|(?<=\n)|^)(?:\d+\. )?(?P<who>The (?:[{CAPITALS}][\w-]+ ){{0,3}}?(?:"
    rf"{'|'.join(each.capitalize() for each in sorted(VOCABULARY.offices))}|Mediator|Facilitator|Rapporteur"
    r"|Coordinator))"
    r"(?=,? (?:[a-z]+ed|also|said|told|who|has|had|was|is|then|gave|took|spoke|drew|made)\b)"
)
_COUNTRY = rf"(?:the )?[{CAPITALS}][\w-]+(?: (?:of |and )?(?:the )?[{CAPITALS}][\w-]+){{0,4}}"
_DELEGATES = r"(?:representative|delegate|counterpart|ambassador|observer|envoy)"
_DELEGATE = re.compile(  # "The representative of Lusk, speaking last,", "Lusk’s delegate", "Her counterpart from Lusk"
    rf"(?:(?<=[.!?”\"] )|(?<=\n)|^)(?:(?:For (?:his|her) part|However|Meanwhile|Similarly"
    rf"|In contrast|By contrast|On the other hand|Also), )?(?:(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts|[Tt]heir) {_DELEGATES}"
    rf" (?:of|from|for) (?P<of>{_COUNTRY})"
    rf"|(?P<owner>(?:The )?[{CAPITALS}][\w-]+(?: (?:of )?[{CAPITALS}][\w-]+){{0,4}})[’']s? {_DELEGATES})"
    r"(?=,? (?:[a-z]|“))"
)
_NEAR = 5  # code points from the beginning of a sentence to its subject
_ONE_PERSON = re.compile(r"\b(?:diplomat|official|officer|source|aide|advis[eo]r|spokes\w+|analyst|witness|lawyer)\b")
_REACH = 700  # code points before a description


def is_party(noun: str) -> bool:
    """Return whether a description may be anybody's: "the conservative politician"."""
    return bool(_PARTY.fullmatch(noun))


def is_one_person(phrase: str) -> bool:
    """Return whether a phrase describes one person: "A government official" is not "it"."""
    return bool(_ONE_PERSON.search(phrase))


def find_noun(phrase: str) -> str | None:
    """Return the noun of those whom an indefinite phrase introduces: "two people familiar with the matter"."""
    introduced = _INDEFINITE.match(phrase)
    return introduced["noun"].casefold() if introduced else None


class Descriptions:
    """The sentences and the styles of an article, among which the one whom a description refers to is looked for."""

    def __init__(self, discourse: Discourse, entities: EntityMentions) -> None:
        self._discourse, self._entities = discourse, entities

    def find_only_person_before(self, source: Span) -> Entity | None:
        """Return the one person of the last sentence before that of a source which names anybody."""
        text, number = self._discourse.text, self._discourse.sentence_number(source.start)
        for sentence in range(number - 1, max(-1, number - 3), -1):
            start = self._discourse.sentence_starts[sentence]
            end = self._discourse.sentence_starts[sentence + 1]
            if "\n\n" in text[end - 2 : source.start] and sentence < number - 1:
                return None
            people = {id(mention.entity): mention.entity for mention in self._entities.within(start, end)}
            if people:
                return people.popitem()[1] if len(people) == 1 else None
        return None

    def find_described_subject(self, source: Span) -> str | None:
        """Return who is described, without a name, as the subject of a sentence before "he" in the same paragraph.

        "A senior diplomat was less guarded. “They have failed,” he said": nobody else is named between.
        """
        text = self._discourse.text
        first = max(0, source.start - _REACH)  # a long paragraph is not searched from its beginning
        start = max(first, text.rfind("\n", first, source.start) + 1)
        delegates = [*_DELEGATE.finditer(text, start, source.start)]
        if delegates and not self._has_subject(delegates[-1].end(), source.start):
            country = delegates[-1]["of"] or re.sub("^The ", "the ", delegates[-1]["owner"])
            return f"representative of {' '.join(country.split())}"
        subjects = [*_DESCRIBED_SUBJECT.finditer(text, start, source.start)]
        subjects = subjects or [*_OFFICE_AS_SUBJECT.finditer(text, start, source.start)]
        if not subjects or self._entities.within(subjects[-1].start(), source.start):
            return None
        return " ".join(subjects[-1]["who"].split())

    def _has_subject(self, start: int, end: int) -> bool:
        """Return whether a sentence in a range begins with a person."""
        mentions = self._entities.within(start, end)
        return any(each.start - self._discourse.sentence_start(each.start) <= _NEAR for each in mentions)

    def find_styled(self, source: Span, style: str) -> Span | None:
        """Return the last name with a style of the same gender before a source: "His Excellency Sheikh Nasser"."""
        place = bisect_left(self._styled, source.start, key=lambda pair: pair[0].start) - 1
        if place < 0:
            return None
        name, printed = self._styled[place]
        is_same = printed.startswith(("H.E.", "HE", "HH", "HRH")) or printed[:3] == style[:3]
        return name if is_same and source.start - name.end < _REACH else None

    @cached_property
    def _styled(self) -> Sequence[tuple[Span, str]]:
        found = _STYLED_NAME.finditer(self._discourse.text)
        return [(Span(*match.span("name")), match["style"]) for match in found]
