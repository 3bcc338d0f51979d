"""Summary writer: an answer becomes the same answer with a summary, sentence by checked sentence.

The quotations are never changed, and an answer whose model fails is the answer without a summary, with one note.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.errors import OnrecordError
from index.models.entailment.entailment import LoadingEntailment
from rag.answers.answer_id import compute_summary_id
from rag.answers.citations import Citation
from rag.answers.compose import Sentence
from rag.answers.documents import Answer, Conflict, DroppedSentence, Summary
from rag.language_model.client import LanguageModel
from rag.language_model.failures import ModelFailure
from rag.language_model.prompt import Message, write_summary_prompt
from rag.summaries.drafts import split_stream
from rag.summaries.language import is_english
from rag.verification.check import Checker, read_numbers
from rag.verification.faults import Fault

MAX_SENTENCES = 12
"""Sentences after which a model that does not end is cut off."""

_MAX_REPEATS = 3
_MAX_LOST = 0.5  # share of the sentences; a summary that loses more is dropped whole
_STRUCTURED = re.compile(r"^\s*(?:```|\{|\[\s*[{\"\]]|<\w)")

LOST = "The language model's summary was left out: the quotations do not carry most of it."
UNSUITABLE = frozenset(("trace", "library", "help", "greeting"))
"""Intents whose answers are not summarised."""


@dataclass(slots=True)
class _Draft:
    """The sentences so far."""

    kept: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    dropped: list[DroppedSentence] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    foreign: int = 0
    most: int = MAX_SENTENCES

    @property
    def count(self) -> int:
        return len(self.kept) + len(self.dropped)

    @property
    def is_lost(self) -> bool:
        return not self.kept or len(self.dropped) > _MAX_LOST * self.count


def can_be_summarised(answer: Answer) -> bool:
    """Return whether an answer has quotations to summarise; an abstention never has."""
    return bool(answer.citations) and not answer.abstained and answer.intent not in UNSUITABLE


def write_summary(answer: Answer, model: LanguageModel) -> Iterator[Sentence | Answer]:
    """Yield each sentence that a model writes once it has been checked, and last the whole answer.

    The spans of the sentences are in the text of the summary. Nothing waits longer than the model's timeout.
    """
    if not can_be_summarised(answer):
        yield answer
        return
    draft, failure = _Draft(), ""
    try:
        prompt = write_summary_prompt(answer.question, answer.citations)
        yield from _write_sentences(answer.citations, prompt, model, draft)
    except (ModelFailure, OnrecordError) as error:
        failure = str(error)
    yield _finish(answer, model, draft, failure)


def write_of_citations(
    citations: Sequence[Citation], prompt: Sequence[Message], model: LanguageModel
) -> tuple[Summary | None, str]:
    """Return what a model writes of some citations, checked as a summary is, and a note, empty if all is well.

    None if the model fails before it has written a sentence.
    """
    draft, failure = _Draft(most=len(citations) + MAX_SENTENCES), ""
    try:
        for _ in _write_sentences(citations, prompt, model, draft):
            pass  # each is kept in the draft
    except (ModelFailure, OnrecordError) as error:
        failure = str(error)
    if draft.is_lost:
        return _give_up(draft, model.name), failure or LOST
    written = _compose(citations, draft.kept, draft.dropped, model.name)
    return written.model_copy(update={"complete": not failure}), failure


def _write_sentences(
    citations: Sequence[Citation], prompt: Sequence[Message], model: LanguageModel, draft: _Draft
) -> Iterator[Sentence]:
    checker = Checker.from_citations(citations, LoadingEntailment())
    text = ""
    for written in split_stream(_refuse_structures(model.stream(prompt))):
        faults = _find_faults(written, checker, draft)
        if faults:
            draft.dropped.append(DroppedSentence(text=written, reason=str(faults[0])))
        else:
            body, numbers = read_numbers(written)
            draft.kept.append((body, tuple(dict.fromkeys(numbers))))
            sentence, text = _append(text, *draft.kept[-1])
            yield sentence
        if draft.foreign > 1 and draft.foreign == draft.count:
            raise ModelFailure("language")
        if max(draft.seen.values()) >= _MAX_REPEATS:
            raise ModelFailure("repeating")
        if draft.count >= draft.most:
            raise ModelFailure("endless")
    if not draft.count:
        raise ModelFailure("empty")
    if draft.foreign == draft.count:
        raise ModelFailure("language")


def _refuse_structures(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces of a text; raise ModelFailure if it begins as JSON, code or markup."""
    begun = ""
    for piece in pieces:
        if len(begun.strip()) < 8:  # noqa: PLR2004 (letters by which a text is told from a structure)
            begun += piece
            if _STRUCTURED.match(begun):
                raise ModelFailure("format")
        yield piece


