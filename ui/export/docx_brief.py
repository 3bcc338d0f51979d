"""A manuscript as a brief in DOCX; the only file that knows python-docx."""

import io
import re
from datetime import datetime

import docx
from docx.document import Document

from ui.export.manuscript import Line, Manuscript, Note

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(manuscript: Manuscript, given: datetime) -> bytes:
    """Give the bytes of a .docx file, dated as the answer was `given`."""
    document = docx.Document()
    _describe(document, manuscript.title, given)
    document.add_heading(_xml(manuscript.title), 0)
    for told in manuscript.about:
        document.add_paragraph(_xml(told), "Subtitle")
    for caution in manuscript.cautions:
        document.add_paragraph().add_run(_xml(caution)).bold = True
    for line in manuscript.lines:
        _add_line(document, line)
    if manuscript.notes:
        document.add_heading("Notes", 1)
    for note in manuscript.notes:
        _add_note(document, note)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, title: str, given: datetime) -> None:
    known = document.core_properties
    known.title, known.author, known.comments = _xml(title)[:255], "onrecord", ""
    known.created = known.modified = given


def _add_line(document: Document, line: Line) -> None:
    """Add a quotation, its numbers raised, or what leads to it, which stays on its page."""
    paragraph = document.add_paragraph(_xml(line.text), "Quote" if line.notes else None)
    paragraph.paragraph_format.keep_with_next = not line.notes
    for number in line.notes:
        paragraph.add_run(f" [{number}]").font.superscript = True


def _add_note(document: Document, note: Note) -> None:
    """Add a note: all its facts in one paragraph, a line each."""
    document.add_heading(f"[{note.number}]", 2)
    paragraph = document.add_paragraph()
    for number, (name, value) in enumerate(note.facts):
        paragraph.add_run(f"\n{name}: " if number else f"{name}: ").bold = True
        paragraph.add_run(_xml(value))
    if note.letters is not None:
        paragraph.add_run("\nIn the source's own letters:").bold = True
        document.add_paragraph(_xml(note.letters), "No Spacing")


def _xml(text: str) -> str:
    """Put the sign for an unknown character where XML admits none of the kind."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
