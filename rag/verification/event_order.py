"""Event order: what came first in the quotation comes first in the written sentence, and who acts on whom stays so."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import ALIGNED, SYNONYM, Word, WordSequence, match_words

_BACK = frozenset(["before", "earlier", "ago", "last", "previous", "past", "prior", "since", "yesterday"])
_ON = frozenset(["after", "later", "next", "following", "subsequent"])
_STEPS = {
    "back": (frozenset(("before", "earlier", "ago")), _BACK),
    "on": (frozenset(("after", "later")), _ON),
}
_SIDES = {"after": frozenset(("since", "result", "because", "due")), "before": frozenset(("until", "till"))}
"""Words of a quotation that put what follows on one side; what results from a crisis comes after it."""

_MIN_SHARE = 0.25
_PASSIVE = frozenset(["by", "from"])
_BE = frozenset(["be", "been", "being", "is", "are", "was", "were", "am", "get", "got"])
_SYMMETRIC = frozenset(["and", "or", "with", "between", "both", "as"])


def check_event_order(written: WordSequence, quoted: WordSequence) -> list[Fault]:
    """Return a fault if a sentence puts two events of the quotation in the other order."""
    faults = []
    orders = list(_find_orders(quoted))
    for earlier, later, word in _find_orders(written):
        if word.form in {"before", "after"} and any(_is_strange(side, quoted) for side in (earlier, later)):
            faults.append(Fault("order", f"“{word.text}”: the quotation does not say what"))
            continue
        if orders:
            straight = max(min(_overlap(earlier, a), _overlap(later, b)) for a, b, _ in orders)
            turned = max(min(_overlap(earlier, b), _overlap(later, a)) for a, b, _ in orders)
            if turned >= _MIN_SHARE and turned > straight:
                faults.append(Fault("order", f"“{word.text}”: the quotation has it the other way"))
            continue
        if word.form in {"before", "after"} and {"while", "during", "amid"} & quoted.forms:
            faults.append(Fault("order", f"“{word.text}” is not in the quotation"))
            continue
        first, second = _mean_place(earlier, quoted), _mean_place(later, quoted)
        if first is not None and second is not None and first > second + 1 and not _is_dated(quoted):
            faults.append(Fault("order", f"“{word.text}” is not in the quotation"))
    return [
        *faults,
        *_check_anchors(written, quoted),
        *_check_steps(written, quoted),
        *_check_roles(written, quoted),
        *_check_sides(written, quoted),
        *_check_subjects(written, quoted),
    ]


def _is_strange(words: Sequence[Word], quoted: WordSequence) -> bool:
    """Return whether none of the words of an event, its names aside, stands in the quotation."""
    plain = [
        word for word in words if word.is_content and not word.is_capital and word.form not in load_lexicon().units
    ]
    return bool(plain) and not any(match_words(word, other) >= ALIGNED for word in plain for _, other in quoted.content)


def _is_dated(sequence: WordSequence) -> bool:
    return any(word.form in {"since", "ago", "earlier", "previously", "had"} for word in sequence.words)


def _check_anchors(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "before the vote" where the quotation has "after the vote"."""
    theirs = list(_find_anchors(quoted, is_quoted=True))
    for kind, anchor, word in _find_anchors(written):
        kinds = {other for other, there, _ in theirs if min(_overlap(anchor, there), _overlap(there, anchor)) > 0}
        if kinds and kind not in kinds:
            yield Fault("order", f"“{word.text}”: the quotation has it the other way")