def _find_faults(written: str, checker: Checker, draft: _Draft) -> list[Fault]:
    body, _ = read_numbers(written)
    key = " ".join(re.findall(r"\w+", body.casefold()))
    draft.seen[key] = draft.seen.get(key, 0) + 1
    if draft.seen[key] > 1:
        return [Fault("repeated", "the sentence stands there already")]
    if not is_english(body):
        draft.foreign += 1
        return [Fault("language", "the sentence is not in English")]
    previous = draft.kept[-1][1] if draft.kept else ()
    return checker.check(written, previous)


def _append(text: str, body: str, numbers: tuple[int, ...]) -> tuple[Sentence, str]:
    """Return a sentence with its span at the end of a text, and the text with it and its numbers."""
    lead = f"{text} " if text else ""
    sentence = Sentence(text=body, start=len(lead), end=len(lead) + len(body), citations=numbers)
    return sentence, f"{lead}{body} {''.join(f'[{number}]' for number in numbers)}"


def _finish(answer: Answer, model: LanguageModel, draft: _Draft, failure: str) -> Answer:
    name = model.name
    if draft.is_lost:
        note = failure or LOST
        summary = _give_up(draft, name)
    else:
        note = failure
        summary = _compose(answer.citations, [*draft.kept, *_add_other_sides(answer, draft)], draft.dropped, name)
        summary = summary.model_copy(update={"complete": not failure})
    return answer.model_copy(
        update={
            "id": compute_summary_id(answer.id, name),
            "summary": summary,
            "notes": (*answer.notes, note) if note else answer.notes,
        }
    )


def _give_up(draft: _Draft, model: str) -> Summary | None:
    """Return a summary of which nothing is shown, None if nothing was written."""
    kept = [DroppedSentence(text=text, reason="lost: most of the summary was dropped") for text, _ in draft.kept]
    dropped = (*draft.dropped, *kept)
    return Summary(text="", sentences=(), dropped=dropped, model=model, complete=False) if dropped else None


def _compose(
    citations: Sequence[Citation],
    kept: Sequence[tuple[str, tuple[int, ...]]],
    dropped: Sequence[DroppedSentence],
    model: str,
) -> Summary:
    text, sentences = "", []
    for body, numbers in kept:
        sentence, text = _append(text, body, numbers)
        sentences.append(sentence)
    known = {citation.number for citation in citations}
    if not all(sentence.citations and known.issuperset(sentence.citations) for sentence in sentences):
        raise AssertionError("a sentence without an existing number passed the check")
    return Summary(text=text, sentences=tuple(sentences), dropped=tuple(dropped), model=model, complete=True)


def _add_other_sides(answer: Answer, draft: _Draft) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the other side of each conflict of which the summary has one: its quotation, word for word."""
    cited = {number for _, numbers in draft.kept for number in numbers}
    quoted = {citation.number: citation for citation in answer.citations}
    for number in dict.fromkeys(number for conflict in answer.conflicts for number in _find_missing(conflict, cited)):
        citation = quoted.get(number)
        if citation:
            lead = citation.speaker.name if citation.speaker else citation.source or citation.article_title
            yield f"On record against this, from {lead}: “{citation.display_text}”", (number,)


def _find_missing(conflict: Conflict, cited: set[int]) -> set[int]:
    return set(conflict.citations) - cited if cited & set(conflict.citations) else set()
