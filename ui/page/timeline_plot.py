"""Timeline plot: a dot for each citation, a lane for each speaker or country, time from left to right."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index import Period
from rag import Citation

WIDTH, LANE, MARGIN, DOT, CLUSTER, LABEL = 640, 24, 150, 7, 56, 36
"""Units of the drawing: its width, the height of a lane, and the widths of names, a dot, a cluster and a year."""

_MAX_LANES, _OTHERS, _NO_SPEAKER = 8, "others", "no speaker"
_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Dot:
    """A citation with its position in the drawing."""

    x: float
    y: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: lanes as (name, y), year labels as (year, x), and the dots."""

    lanes: Sequence[tuple[str, float]]
    years: Sequence[tuple[int, float]]
    dots: Sequence[Dot]
    height: int

    @classmethod
    def from_citations(cls, citations: Sequence[Citation], by: str) -> "Plot | None":
        """Draw citations by `speaker` or `country`; return None if fewer than two of them have a date."""
        dated = [citation for citation in citations if citation.published]
        if len(dated) < 2:  # noqa: PLR2004 (one dot shows nothing)
            return None
        lane_of = _assign_lanes(dated, _country_lane if by == "country" else _speaker_lane)
        names = list(dict.fromkeys(lane_of.values()))
        heights = {name: LANE * (row + 0.5) for row, name in enumerate(names)}
        place = _make_scale([_decimal_year(citation) for citation in dated])
        dots = list(
            _spread_dots(
                [(place(_decimal_year(citation)), heights[lane_of[citation.number]], citation) for citation in dated]
            )
        )
        return cls(list(heights.items()), list(_list_year_labels(dated, place)), dots, LANE * (len(names) + 1))


def _speaker_lane(citation: Citation) -> str:
    return citation.speaker.name if citation.speaker else _NO_SPEAKER


def _country_lane(citation: Citation) -> str:
    return citation.speaker.country or _NO_SPEAKER if citation.speaker else _NO_SPEAKER


def _assign_lanes(citations: Sequence[Citation], key: Callable[[Citation], str]) -> dict[int, str]:
    """Return the lane of each citation by its number; the most frequent names have their own, the rest share one."""
    counts = Counter(map(key, citations))
    own = [name for name, _ in counts.most_common(_MAX_LANES)]
    placed = {citation.number: key(citation) if key(citation) in own else _OTHERS for citation in citations}
    order = [*own, _OTHERS]
    return dict(sorted(placed.items(), key=lambda pair: order.index(pair[1])))


def _spread_dots(dots: Sequence[tuple[float, float, Citation]]) -> Iterator[Dot]:
    """Yield dots so that those of one date do not overlap: three above each other, then to the right."""
    totals = Counter((x, y) for x, y, _ in dots)
    drawn: Counter[tuple[float, float]] = Counter()
    for x, y, citation in dots:
        right, row = divmod(drawn[x, y], 3)
        drawn[x, y] += 1
        distance = min(DOT, 3 * CLUSTER / totals[x, y])
        yield Dot(round(x + distance * right, 1), y + DOT * (0, -1, 1)[row], citation)


def _decimal_year(citation: Citation) -> float:
    """Return the middle of the period of publication, in years."""
    period = Period.parse(citation.published or "")
    middle = (period.first.toordinal() + period.last.toordinal()) / 2
    return middle / 365.2425 + 1


def _make_scale(years: Sequence[float]) -> Callable[[float], float]:
    first, last = min(years), max(years)
    room, span = WIDTH - MARGIN - CLUSTER - 20, max(last - first, 1 / 12)
    return lambda year: round(MARGIN + 10 + room * (year - first) / span, 1)


def _list_year_labels(citations: Sequence[Citation], place: Callable[[float], float]) -> Iterator[tuple[int, float]]:
    """Yield the years of the axis with their positions, about eight at most."""
    years = [_decimal_year(citation) for citation in citations]
    first, last = int(min(years)), int(max(years))
    step = next((step for step in _STEPS if (last - first) / step < 8), 100)  # noqa: PLR2004 (so many fit)
    for year in range(first, last + 1, step):
        if year >= min(years) or place(year + step) - place(min(years)) > LABEL:
            yield year, place(max(year, min(years)))
