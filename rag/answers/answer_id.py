"""Answer ids: a digest of the question, of how it was parsed, and of the generation that answered.

Links to stored answers contain these ids, so the text that is hashed is spelled out here, value by value: renaming a
class or a field changes no id. Its labels are those of release 0.1.0 and must not change.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from index.library.articles import sha256_of
from index.names.gazetteer import NameMatch
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.time_expressions import parse_time_range
from rag.retrieval.search import AnswerRequest

_LENGTH = 16
"""Hexadecimal digits of an id."""


def compute_answer_id(request: AnswerRequest, generation: int) -> str:
    """Return the id of the answer of a generation to a request; the same in every process."""
    return sha256_of(_wish(request), str(generation))[:_LENGTH]


def compute_trace_id(question: str, filters: Filters, limit: int | None, generation: int) -> str:
    """Return the id of the answer to a question that is itself a quotation."""
    return sha256_of("trace", question, _filters(filters), str(limit), str(generation))[:_LENGTH]


def compute_joined_id(ids: Sequence[str]) -> str:
    """Return the id of the answer to several questions, from the ids of the answers to each."""
    return sha256_of("joined", *ids)[:_LENGTH]


def compute_summary_id(id: str, model: str) -> str:
    """Return the id of an answer with a summary by a model, from the id of the answer without one."""
    return sha256_of("summary", id, model)[:_LENGTH]


def _wish(request: AnswerRequest) -> str:
    """Return the text of a request; what release 0.1.0 did not have is appended only if it is set."""
    return _plain_wish(request) + "".join(f", {name}={value}" for name, value in _extensions(request) if value)


def _extensions(request: AnswerRequest) -> Iterator[tuple[str, str]]:
    speakers = request.speaker_request
    if speakers:
        people = f"{speakers.phrase!r}, {_selection(speakers.speakers)}, {speakers.own_words_only!r}"
        yield "speakers", f"({_question(speakers.question)}, {people})"
    if request.excluded_speakers is not None:
        yield "excluded_speakers", _selection(request.excluded_speakers)
    yield "excluded_subjects", repr(request.excluded_subjects) if request.excluded_subjects else ""
    yield "order", request.order or ""
    yield "skip", str(request.skip or "")
    yield "side_speakers", ", ".join(f"{name}: {_selection(side)}" for name, side in request.side_speakers.items())
    dates = None if request.asked_on else parse_time_range(request.question.text, request.today)
    yield "today", _day(request.today) if dates and dates.relative else ""


def _selection(speakers: SpeakerSelection) -> str:
    return repr(sorted(tuple(part or "" for part in person) for person in speakers.persons))


def _plain_wish(request: AnswerRequest) -> str:
    return (
        f"Wish(question={_question(request.question)}, typed={request.typed!r}, standalone={request.standalone!r}, "
        f"words={request.words!r}, with_aliases={request.with_aliases!r}, limit={request.limit!r}, "
        f"everything={request.everything!r}, filters={_filters(request.filters)}, "
        f"day={_day(request.asked_on)}, request=None)"
    )


def _question(question: Question) -> str:
    parsed = question.parsed
    return (
        f"Question(reading=Reading(intent={parsed.intent!r}, plain={parsed.plain!r}, whole={parsed.exhaustive!r}, "
        f"sides={parsed.sides!r}, but={parsed.excluded!r}), topic={question.topic!r}, "
        f"subjects={question.subjects!r}, names={_names(question.names)})"
    )


def _names(mentions: tuple[NameMatch, ...]) -> str:
    names = [f"Mention(form={name.form.identity}, start={name.start}, end={name.end})" for name in mentions]
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def _filters(filters: Filters) -> str:
    return (
        f"Filters(since={filters.since!r}, until={filters.until!r}, speaker={filters.speaker!r}, "
        f"source={filters.source!r}, country={filters.country!r}, kind={filters.kind!r}"
        f"{f', as_of={filters.as_of!r}' if filters.as_of else ''})"
    )


def _day(day: date | None) -> str:
    return f"datetime.date({day.year}, {day.month}, {day.day})" if day else "None"
