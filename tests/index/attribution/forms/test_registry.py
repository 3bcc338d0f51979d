import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

HEARING = """Senator Reed. Good morning.

General Milton. Good morning.

Senator Reed. Are we ready?

General Milton. We are."""
CONCLUSIONS = """1. The European Council reiterates its commitment to the unity of Arvania.

2. It calls on all parties to lay down their arms."""


@pytest.mark.parametrize(
    ("title", "text", "form"),
    [
        ("Hearing to receive testimony", HEARING, "hearing"),
        ("European Council conclusions on Arvania", CONCLUSIONS, "communiqué"),
    ],
)
def test_the_form_has_a_name_and_a_reason(title: str, text: str, form: str) -> None:
    reading = read_form(Document(text, title))
    assert reading
    assert reading.form == form
    assert reading.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister said so. The envoy did not.",
        "WHAT: A fair\nWHERE: The square\nWHEN: Noon\nWHAT: A race\nWHERE: The port",
        "WASHINGTON: The talks went on.\nLONDON: They ended.",
        "Key points: It rained.\n\nPhoto: Ana Berg\n\nRead more: The port of Lusk\n\nThe minister left at noon.",
        (
            "Sen. Tom Cole: The senator has raised two million.\n\nGov. Ann Hill: She is popular.\n\n"
            "Rep. Bo Diaz: He may run again.\n\nMayor Al Finn: He will not.\n\nSen. Rick Moss: Soon.\n\nGov. Ed Poe: No"
        ),
    ],
)
def test_a_text_that_only_looks_like_labels_has_no_form(text: str) -> None:
    assert read_form(Document(text)) is None


@pytest.mark.timeout(10)  # seconds, where to try every way of reading it would take years
def test_a_long_word_in_capitals_has_no_speaker() -> None:
    assert not read_form(Document(f"MR. {'X' * 5000} said nothing.\n{'MS' * 5000}\n{'A’' * 5000}"))
