"""The document that forms read, and what they make of it: turns and clauses with who speaks in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from index.attribution.forms.labels import Label, find_labels
from index.attribution.statements import Speaker
from index.text.spans import Span


@dataclass(frozen=True)
class Document:
    """The text of an article, and what is known of it beside."""

    text: str
    title: str = ""
    speaker: str | None = None
    speaker_role: str | None = None
    country: str | None = None

    @cached_property
    def labels(self) -> Sequence[Label]:
        """The labels that begin lines or follow sentences, in order; not all of them need be labels of speakers."""
        return find_labels(self.text)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker, stage directions between them left out; `speaker` is None for a question or a procedure.

    `cue` is the verb that a clause begins with, where it has one. A clause is one statement, however many passages it
    is in; any other turn is cut where passages are. `indirect` where the document tells the words in its own.
    """

    speaker: Speaker | None
    words: tuple[Span, ...]
    cue: Span | None = None
    clause: bool = False
    indirect: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """How surely a document has a form, from 0 to 1, and what tells it."""

    score: float
    reason: str = ""


NO_EVIDENCE = Evidence(0.0)


class Form(Protocol):
    """A form of published documents: `covers_all` where all words are in turns, and no other attribution is read."""

    @property
    def name(self) -> str:
        """What the form is called."""
        ...

    @property
    def covers_all(self) -> bool:
        """Whether all words are in turns."""
        ...

    def evidence(self, document: Document) -> Evidence:
        """Return how surely the document has this form."""
        ...

    def turns(self, document: Document) -> list[Turn]:
        """Return its turns or clauses in the order of the text."""
        ...
