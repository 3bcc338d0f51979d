"""Negators: the words that deny what follows them ("not", "never", "refuse"), and what each acts on."""

from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import Word, WordSequence

SCOPE = 7  # words that a negation reaches
_NEAR_WHETHER = 8  # words from "whether" to "or not"
_TARGETS = 3  # content words after one that it may act on
_NOT_NEGATING = frozenset(["only", "just", "merely", "simply", "least", "doubt"])
_ORDERING = frozenset(["before", "until", "till", "after"])  # "not before": an order, which is checked as one
_BOUNDING = frozenset(["fewer", "less", "more", "later", "earlier", "sooner"])  # "no fewer than": a bound, no denial
_TELLING = frozenset(["say", "says", "said", "tell", "tells", "told", "saying", "telling"])


def find_targets(sequence: WordSequence, position: int) -> list[Word]:
    """Return the content words that a word acts on: the next ones of its clause, else of the next clause."""
    words, clause, lexicon = sequence.words, sequence.words[position].clause, load_lexicon()
    following = [
        word
        for word in words[position + 1 : position + 1 + SCOPE]
        if word.is_content
        and word.clause - clause <= 1
        and word.form not in lexicon.units
        and word.form not in _TELLING
    ]
    own = [word for word in following if word.clause == clause]
    return (own or following)[:_TARGETS]


def is_plain_negator(sequence: WordSequence, position: int) -> bool:
    """Return whether a word is "not", "no" or the like, and not part of "not only"."""
    word = sequence.words[position]
    following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
    is_negator = word.form in load_lexicon().negators or word.form.endswith("n't")
    after = sequence.words[position + 2].form if position + 2 < len(sequence.words) else ""
    before = [other.form for other in sequence.words[max(0, position - _NEAR_WHETHER) : position]]
    if (following in _BOUNDING and after == "than") or ("whether" in before and before[-1] == "or"):
        return False  # nor does "whether or not" deny
    return is_negator and following not in _NOT_NEGATING | _ORDERING


def is_negator(sequence: WordSequence, position: int) -> bool:
    """Return whether a word denies what follows it, as "not" or a verb such as "refuse" does."""
    word = sequence.words[position]
    following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
    is_verb = word.form in load_lexicon().strong_negatives or (word.form.startswith("rul") and following == "out")
    return is_verb or is_plain_negator(sequence, position)


def find_negators(sequence: WordSequence) -> list[int]:
    """Return the positions of the words that deny what follows them."""
    return [position for position in range(len(sequence.words)) if is_negator(sequence, position)]


def show_words(sequence: WordSequence, position: int) -> str:
    """Return three words from a position on, for a reason."""
    return " ".join(word.text for word in sequence.words[position : position + 3])
