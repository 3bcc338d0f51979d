"""Acceptance of labels: which labels of a document name speakers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.labels.grammar import LabelText
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.tokens import capitalize_word, is_initials, normalize_token
from index.attribution.forms.labels.words import COURTESIES, OUTLETS

SURE, LIKELY, MAYBE, DOUBTFUL = 1.0, 0.7, 0.4, 0.2
_HEAD = 1500  # code points in which a document introduces its speakers
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")


def weigh_label(label: Label) -> float:
    """Return how sure a label by itself names a speaker, from 0 to 1."""
    text = label.text
    if text.kind in {"question", "answer"}:
        return LIKELY
    if text.kind == "crowd":
        return MAYBE
    weight = _weigh_office(label) if text.kind == "office" else _weigh_person(label)
    if label.mark == "line":
        return weight / 2 if weight >= LIKELY else 0.0
    return min(weight, MAYBE) if label.mark == "-" else weight


def _weigh_office(label: Label) -> float:
    if label.text.holder or (label.text.led_by_the and label.mark != "line"):
        return SURE
    return LIKELY if normalize_token(label.printed.split()[0]) in COURTESIES else MAYBE


def _weigh_person(label: Label) -> float:
    text = label.text
    if label.mark in {".", "heading"}:
        return SURE if text.honorific or text.office else 0.0
    is_sure = text.honorific or text.country or any(bracket.kind in {"party", "manner"} for bracket in text.brackets)
    if is_sure or (text.office and label.mark in {":", "–"}):
        return SURE
    words = (text.name or "").split()
    if text.details and len(words) > 1:
        return LIKELY
    if label.mark == "–" and len(words) > 1:
        return LIKELY
    if label.shouted:
        return MAYBE
    return MAYBE if len(words) > 1 else DOUBTFUL


def accept_labels(document: Document, has_mark: Callable[[Label], bool]) -> list[Label]:
    """Return the labels of speakers among those with a mark of the form: the sure, the repeated and the confirmed."""
    labels = [label for label in document.labels if has_mark(label)]
    confirmation = _Confirmation.from_labels(document, labels)
    accepted: list[Label] = []
    for label in labels:
        weight = weigh_label(label)
        if weight >= LIKELY or (weight > 0 and confirmation.covers(label)):
            accepted.append(_as_question(label) if _is_outlet(label) else label)
        elif (
            weight > 0 and label.mark == ":" and accepted and (_is_outlet(label) or _is_question(document.text, label))
        ):
            accepted.append(_as_question(label))
    return accepted


def label_key(label: Label) -> str:
    """Return what the labels of one speaker have in common."""
    return (label.text.name or label.text.office or label.printed).casefold()


def last_word(label: Label) -> str:
    """Return the surname of a label, or the last word of its office, in small letters."""
    return (label.text.name or label.text.office or "-").split()[-1].casefold()


@dataclass(frozen=True, slots=True)
class _Confirmation:
    """What confirms labels that are not sure by themselves: repetition, other labels, and the first lines."""

    text: str
    counts: Counter[str]
    surnames: frozenset[str]
    introduced: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    """Capitalized words beside each other in the text."""

    @classmethod
    def from_labels(cls, document: Document, labels: list[Label]) -> "_Confirmation":
        """Return what the labels and the first lines of a document confirm."""
        surnames = frozenset(
            last_word(label)
            for label in labels
            if label.text.kind == "person" and (weigh_label(label) >= LIKELY or " " in (label.text.name or ""))
        )
        counts = Counter(map(label_key, labels))
        introduced = frozenset(_find_introduced_surnames(document))
        pairs = frozenset(_find_pairs(document.text) if any(label.shouted for label in labels) else ())
        return cls(document.text, counts, surnames, introduced, pairs)

    def covers(self, label: Label) -> bool:
        """Return whether a label is confirmed."""
        if label.text.kind in {"crowd", "office"}:
            return True
        words, is_repeated = (label.text.name or "").split(), self.counts[label_key(label)] > 1
        if label.mark == "line" or (label.mark == "bold" and not label.text.details):
            return is_repeated
        if len(words) > 1:
            is_written = label.printed.isupper() and tuple(map(capitalize_word, words[-2:])) in self.pairs
            has_initials = self.counts["".join(word[0] for word in words).casefold()] > 1
            is_given_name = VOCABULARY.gender(capitalize_word(words[0])) is not None
            is_introduced = last_word(label) in self.introduced or is_written or has_initials
            return is_repeated or is_given_name or is_introduced or (label.shouted and bool(label.text.details))
        if last_word(label) in self.surnames | self.introduced:
            return True
        if not words or not is_repeated:
            return False
        return is_initials(words[0]) or (label.shouted and f" {words[0].casefold()} " not in self.text)


def _as_question(label: Label) -> Label:
    return replace(label, text=LabelText("question"))


def _is_outlet(label: Label) -> bool:
    text = label.text
    words = list(map(normalize_token, (text.name or "").split()))
    return text.kind == "person" and not text.honorific and not text.office and bool(words) and words[-1] in OUTLETS


def _is_question(text: str, label: Label) -> bool:
    """Return whether the paragraph under a label is a question: a reporter is named once, by outlet."""
    end = text.find("\n", label.words)
    return text[label.words : end if end >= 0 else len(text)].rstrip(' *_”"').endswith("?")


def _find_pairs(text: str) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(_CAPITALISED.finditer(text)):
        if text[first.end() : second.start()] in {" ", "\u00a0"}:
            yield first[0], second[0]


def _find_introduced_surnames(document: Document) -> set[str]:
    """Return the last words of names of two words or more in the title and the first lines, in small letters."""
    head = f"{document.title}\n{document.speaker or ''}\n{document.text[:_HEAD]}"
    return {
        second[0].removesuffix("’s").removesuffix("'s").casefold()
        for first, second in pairwise(_CAPITALISED.finditer(head))
        if head[first.end() : second.start()] in {" ", "\u00a0"} and VOCABULARY.gender(capitalize_word(first[0]))
    }
