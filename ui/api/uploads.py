"""What is posted to /articles: one record as JSON, or a file of articles."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

import index
from index import Article, Rejected, RejectedArticle
from index.ingest.readers.registry import Found, read_content
from ui.documents.responses import Added, Uploaded

MEGABYTES = 10

_TEXT = {"type": "string"}
_KNOWN = {"type": ["string", "integer", "null"]}  # 2025 is a date, or a name
_FIELDS = dict.fromkeys(Article.model_fields, _KNOWN) | {
    "title": {"type": ["string", "integer"]},
    "text": _TEXT,
    "kind": _TEXT,
}
_RECORD = {"type": "object", "required": ["title", "text"], "properties": _FIELDS}
_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _RECORD}, "multipart/form-data": {"schema": _FILE}},
    }
}  # what /docs shows, for a body that is read here and not by the framework


@dataclass(frozen=True, slots=True)
class Posted:
    """The bytes of a body, and the name of the file where one was uploaded."""

    content: bytes
    filename: str | None

    def add_to(self, home: Path) -> Added | Uploaded:
        """Put what was posted into the library; RejectedArticle where it is one article and that is refused."""
        if self.filename is None:
            return _add(home, self._record())
        name = PurePath(self.filename).name
        found = list(read_content(self.content, name, name))
        return _add(home, found[0].article) if len(found) == 1 else _add_several(home, found)

    def _record(self) -> Article:
        try:
            record = json.loads(self.content)
        except (ValueError, RecursionError):
            raise RequestValidationError([{"type": "json_invalid", "loc": ("body", 0)}]) from None
        return Article.read(record)


async def posted(request: Request) -> Posted:
    """Take the body in, as a dependency of the route."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return Posted(await request.body(), None)
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file")}])
        return Posted(await file.read(), file.filename or "")


def _add(home: Path, article: Article | RejectedArticle) -> Added:
    if isinstance(article, RejectedArticle):
        raise article
    outcome = index.add_article(home, article)
    return Added(id=outcome.id, version=outcome.version, status=outcome.status)


def _add_several(home: Path, found: Iterable[Found]) -> Uploaded:
    added, rejected = [], []
    for each in found:
        try:
            added.append(_add(home, each.article))
        except RejectedArticle as reason:
            rejected.append(Rejected(source=each.place, reason=str(reason)))
    return Uploaded(articles=tuple(added), rejected=tuple(rejected))
