"""Modality and tense: what is possible, demanded, conditional or to come in a quotation stays so in a sentence."""

from collections.abc import Iterator
from itertools import pairwise

from rag.verification.assertion.context import are_in_one_context
from rag.verification.assertion.negators import find_targets, show_words
from rag.verification.faults import Fault, FaultKind
from rag.verification.wording.lexicon import is_irregular_past, load_lexicon
from rag.verification.wording.words import SAME_ROOT, SYNONYM, Word, WordSequence, match_words

Kind = str

_SLACK = 0.3  # how much less alike other words of the quotation may be that a verb may stand for
_SOON = frozenset(("soon", "eventually", "finally", "quickly", "later"))
_NOW = frozenset(("now", "already", "currently", "today"))
_SCOPE = 6  # words before a verb that may change its modality
DEVERBAL = ("ion", "ment", "al", "ance", "ence", "ing", "ity", "ness", "ure", "ism")
_MODALS: dict[Kind, frozenset[str]] = {
    "possible": frozenset(["may", "might", "could", "can", "perhaps", "possibly", "probably", "likely", "maybe"]),
    "obliged": frozenset(["must", "should", "ought"]),
    "future": frozenset(["will", "shall", "wo", "would"]),
}
_COMPATIBLE: dict[Kind, frozenset[Kind]] = {
    "possible": frozenset(("possible",)),
    "obliged": frozenset(("obliged",)),
    "future": frozenset(("future",)),
}
_FAULTY: dict[Kind, FaultKind] = {"possible": "modality", "obliged": "modality", "future": "tense"}
_AUXILIARIES = frozenset(
    ["be", "been", "being", "have", "has", "had", "do", "does", "did", "is", "are", "was", "were", "am"]
)
_PERFECT = frozenset(["has", "have", "had", "been", "was", "were", "did", "already"])
_EXPECTING = frozenset(["expect", "expects", "expected", "likely", "hope", "hopes", "hoped", "hopeful"])
_VAGUE = frozenset(
    [
        "to",
        "set",
        "next",
        "about",
        "going",
        "coming",
        "due",
        "future",
        "risk",
        "risks",
        "call",
        "calls",
        "called",
        "need",
        "needs",
        "let",
    ]
)
_REALIZED = frozenset(
    [
        "manage", "manages", "managed", "begin", "begins", "began", "begun", "beginning", "start", "started",
        "starting", "continue", "continues", "continued", "use", "used", "come", "came", "get", "got", "had", "have",
        "has", "forced", "due", "able", "return", "returned", "led", "according", "close", "next",
    ]
)  # fmt: skip
_TELLING = frozenset(("say", "tell"))


def check_modality(written: WordSequence, quoted: WordSequence) -> list[Fault]:
    """Return a fault where what is possible, demanded or future in one text is something else in the other."""
    faults = [
        Fault(_FAULTY[kind], f"“{show_words(written, position)}” is not so in the quotation")
        for position, kind in find_modals(written)
        if not _has_modality(written, position, kind, quoted)
    ]
    for position, kind in (*find_modals(quoted), *_find_prospects(quoted)):
        faults += _check_lost(written, quoted, position, kind)
    return [*faults, *_check_possibility(written, quoted)]


def find_modals(sequence: WordSequence) -> Iterator[tuple[int, Kind]]:
    """Yield the position of each modal of a text, with its kind."""
    for position, word in enumerate(sequence.words):
        following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
        if (word.form == "may" and word.is_capital and position) or (word.form == "would" and following == "like"):
            continue
        if _leads_to_telling(sequence, position):
            continue
        for kind, forms in _MODALS.items():
            if word.form in forms:
                yield position, kind


def _leads_to_telling(sequence: WordSequence, position: int) -> bool:
    """Return whether a speaker says that something will be said: "I will just say that"."""
    is_own = position and sequence.words[position - 1].form in {"i", "we", "let"}
    return bool(is_own) and any(word.form in _TELLING for word in sequence.words[position + 1 : position + 3])


def _find_prospects(sequence: WordSequence) -> Iterator[tuple[int, Kind]]:
    """Yield where something is planned, wanted, expected or demanded: "plans to give"."""
    demanding = load_lexicon().modality["obliged"] - _MODALS["obliged"]
    for position, word in enumerate(sequence.words):
        before = [other.form for other in sequence.words[max(0, position - 3) : position]]
        following = sequence.words[position + 1].form if position + 1 < len(sequence.words) else ""
        if (
            word.form == "to"
            and following != "have"
            and not following[:1].isdigit()
            and not _REALIZED.intersection(before)
        ):
            is_demanded = any(other.form in demanding for other in sequence.words[:position])
            yield position, "obliged" if is_demanded else "future"


