"""Question reading: a question that our own reader did not understand, read by a language model.

The reading is a question in English with filters, both shown. It adds no year, and where it finds nothing the answer
stays that the question was not understood: a model's reading never becomes "nothing was said".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.errors import InvalidFilter, InvalidQuestion, OnrecordError
from rag.answers.answer_id import compute_summary_id
from rag.answers.documents import Answer
from rag.language_model.client import LanguageModel
from rag.language_model.failures import ModelFailure
from rag.language_model.task_prompts import write_reading_prompt
from rag.query.filters import Filters

Ask = Callable[[str, Filters], Answer]
"""Answers a question in English under some filters."""

_READ = "Read by the language model"
_MAX_TOKENS = 120
_MAX_CHARACTERS = 300
_LINE = re.compile(r"^\W*(question|speaker|country|since|until)\W*:\s*(.+?)\s*$", re.IGNORECASE)
_EMPTY = frozenset(("", "none", "n/a", "unknown", "not stated", "-"))
_MARKUP = re.compile(r"https?:|[<>{}\[\]`|]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """What a model read in a question: the question in English, and the filters that it states."""

    question: str
    filters: Filters

    def describe(self) -> str:
        """Return the reading as words of a note."""
        shown = {name: value if isinstance(value, str) else " or ".join(value) for name, value in self.filters if value}
        stated = "".join(f", {name} {value}" for name, value in shown.items())
        return f"“{self.question}”{stated}"


def needs_reading(answer: Answer) -> bool:
    """Return whether our own reader did not understand the question of an answer."""
    return answer.reason is not None and answer.reason.code == "not_understood"


def was_read_by_model(answer: Answer) -> bool:
    """Return whether an answer is that to a model's reading of its question."""
    return any(note.startswith(_READ) for note in answer.notes)


def read_question(question: str, model: LanguageModel) -> QuestionReading | None:
    """Return what a model reads in a question, None if it finds none in it; raise ModelFailure."""
    written = model.complete(write_reading_prompt(question), max_tokens=_MAX_TOKENS)
    matches = [match for line in written.splitlines() if (match := _LINE.match(line))]
    if not matches:
        raise ModelFailure("format")
    stated = {match[1].casefold(): match[2].strip(" .\"“”'") for match in matches}
    stated = {name: value for name, value in stated.items() if value.casefold() not in _EMPTY}
    english = stated.pop("question", "")
    if not english:
        return None
    if len(english) > _MAX_CHARACTERS or _MARKUP.search(english):
        raise ModelFailure("format")
    given = set(_DIGITS.findall(question))
    if not given.issuperset(_DIGITS.findall(english)):
        raise ModelFailure("format")  # a year or a figure that nobody asked about
    return QuestionReading(english, _read_filters(stated, given))


def _read_filters(stated: dict[str, str], given: set[str]) -> Filters:
    """Return the filters that can be used; a date with a number that the question does not have is none."""
    filters = Filters()
    for name, value in stated.items():
        if not given.issuperset(_DIGITS.findall(value)) or _MARKUP.search(value):
            continue
        try:
            filters = Filters.parse({**filters.model_dump(exclude_defaults=True), name: value})
        except InvalidFilter:
            continue
    return filters


def answer_reading(answer: Answer, reading: QuestionReading | None, model: str, ask: Ask) -> Answer:
    """Return the answer to the reading of a question; the first answer, with a note, if the reading finds nothing.

    Filters that were given beside the question stay.
    """
    if reading is None:
        return answer.with_note(f"The language model {model} read no question about what was said in it either.")
    given = answer.filters.model_dump(exclude_defaults=True)
    filters = Filters.parse({**reading.filters.model_dump(exclude_defaults=True), **given})
    try:
        found = ask(reading.question, filters)
    except (InvalidQuestion, InvalidFilter) as error:
        return answer.with_note(f"The language model {model} read it as {reading.describe()}: {error}.")
    if found.abstained:
        note = f"The language model {model} read it as {reading.describe()}, which found nothing."
        return answer.with_note(note)
    note = f"{_READ} {model} as {reading.describe()}."
    return found.model_copy(
        update={
            "id": compute_summary_id(found.id, f"{model}: {answer.id}"),
            "question": answer.question,
            "language": answer.language,
            "notes": (note, *found.notes),
        }
    )


def read_and_answer(answer: Answer, model: LanguageModel, ask: Ask) -> Answer:
    """Return the answer to a question as a model reads it; with one note as without a model if it fails."""
    if "reading" not in model.tasks or not needs_reading(answer):
        return answer
    try:
        reading = read_question(answer.question, model)
    except (ModelFailure, OnrecordError) as error:
        return answer.with_note(str(error))
    return answer_reading(answer, reading, model.name, ask)
