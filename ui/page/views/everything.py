"""Everything: all quotations of an answer that shows the best of them, in place, grouped by speaker, date or source."""

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from rag import Answer, Citation, Record
from ui.page.rendering import render_template

_NO_SPEAKER, _NO_SOURCE, _UNDATED = "No speaker named", "No source named", "Undated"

MAX_SHOWN = 2_000
"""Quotations that are shown in place; Explore pages through more."""

_LABELS: dict[str, Callable[[Citation], str]] = {
    "speaker": lambda citation: citation.speaker.name if citation.speaker else _NO_SPEAKER,
    "date": lambda citation: citation.published[:4] if citation.published else _UNDATED,
    "source": lambda citation: citation.source or _NO_SOURCE,
}


class EverythingQuery(BaseModel):
    """A kept answer and how its quotations are grouped: the query of GET /page/everything."""

    model_config = ConfigDict(extra="forbid")

    answer: Annotated[str, Field(pattern=r"^[0-9a-f]{1,64}$")]
    group: Literal["speaker", "date", "source"] = "speaker"

    def ask_again(self, record: Record) -> Answer:
        """Return all that the kept answer shows the best of; raise UnknownAnswer if it is not kept."""
        kept = record.reopen(self.answer)
        return record.ask(kept.standalone_question, everything=True, filters=kept.filters, asked=kept.asked)


def render_everything(query: EverythingQuery, answer: Answer) -> Markup:
    """Render all quotations in groups: the largest first, or the latest year first."""
    groups = group_citations(answer.citations[:MAX_SHOWN], query.group)
    return render_template(
        "everything",
        query=query,
        found=answer,
        groups=groups,
        shown=sum(len(citations) for _, citations in groups),
        ways=tuple(_LABELS),
    )


def group_citations(citations: Sequence[Citation], by: str) -> list[tuple[str, list[Citation]]]:
    """Return (label, citations by date) of each group."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.published or "~"):
        groups.setdefault(_LABELS[by](citation), []).append(citation)
    if by == "date":
        return sorted(groups.items(), key=lambda group: (group[0] != _UNDATED, group[0]), reverse=True)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
