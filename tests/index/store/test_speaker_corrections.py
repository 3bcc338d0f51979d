from index import AttributeQuote, Correction, MergePeople, NamedForm, PersonKey, SplitPerson
from index.library.corrections import Change
from index.names.entity_resolution import Person
from index.store.speaker_corrections import correct_people

SMITH, CIA, YOUNG = (
    Person("John Smith", None, None),
    Person("John Smith", "CIA director", None),
    Person("J. Smith", None, None),
)
RESOLVED = dict.fromkeys((SMITH, CIA, YOUNG), SMITH) | {
    Person("Ada Berg", "Minister", "Norway"): Person("Ada Berg", None, "Norway")
}


def made(*changes: Change) -> list[Correction]:
    return [Correction(number=number, at="2026", holds=True, change=change) for number, change in enumerate(changes, 1)]


def split(*forms: Person) -> SplitPerson:
    named = tuple(NamedForm(name=one.name, role=one.role, country=one.country) for one in forms)
    return SplitPerson(person=PersonKey(name="John Smith"), forms=named, into=PersonKey(name="John Smith (CIA)"))


def test_two_people_become_one_under_the_chosen_name() -> None:
    people = (PersonKey(name="John Smith"), PersonKey(name="Ada Berg", country="Norway"))
    merged = correct_people(
        RESOLVED, made(MergePeople(people=people, into=PersonKey(name="Ada Berg", country="Norway")))
    )
    assert {*merged.values()} == {Person("Ada Berg", None, "Norway")}


def test_one_of_two_countries_does_not_stand_for_the_other() -> None:
    people = (PersonKey(name="John Smith"), PersonKey(name="Ada Berg", country="Sweden"))
    merged = correct_people(RESOLVED, made(MergePeople(people=people, into=PersonKey(name="John Smith"))))
    assert merged == RESOLVED


def test_some_forms_of_a_name_become_another_person() -> None:
    people = correct_people(RESOLVED, made(split(CIA)))
    assert people == RESOLVED | {CIA: Person("John Smith (CIA)", None, None)}


def test_corrections_apply_one_after_the_other() -> None:
    back = MergePeople(
        people=(PersonKey(name="John Smith"), PersonKey(name="John Smith (CIA)")), into=PersonKey(name="John Smith")
    )
    assert correct_people(RESOLVED, made(split(CIA), back)) == RESOLVED


def test_a_name_given_by_hand_is_the_listed_person_of_exactly_that_name_or_a_new_one() -> None:
    given = Person("Ada Berg", None, None)
    unlisted = Person("Adam Bergson", None, None)
    changes = made(
        *(AttributeQuote(article_id="a", quote="w", speaker=NamedForm(name=one.name)) for one in (given, unlisted))
    )
    people = correct_people(RESOLVED | {given: SMITH, unlisted: SMITH}, changes)
    assert people[given] == Person("Ada Berg", None, "Norway")
    assert people[unlisted] == unlisted
