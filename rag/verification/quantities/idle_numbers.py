"""Idle numbers: words for numbers that count nothing, so that a quotation needs no such figure.

"At first" and "who first came" say when, "one day" is some day, and "Falcon 9" or "Half Moon Bay" is a name.
"""

from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.numbers import Figure
from rag.verification.wording.words import Word, WordSequence

_RANKED = frozenset(("finish", "finished", "place", "placed", "rank", "ranked", "come", "came", "stood", "ran"))
_BEFORE_LENGTH = frozenset(
    ("in", "within", "for", "after", "only", "just", "least", "than", "over", "of", "on", "per", "by")
)
_AFTER_LENGTH = frozenset(
    ("after", "before", "later", "earlier", "ago", "ahead", "early", "late", "a", "of", "per", "in")
)
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "your", "my", "whose"))
_PAST = frozenset(
    (
        "came", "put", "saw", "took", "went", "met", "made", "told", "heard", "won", "ran", "rose", "wrote", "spoke",
        "gave", "found", "got", "led", "held", "set", "became", "built", "brought", "thought", "knew", "felt", "left",
        "lost", "grew", "fell", "drew", "sold", "bought", "flew", "began", "sought", "taught", "read", "cut", "hit",
    )
)  # fmt: skip


def counts_nothing(written: WordSequence, figure: Figure, quoted: WordSequence) -> bool:
    """Return whether a figure of a sentence claims no number, order or length."""
    before = written.words[figure.first - 1] if figure.first else None
    after = written.words[figure.last + 1] if figure.last + 1 < len(written.words) else None
    word = written.words[figure.first]
    if figure.is_ordinal and figure.value == 1:
        return word.form == "first" and _is_adverb(before, after)
    if word.form == "one" and figure.unit == "day":
        return not (before and before.form in _BEFORE_LENGTH) and not (after and after.form in _AFTER_LENGTH)
    if word.form == "half":
        return word.is_capital and after is not None and after.is_capital
    return is_part_of_name(written, figure, quoted)


def is_part_of_name(written: WordSequence, figure: Figure, quoted: WordSequence) -> bool:
    """Return whether a number follows the same name in both texts: "Falcon 9", "Resolution 1973"."""
    name = _find_name(written, figure.first)
    if name is None:
        return False
    number = written.words[figure.first].form
    places = [at for at, word in enumerate(quoted.words) if word.form == number]
    return any(other.form == name.form for at in places if (other := _find_name(quoted, at)) is not None)


def _find_name(sequence: WordSequence, at: int) -> Word | None:
    """Return the word with a capital right before a number in digits."""
    if not at or not sequence.words[at].is_number:
        return None
    word = sequence.words[at - 1]
    is_name = word.is_capital and word.is_content and word.form not in load_lexicon().cues
    return word if is_name and word.end + 1 == sequence.words[at].start else None


def _is_adverb(before: Word | None, after: Word | None) -> bool:
    """Return whether "first" says when something was done: "at first", "Ada first came", "was first put"."""
    if before is None:
        return False
    if before.form == "at":
        return True
    is_doing = after is not None and (after.form.endswith("ed") or after.form in _PAST) and not after.is_capital
    is_bound = before.form in _DETERMINERS or before.form in _RANKED or before.text.endswith(("'s", "’s", "s'"))
    return is_doing and not is_bound
