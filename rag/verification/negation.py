"""Negation: a sentence denies what the quotation denies, and nothing else, and turns no word into its opposite."""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.verification.binding import is_bound_elsewhere
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import Words, load_lexicon
from rag.verification.wording.word_vectors import has_negative_prefix
from rag.verification.wording.words import SAME_ROOT, SYNONYM, Word, WordSequence, match_words

_SCOPE = 7  # words that a negation reaches
_MOST = 0.5  # share of the words of a sentence that make it one on the same
_TARGETS = 3  # content words after one that it may act on
_NOT_NEGATING = frozenset(["only", "just", "merely", "simply", "least", "doubt"])
_SCARCE = frozenset(["little", "few", "too", "insufficient", "scarce", "poor"])
_ORDERING = frozenset(["before", "until", "till", "after"])  # "not before": an order, which is checked as one
_TELLING = frozenset(["say", "says", "said", "tell", "tells", "told", "saying", "telling"])
_COMPLETE = frozenset(
    ["finished", "finish", "complete", "completed", "ended", "begun", "started", "over", "done", "ready", "decided"]
)
_TIMES = frozenset(["end", "start", "beginning", "close", "middle"])
_RAISING = frozenset(
    [
        "seem",
        "seems",
        "seemed",
        "appear",
        "appears",
        "appeared",
        "think",
        "thinks",
        "thought",
        "believe",
        "believes",
        "expect",
        "want",
        "wants",
    ]
)
_KEEPING = frozenset(
    ["keep", "keeps", "kept", "keeping", "save", "saves", "saved", "shield", "shields", "protect", "protects"]
)
_UNFINISHED = frozenset(["still", "yet", "before", "until", "remain", "remains", "remained", "short"])


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of one word, which may stand for a figure's in `is_bound_elsewhere`."""

    first: int

    @property
    def last(self) -> int:
        return self.first


def check_negations(written: WordSequence, quoted: WordSequence) -> list[Fault]:
    """Return a fault for each negation that is in one text and not in the other."""
    if (doubled := _check_double(written, quoted)) is not None:
        return [*doubled, *_check_opposites(written, quoted)]
    faults = [
        Fault("negation", f"“{show_words(written, position)}” is not denied in the quotation")
        for position in _find_negators(written)
        if not _is_denied_too(written, position, quoted)
    ]
    faults += [
        Fault("negation", f"the quotation says “{show_words(quoted, position)}”")
        for position in _find_negators(quoted)
        if not _is_denial_kept(quoted, position, written)
    ]
    return faults + list(_check_opposites(written, quoted))


def _check_double(written: WordSequence, quoted: WordSequence) -> list[Fault] | None:
    """Return the faults where a quotation denies that something is so without something else; None for any other."""
    if "without" not in quoted.forms or not any(
        is_plain_negator(quoted, at) for at in _find_negators(quoted) if quoted.words[at].form != "without"
    ):
        return None
    denials = [at for at in _find_negators(written) if written.words[at].form not in {"fail", "failed"}]
    if len(denials) % 2 == 0:
        return []
    return [Fault("negation", f"“{show_words(written, denials[0])}”: the quotation denies it twice")]


def show_words(sequence: WordSequence, position: int) -> str:
    """Return three words from a position on, for a reason."""
    return " ".join(word.text for word in sequence.words[position : position + 3])


