from collections.abc import Callable

import pytest

SpeakerAt = Callable[[str, str, str], str | None]
LIST = """Following are reactions to the coup in Arvania on Monday.

SONDMARK FOREIGN MINISTER KARL ROTH
"We watch the port with concern."

LENA OKAFOR, PRESIDENT OF LUSK, ON X
"The army must return to its barracks.

"Our embassy stays open."

PARTNERSHIP COUNCIL
"The Council is united."
"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We watch", "Karl Roth"),
        ("The army must", "Lena Okafor"),
        ("Our embassy", "Lena Okafor"),
        ("The Council is", "Partnership Council"),
        ("Following are", None),
    ],
)
def test_a_quotation_is_of_the_speaker_above_it(speaker_at: SpeakerAt, words: str, speaker: str | None) -> None:
    assert speaker_at(LIST, words, "Reactions to the coup in Arvania") == speaker
