"""Failures of a language model: what went wrong, as one note for people."""

from typing import Literal

FailureKind = Literal["unreachable", "slow", "status", "empty", "endless", "language", "format", "repeating", "broken"]

_NOTES: dict[FailureKind, str] = {
    "unreachable": "could not be reached",
    "slow": "did not answer within {limit}",
    "status": "answered with an error ({detail})",
    "empty": "answered with nothing",
    "endless": "did not come to an end",
    "language": "did not write in English",
    "format": "did not write plain sentences",
    "repeating": "repeated itself",
    "broken": "broke off",
}


class ModelFailure(Exception):
    """A language model did not do what was asked; `kind` says how, the text is a note for people."""

    def __init__(self, kind: FailureKind, *, detail: str = "", limit: float = 0.0) -> None:
        seconds = f"{limit:g} second{'' if limit == 1 else 's'}"
        super().__init__(f"The language model {_NOTES[kind].format(detail=detail, limit=seconds)}.")
        self.kind = kind