def find_targets(sequence: WordSequence, position: int) -> list[Word]:
    """Return the content words that a word acts on: the next ones of its clause, else of the next clause."""
    words, clause, lexicon = sequence.words, sequence.words[position].clause, load_lexicon()
    following = [
        word
        for word in words[position + 1 : position + 1 + _SCOPE]
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
    return is_negator and following not in _NOT_NEGATING | _ORDERING


def _is_negator(sequence: WordSequence, position: int) -> bool:
    word = sequence.words[position]
    following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
    is_verb = word.form in load_lexicon().strong_negatives or (word.form.startswith("rul") and following == "out")
    return is_verb or is_plain_negator(sequence, position)


def _find_negators(sequence: WordSequence) -> list[int]:
    return [position for position in range(len(sequence.words)) if _is_negator(sequence, position)]


def _has_same_negative(one: WordSequence, position: int, other: WordSequence) -> bool:
    """Return whether the other text has the same verb of denial, or a synonym, as much denied itself."""
    lexicon, word = load_lexicon(), one.words[position]
    if word.form in lexicon.negators or word.form.endswith("n't"):
        return False
    is_denied = _follows_negator(one, position)
    return any(
        match_words(word, there) >= SYNONYM and _follows_negator(other, at) == is_denied for at, there in other.content
    )


def _follows_negator(sequence: WordSequence, position: int) -> bool:
    start = max(0, position - 4)
    clause = sequence.words[position].clause
    return any(is_plain_negator(sequence, at) and sequence.words[at].clause == clause for at in range(start, position))


def _is_denied_too(  # noqa: C901, PLR0911 (one return a way to deny)
    written: WordSequence, position: int, quoted: WordSequence
) -> bool:
    """Return whether the quotation denies what a sentence denies at a position."""
    if _has_same_negative(written, position, quoted):
        return True
    lexicon = load_lexicon()
    negatives = lexicon.negators | lexicon.implicit_negatives | lexicon.strong_negatives
    for target in find_targets(written, position):
        if target.clause != written.words[position].clause:
            break  # "and it is not over": nothing that it acts on
        if target.form in _COMPLETE and _UNFINISHED & quoted.forms:
            return True  # "had not finished" is "was still at it"
        if target.form in _RAISING:
            continue  # "does not seem to be" is "seems not to be"
        places = [at for at in quoted.align(target) if match_words(target, quoted.words[at]) > 0.5]  # noqa: PLR2004
        if any(match_words(target, there) < 0 for _, there in quoted.content):
            return True  # "not safe", of what is dangerous
        if not places:
            continue
        if any(_is_negated(quoted, place, target) for place in places):
            return True
        return all(match_words(target, quoted.words[at]) < SAME_ROOT for at in places) and any(
            _has_negative_near(quoted, at, negatives) for at in places
        )
    plain = lexicon.negators | lexicon.strong_negatives
    if any(has_negative_prefix(word.form) for word in quoted.words):
        return True
    return any(word.form in plain or word.form.endswith("n't") for word in quoted.words)


def _is_denial_kept(quoted: WordSequence, position: int, written: WordSequence) -> bool:
    """Return whether a sentence denies what the quotation denies at a position, or does not speak of it."""
    if _has_same_negative(quoted, position, written):
        return True
    targets = find_targets(quoted, position)[: 2 if is_plain_negator(quoted, position) else 1]
    if targets and targets[0].form in load_lexicon().implicit_negatives:
        targets = targets[:1]  # "not a lack of resources"
    for target in targets:
        places = [at for at in written.align(target) if match_words(target, written.words[at]) >= SYNONYM]
        if not places:
            continue
        if any(_is_negated(written, place, target) for place in places):
            return True
        if not any(are_in_one_context(quoted, quoted.words.index(target), written, place) for place in places):
            continue
        if any(
            word.stem == target.stem
            and not _is_negated(quoted, at, target)
            and any(_goes_on_alike(quoted, at, written, place) for place in places)
            for at, word in quoted.content
        ):
            continue  # it stands there twice, once without the denial
        return any(match_words(target, word) < 0 for _, word in written.content)
    return True


def are_in_one_context(one: WordSequence, position: int, other: WordSequence, place: int) -> bool:
    """Return whether two words have a neighbour in common on the same side, or a side without neighbours."""
    for step in (-1, 1):
        mine, theirs = _neighbours(one, position, step), _neighbours(other, place, step)
        if not mine or not theirs:
            continue
        if any(match_words(word, there) >= SYNONYM for word in mine for there in theirs):
            return True
    word = one.words[position]
    if all(sum(there.stem == word.stem for there in text.words) == 1 for text in (one, other)):
        content = [there for _, there in other.content]
        held = sum(any(match_words(there, mine) >= SYNONYM for _, mine in one.content) for there in content)
        if held >= _MOST * len(content):
            return True
    mine = [*_neighbours(one, position, -1), *_neighbours(one, position, 1)]
    theirs = [*_neighbours(other, place, -1), *_neighbours(other, place, 1)]
    return len(mine) < 2 or len(theirs) < 2  # noqa: PLR2004 (too short to tell)


def _neighbours(sequence: WordSequence, position: int, step: int) -> list[Word]:
    """Return the two nearest content words on one side."""
    words = sequence.words[position + 1 :] if step > 0 else sequence.words[:position][::-1]
    return [word for word in words if word.is_content][:2]


def _goes_on_alike(one: WordSequence, position: int, other: WordSequence, place: int) -> bool:
    """Return whether the content words that follow two words are alike, or one has none."""
    following = (
        next((word for word in sequence.words[at + 1 : at + 4] if word.is_content), None)
        for sequence, at in ((one, position), (other, place))
    )
    mine, theirs = following
    return mine is None or theirs is None or match_words(mine, theirs) >= SYNONYM


def _has_negative_near(sequence: WordSequence, position: int, negatives: Words) -> bool:
    around = sequence.words[max(0, position - 4) : position + 4]
    return any(word.form in negatives or word.form.endswith("n't") for word in around)


def _is_negated(sequence: WordSequence, position: int, target: Word) -> bool:
    """Return whether a word is denied where it stands, or denies by itself what `target` is."""
    lexicon, word = load_lexicon(), sequence.words[position]
    if word.form in lexicon.implicit_negatives and match_words(word, target) < SAME_ROOT:
        return True
    before = {other.form for other in sequence.before(position, _SCOPE)}
    if "from" in before and before & _KEEPING:
        return True
    if _SCARCE & {other.form for other in sequence.before(position, 3)}:
        return True
    return any(
        (other.form in lexicon.implicit_negatives or _is_negator(sequence, at)) and word.clause == other.clause
        for at, other in enumerate(sequence.words[:position])
        if at >= position - _SCOPE
    )


def _check_opposites(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    for position, word in written.content:
        following = written.words[position + 1].form if position + 1 < len(written.words) else ""
        if following == "of" and word.form in _TIMES:
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
        (_is_negator(sequence, at) or sequence.words[at].form in lexicon.implicit_negatives)
        and clause - sequence.words[at].clause <= 1
        for at in range(max(0, position - 5), position)
    )
