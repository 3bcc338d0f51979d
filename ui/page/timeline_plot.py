"""Timeline plot: a mark for each article at its date, in a lane for each speaker or country."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from index import Period
from rag import Citation

WIDTH, LANE, MARGIN, RIGHT, AXIS = 900, 26, 205, 24, 28
"""Units of the drawing: its width, the least height of a lane, the widths left and right of the marks, the axis."""

_SMALLEST, _LARGEST, _GAP = 3.5, 12.0, 1.0
_MAX_LANES, _OTHERS, _NO_SPEAKER = 8, "others", "no speaker"
_STEPS = (1, 2, 5, 10, 20, 50)
_MAX_LABELS = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """What one article says in a lane, as a circle that grows with the number of its citations."""

    x: float
    y: float
    radius: float
    citations: Sequence[Citation]


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: lanes as (name, y of its baseline), years as (year, x), and the marks."""

    lanes: Sequence[tuple[str, float]]
    years: Sequence[tuple[int, float]]
    marks: Sequence[Mark]
    height: float

    @classmethod
    def from_citations(cls, citations: Sequence[Citation], by: str) -> "Plot | None":
        """Draw citations by `speaker` or `country`; return None if fewer than two of them have a date."""
        dated = [citation for citation in citations if citation.published]
        if len(dated) < 2:  # noqa: PLR2004 (one mark shows nothing)
            return None
        lanes = _group_by_lane(dated, _country_lane if by == "country" else _speaker_lane)
        place, years = _make_axis([_decimal_year(citation) for citation in dated])
        marks: list[Mark] = []
        baselines: list[tuple[str, float]] = []
        bottom = 0.0
        for name, articles in lanes.items():
            stacked = list(_stack_marks(articles, place))
            bottom += max(LANE, *(height for *_, height in stacked)) + 4
            baselines.append((name, bottom))
            marks += [Mark(x, round(bottom - up, 1), radius, held) for x, up, radius, held, _ in stacked]
        return cls(baselines, years, marks, bottom + AXIS)


def _speaker_lane(citation: Citation) -> str:
    return citation.speaker.name if citation.speaker else _NO_SPEAKER


def _country_lane(citation: Citation) -> str:
    return citation.speaker.country or _NO_SPEAKER if citation.speaker else _NO_SPEAKER


Articles = Mapping[tuple[str, int], Sequence[Citation]]


def _group_by_lane(citations: Sequence[Citation], key: Callable[[Citation], str]) -> dict[str, Articles]:
    """Return the citations of each article in each lane; the most frequent names have a lane, the rest share one."""
    own = [name for name, _ in Counter(map(key, citations)).most_common(_MAX_LANES)]
    lanes: dict[str, dict[tuple[str, int], list[Citation]]] = {name: {} for name in (*own, _OTHERS)}
    for citation in sorted(citations, key=lambda citation: citation.published or ""):
        lane = lanes[key(citation) if key(citation) in own else _OTHERS]
        lane.setdefault((citation.article_id, citation.article_version), []).append(citation)
    return {name: articles for name, articles in lanes.items() if articles}


def _stack_marks(
    articles: Articles, place: Callable[[float], float]
) -> Iterator[tuple[float, float, float, Sequence[Citation], float]]:
    """Yield (x, height of the centre, radius, citations, height of the stack): articles of one date stand in a pile."""
    tops: dict[float, float] = {}
    for citations in articles.values():
        x, radius = place(_decimal_year(citations[0])), _compute_radius(len(citations))
        below = tops.get(x, 0.0)
        tops[x] = below + 2 * radius + _GAP
        yield x, below + radius, radius, citations, tops[x]


def _compute_radius(count: int) -> float:
    return round(min(_SMALLEST * float(count**0.4), _LARGEST), 1)


def _decimal_year(citation: Citation) -> float:
    """Return the middle of the period of publication, in years."""
    period = Period.parse(citation.published or "")
    middle = (period.first.toordinal() + period.last.toordinal()) / 2
    return middle / 365.2425 + 1


def _make_axis(dates: Sequence[float]) -> tuple[Callable[[float], float], list[tuple[int, float]]]:
    """Return the scale, from the start of the first year to the end of the last, and the labelled starts of years."""
    first, last = floor(min(dates)), ceil(max(dates))
    room = WIDTH - MARGIN - RIGHT
    step = next((step for step in _STEPS if (last - first) / step < _MAX_LABELS), 100)

    def place(year: float) -> float:
        return round(MARGIN + room * (year - first) / max(last - first, 1), 1)

    return place, [(year, place(year)) for year in range(first, last + 1) if (year - first) % step == 0]
