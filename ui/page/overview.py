"""Everything said on a subject: counted, drawn over time, listed by date; or what two said of it, side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from markupsafe import Markup
from pydantic import Field

from rag import Answer, Citation, Searched
from ui.documents.fields import Chosen, Text
from ui.page.permalinks import address
from ui.page.rendering import render
from ui.page.timeline_plot import MARGIN, WIDTH, Plot

_SPEECHES = 0.9  # in a speech others are quoted now and then
_KEYS: dict[str, Callable[[Citation], str]] = {
    "speaker": lambda one: one.speaker.name if one.speaker else "~",
    "office": lambda one: one.speaker.office or "~" if one.speaker else "~",
    "source": lambda one: one.source or "~",
}

PAGE = 100
"""Rows of the list that are shown at once."""


class LookQuery(Chosen):
    """What is looked through, and how: the query of GET /page/look."""

    look: Text = ""
    aliases: bool = True
    by: Literal["speaker", "country"] = "speaker"
    sort: Literal["date", "-date", "speaker", "office", "source"] = "date"
    one: Text = ""
    other: Text = ""
    rows: Annotated[int, Field(ge=1, le=10_000)] = PAGE

    @property
    def question(self) -> str:
        """The question that finds it."""
        if self.one.strip() and self.other.strip():
            return f"{self.one} versus {self.other} on {self.look}"
        return self.look

    def address(self, **changed: object) -> str:
        """Give the address of the same, looked at in another way."""
        return address("look", self.look, **{**self.model_dump(exclude={"look"}, exclude_defaults=True), **changed})


@dataclass(frozen=True, slots=True)
class Column:
    """Citations one below the other, under a name where there are two such columns."""

    name: str
    citations: Sequence[Citation]


def look(query: LookQuery, found: Answer | None = None, searched: Searched | None = None) -> Markup:
    """Lay out what was found; without a subject, only what can be asked for."""
    citations = found.citations if found else ()
    sides = found is not None and found.intent == "comparison"
    columns = _columns(found) if found and sides else [Column("", _sorted(citations, query.sort))]
    return render(
        "look",
        query=query,
        found=found,
        searched=searched,
        nouns=_nouns(citations),
        columns=columns,
        sides=sides,
        plot=Plot.of(citations, query.by),
        size=(WIDTH, MARGIN),
    )


def _columns(found: Answer) -> list[Column]:
    cited = {citation.number: citation for citation in found.citations}
    return [Column(group.label, [cited[number] for number in group.citations]) for group in found.groups]


def _sorted(citations: Sequence[Citation], by: str) -> list[Citation]:
    """Order citations by date, the newest first for `-date`, or by what stands in a column; the unknown comes last."""
    dated = sorted(citations, key=lambda one: one.published or "~")
    if by == "-date":
        return sorted(dated, key=lambda one: one.published or "", reverse=True)
    return sorted(dated, key=_KEYS[by]) if by in _KEYS else dated


def _nouns(citations: Sequence[Citation]) -> tuple[str, str]:
    """Call them speeches where nearly all are one person's words from beginning to end."""
    whole = [one for one in citations if one.kind == "official" and one.speaker and one.speaker.start is None]
    return ("speech", "speeches") if len(whole) > _SPEECHES * len(citations) else ("article", "articles")
