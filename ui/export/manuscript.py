"""An answer laid out for print: its quotations below who said them, then a numbered note on each with its evidence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from index import Span, display_text
from rag import Change, Citation, ReopenedAnswer

_MARKS = re.compile(r"^(?: ?\[\d+(?:, ?\d+)*\])+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the answer: a quotation with the numbers of its notes, or what leads to it, which has none."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence of a citation: facts by their names, and the source's own letters where they print otherwise."""

    number: int
    facts: tuple[tuple[str, str], ...]
    letters: str | None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is printed: all of it on one line each, but for the source's own letters.

    `about` tells which answer this is, and `cautions` what has changed since and who contradicts whom.
    """

    title: str
    about: tuple[str, ...]
    cautions: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, answer: ReopenedAnswer) -> Self:
        """Lay out an answer; one that abstains prints its reason."""
        told = {number: _changed(change) for change in answer.changes for number in change.citations}
        return cls(
            title=_printed(answer.question),
            about=tuple(_about(answer)),
            cautions=tuple(_cautions(answer)),
            lines=tuple(_lines(answer)),
            notes=tuple(_note(citation, told.get(citation.number)) for citation in answer.citations),
        )


def _printed(text: str) -> str:
    return display_text(text, Span(0, len(text)))


def _about(answer: ReopenedAnswer) -> Iterator[str]:
    if answer.standalone_question != answer.question:
        yield f"Understood as: {_printed(answer.standalone_question)}"
    if chosen := answer.filters.model_dump(include=set(answer.filters.active)):
        values = (
            f"{name} {' or '.join(value) if isinstance(value, tuple) else value}" for name, value in chosen.items()
        )
        yield _printed(f"Only: {', '.join(values)}")
    given = datetime.fromisoformat(answer.given)
    yield f"Answer {answer.id}, given on {given.day} {given:%B %Y at %H:%M} UTC from generation {answer.generation}"


def _cautions(answer: ReopenedAnswer) -> Iterator[str]:
    titles = {(one.article_id, one.article_version): one.article_title for one in answer.citations}
    for change in answer.changes:
        title = titles[change.article_id, change.version]
        yield _printed(f"Changed since: “{title}”, cited as {_numbers(change.citations)}, {_changed(change)}")
    for conflict in answer.conflicts:
        yield _printed(f"In conflict: {_numbers(conflict.citations)}, about {conflict.about}")


def _changed(change: Change) -> str:
    if change.now is None:
        return "was removed from the library"
    stands = "the words stand in it still" if change.still_stands else "the words do not stand in it any more"
    differs = f" ({', '.join(change.differs)})" if change.differs else ""
    return f"was corrected: version {change.now} is the newest{differs}; {stands}"


def _numbers(citations: tuple[int, ...]) -> str:
    return ", ".join(f"[{number}]" for number in citations)


def _lines(answer: ReopenedAnswer) -> Iterator[Line]:
    """Take the answer apart into its sentences and the words between them."""
    if answer.reason:
        yield Line(_printed(answer.reason.text))
    end = 0
    for sentence in answer.sentences:
        yield from _between(answer.answer[end : sentence.start])
        yield Line(_printed(sentence.text), sentence.citations)
        end = sentence.end
    yield from _between(answer.answer[end:])


def _between(text: str) -> Iterator[Line]:
    return (Line(_printed(part)) for part in _MARKS.sub("", text).split("\n\n") if part.strip())


def _note(citation: Citation, change: str | None) -> Note:
    who, told = citation.speaker, citation.attribution
    sure = f", {citation.attribution_confidence:.2f}" if citation.attribution_confidence is not None else ""
    known = {
        "Speaker": who and ", ".join(filter(None, (who.name, who.role, who.country))),
        "Attribution": told and f"{told}{sure}",
        "Article": citation.article_title,
        "Source": citation.source,
        "Date": citation.published,
        "URL": citation.url,
        "Id": f"{citation.article_id}, version {citation.article_version}",
        "Characters": f"{citation.start} to {citation.end}",
        "SHA-256": citation.article_sha256,
        "Also carried by": "; ".join(one.source or one.url or one.article_id for one in citation.duplicates),
        "Since then": change and f"the article {change}",
    }
    facts = tuple((name, _printed(value)) for name, value in known.items() if value)
    return Note(citation.number, facts, citation.cited_text if citation.cited_text != citation.display_text else None)
