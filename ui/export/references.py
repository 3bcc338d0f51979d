"""References: the articles of quotations as CSL-JSON, BibTeX and RIS, for reference managers."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rag import Citation
from ui.export.printed_quotation import format_quotation

_BIBTEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def build_references(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Return a CSL-JSON item for each article that is quoted, with its quotations as the note."""
    items: dict[tuple[str, int], dict[str, Any]] = {}
    for citation in citations:
        key = citation.article_id, citation.article_version
        item = items.setdefault(key, _make_item(citation, len(items) + 1))
        quotation = _clean(format_quotation(citation))
        item["note"] = f"{item['note']}; {quotation}" if item.get("note") else quotation
    return list(items.values())


def format_csl(citations: Iterable[Citation]) -> str:
    """Return CSL-JSON, as citeproc and Zotero read it."""
    return json.dumps(build_references(citations), ensure_ascii=False, indent=1) + "\n"


def format_bibtex(citations: Iterable[Citation]) -> str:
    """Return BibTeX in UTF-8."""
    return "".join(_format_entry(item) for item in build_references(citations))


def format_ris(citations: Iterable[Citation]) -> str:
    """Return RIS."""
    return "".join(_format_record(item) for item in build_references(citations))


def _make_item(citation: Citation, number: int) -> dict[str, Any]:
    is_speech = citation.kind == "official" and citation.speaker is not None and citation.attribution == "direct"
    fields: dict[str, Any] = {
        "id": f"onrecord-{number}",
        "type": "speech" if is_speech else "article-newspaper" if citation.kind == "news" else "document",
        "title": _clean(citation.article_title) or "Untitled",
        "container-title": _clean(citation.source or ""),
        "URL": _clean(citation.url or ""),
        "issued": {"date-parts": [_split_date(citation.published)]} if citation.published else None,
        "author": [{"literal": _clean(citation.speaker.name)}] if is_speech and citation.speaker else None,
    }
    return {name: value for name, value in fields.items() if value}


def _split_date(published: str) -> list[int]:
    return [int(part) for part in published[:10].split("-")]


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text).strip()


def _format_entry(item: dict[str, Any]) -> str:
    kind = "article" if item["type"] == "article-newspaper" else "misc"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _list_bibtex_fields(item))
    return f"@{kind}{{{item['id']},\n{fields}}}\n\n"


def _list_bibtex_fields(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if author := item.get("author"):
        yield "author", "{" + _escape_bibtex(author[0]["literal"]) + "}"  # in braces: one name, not first and last
    yield "title", "{" + _escape_bibtex(item["title"]) + "}"
    if source := item.get("container-title"):
        yield "journal" if item["type"] == "article-newspaper" else "howpublished", _escape_bibtex(source)
    date = item["issued"]["date-parts"][0] if item.get("issued") else []
    for name, part in zip(("year", "month", "day"), date, strict=False):
        yield name, _MONTHS[part - 1] if name == "month" else str(part)
    if url := item.get("URL"):
        yield "url", url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    yield "note", _escape_bibtex(item["note"])


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX_SPECIAL.get(character, character) for character in text)


def _format_record(item: dict[str, Any]) -> str:
    kinds = {"article-newspaper": "NEWS", "speech": "HEAR"}
    lines = [("TY", kinds.get(item["type"], "GEN")), ("ID", item["id"])]
    lines += [("AU", f"{author['literal']},") for author in item.get("author", ())]  # the comma: it is one name
    lines += [("TI", item["title"])]
    if source := item.get("container-title"):
        lines.append(("T2", source))
    if issued := item.get("issued"):
        lines += _list_ris_dates(issued["date-parts"][0])
    if url := item.get("URL"):
        lines.append(("UR", url))
    lines += [("N1", item["note"]), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines) + "\r\n"


def _list_ris_dates(parts: Sequence[int]) -> list[tuple[str, str]]:
    year = f"{parts[0]:04}"
    rest = [f"{part:02}" for part in parts[1:]] + [""] * (3 - len(parts))
    return [("PY", year), ("DA", f"{year}/{rest[0]}/{rest[1]}/")]
