"""The schema of the HTTP documents, held to docs/http-schema.json.

A field that is removed or changes its type breaks programs; one that is added is recorded by running this file:
`.venv/bin/python tests/ui/api/test_frozen_schema.py`.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
FROZEN = ROOT / "docs" / "http-schema.json"
_WORDS = {"description", "operationId", "summary", "title"}


def describe(openapi: dict[str, Any]) -> dict[str, Any]:
    """Return what programs rely on: without the version, and without descriptions, which may be worded better."""
    return {"paths": _without_words(openapi["paths"]), "components": _without_words(openapi["components"])}


def _without_words(part: Any) -> Any:  # noqa: ANN401 (any part of a JSON document)
    if isinstance(part, dict):
        kept = {name: value for name, value in part.items() if name not in _WORDS or not isinstance(value, str)}
        return {name: _without_words(kept[name]) for name in sorted(kept)}
    return [_without_words(each) for each in part] if isinstance(part, list) else part


def _paths(part: Any, place: str = "") -> Iterator[str]:  # noqa: ANN401 (any part of a JSON document)
    if isinstance(part, dict | list):
        pairs = part.items() if isinstance(part, dict) else enumerate(part)
        for name, value in pairs:
            yield from _paths(value, f"{place}/{name}")
    else:
        yield f"{place} = {part!r}"


def test_the_documents_are_those_of_the_frozen_schema(client: Any) -> None:  # noqa: ANN401 (of the fixtures)
    now = set(_paths(describe(client.get("/openapi.json").json())))
    frozen = set(_paths(json.loads(FROZEN.read_text())))
    assert not frozen - now, f"removed or changed, which breaks programs: {sorted(frozen - now)[:10]}"
    assert not now - frozen, f"added; record it as the head of this file says: {sorted(now - frozen)[:10]}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from ui.server.app import create_app

    with tempfile.TemporaryDirectory() as home:
        schema = describe(create_app(Path(home)).openapi())
    FROZEN.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n")
