"""Uploads: the body of POST /articles, one record as JSON or a file of articles."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

import index
from index import Article, Outcome, ReadResult, Rejected, RejectedArticle, read_content
from ui.documents.responses import Added, Uploaded

MAX_MEGABYTES = 10

_TEXT = {"type": "string"}
_OPTIONAL = {"type": ["string", "integer", "null"]}  # an integer such as 2025 is a date or a name
_FIELDS = dict.fromkeys(Article.model_fields, _OPTIONAL) | {
    "title": {"type": ["string", "integer"]},
    "text": _TEXT,
    "kind": _TEXT,
}
_RECORD = {"type": "object", "required": ["title", "text"], "properties": _FIELDS}
_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
OPENAPI_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _RECORD}, "multipart/form-data": {"schema": _FILE}},
    }
}  # documents the body, which is parsed here and not by FastAPI


@dataclass(frozen=True, slots=True)
class PostedArticles:
    """The bytes of a body, and the file name if it was a file upload."""

    content: bytes
    filename: str | None

    def add_to(self, home: Path) -> Added | Uploaded:
        """Add the articles to the library. Raises RejectedArticle if a single article is rejected."""
        if self.filename is None:
            return _report(index.add_article(home, self._parse_record()))
        name = PurePath(self.filename).name
        results = list(read_content(self.content, name, name))
        return _add(home, results[0]) if len(results) == 1 else _add_several(home, results)

    def _parse_record(self) -> Article:
        try:
            record = json.loads(self.content)
        except (ValueError, RecursionError):
            raise RequestValidationError([{"type": "json_invalid", "loc": ("body", 0)}]) from None
        return Article.from_record(record)


async def read_body(request: Request) -> PostedArticles:
    """Read the body of a request, as a dependency of the route."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return PostedArticles(await request.body(), None)
    async with request.form(max_files=1, max_fields=1) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file")}])
        return PostedArticles(await file.read(), file.filename or "")


def _add(home: Path, result: ReadResult) -> Added:
    return _report(index.add_article(home, result.require_article(), result.original))


def _report(outcome: Outcome) -> Added:
    return Added(id=outcome.id, version=outcome.version, status=outcome.status)


def _add_several(home: Path, results: Iterable[ReadResult]) -> Uploaded:
    added, rejected = [], []
    for result in results:
        try:
            added.append(_add(home, result))
        except RejectedArticle as error:
            rejected.append(Rejected(source=result.place, reason=str(error)))
    return Uploaded(articles=tuple(added), rejected=tuple(rejected))