def _has_modality(  # noqa: C901, PLR0911 (one return a way to say the same)
    written: WordSequence, position: int, kind: Kind, quoted: WordSequence
) -> bool:
    """Return whether the quotation has what a modal of the sentence acts on in the same modality."""
    aligned = False
    own = {target.form for target in find_targets(written, position)[:1]}
    is_anywhere = (_MODALS[kind] | load_lexicon().modality[kind] - _VAGUE - own) & quoted.forms
    targets = find_targets(written, position)
    if any(word.form in _TELLING for word in written.after(position, 2)):
        return True  # "can also say"
    for target in targets[:1]:
        places = [at for at in quoted.align(target, _SLACK) if match_words(target, quoted.words[at]) > 0.5]  # noqa: PLR2004
        if not places:
            continue
        kinds = {kind for place in places for kind in _read_kinds(quoted, place)}
        same = [at for at in places if match_words(target, quoted.words[at]) >= SAME_ROOT]
        has_happened = bool(same) and all(_is_past(quoted, at) and not _is_awaited(quoted, at) for at in same)
        if kind in {"future", "possible"} and has_happened and kind not in kinds and "conditional" not in kinds:
            return False
        if kinds & _COMPATIBLE[kind] or (not kinds & _MODALS.keys() and is_anywhere):
            return True
        word = written.words[position].form
        if word == "should" and _EXPECTING & quoted.forms:
            return True
        if word in {"can", "could"} and not kinds and not any(_is_past(quoted, place) for place in places):
            return True
        aligned = True
        if any(match_words(target, quoted.words[at]) >= SAME_ROOT for at in places):
            break
    if aligned:
        return False
    modality = load_lexicon().modality
    marks = modality[kind] | {"cannot"}
    if kind != "possible" or not (_MODALS["future"] | _MODALS["obliged"]) & quoted.forms:
        marks |= modality["conditional"] | {"would"}
    if kind == "future":
        marks |= modality["possible"] | modality["obliged"] | {"to"}
    return not targets or bool(marks & quoted.forms)


def _read_kinds(sequence: WordSequence, position: int) -> set[Kind]:
    """Return the kinds of modality that a word has: by the modals before it, what leads to it, demands anywhere."""
    lexicon = load_lexicon()
    before = sequence.before(position, _SCOPE)
    kinds = {kind for kind, forms in _MODALS.items() for word in before if word.form in forms}
    if before and (before[-1].form == "to" or "to" in [word.form for word in before[-3:]]):
        kinds |= {
            kind for kind in _MODALS for word in before if word.form in lexicon.modality[kind] - _MODALS[kind]
        } or ({"future"} if before[-1].form == "to" else set())
    for kind in ("possible", "obliged"):
        if any(
            word.form in lexicon.modality[kind] - _MODALS[kind] and at != position and not _is_denied(sequence, at)
            for at, word in enumerate(sequence.words)
        ):
            kinds.add(kind)
    if any(one.form in {"has", "have"} and two.form == "to" for one, two in pairwise(before)):
        kinds.add("obliged")
    forms = [word.form for word in before[-3:] if not word.form.endswith("ly") and word.form not in {"also", "not"}]
    if forms[-2:] in (["are", "to"], ["is", "to"]):
        kinds.add("obliged")  # "are also to avoid"
    if any(word.form in lexicon.modality["conditional"] for word in before):
        kinds.add("conditional")
    return kinds


def _is_denied(sequence: WordSequence, position: int) -> bool:
    """Return whether a word follows "not" or "no" in its clause."""
    return any(
        word.form in load_lexicon().negators or word.form.endswith("n't") for word in sequence.before(position, 4)
    )


def _is_past(sequence: WordSequence, position: int) -> bool:
    """Return whether a verb says what has happened."""
    word = sequence.words[position]
    before = [other.form for other in sequence.before(position, 2)]
    if any(form in {"be", "to"} or form in _MODALS["future"] | _MODALS["obliged"] for form in before):
        return False
    return word.form.endswith("ed") or is_irregular_past(word.form) or any(form in _PERFECT for form in before)


