"""Commented documents: a checked draft as a Word document with a comment on each quotation.

A Word document keeps everything that it has, and its comments. Any other draft becomes one of plain paragraphs.
"""

import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from rag import Check, CheckedQuotation
from ui.export.checks.remarks import describe_verdict

AUTHOR = "onrecord"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+")
_IN_NOTE = "In a note or a header: “{}”. "


def comment_document(check: Check, word: bytes | None) -> bytes:
    """Return the bytes of a .docx file; `word` are those of the draft if it is a Word document."""
    document = docx.Document(io.BytesIO(word)) if word else _build_document(check.text)
    runs = [run for paragraph in _iter_paragraphs(document) for run in paragraph.runs if run.text]
    if not runs:
        runs = [document.add_paragraph().add_run(" ")]
    _add_comments(document, runs, check.quotations)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _build_document(text: str) -> Document:
    document = docx.Document()
    for block in re.split(r"\n\s*\n", text):
        if block.strip():
            document.add_paragraph(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", block.strip()))
    return document


def _iter_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yield the paragraphs of the body in order, those of tables included."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)  # noqa: SLF001 (python-docx lists only those outside tables)


def _add_comments(document: Document, runs: Sequence[Run], quotations: Sequence[CheckedQuotation]) -> None:
    """Add a comment to each quotation where its words stand, or to the last words if they stand in a note."""
    found = _locate(runs, [quotation.text for quotation in quotations])
    splits = _Splitter(runs)
    for quotation, place in reversed([*zip(quotations, found, strict=True)]):
        remark = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", describe_verdict(quotation))
        if place is None:
            remark, marked = _IN_NOTE.format(quotation.text) + remark, [splits.last]
        else:
            marked = splits.cover(*place)
        document.add_comment(runs=marked, text=remark, author=AUTHOR, initials="or")


def _locate(runs: Sequence[Run], texts: Sequence[str]) -> list[tuple[int, int] | None]:
    """Return where each text stands in the text of all runs, one after the other; white space counts as one space."""
    whole = "".join(run.text for run in runs)
    places, position = list[tuple[int, int] | None](), 0
    for text in texts:
        pattern = re.compile(r"\s*".join(map(re.escape, _SPACE.sub(" ", text).split(" "))))
        match = pattern.search(whole, position) or pattern.search(whole)
        places.append(match.span() if match else None)
        position = match.start() if match else position
    return places


class _Splitter:
    """Splits runs where a quotation begins and ends, so that a comment covers its words alone."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._pieces: list[tuple[int, Run]] = []
        position = 0
        for run in runs:
            self._pieces.append((position, run))
            position += len(run.text)

    @property
    def last(self) -> Run:
        return self._pieces[-1][1]

    def cover(self, start: int, end: int) -> list[Run]:
        """Return the runs from one position to another."""
        self._split(start)
        self._split(end)
        return [run for position, run in self._pieces if start <= position < end]

    def _split(self, position: int) -> None:
        row = max((row for row, (start, _) in enumerate(self._pieces) if start <= position), default=0)
        start, run = self._pieces[row]
        text = run.text
        if not start < position < start + len(text) or any(child.tag not in _SPLITTABLE for child in run._r):  # noqa: SLF001
            return
        rest = deepcopy(run._r)  # noqa: SLF001 (python-docx has no way to split a run)
        run._r.addnext(rest)  # noqa: SLF001
        following = Run(rest, run._parent)  # noqa: SLF001
        run.text, following.text = text[: position - start], text[position - start :]
        self._pieces.insert(row + 1, (position, following))


_SPLITTABLE = frozenset(map(qn, ("w:rPr", "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen")))
"""Contents of a run that its text holds; one with a picture or a field is not split."""
