"""Page layout of a PDF: blocks of text in reading order, running heads, page numbers, footnotes and headings."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTComponent, LTFigure, LTImage, LTPage, LTTextBox
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from index.ingest.readers.omissions import Omission
from index.ingest.readers.pdf_pages.text_rows import Row, join_rows
from index.text.sentences import is_quotable

_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|-bd|,bd", re.IGNORECASE)
_EDGE = 2  # blocks at the top and at the bottom of a page that can be running heads
_MAX_HEAD_LINES = 3
_MIN_REPEATS = 3  # pages at whose edge a line is repeated if it is a running head
_SAME_PLACE = 3  # points by which a running head may move between two pages
_SMALLER, _LARGER = 0.93, 1.08  # size of the letters relative to the body's: of footnotes and of headings
_SAME_SPOT = 0.3  # of a space's width, by which the letter printed over it is beside it
_PICTURE_PAGE = 0.5  # share of a page that a picture covers if the page is a scan
_FEW_CHARACTERS = 200  # of a page that is a scan with a stamp or a page number


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size and weight, with their box in points from the lower left corner of the page."""

    text: str
    size: float
    bold: bool
    box: tuple[float, float, float, float]  # left, bottom, right, top

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.box[1]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.box[3]

    def is_beside(self, other: "Block") -> bool:
        """Return whether two blocks share a line of the page."""
        return self.bottom < other.top and other.bottom < self.top


@dataclass(slots=True)
class PageLayout:
    """The blocks of a page in reading order, its footnotes, what was left out, and whether it shows only a picture."""

    blocks: list[Block] = field(default_factory=list)
    footnotes: list[Block] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    is_picture: bool = False


def read_layouts(content: bytes) -> list[PageLayout]:
    """Return the layout of each page of a PDF, with running heads and page numbers left out."""
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams(all_texts=True))
    interpreter = PDFPageInterpreter(manager, device)
    pages = []
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(content)), 1):
        interpreter.process_page(page)
        pages.append(_read_page(device.get_result(), number))
        pages[-1].omissions += _iter_annotations(page)
    _remove_running_heads(pages)
    body = find_body_size(pages)
    for layout in pages:
        _part_footnotes(layout, body)
    return pages


def find_body_size(pages: Iterable[PageLayout]) -> float:
    """Return the size in points in which most characters are set; 0 without text."""
    sizes: Counter[float] = Counter()
    for block in (block for page in pages for block in page.blocks):
        sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def is_heading(block: Block, body: float) -> bool:
    """Return whether a block is set larger than the body, or in bold, and is no sentence."""
    return (block.size > _LARGER * body or block.bold) and not is_quotable(" ".join(block.text.split()))


def _read_page(page: LTPage, number: int) -> PageLayout:
    layout = PageLayout()
    components = [*_iter_components(page)]
    pictures = [component for component in components if isinstance(component, LTImage)]
    for rows in join_rows(component for component in components if isinstance(component, LTTextBox)):
        _add_box(layout, rows)
    characters = sum(len(block.text) for block in layout.blocks)
    covered = max((picture.width * picture.height for picture in pictures), default=0) / max(
        page.width * page.height, 1
    )
    layout.is_picture = bool(pictures) and (
        not characters or (covered > _PICTURE_PAGE and characters < _FEW_CHARACTERS)
    )
    if not layout.is_picture:
        layout.omissions += [Omission("picture", f"on page {number}")] * len(pictures)
    return layout


def _iter_components(parent: Iterable[LTComponent]) -> Iterator[LTTextBox | LTImage]:
    """Yield the boxes of text and the pictures of a page, those inside figures included."""
    for child in parent:
        if isinstance(child, LTTextBox | LTImage):
            yield child
        elif isinstance(child, LTFigure):
            yield from _iter_components(child)


def _add_box(layout: PageLayout, rows: Sequence[Row]) -> None:
    """Add the rows of a box as blocks: a change of size or weight begins another block."""
    letters = [letter for row in rows for letter in _list_letters(row)]
    if letters and not any(letter.upright for letter in letters):
        words = "".join(line.get_text() for row in rows for line in row)
        layout.omissions.append(Omission("rotated text", " ".join(words.split())))
        return
    for (size, bold), group in groupby(rows, _read_style):
        members = [*group]
        edges = [*zip(*(line.bbox for row in members for line in row), strict=True)]
        corners = min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])
        layout.blocks.append(Block("\n".join(map(_read_row, members)), size, bold, corners))


def _list_letters(row: Row) -> list[LTChar]:
    return [letter for line in row for letter in line if isinstance(letter, LTChar)]


