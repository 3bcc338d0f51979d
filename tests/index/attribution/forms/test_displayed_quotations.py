import pytest

from index.attribution.forms.displayed_quotations import find_displayed_quotations
from index.attribution.forms.document import Document, Turn


def quoted(text: str) -> list[tuple[str, str | None, str]]:
    """Return name, role and words of each displayed quotation."""
    return [
        (turn.speaker.name, turn.speaker.role, words.slice(text))
        for turn in find_displayed_quotations(Document(text))
        if turn.speaker
        for words in turn.words
    ]


@pytest.mark.parametrize(
    "line", ["- Ana Ruiz, Minister of Trade", "Ana Ruiz, Minister of Trade", "— *Ana Ruiz, Minister of Trade*"]
)
def test_the_line_under_a_quotation_names_its_speaker(line: str) -> None:
    assert quoted(f"News of the day.\n\n“We opened the port at noon.”\n\n{line}\n\nMore news.") == [
        ("Ana Ruiz", "Minister of Trade", "We opened the port at noon.")
    ]


@pytest.mark.parametrize(
    "below",
    ["The port is open.", "See the photographs, and the map", "He said so on Monday.", "Lusk, Monday", "- see page 3"],
)
def test_a_line_that_names_nobody_is_no_signature(below: str) -> None:
    assert quoted(f"“We opened the port at noon.”\n\n{below}") == []


def test_paragraphs_under_a_line_that_only_says_who_said_them_are_that_persons() -> None:
    text = (
        "Minister of Trade, Ana Ruiz, said:\n\nWe open the port today.\n\nI thank the crew.\n\nThe port has two piers."
    )
    assert quoted(text) == [
        ("Ana Ruiz", "Minister of Trade", "We open the port today."),
        ("Ana Ruiz", "Minister of Trade", "I thank the crew."),
    ]


def test_a_quotation_under_such_a_line_is_of_the_person_in_the_line() -> None:
    text = "Minister of Trade Ana Ruiz said:\n\n“We open the port today.”"
    assert quoted(text) == [("Ana Ruiz", "Minister of Trade", "“We open the port today.”")]


def test_where_every_paragraph_is_indented_only_those_in_the_first_person_go_on() -> None:
    text = "  Minister of Trade Ana Ruiz said:\n\n  We open the port today.\n\n  The port has two piers."
    assert quoted(text) == [("Ana Ruiz", "Minister of Trade", "We open the port today.")]


REACTIONS = """Following are reactions to the removal of the council's head:

U.N. SECRETARY-GENERAL, THROUGH A SPOKESMAN

“The Secretary-General calls for calm in the whole of the country.”

EU FOREIGN POLICY CHIEF ANA RUIZ, ON X

“Soldiers who replace soldiers are no transition at all.”

BO LINDQVIST, PRESIDENT OF ARVANIA

“I told him a month ago that there was still a door.”

(Compiled by the newsroom)"""


def test_lines_in_capitals_that_alternate_with_quotations_name_who_says_what_is_under_them() -> None:
    turns = [(turn.speaker and turn.speaker.name, turn.words[0].slice(REACTIONS)[:8]) for turn in found(REACTIONS)]
    assert turns == [(None, "The Secr"), ("Ana Ruiz", "Soldiers"), ("Bo Lindqvist", "I told h")]
    assert found(REACTIONS)[1].speaker.role == "EU Foreign Policy Chief"


def found(text: str) -> list[Turn]:
    return find_displayed_quotations(Document(text))


def test_words_without_marks_are_quoted_right_above_a_name_and_an_office() -> None:
    above = "We have found language that all of us can own today."
    line = "Ana Ruiz, Minister of Trade of Arvania"
    assert quoted(f"The Council met.\n\n{above}\n{line}\n\nBackground") == [
        ("Ana Ruiz", "Minister of Trade of Arvania", above)
    ]
    assert quoted(f"The Council met.\n\n{above}\n\n{line}\n\nBackground") == []
    assert quoted(f"The Council met.\n\n{above}\nAna Ruiz, Lusk\n\nBackground") == []


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "Brigadier (retd) T J Finch",
        "Bo Li and Ana Ruiz",
        "Dr Karin Holm",
        "J. B. Roth",
        "Margaret van Dale",
        "Sir Peter Hale",
        "Rev Paul Brandt",
        "Ana de Souza",
        "Prof Anna Blake",
    ],
)
@pytest.mark.parametrize("mark", ["● ", "", "• "])
def test_a_letter_is_of_the_name_in_bold_under_it(name: str, mark: str) -> None:
    words = "Your editorial mistakes a deadline for a decision. I taught in Lusk for years."
    text = f"**Letters**\n\n{mark}{words}\n**{name}**\n*Lower Lusk*\n\nNews of the day."
    assert quoted(text) == [(name, None, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The port has been closed since the flood of last winter.\n\n**Technical Cooperation**\n\nIt will open in May.",
        "The port has been closed since the flood of last winter.\n**Press**\nIt will open in May.",
        "It was closed.\n**Ana Ruiz**\n*Lusk*",
    ],
)
def test_other_lines_in_bold_sign_nothing(text: str) -> None:
    assert quoted(text) == []


def test_an_indented_quotation_over_lines_is_of_the_name_under_it() -> None:
    text = (
        "PRESS RELEASE\n\nThe Council met.\n\n"
        '    "Peace on the lakes cannot be bought, and these texts give us the means to be\n    a partner on bad days."'
        "\n\n    Ana Vila de Ruiz, Minister for Foreign Affairs of Halm\n\nThe Council condemns the attack."
    )
    ((name, role, words),) = quoted(text)
    assert (name, role) == ("Ana Vila de Ruiz", "Minister for Foreign Affairs of Halm")
    assert words.endswith("a partner on bad days.")


@pytest.mark.parametrize(
    "below", ["Ana Ruiz\nMinister of Trade of Lusk", "    Ana Ruiz\n    Minister of Trade of Lusk"]
)
def test_the_office_may_stand_on_the_line_under_the_name(below: str) -> None:
    text = f"News of the day.\n\n“We opened the port at noon.”\n\n{below}\n\nMore news."
    assert quoted(text) == [("Ana Ruiz", "Minister of Trade of Lusk", "We opened the port at noon.")]


@pytest.mark.parametrize(
    "below", ["Ana Ruiz\nThe port is open.", "Halm Harbour\nMap of the port", "Ana Ruiz\n\nMinister"]
)
def test_two_lines_without_a_name_and_an_office_are_no_signature(below: str) -> None:
    assert quoted(f"News of the day.\n\n“We opened the port at noon.”\n\n{below}") == []
