"""Documents of a check: each quotation of a draft, whom the draft gives it to, and what the record has."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rag.notebook.tables import Row, Tabular
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


class Check(Tabular, BaseModel):
    """A draft, unchanged, and its quotations in the order of the text; every span points into the text."""

    model_config = ConfigDict(frozen=True)

    text: str
    quotations: tuple[CheckedQuotation, ...]
    unchecked: tuple[UncheckedQuotation, ...]
    generation: int

    def _list_rows(self) -> Iterator[Row]:
        for one in self.quotations:
            best = one.matches[0] if one.matches else None
            speaker = best.citation.speaker if best else None
            yield {
                "text": one.text,
                "said_by": one.said_by.name if one.said_by else None,
                "verdict": one.verdict,
                "on_record": best.citation.display_text if best else None,
                "speaker": speaker.name if speaker else None,
                "published": best.citation.published if best else None,
                "source": best.citation.source if best else None,
                "article_title": best.citation.article_title if best else None,
                "url": best.citation.url if best else None,
                "start": one.start,
                "end": one.end,
                "note": one.note,
            }
