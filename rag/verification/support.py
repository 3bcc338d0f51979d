"""Support: how much of what a written sentence says stands in the quotation, word by word."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.numbers import count_words
from rag.verification.wording.words import SYNONYM, Word, WordSequence, match_words, rarity

_LOOSE = 0.35
"""How alike words are below which a word of the sentence has nothing in the quotation."""

_RELATED = 0.6  # a word that is as alike as this counts in full
_NOWHERE, _MAX_NOWHERE = 0.5, 2  # words in a row that are less alike to any of the quotation, and how many may be
_MIN_WEIGHT = 0.3
_MIN_CLAUSE = 0.3  # share of a clause that the quotation carries
MIN_PLAIN_SHARE = 0.55
"""Share of the words that are no names: names alone carry no claim."""


@dataclass(frozen=True, slots=True)
class Support:
    """What of a sentence a quotation carries: the weighted share of its words, and those that it does not carry.

    `anchored_share` is that of words which the quotation has itself, or under a synonym: any word is a little alike to
    one of a long quotation.
    """

    share: float
    plain_share: float
    missing: tuple[Word, ...]
    weight: float
    loose_clause: tuple[Word, ...]
    anchored_share: float

    @property
    def missing_weight(self) -> float:
        """The weight of the words that are not carried."""
        return sum(map(_weigh, self.missing))


def check_turns(written: WordSequence, quoted: WordSequence, attribution: AbstractSet[int]) -> Iterator[Fault]:
    """Yield a fault for a word that says that something is over, new or given up, of which the quotation has none."""
    for position, word in written.content:
        is_denied = any(other.form in load_lexicon().negators for other in written.before(position, 3))
        if word.form not in load_lexicon().turns or position in attribution or is_denied:
            continue
        if not any(match_words(word, other) >= SYNONYM for _, other in quoted.content):
            yield Fault("not said", f"the quotation does not say “{word.text}”")


def measure_support(
    written: WordSequence, quoted: WordSequence, known: AbstractSet[str], attribution: AbstractSet[int]
) -> Support:
    """Return what a quotation carries of a sentence; `known` are stems that need no support."""
    words = _find_claimed(written, known, attribution)
    scores = [_score(word, quoted) for word in words]
    weights = [_weigh(word) for word in words]
    total = sum(weights)
    plain = [row for row, word in enumerate(words) if not word.is_capital]
    share, plain_share = (_average(scores, weights, rows) for rows in (range(len(words)), plain))
    missing = tuple(word for word, score in zip(words, scores, strict=True) if score < _LOOSE / _RELATED)
    loose = _find_loose_clause(words, scores) or _find_loose_run(words, scores)
    return Support(share, plain_share, missing, total, loose, _measure_anchored(words, quoted))


def measure_own_words(
    written: WordSequence, quoted: WordSequence, known: AbstractSet[str], attribution: AbstractSet[int]
) -> float:
    """Return the weighted share of a sentence's words that a quotation has itself, or under a synonym."""
    return _measure_anchored(_find_claimed(written, known, attribution), quoted)


def _find_claimed(written: WordSequence, known: AbstractSet[str], attribution: AbstractSet[int]) -> list[Word]:
    """Return the words of a sentence that need support."""
    return [word for position, word in written.content if _counts(word, known) and position not in attribution]


def _measure_anchored(words: Sequence[Word], quoted: WordSequence) -> float:
    anchors = [float(_is_anchored(word, quoted)) for word in words]
    return _average(anchors, [_weigh(word) for word in words], range(len(words)))


def check_sorts(written: WordSequence, quoted: WordSequence, known: AbstractSet[str]) -> Iterator[Fault]:
    """Yield a fault where a word stands in the place of another one of its sort: lawyers for doctors."""
    mine, theirs = {word.stem for _, word in written.content}, {word.stem for _, word in quoted.content}
    for sort in load_lexicon().sorts:
        added = [word for _, word in written.content if word.stem in sort - theirs - known]
        added = [word for word in added if not any(match_words(word, other) >= SYNONYM for _, other in quoted.content)]
        if added and sort & theirs - mine:
            yield Fault("not said", f"the quotation does not say “{added[0].text}”")


def _counts(word: Word, known: AbstractSet[str]) -> bool:
    lexicon = load_lexicon()
    return not (
        word.form in lexicon.cues
        or word.form in lexicon.reporting_words
        or word.form in lexicon.titles
        or word.form in count_words()
        or word.form in lexicon.units
        or word.stem in known
    )


def _average(scores: Sequence[float], weights: Sequence[float], rows: Sequence[int]) -> float:
    """Return the weighted mean of some scores; 1 if there are none."""
    total = sum(weights[row] for row in rows)
    return sum(scores[row] * weights[row] for row in rows) / total if total else 1.0


def _weigh(word: Word) -> float:
    return max(_MIN_WEIGHT, rarity(word.form))


def _score(word: Word, quoted: WordSequence) -> float:
    best = max((match_words(word, other) for _, other in quoted.content), default=0.0)
    return min(1.0, max(0.0, best) / _RELATED)


def _is_anchored(word: Word, quoted: WordSequence) -> bool:
    return any(match_words(word, other) >= SYNONYM for _, other in quoted.content)


def _find_loose_run(words: Sequence[Word], scores: Sequence[float]) -> tuple[Word, ...]:
    """Return three words in a row that are nowhere in the quotation, a claim of its own; else none."""
    run: list[Word] = []
    for word, score in zip(words, scores, strict=True):
        run = [*run, word] if score < _NOWHERE / _RELATED else []
        if len(run) > _MAX_NOWHERE:
            return tuple(run)
    return ()


def _find_loose_clause(words: Sequence[Word], scores: Sequence[float]) -> tuple[Word, ...]:
    """Return the words of a clause of which the quotation carries next to nothing; none if there is no such clause."""
    for clause in dict.fromkeys(word.clause for word in words):
        own = [(word, score) for word, score in zip(words, scores, strict=True) if word.clause == clause]
        if len(own) > 1 and sum(score for _, score in own) < _MIN_CLAUSE * len(own):
            return tuple(word for word, _ in own)
    return ()
