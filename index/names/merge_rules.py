"""Merge rules: when two forms of a name certainly belong to one person.

Names are compared only if they share a country and words, letters or consonants, and each group only with its most
frequent cluster: resolving a library takes about one pass over it. The thresholds are in `merge_rules.toml`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pydantic import BaseModel

from index.data_files import load_toml
from index.names.person_clusters import (
    Key,
    Office,
    PersonCluster,
    are_incompatible,
    group_by_keys,
    group_by_shared_keys,
)
from index.names.person_names import is_generational_suffix, is_one_edit_apart


class _Misspelling(BaseModel):
    name_letters: int
    word_letters: int
    rest_letters: int
    surname_letters: int
    ratio_in_country: int
    ratio_beside: int


class _Consonants(BaseModel):
    short_word: int
    name: int
    surname: int


class _Office(BaseModel):
    identifying_words: int


class _Surname(BaseModel):
    min_articles: int
    min_share: float


class _Thresholds(BaseModel):
    misspelling: _Misspelling
    consonants: _Consonants
    office: _Office
    surname: _Surname


_MIN = _Thresholds.model_validate(load_toml("index.names", "merge_rules.toml"))
MIN_ARTICLES = _MIN.surname.min_articles
"""Articles that name a person in full before a surname by itself can mean them, whatever the country."""

_SOUNDS = str.maketrans({**dict.fromkeys("qgc", "k"), "z": "s", "w": "v", **dict.fromkeys("aeiouyh")})
_DIGRAPHS = ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("x", "ks")


def join_countries(clusters: Sequence[PersonCluster]) -> None:
    """Join a name without a country to the only person of that name who has one."""
    groups = group_by_shared_keys(
        clusters, lambda cluster: [] if cluster.main_name.is_single_word else [(*sorted(cluster.main_name.words),)]
    )
    for group in groups:
        placed = [cluster for cluster in group if cluster.country]
        for other in group:
            if len(placed) == 1 and not other.country and not are_incompatible(placed[0], other):
                placed[0].absorb(other)


def join_sounds(clusters: Sequence[PersonCluster]) -> None:
    """Join transcriptions of a name: the same consonants in the same office of the same country."""
    for main, *others in group_by_shared_keys(clusters, _consonant_keys):
        for other in others:
            if main.main_name.is_single_word == other.main_name.is_single_word:
                main.absorb(other)


@lru_cache(maxsize=1 << 16)
def reduce_to_consonants(word: str) -> str:
    """Return the consonants of a word, which are equal for transcriptions: `qadhafi` and `gaddafi`."""
    if len(word) <= _MIN.consonants.short_word or is_generational_suffix(word):
        return word
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    consonants = (word[0] if word[0] in "aeiouyh" else "") + word.translate(_SOUNDS)
    return "".join(letter for before, letter in pairwise(f" {consonants}") if before != letter)


def _consonant_keys(cluster: PersonCluster) -> Iterator[Key]:
    sounds = sorted(map(reduce_to_consonants, cluster.main_name.words))
    needed = _MIN.consonants.name if len(sounds) > 1 else _MIN.consonants.surname
    if cluster.country and sum(map(len, sounds)) >= needed:
        yield from ((cluster.country, " ".join(sorted(office)), *sounds) for office in cluster.offices)


def join_misspelt(clusters: Sequence[PersonCluster]) -> None:
    """Join a name with one wrong letter to the right one, which is more frequent or in the same office."""
    for main, *others in group_by_shared_keys(clusters, _deletion_keys(clusters)):
        for other in others:
            if main.root() is not other.root() and _is_misspelling(main, other):
                main.absorb(other)


def _deletion_keys(clusters: Iterable[PersonCluster]) -> Callable[[PersonCluster], Iterator[str]]:
    """Return what yields a name as it is and with each of its letters deleted: names one edit apart share a key.

    Only one word differs, so the letters of a word are deleted only if another name has all the others.
    """
    words_of = {id(cluster): [*changeable_words(cluster.country, cluster.main_name.words)] for cluster in clusters}
    with_others = Counter(prefix for words in words_of.values() for prefix, _ in words)

    def yield_keys(cluster: PersonCluster) -> Iterator[str]:
        for prefix, word in words_of[id(cluster)]:
            if with_others[prefix] > 1:
                yield from delete_letters(prefix, word)

    return yield_keys


def delete_letters(prefix: str, word: str) -> Iterator[str]:
    """Yield a word after its prefix, as it is and with each of its letters deleted."""
    yield prefix + word
    for at in range(len(word)):
        yield f"{prefix}{word[:at]}{word[at + 1 :]}"


def changeable_words(country: str | None, name: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a name that are long enough to be misspelt, each after the country and the other words."""
    words = sorted(name)
    letters = sum(map(len, words))
    for number, word in enumerate(words):
        if len(word) >= _MIN.misspelling.word_letters - 1 or letters - len(word) >= _MIN.misspelling.rest_letters:
            rest = " ".join(words[:number] + words[number + 1 :])
            yield f"{country or ''}\n{rest}\n", word


