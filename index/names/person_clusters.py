"""Figures: what a library knows of a person, gathered from all the forms of the name that are certainly theirs."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from index.names.person_names import COURTESIES, Byline

Office = frozenset[str]
Key = tuple[str | None, ...]

_LESSER = frozenset({"vice", "deputy", "under", "assistant", "former", "press", "shadow", "prime", "first", "acting"})
_MEN, _WOMEN = frozenset({"mr"}), frozenset({"mrs", "ms", "miss", "madam", "madame"})


@dataclass(slots=True, eq=False)
class Figure:
    """All that is known to be one person: it grows as others turn out to be the same one."""

    country: str | None
    members: list[int]
    bylines: Counter[Byline]  # articles that carry each
    offices: set[Office]
    rows: Counter[int]  # statements in each article
    parent: "Figure | None" = field(default=None, repr=False)

    @property
    def main(self) -> Byline:
        """Give the form that most articles carry, a full one where there is one; of equals, that of the absorber."""
        if len(self.bylines) == 1:
            return next(iter(self.bylines))
        carried: Counter[tuple[str, ...]] = Counter()
        for line, articles in self.bylines.items():
            carried[line.words] += articles
        return max(self.bylines, key=lambda line: (not line.bare, carried[line.words], len(line.words)))

    @property
    def seen(self) -> int:
        """Count the articles."""
        return len(self.rows)

    def root(self) -> "Figure":
        """Give the figure that this one has become part of."""
        figure = self
        while figure.parent is not None:
            figure = figure.parent
        return figure

    def absorb(self, other: "Figure") -> None:
        """Take another one, and all that it took, for the same person."""
        main, variant = self.root(), other.root()
        if main is variant:
            return
        variant.parent = main
        main.country = main.country or variant.country
        main.members += variant.members
        main.bylines.update(variant.bylines)
        main.offices |= variant.offices
        main.rows.update(variant.rows)


def by_weight(figures: Iterable[Figure]) -> list[Figure]:
    """Give those that stand by themselves, the most frequent first; of equals, the one who lacks no letter."""
    return sorted((one for one in figures if one.parent is None), key=_weight)


def _weight(figure: Figure) -> tuple[int, int, int, int]:
    return -figure.seen, -figure.rows.total(), -sum(map(len, figure.main.words)), min(figure.members)


def gathered(figures: Iterable[Figure], keys: Callable[[Figure], Iterable[Key]]) -> dict[Key, list[Figure]]:
    """Put together those that share a key, in the order given."""
    groups: dict[Key, list[Figure]] = {}
    for figure in figures:
        for key in dict.fromkeys(keys(figure)):
            if (group := groups.get(key)) is None:
                groups[key] = [figure]
            else:
                group.append(figure)
    return groups


def contradict(one: Figure, other: Figure) -> bool:
    """Tell whether what is known of two keeps them from being one: no office in common, a Mr. and a Mrs."""
    apart = one.offices and other.offices and not any(_fit(a, b) for a in one.offices for b in other.offices)
    mine, theirs = _courtesies(one), _courtesies(other)
    return bool(apart or (mine & _MEN and theirs & _WOMEN) or (mine & _WOMEN and theirs & _MEN))


def _fit(one: Office, other: Office) -> bool:
    return (one <= other or other <= one) and not (one ^ other) & _LESSER


def _courtesies(figure: Figure) -> frozenset[str]:
    return frozenset().union(*(line.titles for line in figure.bylines)) & COURTESIES
