"""Route of batches: several questions, answered from one generation as JSON Lines."""

from collections.abc import Iterator

from fastapi import APIRouter, Response

from index import OnrecordError
from rag import Answer, Record
from ui.documents.requests import BatchRequest
from ui.middleware.audit_log import record_articles
from ui.middleware.problem_details import describe_problem
from ui.runtime.dependencies import QueuedDeps

MEDIA_TYPE = "application/jsonl; charset=utf-8"

router = APIRouter()


@router.post("/ask/batch", response_class=Response, responses={200: {"content": {MEDIA_TYPE.partition(";")[0]: {}}}})
def ask_batch(deps: QueuedDeps, request: BatchRequest) -> Response:
    """Answer up to 100 questions, all from one generation: a line each, in order.

    A question that cannot be answered is a line with a problem document, and the others are answered all the same.
    """
    with deps.live.lease() as record:
        lines = [*_answer_each(record, request)]
    shown = (citation.article_id for line in lines if isinstance(line, Answer) for citation in line.citations)
    record_articles(record.generation, shown)
    documents = (line.model_dump_json() if isinstance(line, Answer) else line for line in lines)
    return Response("".join(f"{document}\n" for document in documents), media_type=MEDIA_TYPE)


def _answer_each(record: Record, request: BatchRequest) -> Iterator[Answer | str]:
    """Yield the answers, or problems as JSON."""
    for question in request.iter_requests():
        try:
            yield question.ask(record)
        except OnrecordError as error:
            yield describe_problem(error)
