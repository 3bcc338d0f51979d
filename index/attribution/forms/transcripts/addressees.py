"""Addressees: whom a question at a joint press conference is for, so that an answer under "A" has its speaker."""

import re
from collections.abc import Iterator, Sequence

from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import COURTESIES, OFFICES
from index.attribution.statements import Speaker
from index.text.letters import CAPITALS

_WORD = rf"(?:(?:Mr|Mrs|Ms|Dr)\.|[{CAPITALS}][\w’'-]+)"
_ADDRESSED = re.compile(  # "Secretary General, your ...", "And for the Prime Minister:", "to Minister Ruiz"
    r"(?:^|(?<=[.?!,:;—–-])\s+|\b(?:[Aa]nd|[Ff]or|[Tt]o|[Tt]hank you|[Tt]hanks|[Mm]adam|[Dd]ear)\s+)"
    rf"(?:the\s+|you,?\s+|both\s+)?(?P<who>(?!(?:And|But|So|For|To|Thanks?|Dear|Madam|Yes|Hi|Hello)\b){_WORD}(?:[\s-]+(?:of|the|{_WORD})){{0,5}})(?=[,:.?!]|\s+\w)"
)
_BOTH = re.compile(
    r"\b(?:both of you|for both|to both|either of you|each of you|both leaders|both ministers)\b", re.IGNORECASE
)


def assign_answers(text: str, labels: Sequence[Label], speakers: Sequence[Speaker | None]) -> list[Speaker | None]:
    """Return the speakers with those of answers under "A" alone: who is addressed in the question before.

    A single person whom labels name gives all answers. With several, an answer to nobody in particular has no speaker.
    """
    people = find_people(labels, speakers)
    kinds = [label.text.kind for label in labels]
    if len(people) < len(("one", "another")) or "answer" not in kinds:
        return [*speakers]
    assigned: list[Speaker | None] = []
    asked = ""
    for number, (label, speaker) in enumerate(zip(labels, speakers, strict=True)):
        end = labels[number + 1].span.start if number + 1 < len(labels) else len(text)
        if kinds[number] == "question":
            asked = text[label.words : max(label.words, end)]
        assigned.append(_find_addressee(asked, people) if kinds[number] == "answer" else speaker)
    return assigned


def find_people(labels: Sequence[Label], speakers: Sequence[Speaker | None]) -> Sequence[Speaker]:
    """Return the people whom labels name, one of each surname."""
    people: dict[str, Speaker] = {}
    for label, speaker in zip(labels, speakers, strict=True):
        if speaker and label.text.kind == "person":
            surname = normalize_token(speaker.name.split()[-1])
            known = people.get(surname)
            people[surname] = known if known and known.role else speaker
    return [*people.values()]


def _find_addressee(asked: str, people: Sequence[Speaker]) -> Speaker | None:
    if _BOTH.search(asked):
        return None
    found = {person.name: person for person in _find_addressed(asked, people)}
    return found.popitem()[1] if len(found) == 1 else None


def _find_addressed(asked: str, people: Sequence[Speaker]) -> Iterator[Speaker]:
    for match in _ADDRESSED.finditer(asked):
        words = [normalize_token(word) for word in re.split(r"[\s-]+", match["who"])]
        for person in people:
            surname, office = normalize_token(person.name.split()[-1]), _office_words(person)
            titled = [word for word in words if word in OFFICES or word in office]
            is_named = surname in words and all(word in {surname, *office} or word in COURTESIES for word in words)
            if is_named or (titled and all(word in office for word in words)):
                yield person


def _office_words(person: Speaker) -> set[str]:
    return {normalize_token(word) for word in re.split(r"[\s-]+", person.role or "")}
