"""Drafts: the text of a draft to be checked, from plain text, Word, HTML, Markdown or PDF."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePath

from index import RejectedArticle, read_content

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
    ]
) | frozenset(["main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"])
_UNSEEN = frozenset(("head", "script", "style", "noscript", "template"))
_MARKED = re.compile(r"\s*[“\"«„‘']")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft that was read: its text, and the bytes of the file if it is a Word document."""

    text: str
    word: bytes | None = None

    @classmethod
    def from_content(cls, content: bytes, name: str) -> "DraftFile":
        """Read a draft by the extension of its name. Raises RejectedArticle if it is empty or of another format."""
        extension = PurePath(name).suffix.lower()
        if extension in {".html", ".htm"}:
            return cls(read_html(content))
        if extension == ".jsonl":
            raise RejectedArticle("a draft is one text; use .txt, .md, .docx, .html or .pdf")
        results = [*read_content(content, name, PurePath(name).name)]
        return cls(results[0].require_article().text, content if extension == ".docx" else None)


def read_html(content: bytes) -> str:
    """Return all text of a page, its blocks apart; a quotation element has quotation marks as a browser shows them."""
    (decoded,) = (result.require_article().text for result in read_content(content, "draft", "draft.txt"))
    reader = _HtmlText()
    reader.feed(decoded)
    reader.close()
    text = reader.text
    if not text:
        raise RejectedArticle("the page shows no text")
    return text


class _HtmlText(HTMLParser):
    """Collects the text of a page by blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._current: list[str] = []
        self._unseen = 0
        self._quoting = 0

    @property
    def text(self) -> str:
        self._end_block()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (of the class it extends)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self._end_block()
            self._quoting += tag == "blockquote"
        elif tag == "q":
            self._current.append("“")
        elif tag == "br":
            self._current.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self._end_block()
            self._quoting = max(0, self._quoting - (tag == "blockquote"))
        elif tag == "q":
            self._current.append("”")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._current.append(" ".join(data.split("\n")) if "\n" in data else data)

    def _end_block(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._current).split("\n"))
        block = "\n".join(line for line in lines if line)
        if block and self._quoting and not _MARKED.match(block):
            block = f"“{block}”"
        self._blocks += [block] if block else []
        self._current = []
