"""PDF renderer: a program of its own that draws one page, so that a file made to harm ends no server.

It reads a line of JSON, `{"page": 1, "quote": "...", "seconds": 10}`, and then the PDF from its input, and writes the
page as a PNG with the quotation marked. The seconds are those of a core that it may take.
"""

import ctypes
import io
import json
import resource
import sys
import unicodedata
from collections.abc import Iterator

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MAX_BYTES = 2 << 30  # of memory
_MAX_HEIGHT = 4  # times the width
_WIDTH = 1100  # pixels
_MARK = (255, 233, 140)
_ENDS = 20  # letters of the beginning and of the end of a quotation that is not found whole

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


def main() -> None:
    """Draw the page that the input asks for."""
    request = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"]))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (_MAX_BYTES, _MAX_BYTES))
    with PdfDocument(sys.stdin.buffer.read()) as document:
        sys.stdout.buffer.write(draw_page(document[request["page"] - 1], request["quote"]))


def draw_page(page: PdfPage, quote: str) -> bytes:
    """Return a page as a PNG, with the words of a quotation marked where the page has them."""
    width, height = page.get_size()
    bitmap = page.render(scale=_WIDTH / max(width, height / _MAX_HEIGHT, 1))
    image, position = bitmap.to_pil().convert("RGB"), bitmap.get_posconv(page)
    marks = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(marks)
    for left, bottom, right, top in find_quote(page.get_textpage(), quote):
        (x, y), (x2, y2) = position.to_bitmap(left, top), position.to_bitmap(right, bottom)
        draw.rectangle((min(x, x2) - 1, min(y, y2) - 1, max(x, x2) + 1, max(y, y2) + 1), fill=_MARK)
    output = io.BytesIO()
    ImageChops.multiply(image, marks).save(output, "PNG")
    return output.getvalue()


def find_quote(text: PdfTextPage, quote: str) -> list[Box]:
    """Return the boxes of the lines of a quotation on a page; none if the page does not have it.

    Only letters and digits count, because the article joins words that the page divides.
    """
    letters = [(letter, at) for at in range(text.count_chars()) for letter in _letters(_character(text, at))]
    whole, wanted = "".join(letter for letter, _ in letters), "".join(_letters(quote))
    if not wanted:
        return []
    start = whole.find(wanted)
    end = start + len(wanted)
    if start < 0:  # a footnote or the end of the page stands between
        start, last = whole.find(wanted[:_ENDS]), whole.rfind(wanted[-_ENDS:])
        end = last + _ENDS if last > start else len(whole)
    if start < 0 or end - start > 2 * len(wanted):
        return []
    return _join_lines(text.get_charbox(at, loose=True) for _, at in letters[start:end])


def _character(text: PdfTextPage, at: int) -> str:
    return chr(pdfium.FPDFText_GetUnicode(text, ctypes.c_int(at)))


def _letters(text: str) -> Iterator[str]:
    """Yield the letters and digits of a text without case and accents."""
    return (letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())


def _join_lines(boxes: Iterator[Box]) -> list[Box]:
    """Return one box for all letters of a line."""
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if lines and left >= lines[-1][0] and min(top, lines[-1][3]) - max(bottom, lines[-1][1]) > (top - bottom) / 2:
            before = lines[-1]
            lines[-1] = (before[0], min(bottom, before[1]), max(right, before[2]), max(top, before[3]))
        else:
            lines.append((left, bottom, right, top))
    return lines


if __name__ == "__main__":
    main()
