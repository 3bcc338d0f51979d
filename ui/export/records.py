"""An answer as records, one a citation with all its evidence: lines of JSON, or rows of a table."""

import json
from collections.abc import Iterator
from typing import Any

from rag import ReopenedAnswer
from ui.export.csv_tables import as_csv

COLUMNS = (
    "number", "display_text", "cited_text", "start", "end", "speaker", "role", "country", "attribution",
    "attribution_confidence", "published", "source", "url", "kind", "article_title", "article_id", "article_version",
    "article_sha256", "change", "current_version", "still_stands", "question", "answer_id", "given", "generation",
    "reason",
)  # fmt: skip


def as_jsonl(answer: ReopenedAnswer) -> str:
    """Give each citation as in the answer, with its `change` and what it answers; an abstention is one line, too."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(answer))


def as_table(answer: ReopenedAnswer) -> str:
    """Give the same as comma-separated values; `change` is what has become of the article since."""
    return as_csv(COLUMNS, ([_flat(record).get(name) for name in COLUMNS] for record in _records(answer)))


def _records(answer: ReopenedAnswer) -> Iterator[dict[str, Any]]:
    asked = {"answer_id": answer.id, **answer.model_dump(mode="json", include={"question", "given", "generation"})}
    changes = {number: change.model_dump(mode="json") for change in answer.changes for number in change.citations}
    for citation in answer.citations:
        yield citation.model_dump(mode="json") | {"change": changes.get(citation.number)} | asked
    if answer.reason:
        yield asked | {"reason": answer.reason.model_dump(mode="json")}


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    who, change, reason = (record.get(name) or {} for name in ("speaker", "change", "reason"))
    return record | {
        "speaker": who.get("name"),
        "role": who.get("role"),
        "country": who.get("country"),
        "change": change.get("status"),
        "current_version": change.get("now"),
        "still_stands": json.dumps(change["still_stands"]) if change else None,
        "reason": reason.get("text"),
    }
