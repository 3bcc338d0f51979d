"""The layout of PDF pages: footnotes, headings, running heads, divided words and pages that are pictures."""

import io

import pytest
from pdf_files import Line, write_pdf

from index.ingest.readers.pdf import find_omissions, read
from index.ingest.readers.pdf_pages import ocr
from index.library.articles import Article
from index.text.display import display_text
from index.text.sentences import split_sentences


def paragraph(top: int, *lines: str, size: float = 11) -> list[Line]:
    return [(72, round(top - at * size * 1.2), size, line) for at, line in enumerate(lines)]


def sentences(article: Article) -> list[str]:
    return [display_text(article.text, span) for span in split_sentences(article.text)]


BODY = paragraph(
    700, "The envoy said that the parties had agreed to meet in Geneva soon.", "The head of the delegation told the"
)
REST = "Council that the tanks had left the town of Sirte in the spring."
NOTE = "1 The figure was given by the Red Crescent."


def test_a_footnote_does_not_interrupt_a_sentence_that_runs_over_the_page() -> None:
    title = paragraph(760, "Report on Libya", size=16)
    (article,) = read(write_pdf([*title, *BODY, *paragraph(80, NOTE, size=8)], paragraph(700, REST)))
    assert sentences(article) == [
        "Report on Libya",
        NOTE,
        "The envoy said that the parties had agreed to meet in Geneva soon.",
        f"The head of the delegation told the {REST}",
    ]
    assert article.title == "Report on Libya"


def test_a_footnote_below_a_page_of_one_block_stands_before_its_last_sentence() -> None:
    (article,) = read(write_pdf([*BODY, *paragraph(80, NOTE, size=8)], paragraph(700, REST)))
    assert sentences(article)[1:] == [NOTE, f"The head of the delegation told the {REST}"]
    assert article.title == BODY[0][3]


def test_a_heading_is_not_part_of_the_sentence_below_it() -> None:
    heading = paragraph(660, "The withdrawal of foreign forces from the coastal road near Sirte", size=13)
    pages = [*paragraph(700, "The Council met.", "It heard two speakers on Monday."), *heading, *paragraph(640, REST)]
    (article,) = read(write_pdf(pages, paragraph(700, "It adjourned at noon.")))
    assert sentences(article)[2:4] == [heading[0][3], REST]


def test_a_running_head_of_two_pages_is_left_out_and_reported() -> None:
    head = [(72, 780, 9.0, "Mission on Libya")]
    content = write_pdf([*head, *BODY, (300, 20, 9, "1")], [*head, *paragraph(700, REST), (300, 20, 9, "2")])
    (article,) = read(content)
    assert sentences(article)[-1] == f"The head of the delegation told the {REST}"
    assert article.notes == ("left out: 2 running heads, 2 page numbers",)
    assert [*find_omissions(content, article)][:2] == [("running head", "Mission on Libya"), ("page number", "1")]


def test_a_word_that_is_divided_by_a_page_is_whole() -> None:
    first = paragraph(700, "We will not sell a single rifle to any party, and the arms em-")
    (article,) = read(write_pdf(first, paragraph(700, "bargo must be respected by everyone.")))
    assert article.text == f"{first[0][3][:-3]}embargo\fmust be respected by everyone."


def test_a_number_in_a_table_is_no_page_number() -> None:
    row = [(72, 60, 11, "Ships seized in the year"), (400, 60, 11, "12")]
    (article,) = read(write_pdf([*BODY, *paragraph(500, "It said more.", size=11), *row]))
    assert "12" in article.text


def scan(words: str) -> bytes:
    """Return a PDF of one page that is a picture of words."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 (an optional dependency)

    image, file = Image.new("RGB", (1700, 600), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((80, 200), words, fill="black", font=ImageFont.load_default(size=44))
    image.save(file, "PDF", resolution=200)
    return file.getvalue()


WORDS = "The minister said that the embassy would open in May."


def test_a_page_that_is_a_picture_is_read_by_ocr() -> None:
    if not ocr.is_installed():
        pytest.skip("tesseract, pytesseract or pypdfium2 is not installed")
    (article,) = read(scan(WORDS))
    assert WORDS in " ".join(article.text.split())
    assert article.notes == (
        "page 1 of 1 holds no text, only a picture; its words were read by OCR and may hold mistakes",
    )


def test_a_picture_without_ocr_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    monkeypatch.setattr("index.ingest.readers.pdf.is_installed", lambda: False)
    with pytest.raises(Exception, match="contains only images of text"):
        next(read(scan(WORDS)))
