"""Person clusters: the forms of a name that certainly belong to one person, with offices, country and counts."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from index.names.person_names import COURTESIES, PersonName

Office = frozenset[str]
"""The words of an office."""

Key = tuple[str | None, ...]
"""What clusters that are compared have in common."""

_SortKey = tuple[int, int, int, int]

_DISTINGUISHING = frozenset(
    {"vice", "deputy", "under", "assistant", "former", "press", "shadow", "prime", "first", "acting"}
)
_MEN, _WOMEN = frozenset({"mr"}), frozenset({"mrs", "ms", "miss", "madam", "madame"})


@dataclass(slots=True, eq=False)
class PersonCluster:
    """The forms of one person's name; clusters are merged as rules find that they are one person.

    A cluster that was absorbed has a `parent`; the rules compare what has been merged so far, so the order of merging
    matters. `rows` counts the statements in each article.
    """

    country: str | None
    members: list[int]
    names: Counter[PersonName]  # number of articles with each
    offices: set[Office]
    rows: Counter[int]
    parent: "PersonCluster | None" = field(default=None, repr=False)
    _main_name: PersonName | None = field(default=None, repr=False)
    _sort_key: "_SortKey | None" = field(default=None, repr=False)

    @property
    def main_name(self) -> PersonName:
        """The name in most articles, a full one if there is any; of equals, that of the absorbing cluster."""
        if self._main_name is None:
            self._main_name = self._find_main_name()
        return self._main_name

    @property
    def sort_key(self) -> "_SortKey":
        """What clusters are sorted by: the most frequent first, then the one with the longest name."""
        if self._sort_key is None:
            length = sum(map(len, self.main_name.words))
            self._sort_key = -len(self.rows), -self.rows.total(), -length, min(self.members)
        return self._sort_key

    def _find_main_name(self) -> PersonName:
        if len(self.names) == 1:
            return next(iter(self.names))
        articles: Counter[tuple[str, ...]] = Counter()
        for name, count in self.names.items():
            articles[name.words] += count
        return max(self.names, key=lambda name: (not name.is_single_word, articles[name.words], len(name.words)))

    @property
    def article_count(self) -> int:
        """The number of articles."""
        return len(self.rows)

    def root(self) -> "PersonCluster":
        """Return the cluster that this one has become part of."""
        cluster = self
        while cluster.parent is not None:
            cluster = cluster.parent
        return cluster

    def absorb(self, other: "PersonCluster") -> None:
        """Merge another cluster, with all that it absorbed, into this one."""
        main, variant = self.root(), other.root()
        if main is variant:
            return
        variant.parent = main
        main.country = main.country or variant.country
        main.members += variant.members
        main.names.update(variant.names)
        main.offices |= variant.offices
        main.rows.update(variant.rows)
        main.forget_derived()

    def forget_derived(self) -> None:
        """Forget the main name and the sort key, which are derived from what has changed."""
        self._main_name = self._sort_key = None


def sort_clusters(clusters: Iterable[PersonCluster]) -> list[PersonCluster]:
    """Return the clusters that were not absorbed, most frequent first; of equals, the one with the longest name."""
    return sorted((cluster for cluster in clusters if cluster.parent is None), key=lambda cluster: cluster.sort_key)


def group_by_keys(
    clusters: Iterable[PersonCluster], keys: Callable[[PersonCluster], Iterable[Key]]
) -> dict[Key, list[PersonCluster]]:
    """Group the clusters by key, in the order given; a cluster may have several keys."""
    groups: dict[Key, list[PersonCluster]] = {}
    for cluster in clusters:
        for key in dict.fromkeys(keys(cluster)):
            if (group := groups.get(key)) is None:
                groups[key] = [cluster]
            else:
                group.append(cluster)
    return groups


def group_by_shared_keys(
    clusters: Iterable[PersonCluster], keys: Callable[[PersonCluster], Iterable[Hashable]]
) -> list[list[PersonCluster]]:
    """Return the groups of two or more clusters with a key in common, as `group_by_keys` orders them.

    Most keys are those of one cluster; no list is made of these.
    """
    first: dict[Hashable, PersonCluster] = {}
    groups: dict[Hashable, list[PersonCluster]] = {}
    for cluster in clusters:
        for key in keys(cluster):
            other = first.setdefault(key, cluster)
            if other is cluster:
                continue
            if (group := groups.get(key)) is None:
                groups[key] = [other, cluster]
            elif group[-1] is not cluster:
                group.append(cluster)
    return [groups[key] for key in first if key in groups] if groups else []


def are_incompatible(first: PersonCluster, second: PersonCluster) -> bool:
    """Return whether two clusters cannot be one person: no office in common, or a Mr. and a Mrs."""
    offices = [(a, b) for a in first.offices for b in second.offices]
    differ = offices and not any(_is_same_office(a, b) for a, b in offices)
    one, other = _find_courtesies(first), _find_courtesies(second)
    return bool(differ or (one & _MEN and other & _WOMEN) or (one & _WOMEN and other & _MEN))


def _is_same_office(first: Office, second: Office) -> bool:
    return (first <= second or second <= first) and not (first ^ second) & _DISTINGUISHING


def _find_courtesies(cluster: PersonCluster) -> frozenset[str]:
    return frozenset().union(*(name.honorifics for name in cluster.names)) & COURTESIES