def _is_misspelling(main: PersonCluster, other: PersonCluster) -> bool:
    right, wrong = Counter(main.main_name.words), Counter(other.main_name.words)
    (right_word, *more), (wrong_word, *_) = [*(right - wrong)] or [""], [*(wrong - right)] or [""]
    if more or not is_one_edit_apart(right_word, wrong_word):
        return False
    if is_generational_suffix(right_word) or is_generational_suffix(wrong_word):
        return False
    rest = sum(map(len, main.main_name.words)) - len(right_word)
    is_long = min(len(right_word), len(wrong_word)) >= _MIN.misspelling.word_letters
    is_distinctive = rest + len(right_word) >= _MIN.misspelling.name_letters and (
        is_long or rest >= _MIN.misspelling.rest_letters
    )
    return (is_distinctive and _is_misspelt_in_country(main, other, right_word, wrong_word)) or _is_misspelt_beside(
        main, other, right_word, wrong_word
    )


def _is_misspelt_in_country(main: PersonCluster, other: PersonCluster, right: str, wrong: str) -> bool:
    if main.offices & other.offices:
        return bool(main.country) or other.article_count * _MIN.misspelling.ratio_beside <= main.article_count
    is_other_gender = {right[-1], wrong[-1]} == {"a", "o"}  # Mario and Maria
    is_rarer = other.article_count * _MIN.misspelling.ratio_in_country <= main.article_count
    return bool(main.country) and not main.main_name.is_single_word and not is_other_gender and is_rarer


def _is_misspelt_beside(main: PersonCluster, other: PersonCluster, right: str, wrong: str) -> bool:
    """Return whether a name is mistyped in articles that also have the right form.

    A letter that is replaced by another is no typing error here: it makes another name (Clinton, Clifton).
    """
    is_typing_error = len(right) != len(wrong) or sorted(right) == sorted(wrong)
    is_plural = f"{right}s" == wrong or f"{wrong}s" == right
    is_rarer = all(count * _MIN.misspelling.ratio_beside <= main.rows[row] for row, count in other.rows.items())
    is_long = min(len(right), len(wrong)) >= _MIN.misspelling.surname_letters
    return is_typing_error and not is_plural and is_rarer and is_long and not are_incompatible(main, other)


def join_parts(clusters: Sequence[PersonCluster]) -> None:
    """Join a name to the only fuller name that has its words, in the same office of the same country."""
    groups = group_by_keys(clusters, _word_keys)
    # Longest first: shorter names then see which of the longer ones are one person.
    for cluster in sorted(clusters, key=lambda cluster: -len(cluster.main_name.words)):
        fuller = {id(candidate.root()): candidate.root() for candidate in _find_fuller(cluster, groups)}
        if len(fuller) == 1:
            next(iter(fuller.values())).absorb(cluster)


