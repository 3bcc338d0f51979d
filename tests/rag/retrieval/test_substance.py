import pytest

from rag.retrieval.substance import is_announcement


@pytest.mark.parametrize(
    "sentence",
    [
        "Let us consider what happened in Libya, as noted by others.",
        "Unfortunately, Libya today is in a completely different situation.",
        "Allow me now to turn to the situation in Syria.",
        "I would like to say a few words about Iran.",
        "That brings me to Libya.",
    ],
)
def test_a_sentence_that_only_announces_its_subject_is_distinguished_from_others(sentence: str) -> None:
    assert is_announcement(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Libya must resume that role.",
        "We call on Syria to stop the killing.",
        "The bombing killed 300 people in Syria.",
    ],
)
def test_a_sentence_of_substance_is_none(sentence: str) -> None:
    assert not is_announcement(sentence)