def _read_row(row: Row) -> str:
    """Return the text of a row, without the spaces over which the next letter is printed, as at a soft hyphen."""
    letters = [letter for line in row for letter in line]
    kept = [
        letter.get_text()
        for letter, following in zip_longest(letters, letters[1:])
        if not (isinstance(letter, LTChar) and isinstance(following, LTChar) and _is_overprinted(letter, following))
    ]
    return " ".join("".join(kept).split())


def _is_overprinted(letter: LTChar, following: LTChar) -> bool:
    return letter.get_text() == " " and abs(following.x0 - letter.x0) < _SAME_SPOT * letter.width


def _read_style(row: Row) -> tuple[float, bool]:
    """Return the size of most letters of a row, in half points, and whether all are bold."""
    letters = [letter for letter in _list_letters(row) if letter.get_text().strip()]
    sizes = Counter(round(2 * letter.size) / 2 for letter in letters)
    return sizes.most_common(1)[0][0] if sizes else 0, all(_BOLD.search(letter.fontname) for letter in letters)


def _iter_annotations(page: PDFPage) -> Iterator[Omission]:
    """Yield the comments and the filled fields of a page, which are drawn over it."""
    annotations = resolve1(page.annots) if page.annots else []
    for annotation in (resolve1(each) for each in annotations if each):
        if isinstance(annotation, dict):
            for key, kind in (("Contents", "comment"), ("V", "form field")):
                value = resolve1(annotation.get(key))
                if isinstance(value, bytes) and (text := decode_text(value).strip()):
                    yield Omission(kind, text)


def _remove_running_heads(pages: Sequence[PageLayout]) -> None:
    """Move page numbers, and what is repeated at the edges of several pages, from the blocks to what was left out."""
    edges = [_find_edge(page.blocks) for page in pages]
    repeats = Counter(text for edge in edges for text in {_mask_digits(block.text) for block in edge})
    places = Counter(place for edge in edges for place in {_find_place(block) for block in edge})
    for page, edge in zip(pages, edges, strict=True):
        heads = [
            block
            for block in edge
            if repeats[_mask_digits(block.text)] >= _MIN_REPEATS
            or (_count_near(places, block) > 1 and not is_quotable(block.text))
        ]
        others = [block for block in page.blocks if block not in heads]
        numbers = [
            block
            for block in edge
            if _PAGE_NUMBER.fullmatch(block.text) and not any(block.is_beside(each) for each in others if each != block)
        ]
        for block in dict.fromkeys((*heads, *numbers)):
            page.blocks.remove(block)
            kind = "page number" if _PAGE_NUMBER.fullmatch(block.text) else "running head"
            page.omissions.append(Omission(kind, block.text))


def _find_edge(blocks: Sequence[Block]) -> list[Block]:
    """Return the short blocks among the two uppermost and the two lowest of a page, from its edges inwards."""
    by_height = sorted(blocks, key=lambda block: -block.top)
    outer = [*by_height[:_EDGE], *by_height[-_EDGE:]]
    return [block for block in blocks if block in outer and block.text.count("\n") < _MAX_HEAD_LINES]


def _find_place(block: Block) -> tuple[str, int]:
    return _mask_digits(block.text), round(block.bottom)


def _count_near(places: Counter[tuple[str, int]], block: Block) -> int:
    text, height = _find_place(block)
    return sum(places[text, height + offset] for offset in range(-_SAME_PLACE, _SAME_PLACE + 1))


def _mask_digits(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def _part_footnotes(page: PageLayout, body: float) -> None:
    """Move the footnotes to their own list: blocks smaller than the body, and below all of it in the column."""
    large = [block for block in page.blocks if block.size > _SMALLER * body]
    small = [block for block in page.blocks if block.size <= _SMALLER * body] if large else []
    notes = [note for note in small if all(_is_clear_of(note, block) for block in large)]
    shorter = sum(len(note.text) for note in notes) < sum(len(block.text) for block in large)
    page.footnotes = notes if shorter else []
    page.blocks = [block for block in page.blocks if block not in page.footnotes]


def _is_clear_of(note: Block, block: Block) -> bool:
    """Return whether a block is above a note, or in another column."""
    shares_column = block.box[0] < note.box[2] and note.box[0] < block.box[2]
    return block.bottom >= note.top - 1 or not shares_column


def split_block(block: Block, at: int) -> tuple[Block, Block]:
    """Split a block at a position in its text."""
    return replace(block, text=block.text[:at].rstrip()), replace(block, text=block.text[at:])
