import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.positions import find_positions


def positions(text: str) -> list[tuple[str, str]]:
    """Return the speaker and the words of each position that a text states."""
    return [(each.speaker.name, each.words.slice(text)) for each in find_positions(Document(text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Secretary-General is in Lusk. Speaking there, he said that the port was open.", "Secretary-General"),
        ("The Envoy, Leila Haddad, wrapped up her visit. She told the board that the port was open.", "Leila Haddad"),
        ("This morning, the Secretary-General met envoys. He said the port was open.", "Secretary-General"),
        ("Ana Ruiz, for the Aid Fund (AF), speaking by video, said that the port was open.", "Ana Ruiz"),
        ("Answering a question, the Aid Agency said that the port was open.", "Aid Agency"),
        ("The Harbour Police warned that the port was open.", "Harbour Police"),
        (
            "Opening the Session, H.E. Omar Bassi, President of Lusk, bade all welcome. He urged peace on all.",
            "Omar Bassi",
        ),
        ("The Aid Agency paid tribute to the crews of the port.", "Aid Agency"),
    ],
)
def test_a_position_is_the_subjects_or_that_of_the_subject_before(text: str, speaker: str) -> None:
    assert [name for name, _ in positions(text)] == [speaker]


def test_whom_somebody_told_after_a_quotation_is_no_position() -> None:
    assert positions("“The port is open,” Minister Ana Ruiz told reporters. “We are ready.”") == []
