"""Documents that forms read, and the turns and clauses that they return with their speakers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from index.attribution.forms.labels.label import Label, find_labels
from index.attribution.forms.layout.paragraphs import Paragraph, find_paragraphs, unwrap
from index.attribution.statements import Speaker
from index.text.spans import Span


@dataclass(frozen=True)
class Document:
    """The text of an article, with its title and metadata."""

    text: str
    title: str = ""
    speaker: str | None = None
    speaker_role: str | None = None
    country: str | None = None

    @cached_property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The paragraphs, in order."""
        return find_paragraphs(self.text)

    @cached_property
    def unwrapped(self) -> str:
        """The text with a space for each line break within a paragraph, of the same length."""
        return unwrap(self.text, self.paragraphs)

    @cached_property
    def labels(self) -> Sequence[Label]:
        """The labels at the beginning of lines and after sentences, in order, of speakers or not."""
        return find_labels(self.text)

    @cached_property
    def accepted_labels(self) -> dict[tuple[int, ...], Sequence[Label]]:
        """Which labels name speakers, by the numbers of those that were considered; most forms consider the same."""
        return {}


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of a speaker without stage directions; `speaker` is None for a question or a procedure.

    `cue` is the verb of a clause. A clause is one statement in any number of passages; other turns are cut at passages.
    `indirect` marks words that the document paraphrases.
    """

    speaker: Speaker | None
    words: tuple[Span, ...]
    cue: Span | None = None
    clause: bool = False
    indirect: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How surely a document has a form, from 0 to 1, and why."""

    score: float
    reason: str = ""


NO_EVIDENCE = Evidence(0.0)


class Form(Protocol):
    """A form of published documents; with `covers_all`, all words are in turns and none is attributed otherwise."""

    @property
    def name(self) -> str:
        """The name of the form."""
        ...

    @property
    def covers_all(self) -> bool:
        """Whether all words are in turns."""
        ...

    def evidence(self, document: Document) -> Evidence:
        """Return how surely the document has this form."""
        ...

    def turns(self, document: Document) -> list[Turn]:
        """Return the turns or clauses of a document in the order of the text."""
        ...
