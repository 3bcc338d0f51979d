"""What is the page's and not the author's; the facts are those of Storm Daniel at Derna in September 2023."""

import pytest

from index.text.boilerplate import find_boilerplate
from index.text.passages import split_passages

TITLE = "Dams break above Derna"
FIRST = "Two dams above the Libyan city of Derna gave way on 11 September 2023."
SECOND = "The mayor said that a quarter of the city had been swept into the sea."


def kinds(text: str, title: str = TITLE) -> dict[str, str]:
    return {found.span.slice(text): found.kind for found in find_boilerplate(text, title)}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this article on Facebook", "a line to share it"),
        ("Share | Tweet | Email", "a line to share it"),
        ("Sign up for our newsletter and get the news of the day.", "an invitation"),
        ("Follow the Libya desk on Twitter and Instagram.", "an invitation"),
        ("Click here for live updates", "an invitation"),
        ("Read more: Derna, one year later", "a link to something else"),
        ("READ: Why the dams broke.", "a link to something else"),
        ("À lire aussi : les barrages de Derna", "a link to something else"),
        ("© 2023 Libya Desk. All rights reserved.", "a notice of rights"),
        ("We use cookies to give you the best experience.", "a notice on cookies"),
        ("Story continues below advertisement", "the place of an advertisement"),
        ("Photo: Libya Desk", "a credit"),
        ("Tags: Libya, Derna, floods", "a list of labels"),
        ("12 comments", "a control of the page"),
        (TITLE, "the title again"),
    ],
)
def test_lines_of_the_page_are_distinguished_from_the_text(line: str, kind: str) -> None:
    assert kinds(f"{FIRST}\n{line}\n{SECOND}") == {line: kind}


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Tripoli on Monday.",
        "Read the agreement again, the envoy told both sides, and sign it.",
        "Follow the money, he said.",
        "More than 11,000 people died.",
        "Related to this, the dams had not been repaired since 2002.",
        "By Friday the Council had agreed on a text.",
        "What the mayor said",
    ],
)
def test_sentences_and_headings_that_only_begin_so_are_the_authors(line: str) -> None:
    assert kinds(f"{FIRST}\n{line}\n{SECOND}") == {}


def test_above_the_text_the_title_its_date_and_its_byline_are_boilerplate() -> None:
    text = f"{TITLE}\n\nUpdated 12 September 2023 10:40 GMT\n\nBy Nuri Haddad\n\nDERNA\n\n{FIRST}"
    assert [*kinds(text).values()] == ["the title again", "a date above the text", "a byline"]
    assert kinds(f"{FIRST}\n\n12 September 2023\n\n{SECOND}") == {}


def test_a_title_that_is_the_first_sentence_may_stand_there_once() -> None:
    assert kinds(FIRST, title=FIRST) == {}
    twice = find_boilerplate(f"{FIRST}\n\n{FIRST}\n\n{SECOND}", FIRST)
    assert [found.span.start for found in twice] == [len(FIRST) + 2]


def test_a_list_of_links_ends_where_a_sentence_stands() -> None:
    text = f"{FIRST}\nRelated stories\n- The dams of Wadi Derna\n- Storm Daniel\n{SECOND}"
    assert [*kinds(text)] == ["Related stories", "- The dams of Wadi Derna", "- Storm Daniel"]


def test_a_stray_last_line_is_boilerplate_and_a_last_sentence_is_not() -> None:
    assert kinds(f"{FIRST}\n\nUK,") == {"UK,": "a stray last line"}
    assert kinds(f"{FIRST}\n\nNobody knew.") == {}


def test_a_sentence_that_a_line_above_ran_into_is_not_lost() -> None:
    text = f"{FIRST}\nRead more: what the flood led to\n{SECOND}"
    assert SECOND in "".join(passage.span.slice(text) for passage in split_passages(text))


def test_a_text_without_a_sentence_keeps_everything() -> None:
    assert kinds(f"{TITLE}\nShare\nUK,") == {}


def test_boilerplate_is_in_no_passage_and_the_text_keeps_every_position() -> None:
    text = f"{TITLE}\n\n{FIRST}\nRead more: Derna, one year later\n{SECOND}\n\nUK,"
    passages = [*split_passages(text, TITLE)]
    assert [passage.span.slice(text) for passage in passages] == [FIRST, SECOND]


def test_an_item_c_of_a_list_is_no_notice_of_rights() -> None:
    assert (
        kinds(f"{FIRST}\n(b) to meet again;\n(c) to condemn any drilling in the waters of another State.\n{SECOND}")
        == {}
    )
    assert kinds(f"{FIRST}\n(c) 2023 Libya Desk\n{SECOND}") == {"(c) 2023 Libya Desk": "a notice of rights"}
