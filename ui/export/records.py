"""Records: an answer as one record per citation with its evidence, in JSON Lines or CSV."""

import json
from collections.abc import Iterator
from typing import Any

from rag import ReopenedAnswer
from ui.export.csv_tables import format_csv

COLUMNS = (
    "number", "display_text", "cited_text", "start", "end", "speaker", "role", "country", "attribution",
    "attribution_confidence", "published", "source", "url", "kind", "article_title", "article_id", "article_version",
    "article_sha256", "change", "current_version", "still_stands", "question", "answer_id", "given", "generation",
    "reason",
)  # fmt: skip


def format_jsonl(answer: ReopenedAnswer) -> str:
    """Return each citation as a line of JSON, with its `change` and its question; an abstention is one line, too."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _build_records(answer))


def format_table(answer: ReopenedAnswer) -> str:
    """Return the same as CSV; `change` is what has happened to the article since."""
    return format_csv(COLUMNS, ([_flatten(record).get(name) for name in COLUMNS] for record in _build_records(answer)))


def _build_records(answer: ReopenedAnswer) -> Iterator[dict[str, Any]]:
    question = {"answer_id": answer.id, **answer.model_dump(mode="json", include={"question", "given", "generation"})}
    changes = {number: change.model_dump(mode="json") for change in answer.changes for number in change.citations}
    for citation in answer.citations:
        yield citation.model_dump(mode="json") | {"change": changes.get(citation.number)} | question
    if answer.reason:
        yield question | {"reason": answer.reason.model_dump(mode="json")}


def _flatten(record: dict[str, Any]) -> dict[str, Any]:
    speaker, change, reason = (record.get(name) or {} for name in ("speaker", "change", "reason"))
    return record | {
        "speaker": speaker.get("name"),
        "role": speaker.get("role"),
        "country": speaker.get("country"),
        "change": change.get("status"),
        "current_version": change.get("now"),
        "still_stands": json.dumps(change["still_stands"]) if change else None,
        "reason": reason.get("text"),
    }
