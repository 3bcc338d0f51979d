"""Brief files: a brief as a document, a table, or references."""

from collections.abc import Callable, Iterator
from datetime import datetime

from rag import BriefQuotation, BriefText, Change, OpenedBrief
from ui.export.csv_tables import BYTE_ORDER_MARK, format_csv
from ui.export.formats import BriefFormat
from ui.export.manuscript import Line, Manuscript, build_note, describe_change, format_text, list_changes
from ui.export.markdown import format_markdown
from ui.export.printed_quotation import describe_manner, format_quotation
from ui.export.references import format_bibtex, format_csl, format_ris

_COLUMNS = (
    "number", "heading", "display_text", "note", "speaker", "role", "country", "attribution", "published", "source",
    "url", "kind", "article_title", "article_id", "article_version", "start", "end", "change",
)  # fmt: skip


def export_brief(brief: OpenedBrief, format: BriefFormat) -> bytes:  # noqa: A002 (the name in the public interface)
    """Return the content of a file of a brief."""
    return _WRITERS[format](brief)


def _to_docx(brief: OpenedBrief) -> bytes:
    from ui.export.briefs.docx_brief import build_docx  # noqa: PLC0415 (slow to import)

    return build_docx(_write_manuscript(brief), datetime.fromisoformat(brief.updated))


def _to_xlsx(brief: OpenedBrief) -> bytes:
    from ui.export.spreadsheet import build_xlsx  # noqa: PLC0415 (few need it)

    return build_xlsx(_COLUMNS, _list_rows(brief))


def _write_manuscript(brief: OpenedBrief) -> Manuscript:
    changes = _changes_by_number(brief)
    updated = datetime.fromisoformat(brief.updated)
    return Manuscript(
        title=format_text(brief.title),
        about=(f"Brief, last changed on {updated.day} {updated:%B %Y at %H:%M} UTC",),
        cautions=tuple(list_changes(brief.citations, brief.changes)),
        lines=tuple(_list_lines(brief)),
        notes=tuple(build_note(citation, changes.get(citation.number)) for citation in brief.citations),
    )


def _list_lines(brief: OpenedBrief) -> Iterator[Line]:
    for item in brief.items:
        if isinstance(item, BriefText):
            yield Line(format_text(item.text), is_heading=item.kind == "heading")
        else:
            yield from _list_quotation_lines(item)


def _list_quotation_lines(item: BriefQuotation) -> Iterator[Line]:
    citation = item.citation
    who = citation.speaker.name if citation.speaker else citation.article_title
    credit = ", ".join(
        filter(None, (who, citation.speaker.office if citation.speaker else None, describe_manner(citation)))
    )
    origin = ", ".join(filter(None, (citation.source, citation.published)))
    yield Line(format_text(format_quotation(citation)), (citation.number,))
    yield Line(format_text(f"— {credit}{f' ({origin})' if origin else ''}"))
    if item.note.strip():
        yield Line(format_text(item.note))


def _list_rows(brief: OpenedBrief) -> Iterator[list[object]]:
    changes, heading = _changes_by_number(brief), ""
    for item in brief.items:
        if isinstance(item, BriefText):
            heading = item.text if item.kind == "heading" else heading
            continue
        citation = item.citation
        speaker = citation.speaker
        values = citation.model_dump() | {
            "heading": heading,
            "note": item.note,
            "speaker": speaker and speaker.name,
            "role": speaker and speaker.role,
            "country": speaker and speaker.country,
            "change": changes.get(citation.number),
        }
        yield [values[name] for name in _COLUMNS]


def _changes_by_number(brief: OpenedBrief) -> dict[int, str]:
    """Return what has become of the article of each quotation."""
    changes: tuple[Change, ...] = brief.changes
    return {number: describe_change(change) for change in changes for number in change.citations}


_WRITERS: dict[BriefFormat, Callable[[OpenedBrief], bytes]] = {
    "docx": _to_docx,
    "md": lambda brief: format_markdown(_write_manuscript(brief)).encode(),
    "csv": lambda brief: (BYTE_ORDER_MARK + format_csv(_COLUMNS, _list_rows(brief))).encode(),
    "xlsx": _to_xlsx,
    "bibtex": lambda brief: format_bibtex(brief.citations).encode(),
    "ris": lambda brief: format_ris(brief.citations).encode(),
    "csl": lambda brief: format_csl(brief.citations).encode(),
}
