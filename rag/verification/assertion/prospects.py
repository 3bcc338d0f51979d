"""Prospects: what is asked for or estimated in a quotation is neither done nor certain in a sentence."""

from collections.abc import Iterator
from itertools import pairwise

from rag.verification.assertion.modality import DEVERBAL, Kind, find_modals
from rag.verification.faults import Fault
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.words import SAME_ROOT, WordSequence, match_words

_ATTEMPTS = frozenset(
    ("cost", "costs", "difficulty", "attempt", "attempts", "effort", "efforts", "hope", "idea", "aim")
)
_NEAR_NUMBER = 3  # words between a modal and the number that it counts to
_WANTING = frozenset(
    [
        "want", "wants", "wanted", "wish", "wishes", "wished", "hope", "hopes", "hoped", "plan", "plans", "planned",
        "intend", "intends", "intended", "seek", "seeks", "aim", "aims", "aimed",
    ]
)  # fmt: skip


def check_prospects(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault where a sentence has as done, certain or wanted what the quotation has otherwise."""
    yield from _check_counted(written, quoted)
    yield from _check_nominal(written, quoted)
    yield from _check_wishes(written, quoted)


def _check_counted(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "will be 10 days" where the quotation has "could be 10 days"."""
    theirs = dict(_find_counted(quoted))
    possible = load_lexicon().modality["possible"] | load_lexicon().modality["conditional"] | {"would"}
    for number, kind in theirs.items():
        if kind == "possible" and number in written.forms and not possible & written.forms:
            yield Fault("modality", f"the quotation has “{number}” as possible")
    for number, kind in _find_counted(written):
        if theirs.get(number, kind) != kind:
            yield Fault("modality", f"the quotation has “{number}” otherwise")


def _find_counted(sequence: WordSequence) -> Iterator[tuple[str, Kind]]:
    """Yield each number that follows a modal and its verb, with the kind of the modal."""
    for position, kind in find_modals(sequence):
        number = next((word for word in sequence.after(position, _NEAR_NUMBER) if word.is_number), None)
        if number:
            yield number.text, kind


def _check_nominal(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "has been elected" where the quotation asks for an "election"."""
    demanding = load_lexicon().modality["obliged"] | _ATTEMPTS
    for position, word in written.content:
        before = [other.form for other in written.before(position, 2)]
        places = [at for at, other in quoted.content if match_words(word, other) >= SAME_ROOT]
        if not places or "been" not in before or not word.form.endswith("ed"):
            continue
        nouns = [at for at in places if quoted.words[at].form.endswith(DEVERBAL)]  # or gerunds
        if len(nouns) == len(places) and all(
            any(other.form in demanding for other in quoted.words[:at]) for at in nouns
        ):
            yield Fault("tense", f"the quotation asks for “{quoted.words[nouns[0]].text}”")


def _check_wishes(written: WordSequence, quoted: WordSequence) -> Iterator[Fault]:
    """Yield a fault for "wants to" where the quotation has nothing that is wanted, planned, demanded or to come."""
    modality = load_lexicon().modality
    wished = modality["obliged"] | modality["future"] | modality["possible"] | modality["conditional"] | {"to", "seek"}
    for word, following in pairwise(written.words):
        if word.form in _WANTING and following.form == "to" and not wished & quoted.forms:
            yield Fault("modality", f"“{word.text} to” is not in the quotation")
