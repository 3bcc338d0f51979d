"""Briefs: a manuscript as a Word document."""

import io
import re
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ui.export.manuscript import Line, Manuscript, Note

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build_docx(manuscript: Manuscript, given: datetime) -> bytes:
    """Return the bytes of a .docx file, dated as the answer was `given`."""
    document = docx.Document()
    _set_properties(document, manuscript.title, given)
    document.add_heading(_replace_non_xml(manuscript.title), 0)
    for fact in manuscript.about:
        document.add_paragraph(_replace_non_xml(fact), "Subtitle")
    for caution in manuscript.cautions:
        document.add_paragraph().add_run(_replace_non_xml(caution)).bold = True
    if sum(line.is_heading for line in manuscript.lines) > 1:
        _add_contents(document)
    for line in manuscript.lines:
        _add_line(document, line)
    if manuscript.notes:
        document.add_heading("Notes", 1)
    for note in manuscript.notes:
        _add_note(document, note)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_properties(document: Document, title: str, given: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _replace_non_xml(title)[:255], "onrecord", ""
    properties.created = properties.modified = given


def _add_contents(document: Document) -> None:
    """Add a table of contents, which Word fills in when the document is opened."""
    run = document.add_paragraph().add_run()
    for kind, text in (("begin", None), (None, 'TOC \\o "1-1" \\h \\z'), ("separate", None), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)  # noqa: SLF001 (python-docx has no fields)
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.append(update)


def _add_line(document: Document, line: Line) -> None:
    """Add a quotation with superscript citation numbers, or a heading, which is kept on the page of what follows."""
    if line.is_heading:
        document.add_heading(_replace_non_xml(line.text), 1)
        return
    paragraph = document.add_paragraph(_replace_non_xml(line.text), "Quote" if line.notes else None)
    paragraph.paragraph_format.keep_with_next = not line.notes
    for number in line.notes:
        paragraph.add_run(f" [{number}]").font.superscript = True


def _add_note(document: Document, note: Note) -> None:
    """Add a note: its facts in one paragraph, one per line."""
    document.add_heading(f"[{note.number}]", 2)
    paragraph = document.add_paragraph()
    for number, (name, value) in enumerate(note.facts):
        paragraph.add_run(f"\n{name}: " if number else f"{name}: ").bold = True
        paragraph.add_run(_replace_non_xml(value))
    if note.source_text is not None:
        paragraph.add_run("\nText of the source:").bold = True
        document.add_paragraph(_replace_non_xml(note.source_text), "No Spacing")


def _replace_non_xml(text: str) -> str:
    """Replace characters that XML does not allow by U+FFFD."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
