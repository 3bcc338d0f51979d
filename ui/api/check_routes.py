"""Route of checks: a draft as JSON or a file, its quotations as JSON, a marked page or a commented document."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException

from rag import Check
from ui.api.uploads import MAX_MEGABYTES, PostedArticles, read_body
from ui.documents.drafts import DraftFile
from ui.documents.requests import CheckRequest
from ui.export.checks.check_files import MEDIA_TYPES, export_check
from ui.middleware.audit_log import record_articles
from ui.runtime.dependencies import QueuedDeps

MAX_JSON_BYTES = 1_000_000
"""Maximum size of a draft as JSON; a file may be as large as one of articles."""

router = APIRouter()

_FILE = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": CheckRequest.model_json_schema()},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}  # documents the body, which is parsed here and not by FastAPI


class CheckQuery(BaseModel):
    """The query of POST /check."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "html", "docx"] = "json"


def _parse_draft(body: PostedArticles) -> DraftFile:
    """Read the draft of a body, in the thread of the request, because a large one takes long."""
    if body.filename is not None:
        return DraftFile.from_content(body.content, body.filename)
    if len(body.content) > MAX_JSON_BYTES:
        raise HTTPException(413)
    try:
        return DraftFile(CheckRequest.model_validate(json.loads(body.content)).text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise RequestValidationError([{**first, "loc": ("body", *first["loc"])}]) from None
    except (ValueError, RecursionError):
        raise RequestValidationError([{"type": "json_invalid", "loc": ("body", 0)}]) from None


@router.post(
    "/check",
    response_model=Check,
    openapi_extra=_BODY,
    max_body_size=MAX_MEGABYTES * 1_000_000,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
def check(
    deps: QueuedDeps, body: Annotated[PostedArticles, Depends(read_body)], query: Annotated[CheckQuery, Query()]
) -> Check | Response:
    """Trace every quotation of a draft: exact, altered, another speaker's than the draft says, or not on record.

    A draft is sent as JSON, or as a file of text, Markdown, Word, HTML or PDF. `format` html returns the draft as a
    page with its quotations marked, docx as a Word document with a comment on each.
    """
    draft = _parse_draft(body)
    with deps.live.lease() as record:
        result = record.check(draft.text)
    shown = (match.citation.article_id for quotation in result.quotations for match in quotation.matches)
    record_articles(result.generation, shown)
    if query.format == "json":
        return result
    headers = {"Content-Disposition": f'attachment; filename="checked.{query.format}"'}
    return Response(
        export_check(result, query.format, draft.word), headers=headers, media_type=MEDIA_TYPES[query.format]
    )
