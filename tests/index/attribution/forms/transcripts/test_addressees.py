from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
JOINT = """Prime Minister of Arvania, Ruta Spruds: Welcome to Lusk.

NATO Secretary General Karl Roth: Thank you, Prime Minister.

Q: Bo Lindt, Halm Gazette. Secretary General, your predecessor liked ferries. Do you?

A: Ferries are honest ships.

Q: And Prime Minister, who pays for the crew?

A: The crew is paid by the islanders.

Q: A question to both of you. Will it rain?

A: It always rains here."""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Ferries are honest ships", "Karl Roth"),
        ("The crew is paid", "Ruta Spruds"),
        ("It always rains", None),
        ("Do you?", None),
    ],
)
def test_an_answer_is_given_by_whoever_is_addressed(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(JOINT, words, "Joint press point") == speaker
