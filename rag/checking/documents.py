"""Documents of a check: each quotation of a draft, whom the draft gives it to, and what the record has."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rag.quotations.trace import Match
from rag.statements.documents import StatementSpeaker

CheckVerdict = Literal["exact", "altered", "other_speaker", "not_on_record"]


class CheckedQuotation(BaseModel):
    """A quotation of a draft, `text[start:end]` of it without its marks, and the places that the verdict rests on.

    `said_by` is whom the draft attributes it to, null if it does not make that clear. The verdict is `other_speaker`
    if the words are on record and every place gives them to somebody else. `note` says what limits the verdict.
    """

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    said_by: StatementSpeaker | None
    verdict: CheckVerdict
    matches: tuple[Match, ...]
    note: str | None = None


class UncheckedQuotation(BaseModel):
    """Words between quotation marks that were not traced, and why."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str
    reason: str


class Check(BaseModel):
    """A draft, unchanged, and its quotations in the order of the text; every span points into the text."""

    model_config = ConfigDict(frozen=True)

    text: str
    quotations: tuple[CheckedQuotation, ...]
    unchecked: tuple[UncheckedQuotation, ...]
    generation: int
