"""Pages, PDF and Word documents; the texts are about the founding of the United Nations."""

import io
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
from pdf_files import write_pdf

from index.ingest.readers.registry import Rejection, read_content
from index.library.articles import Article
from index.text.display import find_page

TITLE = "Charter of the United Nations enters into force"
FIRST = (
    "The Charter of the United Nations entered into force on 24 October 1945, after the five permanent members of the "
    "Security Council and most other signatories had ratified it."
)
SECOND = (
    "Fifty nations had signed it in San Francisco on 26 June 1945, and Poland, which had no seat at the conference, "
    "signed it two months later and became one of the original members."
)
THIRD = "The General Assembly met for the first time in Westminster Central Hall in London on 10 January 1946."


def only(content: bytes, name: str) -> Article | Rejection:
    (found,) = read_content(content, name, name)
    return found.article


def article(content: bytes | str, name: str) -> Article:
    found = only(content.encode() if isinstance(content, str) else content, name)
    assert isinstance(found, Article), found
    return found


def page(*paragraphs: str, head: str = "", above: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
    foot = "<footer><p>© 2020 United Nations Desk</p></footer>"
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{menu}"
        f"<article><h1>{TITLE}</h1>{above}{body}</article>{foot}</body></html>"
    )


def test_a_page_is_read_without_what_stands_around_its_article() -> None:
    found = article(
        page(FIRST, "Share this article on Facebook", SECOND, "Read more: how Poland signed", THIRD), "a.html"
    )
    assert found.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (found.title, found.language) == (TITLE, "en")


def test_a_page_tells_its_source_its_link_and_its_author() -> None:
    head = (
        '<meta property="og:site_name" content="Desk"><meta name="author" content="Ann Roe">'
        '<link rel="canonical" href="https://example.org/charter">'
    )
    found = article(page(FIRST, SECOND, THIRD, head=head), "a.html")
    assert (found.source, found.url, found.notes) == ("Desk", "https://example.org/charter", ("written by Ann Roe",))


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        (
            '<meta property="article:published_time" content="2020-10-24T09:30:00+02:00">',
            "",
            "2020-10-24T09:30:00+02:00",
        ),
        ('<meta property="article:published_time" content="2020-10-24T00:00:00Z">', "", "2020-10-24"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-10"}</script>',
            "",
            "2020-10",
        ),
        (
            '<script type="application/ld+json">{"@type": "Report", "datePublished": "2020-10-25T01:30:00Z"}</script>',
            '<time datetime="2020-10-24T21:30:00-04:00">24 October</time>',
            "2020-10-24T21:30:00-04:00",
        ),
        ('<meta name="date" content="2020-10-25T01:30:00Z">', "<p>24 October 2020</p>", "2020-10-24"),
        ('<meta name="date" content="2020-10-25T01:30:00Z">', "<p>23 October 2020</p>", "2020-10-25T01:30:00Z"),
        ('<meta name="date" content="2020-10-25T15:30:00Z">', "<p>24 October 2020</p>", "2020-10-25T15:30:00Z"),
        ("", '<p class="date">Published on October 24, 2020 at 5 pm</p>', "2020-10-24"),
        ("", "<p>24 October 2020</p>", "2020-10-24"),
        ("", '<p class="date">Last updated: 24 October 2020</p>', None),
        ("", '<div class="comment"><time itemprop="datePublished" datetime="2020-10-25">25 October</time></div>', None),
        ('<script>var session = {"expires": "2020-10-25T00:00:00Z"}</script>', "", None),
        ("", "", None),
    ],
)
def test_a_date_is_the_one_that_a_page_states_for_its_publication(head: str, above: str, published: str | None) -> None:
    assert article(page(FIRST, SECOND, THIRD, head=head, above=above), "a.html").published == published


def test_a_live_blog_keeps_its_title_and_the_times_of_its_posts() -> None:
    posts = "".join(
        f'<article class="post"><header><time datetime="{time}">{time[11:16]} GMT</time><h2>{heading}</h2></header>'
        f"<p>{text}</p></article>"
        for time, heading, text in (
            ("1945-10-25T18:40:00Z", "Poland signs", SECOND),
            ("1945-10-24T09:05:00Z", "In force", FIRST),
        )
    )
    update = '[{"datePublished": "1945-10-25T18:40:00Z"}, {"datePublished": "1945-10-24T09:05:00Z"}]'
    data = f'{{"@type": "LiveBlogPosting", "headline": "The Charter: as it happened", "liveBlogUpdate": {update}}}'
    head = f'<head><title>Poland signs</title><script type="application/ld+json">{data}</script></head>'
    found = article(f"<html>{head}<body><main>{posts}</main></body></html>", "a.html")
    assert found.title == "The Charter: as it happened"
    assert found.text.index("18:40 GMT") < found.text.index(SECOND) < found.text.index("09:05 GMT")
    assert found.notes == ("a live blog: its posts are from 1945-10-24T09:05:00Z to 1945-10-25T18:40:00Z",)


def test_a_file_of_text_states_its_language_if_it_is_not_english() -> None:
    german = "Der Minister sprach am Sonntag in Berlin über den Waffenstillstand in Libyen. " * 3
    assert (article(german, "a.txt").language, article(german, "a.md").language) == ("de", "de")
    assert article(FIRST, "a.txt").language is None


def test_a_date_before_what_the_text_tells_is_in_doubt() -> None:
    head = '<meta property="article:published_time" content="1945-07-01">'
    found = article(page(FIRST, SECOND, THIRD, head=head), "a.html")
    assert found.published is None
    assert found.notes == ("undated: the page says 1945-07-01, but the text reports 10 January 1946",)


