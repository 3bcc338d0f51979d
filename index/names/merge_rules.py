"""Joining: the rules by which two forms of a name are certainly one person's.

Names are compared only where they share a country and words, letters or consonants, and each group only with its most
frequent figure: sorting out a library takes about one pass over it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from index.names.person_clusters import Figure, Key, contradict, gathered
from index.names.person_names import generation, one_letter_apart

_LETTERS, _WORD, _REST = (
    9,
    5,
    10,
)  # letters of a name, of a word in it or else of its other words, to bear a misspelling
_RARER, _BESIDE = (
    2,
    5,
)  # how many times as often the right form is seen: in the country, in the article of the wrong one
_LEAST = 6  # letters of a surname by itself that bears a misspelling
_SHORT, _CONSONANTS, _SURNAME = 3, 5, 3
_TELLING = 2  # words of an office that tells who holds it without a country: Pentagon spokesman
_OFTEN, _MOST = 5, 0.95  # articles that name a person, and their part of a surname's, for it to mean them
_SOUNDS = str.maketrans({**dict.fromkeys("qgc", "k"), "z": "s", "w": "v", **dict.fromkeys("aeiouyh")})
_DIGRAPHS = ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("x", "ks")


def join_countries(figures: Sequence[Figure]) -> None:
    """Take one that comes without a country for the one person of that name who has one."""
    groups = gathered(figures, lambda one: [] if one.main.bare else [(*sorted(one.main.words),)])
    for group in groups.values():
        placed = [one for one in group if one.country]
        for other in group:
            if len(placed) == 1 and not other.country and not contradict(placed[0], other):
                placed[0].absorb(other)


def join_sounds(figures: Sequence[Figure]) -> None:
    """Join transcriptions of a name: the same consonants in the same office of the same country."""
    for main, *others in gathered(figures, _sounding).values():
        for other in others:
            if main.main.bare == other.main.bare:
                main.absorb(other)


@lru_cache(maxsize=1 << 16)
def sounds(word: str) -> str:
    """Give the consonants by which `qadhafi` and `gaddafi` are one name."""
    if len(word) <= _SHORT or generation(word):
        return word
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    spoken = (word[0] if word[0] in "aeiouyh" else "") + word.translate(_SOUNDS)
    return "".join(b for a, b in pairwise(f" {spoken}") if a != b)


def _sounding(figure: Figure) -> Iterator[Key]:
    heard = sorted(map(sounds, figure.main.words))
    if figure.country and sum(map(len, heard)) >= (_CONSONANTS if len(heard) > 1 else _SURNAME):
        yield from ((figure.country, " ".join(sorted(office)), *heard) for office in figure.offices)


def join_misspelt(figures: Sequence[Figure]) -> None:
    """Join a name with one wrong letter to the right one, which is seen more often or in the same office."""
    for main, *others in gathered(figures, _nearly).values():
        for other in others:
            if main.root() is not other.root() and _misspelt(main, other):
                main.absorb(other)


def _nearly(figure: Figure) -> Iterator[Key]:
    words = sorted(figure.main.words)
    for place, word in enumerate(words):
        if len(word) < _WORD - 1 and sum(map(len, words)) - len(word) < _REST:
            continue
        rest = " ".join(words[:place] + words[place + 1 :])
        held = f"{figure.country or ''}\n{rest}\n"
        yield (held + word,)
        yield from ((f"{held}{word[:at]}{word[at + 1 :]}",) for at in range(len(word)))


def _misspelt(main: Figure, other: Figure) -> bool:
    right, wrong = Counter(main.main.words), Counter(other.main.words)
    (one, *more), (two, *_) = [*(right - wrong)] or [""], [*(wrong - right)] or [""]
    if more or not one_letter_apart(one, two) or generation(one) or generation(two):
        return False
    rest = sum(map(len, main.main.words)) - len(one)
    telling = rest + len(one) >= _LETTERS and (min(len(one), len(two)) >= _WORD or rest >= _REST)
    return (telling and _alike(main, other, one, two)) or _beside(main, other, one, two)


def _alike(main: Figure, other: Figure, one: str, two: str) -> bool:
    if main.offices & other.offices:
        return bool(main.country) or other.seen * _BESIDE <= main.seen
    twins = {one[-1], two[-1]} == {"a", "o"}  # Mario and Maria
    return bool(main.country) and not main.main.bare and not twins and other.seen * _RARER <= main.seen


def _beside(main: Figure, other: Figure, one: str, two: str) -> bool:
    """Tell a slip of the keys in articles that have the right form, too; another letter is another name (Clifton)."""
    slip = len(one) != len(two) or sorted(one) == sorted(two)
    plural = f"{one}s" == two or f"{two}s" == one
    often = all(count * _BESIDE <= main.rows[row] for row, count in other.rows.items())
    return slip and not plural and often and min(len(one), len(two)) >= _LEAST and not contradict(main, other)


def join_parts(figures: Sequence[Figure]) -> None:
    """Join a name to the one fuller name that holds its words, in the same office of the same country."""
    groups = gathered(figures, _worded)
    for figure in sorted(figures, key=lambda one: -len(one.main.words)):  # the short ones see which long ones are one
        whole = {id(one.root()): one.root() for one in _fuller(figure, groups)}
        if len(whole) == 1:
            next(iter(whole.values())).absorb(figure)


def _worded(figure: Figure) -> Iterator[Key]:
    for office in figure.offices if not figure.main.bare else ():
        if figure.country or len(office) >= _TELLING:
            yield from ((figure.country, *sorted(office), "", sounds(word)) for word in figure.main.words if word[1:])


def _fuller(figure: Figure, groups: dict[Key, list[Figure]]) -> list[Figure]:
    held: dict[str, list[list[Figure]]] = {}
    for *office, word in _worded(figure):
        held.setdefault(repr(office), []).append(groups[*office, word])
    nearest = [one for lists in held.values() for one in min(lists, key=len)]
    return [one for one in nearest if one.root() is not figure.root() and _is_part(figure, one)]


def _is_part(part: Figure, whole: Figure) -> bool:
    few, many = (Counter(map(sounds, one.main.words)) for one in (part, whole))
    initials, rest = Counter({word: n for word, n in few.items() if not word[1:]}), many - few
    if few - initials - many or few.total() > many.total() or {*filter(generation, few)} != {*filter(generation, many)}:
        return False
    if initials and any(not word[1:] for word in rest):  # George W. is not George H. W.
        return False
    spelt = Counter(word[0] for word in rest)
    return not (initials - many) - spelt and (few.total() < many.total() or bool(initials - many))


def join_surnames(figures: Sequence[Figure]) -> None:
    """Join a surname by itself to the one person of the library whom it can mean."""
    full = gathered(figures, lambda one: [] if one.main.bare else [(one.main.words[-1],), (one.main.words[0],)])
    bare = [one for one in figures if one.main.bare]
    for figure in bare:
        meant = _meant(figure, full.get(figure.main.words, []))
        if meant:
            meant.absorb(figure)
    for group in gathered(
        (one for one in bare if one.parent is None), lambda one: [(one.country, *one.main.words)]
    ).values():
        titled = [one for one in group if one.main.titles or one.offices]
        for figure in group:
            if len(titled) == 1 and not full.get(figure.main.words):
                titled[0].absorb(figure)


def _meant(figure: Figure, named: Sequence[Figure]) -> Figure | None:
    last = [one for one in named if one.main.words[-1] == figure.main.words[0]]
    near = [one for one in named if one.country and one.country == figure.country]
    if len(near) == 1 and not contradict(near[0], figure) and (near[0] in last or near[0].offices & figure.offices):
        return near[0]
    top = max(last, key=lambda one: one.seen, default=None)
    if top is None or (top.country and figure.country) or top.seen < _OFTEN or contradict(top, figure):
        return None
    return top if top.seen >= _MOST * sum(one.seen for one in last) else None