def _find_anchors(sequence: WordSequence, *, is_quoted: bool = False) -> Iterator[tuple[str, list[Word], Word]]:
    """Yield "before" or "after" with the content words after it in its clause."""
    order = load_lexicon().order
    for position, word in enumerate(sequence.words):
        kind = next((kind for kind in ("after", "before") if word.form in order[kind] - {"ahead", "following"}), None)
        if kind is None and is_quoted:
            kind = next((kind for kind, forms in _SIDES.items() if word.form in forms), None)
            kind = "before" if word.form == "ahead" and _form(sequence.words, position + 1) == "of" else kind
            kind = None if any(other.form in order["after"] for other in sequence.after(position, 1)) else kind
        following = sequence.after(position, 8 if is_quoted else 4)
        anchor = [other for other in following if other.is_content or other.is_number]
        if kind is None or not anchor:
            continue
        before = sequence.words[position - 1].form if position else ""
        yield ({"after": "before", "before": "after"}[kind] if before == "not" else kind), anchor, word


def _find_orders(  # noqa: C901 (one branch a kind of word)
    sequence: WordSequence,
) -> Iterator[tuple[list[Word], list[Word], Word]]:
    """Yield the words of an earlier and of a later event, and the word that says which came first."""
    order, words = load_lexicon().order, sequence.words
    for position, word in enumerate(words):
        if word.form in order["after"]:
            kind = "after"
        elif word.form in order["before"] and word.form != "ahead":
            kind = "before"
        elif word.form in order["then"]:
            kind = "then"
        elif word.form == "prior" or (word.form == "ahead" and _form(words, position + 1) == "of"):
            kind = "before"
        else:
            continue
        before = words[position - 1].form if position else ""
        if before in {"going", "goes", "went", "go", "ever"} or before in load_lexicon().units:
            continue  # "going after", "the year before"
        if before == "not":
            kind = {"after": "before", "before": "after"}.get(kind, kind)
        main, other = _split(words, position)
        if not main or not other:
            continue
        if kind == "after":
            yield other, main, word
        else:
            yield main, other, word


def _form(words: Sequence[Word], position: int) -> str:
    return words[position].form if position < len(words) else ""


def _split(words: Sequence[Word], position: int) -> tuple[list[Word], list[Word]]:
    """Return the words of the main clause and of the clause that a word of order begins."""
    clause = words[position].clause
    if not any(word.is_content for word in words[:position]):  # "After the vote, they left."
        end = next((at for at in range(position + 1, len(words)) if words[at].clause > clause), len(words))
        return _content(words[end:]), _content(words[position + 1 : end])
    after = [word for word in words[position + 1 :] if word.clause == clause or word.clause == clause + 1]
    if not any(word.clause == clause for word in after):  # "from the week before"
        return [], []
    own = _content([word for word in words[:position] if word.clause == clause])
    return own or _content(words[:position]), _content(after)


def _content(words: Sequence[Word]) -> list[Word]:
    lexicon = load_lexicon()
    return [word for word in words if (word.is_content or word.is_number) and word.form not in lexicon.strong_cues]


def _share(words: Sequence[Word], others: Sequence[Word]) -> float:
    if not words:
        return 0.0
    return sum(any(match_words(word, other) >= SYNONYM for other in others) for word in words) / len(words)


def _overlap(words: Sequence[Word], others: Sequence[Word]) -> float:
    return max(_share(words, others), _share(others, words))


def _mean_place(words: Sequence[Word], sequence: WordSequence) -> float | None:
    places = [at for word in words for at in sequence.align(word) if match_words(word, sequence.words[at]) >= SYNONYM]
    return sum(places) / len(places) if places else None


