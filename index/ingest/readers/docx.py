"""Word documents: body, footnotes and endnotes, with tracked changes accepted.

Headers and footers are part of the text, at its end, if they hold a sentence; else they are left out, and so are
comments, charts and diagrams. All that is left out is reported.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml.etree import _Element

from index.errors import RejectedArticle
from index.ingest.dates.dateline import find_date_above
from index.ingest.readers.languages import detect_language
from index.ingest.readers.omissions import Omission, note_omissions
from index.ingest.readers.plain_text import find_first_line
from index.ingest.readers.word_numbering import Numbering
from index.ingest.readers.word_xml import WordText
from index.library.articles import Article
from index.text.boilerplate import find_boilerplate
from index.text.plurals import format_count
from index.text.sentences import is_quotable

_MAX_UNPACKED = 200_000_000
"""Maximum size in bytes of an unpacked file."""

_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_EDGES = {RELATIONSHIP_TYPE.HEADER: "header", RELATIONSHIP_TYPE.FOOTER: "footer"}
_FIGURES = {RELATIONSHIP_TYPE.CHART: "chart", RELATIONSHIP_TYPE.DIAGRAM_DATA: "diagram"}
_AUTHOR, _TYPE = (
    f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}" for name in ("author", "type")
)


def read(content: bytes) -> Iterator[Article]:
    """Read the article of a .docx file; raises RejectedArticle if it is damaged, empty or a zip bomb."""
    document = _open(content)
    text = _read_text(document)
    body = "\n\n".join(text.paragraphs)
    title = document.core_properties.title or find_first_line(body or "-")
    language = detect_language(body)
    date = find_date_above(body, find_boilerplate(body, title), language)
    notes = [*_note_insertions(text.insertions), *note_omissions(text.omissions)]
    yield Article.from_record(
        {"title": title, "text": body, "published": date, "language": language, "notes": tuple(notes)}
    )


def find_omissions(content: bytes, article: Article) -> Iterator[Omission]:  # noqa: ARG001 (one signature for all formats)
    """Yield what the file of an article holds and the article does not."""
    yield from _read_text(_open(content)).omissions


def _open(content: bytes) -> Document:
    try:
        _reject_zip_bomb(content)
        return docx.Document(io.BytesIO(content))
    except (OpcError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        message = "not a valid Word document; open it in a word processor and save it again"
        raise RejectedArticle(message) from None


def _read_text(document: Document) -> WordText:
    """Read the body, then its footnotes and endnotes, then the headers and footers that hold a sentence."""
    try:
        lists = next((_parse(part) for part in _list_parts(document, RELATIONSHIP_TYPE.NUMBERING)), None)
        styles = next((_parse(part) for part in _list_parts(document, RELATIONSHIP_TYPE.STYLES)), None)
        text = WordText.from_element(document.element.body, Numbering.from_parts(lists, styles))
        for kind in _NOTES:
            for part in _list_parts(document, kind):
                _extend(text, _read_notes(_parse(part)))
        _add_edges(text, document)
        text.omissions += [*_iter_comments(document), *_iter_figures(document)]
    except (SyntaxError, ValueError, RecursionError):
        message = "not a valid Word document; open it in a word processor and save it again"
        raise RejectedArticle(message) from None
    return text


def _extend(text: WordText, other: WordText) -> None:
    text.paragraphs += other.paragraphs
    text.omissions += other.omissions
    text.insertions += other.insertions


def _read_notes(notes: _Element) -> WordText:
    """Read footnotes or endnotes, without the lines that separate them from the text."""
    text = WordText()
    for note in notes:
        if note.get(_TYPE) in (None, "normal"):
            _extend(text, WordText.from_element(note))
    return text


def _add_edges(text: WordText, document: Document) -> None:
    """Add the headers and footers, each wording once: to the text if one of its paragraphs is a sentence."""
    for relationship, kind in _EDGES.items():
        edges = [WordText.from_element(_parse(part)) for part in _list_parts(document, relationship)]
        for paragraphs in dict.fromkeys(tuple(edge.paragraphs) for edge in edges if edge.paragraphs):
            if any(map(is_quotable, paragraphs)):
                text.paragraphs += paragraphs
            else:
                text.omissions.append(Omission(kind, " ".join(paragraphs)))
        text.omissions += dict.fromkeys(omission for edge in edges for omission in edge.omissions)


def _iter_comments(document: Document) -> Iterator[Omission]:
    for part in _list_parts(document, RELATIONSHIP_TYPE.COMMENTS):
        for comment in _parse(part):
            words = " ".join(WordText.from_element(comment).paragraphs)
            yield Omission("comment", f"{comment.get(_AUTHOR) or 'unnamed'}: {words}")


def _iter_figures(document: Document) -> Iterator[Omission]:
    for relationship, kind in _FIGURES.items():
        for part in _list_parts(document, relationship):
            words = list(_parse(part).xpath(".//*[local-name() = 't' or local-name() = 'v']/text()"))
            yield Omission(kind, " ".join(words) or "(without words)")


def _list_parts(document: Document, relationship: str) -> Sequence[Part]:
    """Return the parts of a kind that the document refers to, in the order of their names."""
    relationships = document.part.rels.values()
    parts = [each.target_part for each in relationships if each.reltype == relationship and not each.is_external]
    return sorted(parts, key=lambda part: str(part.partname))


def _parse(part: Part) -> _Element:
    return parse_xml(part.blob)


def _note_insertions(count: int) -> list[str]:
    return [f"tracked changes accepted: {format_count(count, 'insertion')} in the text"] if count else []


def _reject_zip_bomb(content: bytes) -> None:
    """Raise RejectedArticle if the declared sizes of the parts add up to too much; none unpacks to more than that."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MAX_UNPACKED:
        message = f"unpacks to {size // 1_000_000} MB, more than {_MAX_UNPACKED // 1_000_000} MB; it may be malicious"
        raise RejectedArticle(message)
