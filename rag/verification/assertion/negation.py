"""Negation: a sentence denies what the quotation denies, and nothing else, and turns no word into its opposite."""

from itertools import pairwise

from rag.verification.assertion.context import are_in_one_context, go_on_alike
from rag.verification.assertion.negators import (
    SCOPE,
    find_negators,
    find_targets,
    is_negator,
    is_plain_negator,
    show_words,
)
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import Words, are_opposites, load_lexicon
from rag.verification.wording.word_vectors import has_negative_prefix
from rag.verification.wording.words import SAME_ROOT, SYNONYM, Word, WordSequence, match_words

SCARCE = frozenset(["little", "few", "too", "insufficient", "scarce", "poor"])
_COMPLETE = frozenset(
    ["finished", "finish", "complete", "completed", "ended", "begun", "started", "over", "done", "ready", "decided"]
)
_NEGATIVE_NOUNS = frozenset(["shortage", "absence", "lack", "failure", "opposition", "rejection", "refusal", "denial"])
_AUXILIARIES = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "might", "could"])
_AVERTING = frozenset(["prevent", "preventing", "avoid", "avoiding", "avert", "averting", "stop", "stopping"])
_THREATENING = ("threat", "danger", "warn", "risk", "fear")
_NEGATIVE_ADJECTIVES = frozenset(["impossible", "unable", "unacceptable", "unlikely", "incapable"])
_NO_ONE = frozenset(["nobody", "nothing"])
_FORBIDDING = frozenset(
    ["prohibit", "prohibits", "prohibited", "ban", "bans", "banned", "forbid", "forbids", "forbidden"]
)
_STILL = frozenset(["still", "remain", "remains", "remained"])  # what is not over, or not gone
_EVERYONE = frozenset(["all", "every", "everyone", "everybody"])
_FAR_SCOPE = 14  # words that "not everyone who" reaches
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


def check_negations(written: WordSequence, quoted: WordSequence) -> list[Fault]:
    """Return a fault for each negation that is in one text and not in the other."""
    if (doubled := _check_double(written, quoted)) is not None:
        return doubled
    faults = [
        Fault("negation", f"“{show_words(written, position)}” is not denied in the quotation")
        for position in find_negators(written)
        if not _is_denied_too(written, position, quoted)
    ]
    faults += [
        Fault("negation", f"the quotation says “{show_words(quoted, position)}”")
        for position in find_negators(quoted)
        if not _is_denial_kept(quoted, position, written)
    ]
    return faults


def _check_double(written: WordSequence, quoted: WordSequence) -> list[Fault] | None:
    """Return the faults where a quotation denies that something is so without something else; None for any other."""
    if "without" not in quoted.forms or not any(
        is_plain_negator(quoted, at) for at in find_negators(quoted) if quoted.words[at].form != "without"
    ):
        return None
    denials = [at for at in find_negators(written) if written.words[at].form not in {"fail", "failed"}]
    if len(denials) % 2 == 0:
        return []
    return [Fault("negation", f"“{show_words(written, denials[0])}”: the quotation denies it twice")]


def _has_same_negative(one: WordSequence, position: int, other: WordSequence) -> bool:
    """Return whether the other text has the same verb of denial, or a synonym, as much denied itself."""
    lexicon, word = load_lexicon(), one.words[position]
    if word.form in lexicon.negators or word.form.endswith("n't"):
        return False
    is_denied = _follows_negator(one, position)
    return any(
        (match_words(word, there) >= SYNONYM or (has_negative_prefix(there.form) and word.form in _NEGATIVE_ADJECTIVES))
        and _follows_negator(other, at) == is_denied
        for at, there in other.content
    )


def _follows_negator(sequence: WordSequence, position: int) -> bool:
    start = max(0, position - 4)
    clause = sequence.words[position].clause
    return any(is_plain_negator(sequence, at) and sequence.words[at].clause == clause for at in range(start, position))


def _is_denied_too(  # noqa: C901, PLR0911 (one return a way to deny)
    written: WordSequence, position: int, quoted: WordSequence
) -> bool:
    """Return whether the quotation denies what a sentence denies at a position."""
    if _has_same_negative(written, position, quoted) or _is_record_since(written, position, quoted):
        return True
    if written.words[position].form in _NO_ONE and _FORBIDDING & quoted.forms:
        return True  # "nothing may be brought in"
    lexicon = load_lexicon()
    negatives = lexicon.negators | lexicon.implicit_negatives | lexicon.strong_negatives
    for target in find_targets(written, position):
        if target.clause != written.words[position].clause:
            break  # "and it is not over": nothing that it acts on
        if target.form in _COMPLETE and _UNFINISHED & quoted.forms:
            return True  # "had not finished" is "was still at it"
        if target.form in _RAISING or (target.is_capital and written.words[position].form in _NO_ONE):
            continue  # "does not seem to be" is "seems not to be"
        places = [at for at in quoted.align(target) if match_words(target, quoted.words[at]) > 0.5]  # noqa: PLR2004
        if any(match_words(target, there) < 0 for _, there in quoted.content):
            return True  # "not safe", of what is dangerous
        if not places:
            continue
        if any(
            _is_negated(quoted, place, target)
            or _is_denied_of_all(quoted, place)
            or _is_awaited(written, position, quoted, place)
            for place in places
        ):
            return True
        return all(match_words(target, quoted.words[at]) < SYNONYM for at in places) and any(
            _has_negative_near(quoted, at, negatives) for at in places
        )
    plain = lexicon.negators | lexicon.strong_negatives | _STILL
    if any(has_negative_prefix(word.form) for word in quoted.words):
        return True
    return any(word.form in plain or word.form.endswith("n't") for word in quoted.words)