def test_a_page_in_another_encoding_is_read() -> None:
    text = "La Charte des Nations Unies est entrée en vigueur le 24 octobre 1945, après sa ratification. " * 5
    found = article(page(text, text).encode("latin-1"), "a.htm")
    assert "entrée en vigueur" in found.text
    assert found.language == "fr"


@pytest.mark.parametrize(
    "content", [b"", b"<html></html>", b"\x89PNG\r\n\x1a\n" + bytes(200), b"<ul><li><a href='/'>Home</a></li></ul>"]
)
def test_a_page_without_an_article_is_refused(content: bytes) -> None:
    assert "no article" in str(only(content, "a.html"))


def test_a_page_nested_beyond_measure_is_read_or_refused_in_time() -> None:
    assert only(b"<div>" * 100_000 + b"deep", "a.html")


LEFT = ["The Charter was signed in San", "Francisco by fifty nations, and", "Poland signed it later on."]
RIGHT = ["The Assembly met in London", "for the first time in January", "of the year that followed."]


def test_columns_are_read_one_after_the_other_however_the_file_has_them() -> None:
    rows = [(x, 600 - 12 * row, 10, line) for row in range(3) for x, line in ((50, LEFT[row]), (330, RIGHT[row]))]
    found = article(
        write_pdf([(50, 700, 10, "The founding"), *rows], title="The founding of the United Nations"), "a.pdf"
    )
    assert found.title == "The founding of the United Nations"
    assert " ".join(found.text.split()) == " ".join(["The founding", *LEFT, *RIGHT])


def test_pages_are_parted_by_a_form_feed_and_their_heads_and_numbers_left_out() -> None:
    texts = ["The Charter was signed in June.", "It entered into force in October.", "The Assembly met in January."]
    pages = [
        [(50, 780, 10, f"A/{number} General Assembly"), (50, 600, 10, text), (300, 20, 10, f"{number}/3")]
        for number, text in enumerate(texts, 1)
    ]
    found = article(write_pdf(*pages), "a.pdf")
    assert found.text == "\f".join(texts)
    assert [find_page(found.text, found.text.index(text)) for text in texts] == [1, 2, 3]
    assert find_page(texts[0], 0) is None


def test_a_date_above_the_text_of_a_document_is_its_date() -> None:
    lines = [(50, 700, 10, "New York, 24 October 1945"), (50, 600, 10, "The Charter entered into force on this day.")]
    assert article(write_pdf(lines), "a.pdf").published == "1945-10-24"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a valid PDF"),
        (b"%PDF-1.4\njunk", "not a valid PDF"),
        (write_pdf([]), "contains only images"),
        (lambda: pdf_bomb(1), "unpacks to more than"),
        (lambda: pdf_bomb(2), "unpacks to more than"),
    ],
)
def test_a_pdf_without_text_or_made_to_harm_is_refused(content: bytes | Callable[[], bytes], reason: str) -> None:
    assert reason in str(only(content if isinstance(content, bytes) else content(), "a.pdf"))


def pdf_bomb(layers: int) -> bytes:
    """Return a small PDF whose stream, compressed so many times, unpacks to 300 MB."""
    stream = bytes(300_000_000)
    for _ in range(layers):
        stream = zlib.compress(stream)
    return b"%PDF-1.4\nstream\n" + stream + b"\nendstream"


def word(make: Callable[[docx.document.Document], None]) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    make(document)
    document.save(file)
    return file.getvalue()


def test_a_word_document_is_read_in_its_order_with_its_tables() -> None:
    def make(document: docx.document.Document) -> None:
        document.core_properties.title = TITLE
        document.add_paragraph("24 October 1945")
        document.add_paragraph(FIRST)
        for cell, text in zip(document.add_table(1, 2).rows[0].cells, ("Signed", "26 June 1945"), strict=True):
            cell.text = text
        document.add_paragraph(THIRD)
        document.sections[0].header.paragraphs[0].text = "A running head"

    found = article(word(make), "a.docx")
    assert found.text == f"24 October 1945\n\n{FIRST}\n\nSigned | 26 June 1945\n\n{THIRD}"
    assert (found.title, found.published, found.language) == (TITLE, "1945-10-24", "en")


def with_part(name: str, content: bytes) -> bytes:
    """Return a Word document with the content of one part replaced."""
    old, file = zipfile.ZipFile(io.BytesIO(word(lambda document: document.add_paragraph(FIRST)))), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 100}">' for n in range(9))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a valid Word document"),
        (b"PK\x03\x04 junk", "not a valid Word document"),
        (word(lambda document: document.add_paragraph(" ")), "text: is empty"),
        (with_part("word/styles.xml", bytes(250_000_000)), "unpacks to"),
        (with_part("word/document.xml", f"<!DOCTYPE d [{LAUGHS}]><d>&l8;</d>".encode()), "not a valid Word document"),
    ],
)
def test_a_word_document_without_text_or_made_to_harm_is_refused(content: bytes, reason: str) -> None:
    assert reason in str(only(content, "a.docx"))


def test_a_file_beyond_all_measure_is_refused_unread() -> None:
    assert "larger than 50 MB" in str(only(bytes(50_000_001), "a.html"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "cp1251"])
def test_a_text_file_is_read_in_whatever_encoding_it_came(encoding: str) -> None:
    russian = "Устав Организации Объединённых Наций вступил в силу 24 октября 1945 года.\n" * 4
    text = (
        russian if encoding == "cp1251" else "La Charte est entrée en vigueur après sa ratification à Washington.\n" * 4
    )
    assert article(text.encode(encoding), "a.txt").text == text
