"""Full names and offices of people whom labels name by surname, from the introductions of a text."""

from collections.abc import Sequence

from index.attribution.forms.labels.introductions import Introduction
from index.attribution.forms.labels.person import Person, are_distinct, is_office
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import RANK_NAMES, RANKS


def add_full_names(namesakes: Sequence[Person], introductions: Sequence[Introduction]) -> None:
    """Add to each person without a first name the introduction that fits best, to the most frequent person first.

    `namesakes` share a surname, and `introductions` are those of that surname, the most frequent first.
    """
    taken = {person.printed.name.casefold() for person in namesakes if person.first and person.printed.name}
    free = [introduction for introduction in introductions if introduction.name.casefold() not in taken]
    for person in sorted(namesakes, key=lambda person: (not is_office(person.gender_or_rank), -person.count)):
        if person.first:
            person.role = person.role or _find_office(person, introductions)
        elif len(free) == 1 and not are_distinct(namesakes):
            _introduce(person, free[0])
        else:
            best = _best_fit(person, free, namesakes)
            if best:
                free.remove(best)
                _introduce(person, best)


def _introduce(person: Person, introduction: Introduction) -> None:
    person.full_name = introduction.name
    person.role = introduction.office or person.role


def _find_office(person: Person, introductions: Sequence[Introduction]) -> str | None:
    name = (person.printed.name or "").casefold()
    same = (introduction for introduction in introductions if introduction.name.casefold() == name)
    return next((introduction.office for introduction in same), None)


def _best_fit(person: Person, free: Sequence[Introduction], namesakes: Sequence[Person]) -> Introduction | None:
    scored = [(_score_fit(person, introduction, namesakes), introduction) for introduction in free]
    fitting = [(score, introduction) for score, introduction in scored if score >= 0]
    return max(fitting, key=lambda pair: (pair[0], pair[1].count))[1] if fitting else None


def _score_fit(person: Person, introduction: Introduction, namesakes: Sequence[Person]) -> int:
    """Return how well an introduction fits a person; below 0 it cannot be that person's."""
    ranks = {RANK_NAMES.get(title, title) for title in introduction.titles if title in RANKS}
    office = {RANK_NAMES.get(word, word) for word in map(normalize_token, (introduction.office or "").split())}
    ranks |= office & RANKS
    if is_office(person.gender_or_rank):
        if person.gender_or_rank in ranks:
            return 3
        return 0 if len(namesakes) == 1 else -1
    same_gender = introduction.gender == person.gender_or_rank
    if person.gender_or_rank and introduction.gender and not same_gender:
        return -1
    if len(namesakes) > 1 and ranks and any(other.gender_or_rank in ranks for other in namesakes):
        return -1
    return 2 if person.gender_or_rank and same_gender else 1
