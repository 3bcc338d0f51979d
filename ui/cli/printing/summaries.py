"""Answers of the command line with a language model: the question read, quotations selected, a summary below them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index import OnrecordError
from rag import (
    Answer,
    Filters,
    LanguageModel,
    ModelReport,
    Record,
    Sentence,
    assist_answer,
    inspect_model,
    write_summary,
)
from ui.cli.printing.printers import print_answer
from ui.cli.printing.terminal import SEPARATOR, out, print_document, print_line
from ui.settings import load_settings

Ask = Callable[[str, Filters, int], Answer]
"""Answers a question under some filters with at most so many citations."""


def _open_model(url: str | None) -> LanguageModel:
    """Return the language model at an address, or at the one that is set. Raises OnrecordError if there is none."""
    model = load_settings().open_language_model(url)
    if model is None:
        raise OnrecordError("no language model is set; give its address with --llm URL, or set ONRECORD_LLM_URL")
    return model


@dataclass(frozen=True, slots=True)
class Assistant:
    """A language model beside a record; the answers that it changes are kept, too."""

    record: Record
    model: LanguageModel

    @classmethod
    def open(cls, record: Record, url: str | None) -> "Assistant":
        """Return the assistant with the model at an address, or at the one that is set. Raises OnrecordError."""
        return cls(record, _open_model(url))

    def answer(self, question: str, filters: Filters, ask: Ask, *, limit: int, select: bool) -> Answer:
        """Return the answer to a question, as the model reads it if it is not understood, with what it selects."""

        def again(asked: tuple[str, Filters] | None, most: int) -> Answer:
            return ask(*(asked or (question, filters)), most)

        first = again(None, limit)
        answer = assist_answer(first, self.model, again, limit=limit, selection=select)
        return answer if answer.id == first.id else self.record.answer_store.save(answer)

    def write(self, answer: Answer) -> Iterator[Sentence | Answer]:
        """Yield the sentences of a summary as they are checked, and last the whole answer."""
        for part in write_summary(answer, self.model):
            yield self.record.answer_store.save(part) if isinstance(part, Answer) and part.summary else part


def finish(parts: Iterator[Sentence | Answer]) -> Answer:
    """Return the answer that comes last."""
    return next(part for part in parts if isinstance(part, Answer))


def print_with_summary(answer: Answer, assistant: Assistant, *, json: bool) -> None:
    """Print an answer at once, and below it the sentences of its summary as they are written and checked."""
    if json:
        print_document(finish(assistant.write(answer)), print_answer, json=True)
        return
    print_answer(answer)
    summarised = answer
    for number, part in enumerate(assistant.write(answer)):
        if isinstance(part, Answer):
            summarised = part
            continue
        if not number:
            out.print()
            print_line("Written summary:", "bold")
        print_line(f"{part.text} {''.join(f'[{cited}]' for cited in part.citations)}", indent=4)
    _print_end(answer, summarised)


def _print_end(answer: Answer, summarised: Answer) -> None:
    for note in summarised.notes[len(answer.notes) :]:
        print_line(note, "yellow")
    summary = summarised.summary
    if summary is None:
        return
    if not summary.text:
        print_line("Disregard what is written above: too little of the summary held.", "yellow")
    for dropped in summary.dropped:
        print_line(f"left out: {dropped.text} ({dropped.reason})", "dim", indent=4)
    print_line(f"Written by {summary.model}; every sentence shown was checked against the quotations it names.", "dim")
    print_line(f"answer {summarised.id}", "dim")


def check_model(url: str | None) -> ModelReport:
    """Return what a language model offers. Raises OnrecordError if none is set."""
    return inspect_model(_open_model(url))


def print_report(report: ModelReport) -> None:
    """Print what a language model offers, and how fast it writes."""
    print_line(f"{report.recipient}: {', '.join(report.models) or 'no list of models'}")
    if report.model:
        print_line(f"asked: {report.model}")
    if report.problem:
        print_line(report.problem, "red")
        return
    speed = f"{report.pieces_per_s} pieces a second" if report.pieces_per_s else None
    print_line(SEPARATOR.join(filter(None, [f"first words after {report.first_piece_s} s", speed])))
    print_line(f"wrote: {report.sample}", "dim")
