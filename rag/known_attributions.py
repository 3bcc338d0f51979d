"""Known attributions: corrections of whose words a quotation is, against what is read off the article without them."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import InvalidQuestion, UnknownArticle
from index.library.corrections import AttributeQuote
from index.names.person_names import is_name_of
from index.store.article_table import ArticleRow
from index.text.spans import Span
from rag.record import Record
from rag.retrieval.sentence_speaker import attribute_sentence


class AttributionFigures(BaseModel):
    """How many known attributions were looked up, and the share that is read off the articles as it is known."""

    model_config = ConfigDict(frozen=True)

    questions: int
    right: float | None


def is_attribution(line: str) -> bool:
    """Return whether a line of a file of questions is a correction, as `onrecord corrections --lines` prints it."""
    try:
        record = json.loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and record.get("act") == "attribute"


def load_attributions(path: Path) -> tuple[AttributeQuote, ...]:
    """Return the attributions in a file of JSON Lines, which may hold questions, too; raise InvalidQuestion."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return tuple(AttributeQuote.model_validate_json(line) for line in lines if is_attribution(line))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InvalidQuestion(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}; expected a file of JSON Lines"
        raise InvalidQuestion(message) from None


def evaluate_attributions(record: Record, known: Sequence[AttributeQuote]) -> AttributionFigures:
    """Attribute every quotation anew, without any correction; those whose article has not their words are left out."""
    outcomes = [outcome for change in known if (outcome := _is_right(record, change)) is not None]
    share = round(sum(outcomes) / len(outcomes), 4) if outcomes else None
    return AttributionFigures(questions=len(outcomes), right=share)


def _is_right(record: Record, change: AttributeQuote) -> bool | None:
    try:
        article = record.article(change.article_id)
    except UnknownArticle:
        return None
    if (start := article.text.find(change.quote)) < 0:
        return None
    statements = record.extract_statements(article)
    span = Span(start, start + len(change.quote))
    speaker = attribute_sentence(span, ArticleRow.from_article(article), statements).speaker
    if speaker is None or change.speaker is None:
        return speaker is None and change.speaker is None
    named = change.speaker.name
    return is_name_of(named, speaker.name, speaker.role, speaker.country) or is_name_of(speaker.name, named)
