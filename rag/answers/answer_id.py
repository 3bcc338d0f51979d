"""Answer ids: a digest of what was asked, of how it was read, and of the generation that answered.

Links to kept answers hold these ids, so the text that is hashed is spelled out here, value by value: renaming a class
or a field changes no id. Its labels are those of release 0.1.0 and stay as they are.
"""

from collections.abc import Sequence
from datetime import date

from index.library.articles import digest
from index.names.gazetteer import Mention
from rag.query.filters import Filters
from rag.query.question import Question
from rag.retrieval.search import Wish

_LENGTH = 16
"""Hexadecimal digits of an id."""


def answer_id(wish: Wish, generation: int) -> str:
    """Return the id of the answer that a generation gives to a wish; the same in every process."""
    return digest(_wish(wish), str(generation))[:_LENGTH]


def trace_id(question: str, filters: Filters, limit: int | None, generation: int) -> str:
    """Return the id of the answer to a question that is itself a quotation."""
    return digest("trace", question, _filters(filters), str(limit), str(generation))[:_LENGTH]


def joined_id(ids: Sequence[str]) -> str:
    """Return the id of the answer to several questions in one, from those of the answers to each."""
    return digest("joined", *ids)[:_LENGTH]


def _wish(wish: Wish) -> str:
    return (
        f"Wish(question={_question(wish.question)}, typed={wish.typed!r}, standalone={wish.standalone!r}, "
        f"words={wish.words!r}, with_aliases={wish.with_aliases!r}, limit={wish.limit!r}, "
        f"everything={wish.everything!r}, filters={_filters(wish.filters)}, day={_day(wish.day)}, request=None)"
    )


def _question(question: Question) -> str:
    reading = question.reading
    return (
        f"Question(reading=Reading(intent={reading.intent!r}, plain={reading.plain!r}, whole={reading.whole!r}, "
        f"sides={reading.sides!r}, but={reading.but!r}), topic={question.topic!r}, subjects={question.subjects!r}, "
        f"names={_names(question.names)})"
    )


def _names(mentions: tuple[Mention, ...]) -> str:
    names = [f"Mention(form={name.form.identity}, start={name.start}, end={name.end})" for name in mentions]
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _filters(filters: Filters) -> str:
    return (
        f"Filters(since={filters.since!r}, until={filters.until!r}, speaker={filters.speaker!r}, "
        f"source={filters.source!r}, country={filters.country!r}, kind={filters.kind!r})"
    )


def _day(day: date | None) -> str:
    return f"datetime.date({day.year}, {day.month}, {day.day})" if day else "None"
