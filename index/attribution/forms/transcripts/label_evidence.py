"""Evidence of labels: how surely a document with these labels is a transcript."""

import re
from collections import Counter
from collections.abc import Sequence

from index.attribution.forms.document import NO_EVIDENCE, Document, Evidence
from index.attribution.forms.labels.label import Label
from index.attribution.forms.transcripts.label_weights import LIKELY, is_certain, label_key, last_word, weigh_label

LEAST_LABELS = 3
_LEAST_VOICES = 2
_LEAST_SHARE = 0.4  # of the text, after the first label
_SINGLE_LABEL = 0.6  # evidence of a single label, at least
_ENOUGH = 4.0  # sum of weights above which more labels add no evidence
_LISTED = 5  # people in a list with a colon after each, at most, where none speaks twice
_LONG = 100  # code points of a turn that shows whether it is speech
_EXAMINED = 1500  # code points of a turn that are searched
_FEWEST_WORDS = 8  # of a turn that shows whether it is speech
_FEWEST_TURNS = 3  # long ones, of which a share shows whether a document is a list
_MANY_LABELS = 5  # beside which fewer turns show it, where nothing in them is spoken

LEAST_SPOKEN = 0.4
"""Share of turns with "I", "we", "you", a question or a greeting, under which labels lead the entries of a list.

Of 282 transcripts with three long turns or more, from parliaments to broadcasts, the least has .50; news articles that
have labels and less are standings, prices, places before a report, and lists of nominees.
"""

_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)\b")
_ADDRESSED = re.compile(
    r"\?|^(?:Yes|No|Thanks?|Good (?:morning|afternoon|evening)|Hello|Mr|Mrs|Ms|Madam|Please|Order)\b"
)
_QUOTED = re.compile(r"[“\"][^“”\"]{0,500}[”\"]")
_REASON = 120  # code points of the labels that are shown


def measure_labels(
    document: Document, labels: Sequence[Label], *, least: int = LEAST_LABELS, has_heading: bool = False
) -> Evidence:
    """Return the evidence of labels by their number and weights, where they lead most of the text.

    With `has_heading`, a long opening statement may precede the labels if questions are among them.
    """
    if len(labels) < least:
        return NO_EVIDENCE
    share = 1 - labels[0].span.start / max(1, len(document.text))
    if least == 1:
        return Evidence(max(_SINGLE_LABEL, share), f"the label “{labels[0].printed}”")
    counts = Counter(map(last_word, labels))
    weights = [max(weigh_label(label), LIKELY if counts[last_word(label)] > 1 else 0.0) for label in labels]
    has_opening = has_heading and any(label.text.kind == "question" for label in labels)
    if has_opening:
        share = max(share, _LEAST_SHARE)
    if share < _LEAST_SHARE or not _is_exchange(document.text, labels, weights):
        return NO_EVIDENCE
    enough = sum(weights) if is_question_and_answer(labels) else _ENOUGH
    score = min(1.0, sum(weights) / enough) * min(1.0, share + _LEAST_SHARE)
    shown = "; ".join(dict.fromkeys(f"“{label.printed}{label.mark if label.mark in ':.' else ''}”" for label in labels))
    return Evidence(score, f"{len(labels)} labels, such as {shown[:_REASON]}")


def is_question_and_answer(labels: Sequence[Label]) -> bool:
    """Return whether the labels are "Question:" and "Answer:", or the full name of the one who answers."""
    kinds = {label.text.kind for label in labels}
    if kinds == {"question", "person"}:
        names = {label.text.name or "" for label in labels if label.text.kind == "person" and label.mark == ":"}
        return len({last_word(label) for label in labels if label.text.kind == "person"}) == 1 and any(
            " " in name for name in names
        )
    return kinds == {"question", "answer"}


def _is_exchange(text: str, labels: Sequence[Label], weights: Sequence[float]) -> bool:
    """Return whether several voices speak in turn, rather than being listed with a description of each."""
    if _is_list(text, labels):
        return False
    voices = len({label.printed.casefold() for label in labels if label.text.kind != "question"})
    has_questions = any(label.text.kind == "question" for label in labels)
    formal = sum(map(_is_formal, labels))
    repeated = _count_repeated(labels) if not formal else len(labels) - len(set(map(last_word, labels)))
    if voices + has_questions < _LEAST_VOICES or (max(weights) < LIKELY and not repeated):
        return False
    if has_questions:
        return True
    if not repeated and len(labels) > _LISTED and formal < len(labels) / 2:
        return False
    if max(formal * 2, repeated * 3) < len(labels) and not _is_spoken(text, labels):
        return False
    return sum(weights) / len(weights) >= LIKELY or repeated >= len(labels) / 3


def _count_repeated(labels: Sequence[Label]) -> int:
    """Return how many labels name somebody who has one before: not in a list of "Olive Grill" and "Harbour Grill"."""
    by_last_word: dict[str, list[str]] = {}
    for label in labels:
        by_last_word.setdefault(last_word(label), []).append(label_key(label))
    wholes = ({key for key in keys if " " in key} for keys in by_last_word.values())
    return len(labels) - sum(max(1, len(names)) for names in wholes)


def _is_formal(label: Label) -> bool:
    """Return whether a label has what those of an assembly have: an honorific, brackets, an office and a stop."""
    text = label.text
    return bool(text.honorific or text.brackets or text.kind == "office" or (text.office and label.mark == "."))


def _is_official(label: Label) -> bool:
    """Return whether a label has what no entry of a list has: an honorific, an office, a party or a language."""
    text = label.text
    return bool(text.honorific or text.office or text.kind == "office" or any(map(is_certain, text.brackets)))


def _is_list(text: str, labels: Sequence[Label]) -> bool:
    """Return whether hardly any turn is speech: "Lusk: 8 inches", "Best Song: ...", "PARIS (AP)"."""
    if sum(map(_is_official, labels)) * 2 >= len(labels) or _are_cast(labels):
        return False
    turns = [_QUOTED.sub(" ", turn).strip() for turn in _find_turns(text, labels)]
    spoken = [turn for turn in turns if _SPOKEN.search(turn) or _ADDRESSED.search(turn)]
    long, spoken_long = (sum(len(turn.split()) >= _FEWEST_WORDS for turn in each) for each in (turns, spoken))
    if long < _FEWEST_TURNS:
        return not spoken and len(labels) >= _MANY_LABELS
    return spoken_long < LEAST_SPOKEN * long


def _are_cast(labels: Sequence[Label]) -> bool:
    """Return whether most labels are full names in capitals, and most occur more than once: a broadcast."""
    whole = sum(label.shouted and " " in (label.text.name or "") for label in labels)
    return whole * 2 > len(labels) and _count_repeated(labels) * 2 >= len(labels)


def _find_turns(text: str, labels: Sequence[Label]) -> list[str]:
    """Return the words under each label, of long ones the beginning."""
    ends = [label.line for label in labels[1:]] + [len(text)]
    return [text[label.words : min(end, label.words + _EXAMINED)] for label, end in zip(labels, ends, strict=True)]


def _is_spoken(text: str, labels: Sequence[Label]) -> bool:
    """Return whether most long turns contain "I", "we" or "you", as a list of descriptions does not."""
    long = [turn for turn in _find_turns(text, labels) if len(turn) > _LONG]
    return sum(bool(_SPOKEN.search(_QUOTED.sub(" ", turn))) for turn in long) * 2 >= len(long)
