"""Remarks: what an answer says in its own voice: how it was searched, and never anything on the subject."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.names.gazetteer import aliases
from index.store.generation import Generation
from index.text.normalize import plain
from rag.answers.citations import Citation
from rag.answers.compose import in_words
from rag.answers.documents import Found
from rag.query.question import Question
from rag.query.time_expressions import Range
from rag.retrieval.search import Wish


def remarks(index: Generation, wish: Wish, citations: Sequence[Citation], found: Found) -> Iterator[str]:
    """Tell how many said it, or when last, where that was asked; what was left out undated; what else it is called."""
    if wish.question.intent == "count":
        by = f" by {_several(found.speakers, 'speaker')}" if found.speakers else ""
        yield f"On record in {_several(found.articles, 'article')}{by}."
    if wish.question.intent == "latest" and citations:
        yield f"The latest on record is of {in_words(citations[0].published)}."
    if wish.question.intent == "timeline" and (silent := _silent(citations)):
        yield f"Nothing on record of {silent}."
    if undated := wish.filters.undated(index):
        yield f"{_several(undated, 'article')} without a date left out."
    for name in offers(index, wish.question):
        yield f"Also on record under a name that takes a side, and not searched for here: {name}."


def nothing_by(side: str) -> str:
    """Tell that one side of a comparison said nothing."""
    return f"Nothing by {side} on record answers this."


def sources_differ(citations: Sequence[int]) -> str:
    """Tell which citations contradict each other."""
    return f"Sources differ: compare {' and '.join(map(str, citations))}."


def nothing_then(dates: Range) -> str:
    """Tell that nothing was said in the time that was asked for."""
    since, until = in_words(dates.since), in_words(dates.until)
    if since == until:
        return f"Nothing on record for {since}; at other times:"
    spoken = " ".join(filter(None, [since and f"from {since}", until and f"to {until}"]))
    return f"Nothing on record {spoken}; at other times:"


def also_written(index: Generation, question: Question) -> dict[str, tuple[str, ...]]:
    """Give for each name of the question the other forms of it that stand in the library, and so were searched for."""
    forms = (name.form for name in question.names)
    return {form.spelling: tuple(_others(index, form.codes[0], form.spelling)) for form in forms}


def offers(index: Generation, question: Question) -> list[str]:
    """Give the names that take a side in a dispute over what was asked about, and stand in the library."""
    sides = (aliases().offered(name.form.codes[0]) for name in question.names)
    return [
        side for side in sides if side and any(index.terms.written(form.spelling) for form in aliases().forms(side))
    ]


def _others(index: Generation, code: str, asked: str) -> Iterator[str]:
    for form in aliases().forms(code):
        if form.spelling != asked and index.terms.written(form.spelling):
            yield f"{form.spelling} (metonym)" if form.metonym else form.spelling
            if plain(form.spelling) not in {form.spelling, asked}:
                yield plain(form.spelling)


def _silent(citations: Sequence[Citation]) -> str:
    """Name the years between the first and the last of which nothing is shown, whole stretches as such."""
    told = sorted({int(one.published[:4]) for one in citations if one.published})
    gaps = [(one + 1, other - 1) for one, other in pairwise(told) if other - one > 1]
    return ", ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in gaps)


def _several(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
