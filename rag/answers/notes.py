"""Notes: what an answer says about how it was searched, and never about the subject."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.text.normalize import normalize_text
from index.text.plurals import format_count
from rag.answers.citations import Citation
from rag.answers.compose import format_date
from rag.answers.documents import EvidenceCounts
from rag.query.question import Question
from rag.query.time_expressions import TimeRange
from rag.retrieval.evidence import Evidence
from rag.retrieval.search import AnswerRequest
from rag.retrieval.sentence_speaker import is_second_hand

_DAY = len("2013-09-24")


def write_notes(
    index: Generation, request: AnswerRequest, citations: Sequence[Citation], counts: EvidenceCounts
) -> Iterator[str]:
    """Yield the notes on an answer: a count, the latest date, years without statements, and what was not searched."""
    intent = request.question.intent
    if intent == "count":
        articles = format_count(counts.articles, "article")
        yield f"{format_count(counts.speakers, 'speaker')}, in {articles}." if counts.speakers else f"{articles}."
    if intent == "latest" and citations:
        yield f"The latest statement is from {format_date(citations[0].published)}."
    if intent == "timeline" and (gaps := _format_gaps(citations)):
        yield f"No statements in {gaps}."
    if unread := [str(citation.number) for citation in citations if citation.attribution is None]:
        noun = "citation" if len(unread) == 1 else "citations"
        yield f"Who said what is not read in the language of {noun} {', '.join(unread)}."
    if undated := request.filters.count_undated(index):
        yield f"{format_count(undated, 'undated article')} not included."
    yield from _note_day(request, citations)
    for name in find_contested_names(index, request.question):
        yield f"Not searched: “{name}”, a politically contested name that is also in the library."


def _note_day(request: AnswerRequest, citations: Sequence[Citation]) -> Iterator[str]:
    """Yield the note that articles give only the month or the year of the day that is asked for."""
    day = request.filters.since
    if day and day == request.filters.until and len(day) == _DAY:
        coarse = sorted({date for one in citations if (date := one.published) and len(date) < _DAY})
        if coarse:
            yield f"The record gives {', '.join(format_date(date) or '' for date in coarse)}, not the day."


def note_silent_side(side: str) -> str:
    """Return the note that one side of a comparison said nothing."""
    return f"Found nothing by {side} on this."


def note_second_hand(shown: Sequence[Evidence]) -> Iterator[str]:
    """Yield the note on sentences of people who are quoted in another's speech: their words, at second hand."""
    quoting: dict[str, list[str]] = {}
    for number, sentence in enumerate(shown, 1):
        if sentence.entry.speaker and is_second_hand(sentence.entry, sentence.attribution):
            quoting.setdefault(sentence.entry.speaker, []).append(str(number))
    if quoting:
        listed = "; ".join(f"{', '.join(numbers)} as quoted by {owner}" for owner, numbers in quoting.items())
        yield f"At second hand: {listed}."


def note_conflict(citations: Sequence[int]) -> str:
    """Return the note that these citations contradict each other."""
    return f"Sources differ: compare {' and '.join(map(str, citations))}."


def note_dropped_dates(dates: TimeRange) -> str:
    """Return the note that nothing was found for the dates of the question, which were dropped."""
    since, until = format_date(dates.since), format_date(dates.until)
    if since == until:
        return f"Nothing found for {since}. Showing other dates."
    time = " ".join(filter(None, [since and f"from {since}", until and f"to {until}"]))
    return f"Nothing found {time}. Showing other dates."


def find_other_names(index: Generation, question: Question) -> dict[str, tuple[str, ...]]:
    """Return for each name of the question its other forms that occur in the library and were searched as well."""
    forms = (name.form for name in question.names)
    return {form.spelling: tuple(_find_forms(index, form.codes[0], form.spelling)) for form in forms}


def find_contested_names(index: Generation, question: Question) -> list[str]:
    """Return the politically contested names of the subject that occur in the library; they are not searched."""
    sides = (load_gazetteer().contested_name(name.form.codes[0]) for name in question.names)
    return [
        side
        for side in sides
        if side and any(index.terms.has_form(form.spelling) for form in load_gazetteer().forms_of_code(side))
    ]


def _find_forms(index: Generation, code: str, asked: str) -> Iterator[str]:
    for form in load_gazetteer().forms_of_code(code):
        if form.spelling != asked and index.terms.has_form(form.spelling):
            yield f"{form.spelling} (metonym)" if form.metonym else form.spelling
            if normalize_text(form.spelling) not in {form.spelling, asked}:
                yield normalize_text(form.spelling)


def _format_gaps(citations: Sequence[Citation]) -> str:
    """Return the years between the first and the last citation that have none: "2010, 2012 to 2014"."""
    years = sorted({int(citation.published[:4]) for citation in citations if citation.published})
    gaps = [(before + 1, after - 1) for before, after in pairwise(years) if after - before > 1]
    return ", ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in gaps)
