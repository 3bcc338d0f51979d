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
        ("The Chair of the Group, Minister Ana Ruiz-Lind of Lusk, said that the port was open.", "Ana Ruiz-Lind"),
        (
            "The Deputy Premier and Minister of Ports, Senator Ana Ruiz, came. In the talks the Deputy Premier met me. \
She stressed that the port was open.",
            "Ana Ruiz",
        ),
        ("The representative of Halm, in a note, said that the port was open.", "representative of Halm"),
        ("The Aid Agency paid tribute to the crews of the port.", "Aid Agency"),
    ],
)
def test_a_position_is_the_subjects_or_that_of_the_subject_before(text: str, speaker: str) -> None:
    assert [name for name, _ in positions(text)] == [speaker]


def test_whom_somebody_told_after_a_quotation_is_no_position() -> None:
    assert positions("“The port is open,” Minister Ana Ruiz told reporters. “We are ready.”") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz, for the Fund, condemned the strike. A market is no battlefield, she wrote.", "Ana Ruiz"),
        ("One official, who was there, knew more. Nobody was awake, this person maintains.", "One official"),
        ("A senior diplomat was less guarded. The talks had failed, the diplomat said.", "A senior diplomat"),
        ("The Envoy, Leila Haddad, met crews. Four ships had turned away, she informed.", "Leila Haddad"),
        ("It was late. The port would open in May, Minister Ana Ruiz told reporters in Lusk.", "Ana Ruiz"),
        ("An aide was there. The king was furious, the aide recalled.", "An aide"),
        (
            "The Envoy, Leila Haddad, met crews. No one had asked them, she said, adding that they would ask.",
            "Leila Haddad",
        ),
        ("It was late. The road is closed, President Ana Ruiz believes.", "Ana Ruiz"),
        ("Smt. Ana Ruiz, Secretary (Ports), who was present, nodded. Four ships had come, she informed.", "Ana Ruiz"),
        ("A resident lost his boat. The water came at night, he recalls.", "A resident"),
    ],
)
def test_she_said_at_the_end_of_a_sentence_is_the_subject_before(text: str, speaker: str) -> None:
    assert [name for name, _ in positions(text)][-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, for the Fund, left. The port was closed, he said.",
        "It rained. The port was closed, she said.",
        "An aide was there. The port was closed, the company said.",
        "Two men left. The port was closed, the official said.",
    ],
)
def test_she_said_of_no_one_before_is_no_position(text: str) -> None:
    assert all("closed" not in words for _, words in positions(text))


def test_a_representative_of_nobody_in_particular_is_no_speaker() -> None:
    assert positions("The representative said that the port was open.") == []
