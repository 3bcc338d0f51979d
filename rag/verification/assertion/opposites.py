"""Opposites: no word of a written sentence says the contrary of the quotation's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rag.verification.assertion.negation import SCARCE
from rag.verification.assertion.negators import is_negator
from rag.verification.binding import is_bound_elsewhere
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import SAME_ROOT, SYNONYM, Word, WordSequence, match_words

_OBJECTS = frozenset(["the", "a", "an", "his", "her", "its", "their", "this", "that"])
_TIMES = frozenset(["end", "start", "beginning", "close", "middle"])


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of one word, which may stand for a figure's in `is_bound_elsewhere`."""

    first: int

    @property
    def last(self) -> int:
        return self.first


def check_opposites(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for each word that is the opposite of one of the quotation."""
    yield from _check_scarcity(written, quoted)
    yield from _check_comparisons(written, quoted)
    yield from _check_opposites(written, quoted)


def _check_scarcity(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "little" or "few" where the quotation has "much" or "many" and nothing scarce."""
    if not {"much", "many"} & quoted.forms or (SCARCE | load_lexicon().negators) & quoted.forms:
        return
    for position, word in enumerate(written.words):
        before = written.words[position - 1].form if position else ""
        if word.form in {"little", "few"} and before not in {"a", "the", "no"}:
            yield Fault("negation", f"“{word.text}” is the opposite of what the quotation says")


def _check_comparisons(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "less smoothly" where the quotation has "more smoothly", and the other way round."""
    theirs = dict(_find_comparisons(quoted))
    for stem, degree in _find_comparisons(written):
        if theirs.get(stem, degree) != degree:
            yield Fault("negation", f"“{degree}” is the opposite of “{theirs[stem]}”")


def _find_comparisons(sequence: WordSequence) -> Iterator[tuple[str, str]]:
    for degree, word in pairwise(sequence.words):
        if degree.form in {"more", "less"} and word.is_content:
            yield word.stem, degree.form


def _check_opposites(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    for position, word in written.content:
        following = written.words[position + 1].form if position + 1 < len(written.words) else ""
        if _is_no_verb(word, following):
            continue
        others = [(at, other) for at, other in quoted.content if match_words(word, other) < 0]
        if not others:
            continue
        same = [at for at, other in quoted.content if match_words(word, other) >= SYNONYM]
        if all(any(match_words(mine, other) >= SAME_ROOT for _, mine in written.content) for _, other in others):
            continue  # the sentence has the quotation's words as well: both sides of a contrast
        if same:
            places = range(position, position + 1)
            if is_bound_elsewhere(
                written, quoted, places, [_Place(at) for at in same], [_Place(at) for at, _ in others]
            ):
                yield Fault("negation", f"“{word.text}” is the opposite of “{others[0][1].text}”")
            continue
        if any(_is_denied(written, position) != _is_denied(quoted, at) for at, _ in others):
            continue
        yield Fault("negation", f"“{word.text}” is the opposite of “{others[0][1].text}”")


def _is_denied(sequence: WordSequence, position: int) -> bool:
    lexicon, clause = load_lexicon(), sequence.words[position].clause
    return any(
        (is_negator(sequence, at) or sequence.words[at].form in lexicon.implicit_negatives)
        and clause - sequence.words[at].clause <= 1
        for at in range(max(0, position - 5), position)
    )


def _is_no_verb(word: Word, following: str) -> bool:
    """Return whether a word only looks like an opposite: "the end of", "gets its post back"."""
    is_time = following == "of" and word.form in _TIMES
    is_time = is_time or (word.form == "first" and following in {"in", "since", "for"})  # of 25 years since the last
    return is_time or (word.form == "back" and following not in _OBJECTS and not following.istitle())