def _is_denied_of_all(sequence: WordSequence, position: int) -> bool:
    """Return whether a verb follows "not everyone who ...", and so is denied of some."""
    start = max(0, position - _FAR_SCOPE)
    return any(
        word.form == "not" and following.form in _EVERYONE
        for word, following in pairwise(sequence.words[start:position])
    )


def _is_record_since(written: WordSequence, position: int, quoted: WordSequence) -> bool:
    """Return whether "not since 1985" is what the quotation calls the highest since then."""
    following = written.words[position + 1].form if position + 1 < len(written.words) else ""
    if following != "since" or "since" not in quoted.forms:
        return False
    return any(word.form in {"first", "last", "most", "record"} or word.form.endswith("est") for word in quoted.words)


def _is_awaited(written: WordSequence, position: int, quoted: WordSequence, place: int) -> bool:
    """Return whether what is "not known for two weeks", or "until May", is so "before" or "until" in the quotation."""
    waits = {word.form for word in written.words[position:]} & {"for", "until", "till", "before"}
    before = {word.form for word in quoted.words[max(0, place - 5) : place]}
    return bool(waits) and bool({"before", "until", "till"} & before)


def _is_denied_by_word(quoted: WordSequence, position: int, written: WordSequence) -> bool:
    """Return whether a sentence has the denial in one word: "infringes" for "does not respect", a threat to prevent."""
    if quoted.words[position].form in _AVERTING and any(word.form.startswith(_THREATENING) for word in written.words):
        return True
    target = next(iter(find_targets(quoted, position)), None)
    return target is not None and any(
        are_opposites(word.stem, target.stem) or word.form.startswith(f"un{target.form}") for _, word in written.content
    )


def _is_denial_kept(quoted: WordSequence, position: int, written: WordSequence) -> bool:
    """Return whether a sentence denies what the quotation denies at a position, or does not speak of it."""
    if _has_same_negative(quoted, position, written) or _is_denied_by_word(quoted, position, written):
        return True
    targets = find_targets(quoted, position)[: 2 if is_plain_negator(quoted, position) else 1]
    following = quoted.words[position + 1].form if position + 1 < len(quoted.words) else ""
    is_noun = quoted.words[position].form == "no" or following == "to"
    if targets and (is_noun or targets[0].form in load_lexicon().implicit_negatives):
        targets = targets[:1]  # "no borders", "not to recognise", "not a lack of resources"
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
            and any(go_on_alike(quoted, at, written, place) for place in places)
            for at, word in quoted.content
        ):
            continue  # it stands there twice, once without the denial
        return any(match_words(target, word) < 0 for _, word in written.content)
    return True


def _has_negative_near(sequence: WordSequence, position: int, negatives: Words) -> bool:
    around = sequence.words[max(0, position - 4) : position + 4]
    return any(word.form in negatives or word.form.endswith("n't") for word in around)


def _is_negated(sequence: WordSequence, position: int, target: Word) -> bool:
    """Return whether a word is denied where it stands, or denies by itself what `target` is."""
    lexicon, word = load_lexicon(), sequence.words[position]
    if word.form in lexicon.implicit_negatives and match_words(word, target) < SAME_ROOT:
        return True
    before = {other.form for other in sequence.before(position, SCOPE)}
    if before & _KEEPING and "from" in before | {other.form for other in sequence.after(position, 3)}:
        return True
    if SCARCE & {other.form for other in sequence.before(position, 3)}:
        return True
    return any(
        (other.form in lexicon.implicit_negatives or is_negator(sequence, at))
        and word.clause == other.clause
        and not _ends_noun_phrase(sequence, at)
        for at, other in enumerate(sequence.words[:position])
        if at >= position - SCOPE
    )


def _ends_noun_phrase(sequence: WordSequence, position: int) -> bool:
    """Return whether a noun such as "shortage" acts on nothing after it: "the shortage was exacerbated"."""
    following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
    return sequence.words[position].form in _NEGATIVE_NOUNS and following in _AUXILIARIES