def _check_steps(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "the year after" where the quotation goes back, and the other way round."""
    units = load_lexicon().units
    for position, word in enumerate(written.words[:-1]):
        following = written.words[position + 1].form
        if units.get(word.form) not in {"day", "week", "month", "year", "hour"}:
            continue
        side = next((side for side, (own, _) in _STEPS.items() if following in own), None)
        is_since = following == "ago" and "after" in quoted.forms and {"has", "have"} & quoted.forms
        if side and not is_since and not _STEPS[side][1] & quoted.forms:
            yield Fault("order", f"“{word.text} {following}” is not in the quotation")


def _check_sides(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault if what stands before a verb and what stands after it have changed places."""
    for position, verb in written.content:
        places = [at for at, word in quoted.content if word.stem == verb.stem]
        if verb.is_capital or len(places) != 1:
            continue
        mine, theirs = _sides(written, position), _sides(quoted, places[0])
        if mine is None or theirs is None:
            continue
        crossed = len(mine[0] & theirs[1]), len(mine[1] & theirs[0])
        straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
        names = [{stem for stem in side if stem.isupper()} for side in (*mine, *theirs)]
        are_names_crossed = (
            names[0] & names[3] and names[1] & names[2] and not names[0] & names[2] | names[1] & names[3]
        )
        if all(crossed) and (sum(crossed) > 2 * straight or are_names_crossed):
            yield Fault("order", f"“{verb.text}”: the quotation has it the other way")
            return


def _sides(sequence: WordSequence, position: int) -> tuple[set[str], set[str]] | None:
    """Return the stems before and after a verb in its clause; None in the passive voice, or where it is a noun."""
    clause = [at for at in sequence.in_clause(position) if sequence.words[at].is_content]
    before, after = sequence.before(position, 2), sequence.after(position, 1)
    if any(word.form in _BE | {"the", "a", "of"} for word in before[-1:]) or any(word.form == "by" for word in after):
        return None
    left = {sequence.words[at].stem for at in clause if at < position}
    right = {sequence.words[at].stem for at in clause if at > position}
    return left, right


def _check_roles(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault if two names stand around a verb in the other order, without the passive voice."""
    names = [(at, word) for at, word in enumerate(written.words) if word.is_capital and word.is_content]
    for (left, one), (right, other) in combinations(names, 2):
        if one.clause != other.clause or one.stem == other.stem:
            continue
        between = written.words[left + 1 : right]
        verbs = [word for word in between if word.is_content and not word.is_capital]
        if not verbs or any(word.form in _SYMMETRIC | load_lexicon().strong_cues for word in between[:-1]):
            continue
        for verb in verbs:
            if _is_turned(quoted, one, verb, other) and not _is_passive(between):
                yield Fault("order", f"“{one.text} {verb.text} {other.text}” is the other way in the quotation")
                return


def _check_subjects(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault if one name does to another what the other does in the quotation."""
    for position, verb in written.content:
        places = [at for at, word in quoted.content if word.stem == verb.stem]
        if verb.is_capital or len(places) != 1 or not verb.form.endswith(("ed", "s")):
            continue
        mine = [word for word in written.before(position, 3) if word.is_capital and word.is_content]
        after = {word.stem for word in written.after(position, 4) if word.is_capital}
        theirs = [word for word in quoted.words[: places[0]] if word.is_capital and word.is_content]
        if not mine or not theirs or _is_passive(written.words[position - 1 : position + 4]):
            continue
        last = {word.stem for word in theirs if word.clause >= theirs[-1].clause - 1}
        if mine[-1].stem not in last and after & last and mine[-1].stem in {word.stem for word in theirs}:
            yield Fault("order", f"“{mine[-1].text} {verb.text}”: the quotation has it the other way")
            return


def _is_passive(words: Sequence[Word]) -> bool:
    forms = {word.form for word in words}
    return bool(forms & _PASSIVE) and (bool(forms & _BE) or any(form.endswith("ed") for form in forms))


def _is_turned(quoted: WordSequence, one: Word, verb: Word, other: Word) -> bool:
    def places(word: Word) -> list[int]:
        return [at for at, there in enumerate(quoted.words) if there.stem == word.stem]

    firsts, verbs, seconds = places(one), places(verb), places(other)
    turned = straight = False
    for v in verbs:
        clause = quoted.words[v].clause
        near = {at for at, word in enumerate(quoted.words) if abs(word.clause - clause) <= 1}
        for a in near.intersection(firsts):
            for b in near.intersection(seconds):
                between = quoted.words[min(a, b) + 1 : max(a, b)]
                if b < v < a and not _is_passive(between) and not any(word.form in _SYMMETRIC for word in between):
                    turned = True
                if a < v < b or (b < v < a and _is_passive(between)):
                    straight = True
    return turned and not straight
