"""Faults: why a written sentence does not hold."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "no citation",
    "unknown citation",
    "markup",
    "figure",
    "unit",
    "date",
    "name",
    "quotation",
    "speaker",
    "direct speech",
    "instruction",
    "negation",
    "modality",
    "tense",
    "order",
    "joined",
    "not said",
    "language",
    "repeated",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence: the kind, and what of it is concerned."""

    kind: FaultKind
    detail: str

    def __str__(self) -> str:
        """Return the reason for people."""
        return f"{self.kind}: {self.detail}"
