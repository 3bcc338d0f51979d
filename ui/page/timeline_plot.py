"""Who said something when: a dot for each citation, a lane for each speaker or country, time from left to right."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.library.periods import Period
from rag import Citation

WIDTH, LANE, MARGIN, DOT, CLUSTER, LABEL = 640, 24, 150, 7, 56, 36
"""Units of the drawing: its width, a lane's height, the room for names, a dot, the dots of one date, a year."""

_LANES, _OTHERS, _NOBODY = 8, "others", "nobody named"
_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Dot:
    """A citation where it stands in the drawing."""

    x: float
    y: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: the names of its lanes with their height, its years with their place, and the dots."""

    lanes: Sequence[tuple[str, float]]
    years: Sequence[tuple[int, float]]
    dots: Sequence[Dot]
    height: int

    @classmethod
    def of(cls, citations: Sequence[Citation], by: str) -> "Plot | None":
        """Draw citations by `speaker` or `country`; None where fewer than two of them have a date."""
        dated = [one for one in citations if one.published]
        if len(dated) < 2:  # noqa: PLR2004 (one dot shows nothing)
            return None
        lane_of = _lanes(dated, _country if by == "country" else _speaker)
        names = list(dict.fromkeys(lane_of.values()))
        heights = {name: LANE * (row + 0.5) for row, name in enumerate(names)}
        place = _scale([_year(one) for one in dated])
        dots = list(_apart([(place(_year(one)), heights[lane_of[one.number]], one) for one in dated]))
        return cls(list(heights.items()), list(_years(dated, place)), dots, LANE * (len(names) + 1))


def _speaker(citation: Citation) -> str:
    return citation.speaker.name if citation.speaker else _NOBODY


def _country(citation: Citation) -> str:
    return citation.speaker.country or _NOBODY if citation.speaker else _NOBODY


def _lanes(citations: Sequence[Citation], key: Callable[[Citation], str]) -> dict[int, str]:
    """Give the lane of each citation by its number: those of whom there is most their own, the rest one."""
    told = Counter(map(key, citations))
    own = [name for name, _ in told.most_common(_LANES)]
    placed = {one.number: key(one) if key(one) in own else _OTHERS for one in citations}
    order = [*own, _OTHERS]
    return dict(sorted(placed.items(), key=lambda pair: order.index(pair[1])))


def _apart(dots: Sequence[tuple[float, float, Citation]]) -> Iterator[Dot]:
    """Put dots of one date side by side: three above each other, then to the right, closer together where many."""
    held = Counter((x, y) for x, y, _ in dots)
    told: Counter[tuple[float, float]] = Counter()
    for x, y, citation in dots:
        right, row = divmod(told[x, y], 3)
        told[x, y] += 1
        apart = min(DOT, 3 * CLUSTER / held[x, y])
        yield Dot(round(x + apart * right, 1), y + DOT * (0, -1, 1)[row], citation)


def _year(citation: Citation) -> float:
    """Give the middle of the time in which something was published, in years."""
    period = Period.parse(citation.published or "")
    middle = (period.first.toordinal() + period.last.toordinal()) / 2
    return middle / 365.2425 + 1


def _scale(years: Sequence[float]) -> Callable[[float], float]:
    first, last = min(years), max(years)
    room, span = WIDTH - MARGIN - CLUSTER - 20, max(last - first, 1 / 12)
    return lambda year: round(MARGIN + 10 + room * (year - first) / span, 1)


def _years(citations: Sequence[Citation], place: Callable[[float], float]) -> Iterator[tuple[int, float]]:
    """Give the years that are written below, at most some eight of them."""
    years = [_year(one) for one in citations]
    first, last = int(min(years)), int(max(years))
    step = next((step for step in _STEPS if (last - first) / step < 8), 100)  # noqa: PLR2004 (so many fit)
    for year in range(first, last + 1, step):
        if year >= min(years) or place(year + step) - place(min(years)) > LABEL:
            yield year, place(max(year, min(years)))
