"""Speaker corrections: people merged and split by hand, after they were resolved across the library."""

from collections.abc import Mapping, Sequence

from index.library.corrections import AttributeQuote, Correction, MergePeople, NamedForm, PersonKey, SplitPerson
from index.names.entity_resolution import Person
from index.names.gazetteer import load_gazetteer


def correct_people(resolved: Mapping[Person, Person], corrections: Sequence[Correction]) -> dict[Person, Person]:
    """Return for each person the one that they are, with the corrections applied in the order they were made."""
    people = dict(resolved)
    for change in (correction.change for correction in corrections):
        match change:
            case MergePeople():
                merged = {_to_person(key) for key in change.people}
                into = _to_person(change.into)
                people |= {person: into for person, canonical in people.items() if canonical in merged}
            case SplitPerson():
                people |= {person: _to_person(change.into) for person in people if _is_split(person, people, change)}
            case AttributeQuote(speaker=NamedForm() as named):
                people |= _name_exactly(people, Person(named.name, named.role, named.country))
            case _:
                pass
    return people


def _is_split(person: Person, people: Mapping[Person, Person], change: SplitPerson) -> bool:
    if change.articles:  # their statements were renamed, article by article
        return (person.name, person.country) == (change.into.name, change.into.country)
    forms = {Person(form.name, form.role, form.country) for form in change.forms}
    return person in forms and people[person] == _to_person(change.person)


def _name_exactly(people: Mapping[Person, Person], person: Person) -> dict[Person, Person]:
    """Return the person that a name given by hand stands for: the listed one of exactly this name, or a new one."""
    if person not in people:
        return {}
    country = load_gazetteer().resolve_country(person.country)
    listed = [
        canonical
        for canonical in people.values()
        if canonical.name == person.name and (country is None or canonical.country in {None, country})
    ]
    return {person: max(listed, key=lambda one: one.country or "", default=Person(person.name, None, country))}


def _to_person(key: PersonKey) -> Person:
    return Person(key.name, None, key.country)
