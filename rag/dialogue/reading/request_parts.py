"""Request parts: what a plain question narrows, limits and leaves out, as the request for it has it."""

import re
from collections.abc import Sequence

from index.names.gazetteer import load_gazetteer
from index.store.statement_table import StatementTable
from rag.interpretation.direction_reader import Directions
from rag.interpretation.offices.group_names import is_group
from rag.interpretation.speaker_groups import Voices, find_voices
from rag.interpretation.statement_questions import StatementQuestion
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest
from rag.retrieval.search import DEFAULT_LIMIT

_AFTER = re.compile(r"\s*\(after (\d{1,4})\)")
_DISAGREED = re.compile(
    r"^\W*who\s+(?:disagreed|differed|argued)\s+with\s+(?P<who>[^?]+?)\s+(?:on|about|over)\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)


def limits(given: int, named: int) -> bool:
    """Return whether a number in the question counts: it makes the default larger, any other only smaller."""
    return given == DEFAULT_LIMIT or named < given


def read_marks(part: str) -> tuple[str, int, list[str]]:
    """Read how much was shown before, and who disagreed, which is put as who else spoke."""
    skip = sum(int(number) for number in _AFTER.findall(part))
    plain = _AFTER.sub("", part)
    if match := _DISAGREED.match(plain):
        about = match["about"].strip(" ?")
        note = f"Whether others disagreed is not computed: these are the others who spoke about {about}."
        return f"who spoke about {about}, besides {match['who'].strip()}?", skip, [note]
    return plain, skip, []


def narrow_filters(filters: Filters, directions: Directions) -> Filters:
    """Return filters with those that the question names; what was given beside the question stays."""
    update: dict[str, tuple[str, ...]] = {}
    if directions.kind and not filters.kind:
        update["kind"] = directions.kind
    if directions.source and not filters.source:
        update["source"] = directions.source
    return filters.model_copy(update=update) if update else filters


def find_terms(subjects: Sequence[str], *, with_aliases: bool) -> tuple[tuple[str, ...], ...]:
    """Return the terms of each subject that is left out."""
    read = [
        Question.parse(f"what was said on {subject}?", load_gazetteer() if with_aliases else None)
        for subject in subjects
    ]
    return tuple(terms for question in read for terms in question.subjects if terms)


def request_words(question: Question, saying: StatementQuestion, statements: StatementTable) -> SpeakerRequest:
    """Ask for the words of those who were named, on whatever the question has left as its subject."""
    if not question.topic:
        question = question.without_subject()
    if saying.voices:
        return SpeakerRequest(question, saying.voices.who, saying.voices.speakers, own_words_only=True)
    return SpeakerRequest(question, saying.unknown, SpeakerSelection.by_name(statements, ()), own_words_only=True)


def find_sides(names: Sequence[str], statements: StatementTable) -> dict[str, Voices]:
    """Return those sides of a comparison that are groups: of "African and European leaders" both."""
    shared = names[-1].split()[-1] if names else ""
    phrases = {name: name if is_group(name) else f"{name} {shared}" for name in names}
    groups = {name: find_voices(statements, words) for name, words in phrases.items() if is_group(words)}
    return {name: voices for name, voices in groups.items() if voices}
