"""Lanes: the articles of each speaker or country at their dates, so that no two marks overlap."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from index import Period
from rag import Citation

LANE = 26
"""Pixels of the least height of a lane."""

NO_SPEAKER = "no speaker"
"""The label of what has no speaker, or whose speaker has no country."""

_GAP, _MARGIN = 1.0, 4  # pixels between marks of one date, and above the highest of a lane
_SMALLEST, _LARGEST = 3.5, 12.0  # pixels of the radius of a mark
_MAX_LANES, _OTHERS = 8, "others"
_PLACES = 1_000  # of one axis: articles whose dates fall into one place stand in a pile

Articles = Mapping[tuple[str, int], Sequence[Citation]]


@dataclass(frozen=True, slots=True)
class Mark:
    """The quotations of one article in a lane: a circle at its date, the larger the more quotations.

    `when` is the middle of the period of publication in milliseconds since 1970; `y` and `radius` are pixels.
    """

    when: float
    y: float
    radius: float
    citations: Sequence[Citation]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes as (name, y of the baseline), their marks, the first and last day of the axis, and its height."""

    baselines: Sequence[tuple[str, float]]
    marks: Sequence[Mark]
    first: date
    last: date
    height: float

    @classmethod
    def from_citations(cls, citations: Sequence[Citation], by: str) -> "Lanes | None":
        """Place citations by `speaker` or `country`; return None if fewer than two of them have a date."""
        dated = [citation for citation in citations if citation.published]
        if len(dated) < 2:  # noqa: PLR2004 (one mark shows nothing)
            return None
        days = [period_of(citation) for citation in dated]
        first, last = min(day.first for day in days), max(day.last for day in days)
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
        width = (to_milliseconds(last) - to_milliseconds(first)) / _PLACES
        marks: list[Mark] = []
        baselines: list[tuple[str, float]] = []
        bottom = 0.0
        for name, articles in _group_by_lane(dated, country_of if by == "country" else speaker_of).items():
            stacked = list(_stack_marks(articles, width))
            bottom += max(LANE, *(mark.y + mark.radius for mark in stacked)) + _MARGIN
            baselines.append((name, bottom))
            marks += [Mark(mark.when, round(bottom - mark.y, 1), mark.radius, mark.citations) for mark in stacked]
        return cls(baselines, marks, first, last, bottom)


def speaker_of(citation: Citation) -> str:
    """Return the name of a citation's speaker."""
    return citation.speaker.name if citation.speaker else NO_SPEAKER


def country_of(citation: Citation) -> str:
    """Return the country of a citation's speaker."""
    return citation.speaker.country or NO_SPEAKER if citation.speaker else NO_SPEAKER


def period_of(citation: Citation) -> Period:
    """Return the days of publication of a citation that has a date."""
    return Period.parse(citation.published or "")


def to_milliseconds(day: date) -> float:
    """Return the start of a day, in UTC, in milliseconds since 1970."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


def _group_by_lane(citations: Sequence[Citation], key: Callable[[Citation], str]) -> dict[str, Articles]:
    """Return the citations of each article in each lane; the most frequent names have a lane, the rest share one."""
    own = [name for name, _ in Counter(map(key, citations)).most_common(_MAX_LANES)]
    lanes: dict[str, dict[tuple[str, int], list[Citation]]] = {name: {} for name in (*own, _OTHERS)}
    for citation in sorted(citations, key=lambda citation: citation.published or ""):
        lane = lanes[key(citation) if key(citation) in own else _OTHERS]
        lane.setdefault((citation.article_id, citation.article_version), []).append(citation)
    return {name: articles for name, articles in lanes.items() if articles}


def _stack_marks(articles: Articles, width: float) -> Iterator[Mark]:
    """Yield the marks of a lane, `y` pixels above its baseline: articles of one date stand in a pile."""
    tops: dict[int, float] = {}
    for citations in articles.values():
        days = period_of(citations[0])
        when = (to_milliseconds(days.first) + to_milliseconds(days.last)) / 2
        radius = round(min(_SMALLEST * float(len(citations) ** 0.4), _LARGEST), 1)
        place = round(when / width)
        below = tops.get(place, 0.0)
        tops[place] = below + 2 * radius + _GAP
        yield Mark(when, below + radius, radius, citations)
