"""Overview: everything said on a subject, as counts, a timeline and a table; or two sides compared."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from markupsafe import Markup
from pydantic import Field

from rag import Answer, Citation, Searched
from ui.documents.fields import FilterFields, Text
from ui.page.permalinks import view_address
from ui.page.rendering import render_template
from ui.page.views.form_input import FormInput

_SORT_KEYS: dict[str, Callable[[Citation], str]] = {
    "speaker": lambda citation: citation.speaker.name if citation.speaker else "~",
    "office": lambda citation: citation.speaker.office or "~" if citation.speaker else "~",
    "source": lambda citation: citation.source or "~",
}

_FACETS: dict[str, Callable[[Citation], str | None]] = {
    "speaker": lambda citation: citation.speaker.name if citation.speaker else None,
    "country": lambda citation: citation.speaker.country if citation.speaker else None,
    "source": lambda citation: citation.source,
    "year": lambda citation: (citation.published or "")[:4],
    "kind": lambda citation: citation.kind,
}
_FACET_VALUES = 12  # values of a facet that are shown

PAGE_SIZE = 100
"""Rows of the table per page."""


class OverviewQuery(FilterFields):
    """A subject with its filters and presentation: the query of GET /page/look."""

    look: Text = ""
    aliases: bool = True
    by: Literal["speaker", "country"] = "speaker"
    sort: Literal["date", "-date", "speaker", "office", "source"] = "date"
    one: Text = ""
    other: Text = ""
    rows: Annotated[int, Field(ge=1, le=10_000)] = PAGE_SIZE

    @property
    def question(self) -> str:
        """The question that is asked for it."""
        if self.one.strip() and self.other.strip():
            return f"{self.one} versus {self.other} on {self.look}"
        return self.look

    def address(self, **changes: object) -> str:
        """Return the address of the same subject with some parameters changed."""
        return view_address(
            "look", self.look, **{**self.model_dump(exclude={"look"}, exclude_defaults=True), **changes}
        )


@dataclass(frozen=True, slots=True)
class Column:
    """Citations of one side of a comparison, or all with an empty name."""

    name: str
    citations: Sequence[Citation]


def render_overview(
    query: OverviewQuery,
    answer: Answer | None = None,
    searched: Searched | None = None,
    form: FormInput = FormInput(),  # noqa: B008 (immutable)
) -> Markup:
    """Render what was found; without a subject, or with an invalid field in the form, only the form."""
    citations = answer.citations if answer else ()
    is_comparison = answer is not None and answer.intent == "comparison"
    columns = (
        _columns_by_side(answer) if answer and is_comparison else [Column("", _sort_citations(citations, query.sort))]
    )
    return render_template(
        "look",
        query=query,
        form=form,
        found=answer,
        searched=searched,
        columns=columns,
        sides=is_comparison,
        chosen=_list_chosen(query),
        facets=_list_facets(query, citations),
        charts=_chart_address(query, answer) if answer and citations else "",
    )


def _chart_address(query: OverviewQuery, answer: Answer) -> str:
    """Return the address of the chart that the page loads when it has shown the list."""
    given = query.model_dump(exclude={"sort", "rows"}, exclude_defaults=True)
    return f"page/chart?{urlencode({**given, 'answer': answer.id}, doseq=True)}"


def _list_facets(query: OverviewQuery, citations: Sequence[Citation]) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Return (facet, its most frequent values as (value, count, address that narrows to it)), if it has several."""
    facets = []
    for name, value_of in _FACETS.items():
        counts = Counter(filter(None, map(value_of, citations)))
        values = [
            (value, count, query.address(**_narrow(name, value))) for value, count in counts.most_common(_FACET_VALUES)
        ]
        if len(counts) > 1:
            facets.append((name, values))
    return facets


def _list_chosen(query: OverviewQuery) -> list[tuple[str, str]]:
    """Return each value that the subject is narrowed to, and the address without it."""
    return [
        (f"{name}: {value}", query.address(**{name: [other for other in getattr(query, name) if other != value]}))
        for name in ("speaker", "source", "country", "kind")
        for value in getattr(query, name)
    ]


def _narrow(name: str, value: str) -> dict[str, object]:
    return {"since": value, "until": value} if name == "year" else {name: [value]}


def _columns_by_side(answer: Answer) -> list[Column]:
    cited = {citation.number: citation for citation in answer.citations}
    return [Column(group.label, [cited[number] for number in group.citations]) for group in answer.groups]


def _sort_citations(citations: Sequence[Citation], by: str) -> list[Citation]:
    """Return citations sorted by date, newest first for `-date`, or by a column; unknown values come last."""
    dated = sorted(citations, key=lambda citation: citation.published or "~")
    if by == "-date":
        return sorted(dated, key=lambda citation: citation.published or "", reverse=True)
    return sorted(dated, key=_SORT_KEYS[by]) if by in _SORT_KEYS else dated
