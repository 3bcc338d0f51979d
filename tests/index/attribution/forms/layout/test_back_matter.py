import pytest

from index.attribution.forms.document import Document
from index.attribution.forms.registry import read_form

TITLE = "Joint communiqué of the Ministers of Arvania and Morovia"
HEAD = f"{TITLE}\n\nThe Ministers met in Lusk.\n\n"
CLAUSE = "The Ministers agreed that the ferry shall sail on every day of the week, in all weather.\n\n"


def test_what_stands_under_a_heading_of_back_matter_is_no_clause() -> None:
    text = f"{HEAD}{CLAUSE * 4}Background\n\nThe Ministers recalled their meetings in the hall of Lusk since 2019.\n"
    form = read_form(Document(text, TITLE))
    assert form
    assert len(form.turns) == 4


@pytest.mark.parametrize(
    "line", ["END TEXT.", "For more information, please contact the Office.", "Media enquiries: 12 34"]
)
def test_a_line_that_closes_a_document_is_no_clause(line: str) -> None:
    form = read_form(Document(f"{HEAD}{CLAUSE * 4}{line}\n\nThe Ministers agreed on a walk after dinner.\n", TITLE))
    assert form
    assert len(form.turns) == 4


def test_a_section_of_that_name_in_the_midst_of_clauses_is_read() -> None:
    text = f"{HEAD}{CLAUSE * 2}Background\n\n{CLAUSE * 3}"
    form = read_form(Document(text, TITLE))
    assert form
    assert len(form.turns) == 5
