"""OCR: the text of pages that are pictures, where Tesseract and the extra `ocr` are installed."""

import math
import shutil
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

_DOTS_PER_POINT = 300 / 72
_MAX_PIXELS = 40_000_000  # of a rendered page
_MAX_PAGES = 100  # of one file; a page takes seconds
_TIMEOUT = 120  # seconds a page
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pt": "por", "ru": "rus",
    "tr": "tur", "uk": "ukr", "zh": "chi_sim",
}  # fmt: skip


def is_installed() -> bool:
    """Return whether pages can be read: pytesseract and the program tesseract are installed."""
    return bool(find_spec("pytesseract") and shutil.which("tesseract"))


def read_pages(content: bytes, pages: Sequence[int], language: str | None) -> Iterator[tuple[int, str]]:
    """Yield the position and the text of those of the pages that hold text, at most 100; positions count from 0.

    `language` is that of the rest of the document. Pages that take longer than two minutes are passed over.
    """
    import pytesseract  # noqa: PLC0415 (an optional dependency)
    from pypdfium2 import PdfDocument  # noqa: PLC0415 (loads a library of 8 MB)

    available = set(pytesseract.get_languages())
    name = _LANGUAGES.get(language or "en", "eng")
    with PdfDocument(content) as document:
        for page in pages[:_MAX_PAGES]:
            width, height = document[page].get_size()
            scale = min(_DOTS_PER_POINT, math.sqrt(_MAX_PIXELS / max(width * height, 1)))
            image = document[page].render(scale=scale).to_pil()
            try:
                text = pytesseract.image_to_string(image, lang=name if name in available else None, timeout=_TIMEOUT)
            except (RuntimeError, pytesseract.TesseractError):
                continue
            if text.strip():
                yield page, text.strip()