def _word_keys(cluster: PersonCluster) -> Iterator[Key]:
    for office in cluster.offices if not cluster.main_name.is_single_word else ():
        if identifies_holder(office, cluster.country):
            words = (reduce_to_consonants(word) for word in cluster.main_name.words if word[1:])
            yield from ((cluster.country, *sorted(office), "", word) for word in words)


def identifies_holder(office: Office, country: str | None) -> bool:
    """Return whether few people hold an office: that of a country, or one of several words, as Pentagon spokesman."""
    return bool(country) or len(office) >= _MIN.office.identifying_words


def _find_fuller(cluster: PersonCluster, groups: dict[Key, list[PersonCluster]]) -> list[PersonCluster]:
    groups_by_office: dict[str, list[list[PersonCluster]]] = {}
    for *office, word in _word_keys(cluster):
        # No cluster had the key at first if this one has absorbed an office since.
        groups_by_office.setdefault(repr(office), []).append(groups.get((*office, word), []))
    candidates = [candidate for lists in groups_by_office.values() for candidate in min(lists, key=len)]
    return [
        candidate for candidate in candidates if candidate.root() is not cluster.root() and _is_part(cluster, candidate)
    ]


def _is_part(part: PersonCluster, whole: PersonCluster) -> bool:
    few, many = (Counter(map(reduce_to_consonants, cluster.main_name.words)) for cluster in (part, whole))
    initials, rest = Counter({word: count for word, count in few.items() if not word[1:]}), many - few
    if few - initials - many or few.total() > many.total():
        return False
    if {*filter(is_generational_suffix, few)} != {*filter(is_generational_suffix, many)}:
        return False
    if initials and any(not word[1:] for word in rest):  # George W. is not George H. W.
        return False
    spelt_out = Counter(word[0] for word in rest)
    return not (initials - many) - spelt_out and (few.total() < many.total() or bool(initials - many))


def join_surnames(clusters: Sequence[PersonCluster], others: Mapping[str, int]) -> None:
    """Join a surname by itself to the only person of the library whom it can mean.

    `others` has the first and last words of the names of people who are not among the clusters, and whom no surname can
    mean: each with the number of articles that name one of them with this last word.
    """
    full = group_by_keys(clusters, _first_and_last_word)
    surnames = [cluster for cluster in clusters if cluster.main_name.is_single_word]
    for cluster in surnames:
        (surname,) = cluster.main_name.words
        meant = _find_meant(cluster, full.get((surname,), []), others.get(surname, 0))
        if meant:
            meant.absorb(cluster)
    remaining = (cluster for cluster in surnames if cluster.parent is None)
    for group in group_by_keys(remaining, lambda cluster: [(cluster.country, *cluster.main_name.words)]).values():
        titled = [cluster for cluster in group if cluster.main_name.honorifics or cluster.offices]
        for cluster in group:
            if len(titled) == 1 and not full.get(cluster.main_name.words) and cluster.main_name.words[0] not in others:
                titled[0].absorb(cluster)


def _first_and_last_word(cluster: PersonCluster) -> list[Key]:
    name = cluster.main_name
    return [] if name.is_single_word else [(name.words[-1],), (name.words[0],)]


def _find_meant(surname: PersonCluster, named: Sequence[PersonCluster], others: int) -> PersonCluster | None:
    last = [cluster for cluster in named if cluster.main_name.words[-1] == surname.main_name.words[0]]
    near = [cluster for cluster in named if cluster.country and cluster.country == surname.country]
    candidate = near[0] if len(near) == 1 and not are_incompatible(near[0], surname) else None
    if candidate and (candidate in last or candidate.offices & surname.offices):
        return candidate
    top = max(last, key=lambda cluster: cluster.article_count, default=None)
    if top is None or (top.country and surname.country) or are_incompatible(top, surname):
        return None
    is_frequent = top.article_count >= MIN_ARTICLES
    every = others + sum(cluster.article_count for cluster in last)
    is_usual = top.article_count >= _MIN.surname.min_share * every
    return top if is_frequent and is_usual else None
