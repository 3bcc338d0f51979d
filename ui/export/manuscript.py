"""Manuscripts: an answer for print, with quotations below their speakers and a numbered note on each."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from index import Span, display_text
from rag import Change, Citation, ReopenedAnswer

_MARKS = re.compile(r"^(?: ?\[\d+(?:, ?\d+)*\])+")


@dataclass(frozen=True, slots=True)
class Line:
    """A quotation with the numbers of its notes, a heading, or any other line."""

    text: str
    notes: tuple[int, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence of a citation: (name, fact) pairs, and the source text if its display form differs."""

    number: int
    facts: tuple[tuple[str, str], ...]
    source_text: str | None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A printable answer; every text is one line, except the source text of notes.

    `about` identifies the answer; `cautions` list changed articles and contradictions.
    """

    title: str
    about: tuple[str, ...]
    cautions: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]

    @classmethod
    def from_answer(cls, answer: ReopenedAnswer) -> Self:
        """Build the manuscript of an answer; an abstention has its reason as the only line."""
        changes = {number: describe_change(change) for change in answer.changes for number in change.citations}
        return cls(
            title=format_text(answer.question),
            about=tuple(_list_facts(answer)),
            cautions=tuple(_list_cautions(answer)),
            lines=tuple(_split_lines(answer)),
            notes=tuple(build_note(citation, changes.get(citation.number)) for citation in answer.citations),
        )


def format_text(text: str) -> str:
    """Return a text on one line, in its display form."""
    return display_text(text, Span(0, len(text)))


def _list_facts(answer: ReopenedAnswer) -> Iterator[str]:
    if answer.standalone_question != answer.question:
        yield f"Understood as: {format_text(answer.standalone_question)}"
    if filters := answer.filters.model_dump(include=set(answer.filters.active_names)):
        values = (
            f"{name} {' or '.join(value) if isinstance(value, tuple) else value}" for name, value in filters.items()
        )
        yield format_text(f"Only: {', '.join(values)}")
    given = datetime.fromisoformat(answer.given)
    yield f"Answer {answer.id}, given on {given.day} {given:%B %Y at %H:%M} UTC from generation {answer.generation}"


def _list_cautions(answer: ReopenedAnswer) -> Iterator[str]:
    yield from list_changes(answer.citations, answer.changes)
    for conflict in answer.conflicts:
        yield format_text(f"In conflict: {_format_numbers(conflict.citations)}, about {conflict.about}")


def list_changes(citations: Iterable[Citation], changes: Iterable[Change]) -> Iterator[str]:
    """Yield a line for each article that has changed since it was cited."""
    titles = {(citation.article_id, citation.article_version): citation.article_title for citation in citations}
    for change in changes:
        title = titles[change.article_id, change.version]
        yield format_text(
            f"Changed since: “{title}”, cited as {_format_numbers(change.citations)}, {describe_change(change)}"
        )


def describe_change(change: Change) -> str:
    """Return what has become of an article that was cited."""
    if change.now is None:
        return "has been removed from the library"
    contains = "it still contains these words" if change.still_stands else "it no longer contains these words"
    differs = f" ({', '.join(change.differs)})" if change.differs else ""
    return f"has been corrected: version {change.now} is the newest{differs}; {contains}"


def _format_numbers(citations: tuple[int, ...]) -> str:
    return ", ".join(f"[{number}]" for number in citations)


def _split_lines(answer: ReopenedAnswer) -> Iterator[Line]:
    """Yield the sentences of an answer and the headings between them."""
    if answer.reason:
        yield Line(format_text(answer.reason.text))
    end, labels = 0, {format_text(group.label) for group in answer.groups}
    for sentence in answer.sentences:
        yield from _split_blocks(answer.answer[end : sentence.start], labels)
        yield Line(format_text(sentence.text), sentence.citations)
        end = sentence.end
    yield from _split_blocks(answer.answer[end:], labels)


def _split_blocks(text: str, labels: AbstractSet[str]) -> Iterator[Line]:
    parts = (format_text(part) for part in _MARKS.sub("", text).split("\n\n") if part.strip())
    return (Line(part, is_heading=part in labels) for part in parts)


def build_note(citation: Citation, change: str | None) -> Note:
    """Return the evidence of a citation; `change` is what has become of its article."""
    speaker, attribution = citation.speaker, citation.attribution
    confidence = f", {citation.attribution_confidence:.2f}" if citation.attribution_confidence is not None else ""
    evidence = {
        "Speaker": speaker and ", ".join(filter(None, (speaker.name, speaker.role, speaker.country))),
        "Attribution": attribution and f"{attribution}{confidence}",
        "Article": citation.article_title,
        "Source": citation.source,
        "Date": citation.published,
        "URL": citation.url,
        "Id": f"{citation.article_id}, version {citation.article_version}",
        "Characters": f"{citation.start} to {citation.end}",
        "SHA-256": citation.article_sha256,
        "Also in": "; ".join(
            duplicate.source or duplicate.url or duplicate.article_id for duplicate in citation.duplicates
        ),
        "Since then": change and f"the article {change}",
    }
    facts = tuple((name, format_text(value)) for name, value in evidence.items() if value)
    return Note(citation.number, facts, citation.cited_text if citation.cited_text != citation.display_text else None)
