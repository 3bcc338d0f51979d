"""Antecedents: the person whom "he" or "she" refers to where the speaker of a turn quotes somebody.

A speech names people otherwise than a report: by an office ("the Secretary-General"), by a relation ("my grandmother"),
or once in passing. Where the sentence of the pronoun and the ones before it leave two people possible, it is nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.relayed.phrases import (
    DESCRIBED,
    DESCRIBED_PERSON,
    DOCUMENT,
    INTRODUCED,
    MEN,
    NAME,
    NAMED,
    PEOPLE,
    SENTENCE_BREAK,
    VERB,
    WOMEN,
)
from index.names.gazetteer import load_gazetteer
from index.text.letters import CAPITALS
from index.text.spans import Span

_PERSON_BEFORE = re.compile(
    rf"(?P<who>{DESCRIBED_PERSON}|(?P<name>{NAME}))(?:, (?P<apposed>{NAME})|, [^,]{{2,80}})?,? $"
)
_TITLED = re.compile(r"(?:Mrs?|Ms|Dr|H\.E)\.? |HE ")  # "the Envoy, |Ms. Ruiz, who"
_HOLDER_BEFORE = re.compile(rf"(?P<name>{NAME}), (?:the )?$")  # "Ambassador Ruiz, |Commissioner for Peace, who"
_PUBLISHED = re.compile(  # "My Committee published a report in May which"
    rf"(?P<who>(?:[Mm]y|[Oo]ur|[Tt]he) [{CAPITALS}][\w’'-]+|{NAME}) (?:has |have |had )?(?:published|issued"
    rf"|released|wrote"
    rf"|sent|made|produced|tabled) (?:an?|the|its|their) (?:[\w-]+ ){{0,3}}?{DOCUMENT}(?: [^,.;:“”]{{1,40}}?)?,? $"
)
_DOCUMENT_OF = re.compile(  # "The report of the Secretary-General makes for sober reading."
    rf"(?:The|This|That|A|An|Their|His|Her) (?:[\w-]+ ){{0,3}}?{DOCUMENT}(?: \([^()]{{2,30}}\))?"
    rf" (?:(?:published|issued|released|written|signed|sent) )?(?:of|by|from) (?P<who>(?:the )?{NAME})"
)
_BODY_BEFORE = re.compile(rf"(?P<who>(?:[Tt]he )?{NAME}),? ")
_BODY_SAYS = re.compile(
    rf"(?:(?<=[.!?:”] )|(?<=\n))(?:The |Our colleagues (?:at|from) (?:the )?|[^\W\d_a-z][\w ]{{2,30}}, (?:the )?)?"
    rf"(?P<who>{NAME})(?: \([^()\n]{{2,30}}\))?(?:, which [^,\n]{{2,100}},)?"
    rf"(?: (?:also|today|yesterday|further|has|have|\w+ly)){{0,2}} (?:{VERB}|accused|rejected|condemned"
    rf"|welcomed|urged)\b"
)
_SEAT = re.compile(r"an? (?:[\w-]+ ){0,3}chair", re.IGNORECASE)  # no one who presides
_REACH = 500  # code points before a pronoun
_SENTENCES = 3  # before the one of the pronoun
_FARTHEST = 12  # sentences, with those between that say "he"
_KEEPS = {"f": re.compile(r"\b(?:[Ss]he|[Hh]er)\b"), "m": re.compile(r"\b(?:[Hh]e|[Hh]im)\b")}
_SUBJECT = 60  # code points from the beginning of a sentence in which its subject begins
_CONTEXT = 20  # code points before a name that show whether it is an object
_FULL_NAME = 2  # words
_NO_PERSON_BEFORE = re.compile(r"\b(?i:the|over|in|at|to|from|near|across|into|through|of|on) $")
_WHO_AFTER = re.compile(r",? who\b|, (?:a|an|the|my|our) [a-z]")
_IN_WHICH = re.compile(r",\sin\s(?:which|whose\s\w+)\s$")
_ADDRESSED = re.compile(r"\bto\s(?:the\s)?$")
_PREDICATE = re.compile(r" (?:is|was) $")  # "Ruiz is |a man of few words"
_OBJECT_BEFORE = re.compile(
    r"\b(?:of|to|with|by|for|from|about|at|in|on|against|than|like|and|or|that|because|whether)"
    r" (?:the |my |our )?$"
)
_ADDRESS = frozenset({"Sir", "Madam", "Ma’am", "Ma'am", "Excellency", "Lord", "Lady"})
_VERB_AFTER = re.compile(
    r"(?:,? who [^,]{2,80},|, [^,]{2,60},)? (?:\w+ly )?(?:is|was|has|had|will|would|\w+ed|\w+s|put|came|went|told"
    r"|said|wrote|drove|kept|took|made|gave|spoke|met|stood|held|ran|left)\b"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A person whom a sentence names or describes; `whole` is `span` with the description before a name."""

    span: Span
    whole: Span
    gender: str | None
    is_named: bool
    is_sure: bool
    is_subject: bool


