"""Chart view: a chart of everything said on a subject, with the ways to draw it, as part of the page."""

from typing import Annotated
from urllib.parse import urlencode

from markupsafe import Markup
from pydantic import Field

from index import UnknownAnswer
from rag import Answer, Record
from ui.charts.chart import LABELS, Chart, ChartMark, ChartName, build_chart
from ui.charts.inline_svg import inline_svg
from ui.charts.vega import IMAGE_TYPES, draw_svg
from ui.documents.fields import today
from ui.page.overview import OverviewQuery
from ui.page.rendering import link_citation, render_template


class ChartQuery(OverviewQuery):
    """A subject, the kept answer on it, and how it is drawn: the query of GET /page/chart."""

    answer: Annotated[str, Field(pattern=r"^[0-9a-f]{0,64}$")] = ""
    show: ChartName = "timeline"

    def find_answer(self, record: Record) -> Answer:
        """Return the answer as it is kept; ask again if answers are not kept, or not for so long."""
        try:
            return record.reopen(self.answer)
        except UnknownAnswer:
            filters = self.to_filters()
            return record.ask(self.question, everything=True, filters=filters, asked=today(), aliases=self.aliases)

    @property
    def subject(self) -> OverviewQuery:
        """The subject alone."""
        return OverviewQuery.model_validate(self.model_dump(include=set(OverviewQuery.model_fields)))

    def chart_address(self, show: ChartName) -> str:
        """Return the address of another chart of the same."""
        return f"page/chart?{urlencode({**self.model_dump(exclude_defaults=True), 'show': show}, doseq=True)}"

    def file_address(self, answer: Answer, format: str) -> str:  # noqa: A002 (the name in the public interface)
        """Return the address of the chart as a file."""
        return f"./answers/{answer.id}/chart?{urlencode({'show': self.show, 'rows': self.by, 'format': format})}"


def render_chart(query: ChartQuery, answer: Answer) -> Markup:
    """Render a chart, the other charts there are, and its files."""
    chart = build_chart(query.show, answer.citations, query.by)
    return render_template(
        "chart",
        ways=[(_label(name, query), query.chart_address(name), name == query.show) for name in LABELS],
        chart=chart,
        drawing=_draw(chart, query) if chart else "",
        files=[(format_.upper(), query.file_address(answer, format_)) for format_ in IMAGE_TYPES],
    )


def _label(name: ChartName, query: ChartQuery) -> str:
    return f"By {query.by}" if name == "speakers" else LABELS[name]


def _draw(chart: Chart, query: ChartQuery) -> Markup:
    links = [(_find_address(mark, query), mark.label) for mark in chart.marks]
    return inline_svg(draw_svg(chart.spec | {"background": None}), chart.title, links)


def _find_address(mark: ChartMark, query: ChartQuery) -> str:
    """Return the link into the article, or the address that narrows the subject to the mark's year or speaker."""
    if mark.citations:
        return link_citation(mark.citations[0])
    if not mark.value:
        return ""
    narrowed: dict[str, object] = (
        {"since": mark.value, "until": mark.value} if query.show == "years" else {query.by: [mark.value]}
    )
    return query.subject.address(**narrowed)
