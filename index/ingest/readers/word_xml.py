"""WordprocessingML: the text of a document's XML as a reader of the page sees it, with tracked changes accepted.

The text of insertions, text boxes, content controls, smart tags, fields and equations is kept. Deletions, hidden text,
placeholders, pictures and symbols without a Unicode character are left out and recorded. See ECMA-376, part 1.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from index.ingest.readers.omissions import Omission
from index.ingest.readers.word_numbering import Numbering

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_DRAWING_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

_CHARACTERS = {
    f"{_MAIN}{name}": text
    for name, text in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.items()
}
_TEXT = frozenset((f"{_MAIN}t", f"{_MATH}t", f"{_DRAWING}t"))
_WITHOUT_TEXT = frozenset(
    f"{_MAIN}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "instrText", "sectPr")
)
_DELETED = frozenset((f"{_MAIN}del", f"{_MAIN}moveFrom"))
_INSERTED = frozenset((f"{_MAIN}ins", f"{_MAIN}moveTo"))
_DRAWINGS = frozenset((f"{_MAIN}drawing", f"{_MAIN}pict"))
_FALSE = frozenset(("0", "false", "off"))
_PRIVATE_USE = range(0xE000, 0xF900)  # where symbol fonts have their characters


@dataclass(slots=True)
class WordText:
    """The paragraphs of a part of a document, what was left out of it, and the number of its tracked insertions."""

    paragraphs: list[str] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    insertions: int = 0
    numbering: Numbering = field(default_factory=Numbering)
    _pending: str = ""  # text before a paragraph mark that was deleted

    @classmethod
    def from_element(cls, element: _Element, numbering: Numbering | None = None) -> "WordText":
        """Read the paragraphs and tables in an element, in document order; a text box follows its paragraph.

        Paragraphs of the lists of `numbering` have their number before them.
        """
        text = cls(numbering=numbering or Numbering())
        text.add_blocks(element)
        text._end_paragraph("")
        return text

    def add_blocks(self, parent: _Element) -> None:
        """Add the paragraphs and tables in an element."""
        for child in _iter_children(parent):
            if child.tag == f"{_MAIN}p":
                self._add_paragraph(child)
            elif child.tag == f"{_MAIN}tr":
                self._add_row(child)
            elif child.tag in _DELETED:
                self._omit("tracked deletion", child)
            elif child.tag == f"{_MAIN}altChunk":
                self.omissions.append(Omission("embedded document", "(its content is in another format)"))
            elif child.tag not in _WITHOUT_TEXT:
                self.add_blocks(child)

    def _add_paragraph(self, paragraph: _Element) -> None:
        boxes: list[_Element] = []
        text = "".join(self._iter_inline(paragraph, boxes))
        text = f"{self.numbering.number(paragraph)}{text.lstrip()}" if text.strip() else text
        if paragraph.find(f"{_MAIN}pPr/{_MAIN}rPr/{_MAIN}del") is None:
            self._end_paragraph(text)
        else:
            self._pending += text
        for box in boxes:
            self._add_nested(box)

    def _end_paragraph(self, text: str) -> None:
        whole, self._pending = f"{self._pending}{text}".strip(), ""
        self.paragraphs += [whole] if whole else []

    def _add_nested(self, element: _Element, separator: str = "\n\n") -> None:
        nested = self._read_nested(element)
        self.paragraphs += [separator.join(nested)] if nested else []

    def _read_nested(self, element: _Element) -> list[str]:
        nested = WordText.from_element(element, self.numbering)
        self.omissions += nested.omissions
        self.insertions += nested.insertions
        return nested.paragraphs

    def _add_row(self, row: _Element) -> None:
        """Add a row of a table as one paragraph, its cells separated by bars."""
        if row.find(f"{_MAIN}trPr/{_MAIN}del") is not None:
            self._omit("tracked deletion", row)
            return
        self.insertions += row.find(f"{_MAIN}trPr/{_MAIN}ins") is not None
        cells = ("\n".join(self._read_nested(cell)) for cell in _iter_cells(row))
        self._end_paragraph(" | ".join(cell for cell in cells if cell))

    def _iter_inline(self, parent: _Element, boxes: list[_Element]) -> Iterator[str]:
        """Yield the text in a paragraph piece by piece; its text boxes are appended to `boxes`."""
        for child in _iter_children(parent):
            if child.tag in _TEXT:
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag == f"{_MAIN}txbxContent":
                boxes.append(child)
            elif child.tag == f"{_MAIN}sym":
                yield self._read_symbol(child)
            elif child.tag not in _WITHOUT_TEXT and not self._omit_unseen(child):
                self.insertions += child.tag in _INSERTED
                yield from self._iter_inline(child, boxes)

    def _read_symbol(self, symbol: _Element) -> str:
        code = int(symbol.get(f"{_MAIN}char") or "0", 16)
        if code in _PRIVATE_USE or not code:
            self.omissions.append(Omission("symbol", f"{symbol.get(f'{_MAIN}font')} {code:X}"))
            return " "
        return chr(code)

    def _omit_unseen(self, element: _Element) -> bool:
        """Record an element that the page does not show as text; return whether it is one."""
        kind = _find_unseen_kind(element)
        if kind:
            self._omit(kind, element)
        return bool(kind)

    def _omit(self, kind: str, element: _Element) -> None:
        text = _describe(element) or ("(without a description)" if kind == "picture" else "")
        self.omissions += [Omission(kind, text)] if text else []


def _find_unseen_kind(element: _Element) -> str | None:
    if element.tag in _DELETED:
        return "tracked deletion"
    if element.tag == f"{_MAIN}r" and _is_on(element.find(f"{_MAIN}rPr/{_MAIN}vanish")):
        return "hidden passage"
    if element.tag == f"{_MAIN}sdt" and _is_on(element.find(f"{_MAIN}sdtPr/{_MAIN}showingPlcHdr")):
        return "placeholder"
    if element.tag == f"{_MAIN}rt":
        return "reading aid"
    is_drawing = element.tag in _DRAWINGS and next(element.iter(f"{_MAIN}txbxContent"), None) is None
    return "picture" if is_drawing and next(element.iter(*_PICTURES), None) is not None else None


def _is_on(toggle: _Element | None) -> bool:
    return toggle is not None and (toggle.get(f"{_MAIN}val") or "true") not in _FALSE


def _describe(element: _Element) -> str:
    """Return the words in an element, or the description of the picture in it."""
    words = "".join(part.text or "" for part in element.iter(*_TEXT, f"{_MAIN}delText")).strip()
    names = (name.get("descr") or name.get("name") or "" for name in element.iter(_DRAWING_NAME))
    return words or next((name for name in names if name), "")


def _iter_children(parent: _Element) -> Iterator[_Element]:
    """Yield the child elements; of alternatives for different programs, those of the first one with text."""
    for child in parent:
        if child.tag == _ALTERNATIVES:
            choices = [*child]
            yield from next((choice for choice in choices if _describe(choice)), choices[0]) if choices else ()
        elif isinstance(child.tag, str):
            yield child


def _iter_cells(row: _Element) -> Iterable[_Element]:
    for child in _iter_children(row):
        if child.tag == f"{_MAIN}tc":
            yield child
        elif child.tag not in _WITHOUT_TEXT:  # content controls around cells
            yield from _iter_cells(child)