def find_antecedent(text: str, before: Sequence[Span], place: int, pronoun: str) -> Span | None:
    """Return the span of the person whom "he" or "she" at a place refers to; None if that is not clear.

    `before` are the parts of the text in which the person may be named, in order; the last contains the place.
    """
    gender = "f" if pronoun.casefold() == "she" else "m"
    left = _SENTENCES + 1
    for begin, end in [*_split_sentences(text, before, place)][::-1][:_FARTHEST]:
        left -= not _KEEPS[gender].search(text, begin, end)
        if left < 0:
            return None
        found = [each for each in _find_people(text, begin, end) if each.gender in {gender, None}]
        found = [each for each in found if each.is_sure or each.is_subject] or found
        subjects = [each for each in found if each.is_subject]
        if found and _IN_WHICH.search(
            text, max(begin, place - _CONTEXT), place
        ):  # "the briefing by Ruiz, in which she", and no one to whom it was sent
            authors = [each for each in found if not _ADDRESSED.search(text, begin, each.whole.start)]
            return (authors or found)[-1].span
        if len(found) == 1:
            return found[0].span
        if found:
            return subjects[0].span if len(subjects) == 1 else None
    return None


def find_body_before(text: str, floor: int, place: int) -> Span | None:
    """Return the body that was the last to say something in the paragraph before a place: "The Fund said"."""
    start = max(floor, text.rfind("\n\n", max(0, place - _REACH), place) + 1, place - _REACH)
    said = [Span(*match.span("who")) for match in _BODY_SAYS.finditer(text, start, place)]
    return said[-1] if said else None


def find_document_author(text: str, floor: int, place: int) -> Span | None:
    """Return whose document the sentence before a place is about: "The report of the Panel is long. It finds"."""
    start = max(floor, text.rfind("\n\n", max(0, place - _REACH), place) + 1, place - _REACH)
    flat = re.sub(r"\s", " ", text[start:place])
    breaks = [0, *(match.end() for match in SENTENCE_BREAK.finditer(flat.rstrip()))]
    author = _DOCUMENT_OF.match(flat, breaks[-1])
    return Span(*author.span("who")).shift(start) if author else None


def find_relative(clause: str, pronoun: str) -> Span | None:
    """Return where the name or the description that "who" refers to is, or before "which" the name of a body.

    Where a thing is right before "who", it is the one person whom the clause names: "the report of the chair on the
    plan, who said".
    """
    if pronoun.casefold() == "which":
        published = _PUBLISHED.search(clause)
        bodies = (Span(*match.span("who")) for match in _BODY_BEFORE.finditer(clause) if match.end() == len(clause))
        return Span(*published.span("who")) if published else next(bodies, None)
    person = _PERSON_BEFORE.search(clause)
    if person and not (person["name"] and _is_thing(person["name"])):
        apposed = person["apposed"]
        if apposed and not person["name"] and _is_person(apposed):
            return Span(*person.span("apposed"))
        holder = _HOLDER_BEFORE.search(clause[: person.start("who")])
        is_titled = holder is not None and not VOCABULARY.name_prefixes.isdisjoint(holder["name"].split())
        return Span(*holder.span("name")) if holder and is_titled else Span(*person.span("who"))
    people = _find_people(clause, 0, len(clause))
    return people[0].span if len(people) == 1 else None


def _is_person(name: str) -> bool:
    """Return whether a name begins as one of a person does: "Captain Ruiz", "Ms. Ruiz", "Ana Ruiz"."""
    first = name.split(maxsplit=1)[0]
    return bool(_TITLED.match(name) or first in VOCABULARY.name_prefixes or VOCABULARY.gender(first))


def _is_thing(name: str) -> bool:
    words = name.split()
    return " of " in name and not VOCABULARY.name_prefixes & {*words} and not VOCABULARY.gender(words[0])


def _split_sentences(text: str, parts: Sequence[Span], place: int) -> Iterator[tuple[int, int]]:
    for part in parts:
        end = min(part.end, place)
        start = max(part.start, end - _REACH)
        for match in SENTENCE_BREAK.finditer(text, start, end):
            yield start, match.end()
            start = match.end()
        yield start, end