def _is_awaited(sequence: WordSequence, position: int) -> bool:
    """Return whether a participle is what will be so: "before it is known"."""
    return any(word.form in {"is", "are"} for word in sequence.before(position, 2)) and any(
        word.form in {"before", "until", "till"} for word in sequence.before(position, _SCOPE)
    )


def _is_finite(sequence: WordSequence, position: int) -> bool:
    """Return whether a word may be a verb that says what is so: not a noun made of one, not an order."""
    word = sequence.words[position]
    before = [other.form for other in sequence.before(position, 2)]
    if word.form.endswith(DEVERBAL) and not set(before) & _AUXILIARIES:
        return False
    is_inflected = word.form.endswith(("ed", "s", "ing")) or is_irregular_past(word.form)
    if not is_inflected and before and not set(before) & (_AUXILIARIES | {"to"}):
        return before[-1].endswith("s") or before[-1] in _NOW  # "leaders release", not "video release"
    nouns = {
        "the",
        "a",
        "an",
        "of",
        "for",
        "its",
        "their",
        "his",
        "her",
        "to",
        "in",
        "on",
        "with",
        "by",
        "from",
        "at",
        "into",
    }
    return bool(before) and before[-1] not in nouns


def _check_lost(written: WordSequence, quoted: WordSequence, position: int, kind: Kind) -> Iterator[Fault]:
    """Yield a fault if a sentence states as a fact what the quotation only has as possible, demanded or to come."""
    is_infinitive = quoted.words[position].form == "to"
    targets = [word for word in find_targets(quoted, position) if word.form not in _MODALS["possible"] | _SOON]
    is_can = quoted.words[position].form in {"can", "could", "to"}
    asking = load_lexicon().cues | load_lexicon().modality["obliged"]
    targets = targets[:0] if is_can and targets and targets[0].form in asking else targets  # "I wish to ask" asks
    for target in [*targets[:1], *_find_joined_verbs(quoted, position)]:
        places = [at for at in written.align(target) if match_words(target, written.words[at]) >= SYNONYM]
        kinds = {kind for place in places for kind in _read_kinds(written, place)}
        row = quoted.words.index(target)
        finite = [
            place for place in places if _is_finite(written, place) and are_in_one_context(quoted, row, written, place)
        ]
        if not finite or kinds & _COMPATIBLE[kind] or (kind == "future" and kinds) or "conditional" in kinds:
            continue
        if any(_MODALS[kind] & written.forms for _ in finite):
            continue
        is_now = bool(_NOW & written.forms - quoted.forms)
        is_past = is_now or any(_is_past(written, place) for place in finite)
        if (is_infinitive or kind == "future" or quoted.words[position].form in {"can", "could"}) and not is_past:
            continue
        yield Fault(_FAULTY[kind], f"the quotation says “{show_words(quoted, position)}”")


def _find_joined_verbs(sequence: WordSequence, position: int) -> list[Word]:
    """Return the content words right after "and" or "or" in the clause of a modal: "would save ... and cause"."""
    pairs = pairwise(sequence.after(position, 14))
    return [word for joint, word in pairs if joint.form in {"and", "or"} and word.is_content and not word.is_capital]


def _check_possibility(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault if the quotation calls something possible and the sentence calls nothing so."""
    forms = load_lexicon().modality["possible"] - {
        "can",
        "could",
        "able",
        "capable",
        "chance",
        "chances",
        "seem",
        "seems",
        "seemed",
        "appear",
        "appears",
        "appeared",
    }
    if (load_lexicon().modality["possible"] | load_lexicon().modality["conditional"]) & written.forms:
        return
    for position, word in enumerate(quoted.words):
        if word.form not in forms or word.form in _MODALS["possible"] or _is_denied(quoted, position):
            continue
        clause = [
            other for at in quoted.in_clause(position) if (other := quoted.words[at]).is_content and at != position
        ]
        kept = sum(any(match_words(one, other) >= SYNONYM for _, other in written.content) for one in clause)
        if position + 1 < len(quoted.words) and quoted.words[position + 1].form == "to":
            clause = find_targets(quoted, position + 1)[:1]
            kept = 2 * sum(any(match_words(one, other) >= SYNONYM for _, other in written.content) for one in clause)
        if clause and kept >= max(min(2, len(clause)), 0.4 * len(clause)):
            yield Fault("modality", f"the quotation says “{show_words(quoted, position)}”")
            return
