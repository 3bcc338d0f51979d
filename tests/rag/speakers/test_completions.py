import pytest

from rag import CompletionKind, Record


def values(record: Record, typed: str, kind: CompletionKind = "any") -> list[str]:
    return [one.value for one in record.name_completions.complete(typed, kind, limit=8).completions]


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("Lav", "speaker", "Sergey Lavrov"),
        ("erdogan", "speaker", "Recep Tayyip Erdoğan"),
        ("foreign minister", "speaker", "Sergey Lavrov"),
        ("uni", "country", "United States"),
        ("UN gen", "source", "UN General Debate, sixty-sixth session"),
    ],
)
def test_a_name_is_completed_from_the_beginnings_of_its_words(
    seeds: Record, typed: str, kind: CompletionKind, value: str
) -> None:
    assert value in values(seeds, typed, kind)


@pytest.mark.parametrize(
    ("typed", "value", "fragment"),
    [
        ("What did Lav", "Sergey Lavrov", "Lav"),
        ("what did sergey lav", "Sergey Lavrov", "sergey lav"),
        ("What was said by the South Af", "South Africa", "South Af"),
        ("compare Russia and the Uni", "United States", "Uni"),
    ],
)
def test_in_a_question_the_last_words_are_completed(seeds: Record, typed: str, value: str, fragment: str) -> None:
    completions = seeds.name_completions.complete(typed, limit=8).completions
    assert (value, fragment) in {(one.value, one.fragment) for one in completions}


@pytest.mark.parametrize("typed", ["", " ", "What did ", "What did L", "what was s", "la", "Xyzzy", "\u202e", "?!"])
def test_a_blank_a_letter_and_what_no_name_begins_with_are_not_completed(seeds: Record, typed: str) -> None:
    assert values(seeds, typed) == []
    assert values(seeds, typed.strip()[:0], "speaker") == []


def test_every_completion_says_who_or_what_has_the_name_and_a_speaker_has_an_id(seeds: Record) -> None:
    for kind in ("speaker", "country", "source"):
        for one in seeds.name_completions.complete("u", kind, limit=8).completions:
            assert one.detail
            assert (one.id in seeds.speaker_directory.rows_by_id) == (kind == "speaker")


def test_no_name_is_offered_twice_in_a_question(seeds: Record) -> None:
    for typed in ("Uni", "South", "Tur", "Min"):
        assert len(values(seeds, typed)) == len(set(values(seeds, typed)))