def _find_people(text: str, start: int, end: int) -> list[_Candidate]:
    """Return the people whom a sentence names or describes, each with an apposition once."""
    people: list[_Candidate] = []
    for each in sorted(_find_mentions(text, start, end), key=lambda each: each.whole):
        gap = text[people[-1].whole.end : each.whole.start] if people else ""
        if _PREDICATE.fullmatch(gap) and not each.is_named:
            continue
        if gap != ", ":
            people.append(each)
        elif each.is_named and not people[-1].is_named:  # "our commander, General Ruiz"
            people[-1] = replace(each, is_subject=people[-1].is_subject)
    return people


def _find_mentions(text: str, start: int, end: int) -> Iterator[_Candidate]:
    flat = re.sub(r"\s", " ", text[start:end])
    described = [each for each in DESCRIBED.finditer(flat) if not _SEAT.fullmatch(each["described"])]
    taken = [match.span() for match in described]
    for match in described:
        named = "apposed" if match["apposed"] else "beside" if match["beside"] else None
        words = match["described"].casefold().split()
        gender = "f" if WOMEN & {*words} else "m" if MEN & {*words} else None
        span = match.span(named) if named and " " in match[named] else match.span()
        if named == "apposed" or (named and match["called"]):
            span = match.span(named)
        yield _to_candidate(flat, start, span, match.span(), gender, is_named=bool(named), is_sure=True)
    introduced = [*_find_introduced(flat, taken)]
    taken += introduced
    for place in introduced:
        yield _to_candidate(flat, start, place, place, None, is_named=False, is_sure=True)
    for match in NAMED.finditer(flat):
        if any(begin <= match.start() < stop for begin, stop in taken):
            continue
        for part in _split_pair(match):
            candidate = _read_name(flat, start, part)
            if candidate:
                yield candidate


def _find_introduced(flat: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence introduces somebody by a noun that says nothing, at no other description."""
    for match in INTRODUCED.finditer(flat):
        place = match.span("who" if match["who"] else "actor")
        if not any(begin <= place[0] < stop for begin, stop in taken):
            yield place


def _split_pair(match: re.Match[str]) -> Sequence[Span]:
    """Return the two people of "Ana Ruiz and Eva Lind"; the whole of "the Minister of Trade and Industry"."""
    whole = Span(*match.span())
    first, joint, second = match[0].partition(" and ")
    word = second.split(" ", 1)[0]
    if not joint or not (VOCABULARY.gender(word) or word in VOCABULARY.name_prefixes):
        return (whole,)
    return (Span(whole.start, whole.start + len(first)), Span(whole.end - len(second), whole.end))


def _read_name(flat: str, start: int, place: Span) -> _Candidate | None:
    """Return a name that can be a person's: after an honorific or an office, or of two words at least."""
    words = place.slice(flat).split()
    while words and words[0] in VOCABULARY.sentence_openers:
        words.pop(0)
    begin = place.end - len(" ".join(words))
    plain = [word for word in words if word not in VOCABULARY.name_prefixes]
    is_noun = len(words) > 1 or words[0].casefold() in PEOPLE if words else False  # "Omdurman" is no man
    has_prefix = len(plain) < len(words) or (is_noun and bool(DESCRIBED.fullmatch(f"the {' '.join(words)}")))
    gender = VOCABULARY.gender(plain[0]) if plain and plain[0] not in {"Al", "El"} else None  # "Al Anbar"
    if not plain and (not has_prefix or VOCABULARY.honorifics.issuperset(words) or _ADDRESS.issuperset(words)):
        return None
    if set(words) & VOCABULARY.male_prefixes or set(words) & VOCABULARY.female_prefixes:
        gender = "m" if set(words) & VOCABULARY.male_prefixes else "f"
    is_sure = has_prefix or (len(plain) >= _FULL_NAME and gender is not None)
    if not is_sure and (
        len(plain) < _FULL_NAME
        or VOCABULARY.has_other_word(plain)
        or (_NO_PERSON_BEFORE.search(flat, 0, begin) and not _WHO_AFTER.match(flat, place.end))
        or load_gazetteer().find_codes(" ".join(words))
    ):
        return None
    if is_sure and VOCABULARY.has_other_word(plain) and not has_prefix:
        return None
    return _to_candidate(
        flat, start, (begin, place.end), (begin, place.end), gender, is_named=bool(plain), is_sure=is_sure
    )


def _to_candidate(
    flat: str,
    start: int,
    span: tuple[int, int],
    whole: tuple[int, int],
    gender: str | None,
    *,
    is_named: bool,
    is_sure: bool,
) -> _Candidate:
    begin, end = whole
    is_led = _OBJECT_BEFORE.search(flat, max(0, begin - _CONTEXT), begin)
    is_subject = not is_led and begin < _SUBJECT and bool(_VERB_AFTER.match(flat, end))
    return _Candidate(Span(*span).shift(start), Span(*whole).shift(start), gender, is_named, is_sure, is_subject)
