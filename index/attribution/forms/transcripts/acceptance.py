"""Acceptance of labels: which labels of a document name speakers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.label_text import Bracket, LabelText
from index.attribution.forms.labels.tokens import capitalize_word, has_word, is_initials, normalize_token
from index.attribution.forms.labels.words import HONORIFICS, OFFICES, OUTLETS
from index.attribution.forms.transcripts.interviewers import mark_outlet, mark_reporters
from index.attribution.forms.transcripts.label_weights import (
    CLOCK,
    DOUBTFUL,
    LIKELY,
    is_certain,
    label_key,
    last_word,
    names_one,
    weigh_label,
)
from index.attribution.forms.transcripts.written_names import (
    HEAD,
    find_all_pairs,
    find_called,
    find_introduced_surnames,
    find_ordinary_words,
    find_pairs,
)

_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou)\b|^(?:Good (?:morning|afternoon|evening)|Dear|Thank)")
_UNDER = 400  # code points under a line that show whether they are speech
_SUBJECT = re.compile(r"\s*Subject ?:")
_SEVERAL, _MANY = 2, 3  # sure labels, beside which names in capitals are labels; in which a name may occur once
_LONGEST_NEW_NAME = 3  # words
_LEAST_OUTLETS = 2  # labels of outlets, of which the first may precede all others
_NAME_LINE = re.compile(r"(?:[^\W\d_a-z][\w’'-]+ ){1,3}[^\W\d_a-z][\w’'-]+")


def accept_labels(document: Document, has_mark: Callable[[Label], bool]) -> Sequence[Label]:
    """Return the labels of speakers among those with a mark of the form: the sure, the repeated and the confirmed."""
    numbers = tuple(number for number, label in enumerate(document.labels) if has_mark(label))
    if numbers not in document.accepted_labels:
        document.accepted_labels[numbers] = _accept(document, [document.labels[number] for number in numbers])
    return document.accepted_labels[numbers]


def _accept(document: Document, labels: list[Label]) -> list[Label]:
    confirmation = _Confirmation.from_labels(document, labels)
    initials = _find_initials(document, labels)
    has_outlets = sum(label.mark == ":" and _is_outlet(label) for label in labels) >= _LEAST_OUTLETS
    members = _find_members(labels)
    members |= confirmation.called if members else frozenset()
    accepted: list[Label] = []
    for label in labels:
        weight = weigh_label(label)
        if label.mark == "line" and _SUBJECT.match(document.text, label.span.end):
            continue  # who asks a written question, whose text is under its subject
        if label.printed in initials or (members and label.mark == "line" and _is_member(label, members)):
            accepted.append(label)
        elif weight >= LIKELY or (weight > 0 and confirmation.covers(label)):
            is_asked = _is_outlet(label) or (label.mark == "line" and _is_reporter(label))
            accepted.append(_as_question(label) if is_asked else label)
        elif weight > 0 and label.mark == ":":
            is_asked = has_outlets and _is_outlet(label)
            if is_asked or (accepted and (_is_outlet(label) or _is_question(document.text, label))):
                accepted.append(_as_question(label))
    return mark_reporters(document.text, mark_outlet(document.text, accepted))


def _find_members(labels: Sequence[Label]) -> frozenset[str]:
    """Return the full names of those who have lines with their party or their office; none unless there are two."""
    lines = [label.text for label in labels if label.mark == "line"]
    named = [text.name for text in lines if text.kind == "person" and any(map(_is_telling, text.brackets))]
    holders = [" ".join(_without_courtesies(text.holder)) for text in lines if text.kind == "office" and text.holder]
    names = {name.casefold() for name in (*named, *holders) if name and " " in name}
    return frozenset(names) if named and len(names) >= _SEVERAL else frozenset()


def _is_telling(bracket: Bracket) -> bool:
    """Return whether a bracket tells whose line it is: a party, or an office ("Prime Minister of Arvania")."""
    return is_certain(bracket) or not OFFICES.isdisjoint(map(normalize_token, bracket.text.split()))


def _without_courtesies(name: str) -> Sequence[str]:
    return [word for word in name.split() if normalize_token(word) not in HONORIFICS]


def _is_member(label: Label, members: frozenset[str]) -> bool:
    """Return whether a line is the name alone of somebody who has a fuller line, "Mr Speaker", or a crowd."""
    if label.text.kind == "crowd":
        return True
    first, last = (normalize_token(word) for word in (label.printed.split()[0], label.printed.split()[-1]))
    is_chair = first in HONORIFICS and last in {"speaker", "chair", "chairman", "president"}
    if label.text.kind == "office" and names_one(label):
        return True
    return (is_chair and label.text.kind == "office") or label.printed.casefold() in members


def _find_initials(document: Document, labels: Sequence[Label]) -> frozenset[str]:
    """Return the labels that are the initials of people whom the first lines name; none unless there are two."""
    names = _NAME_LINE.findall(f"{document.title}\n{document.text[:HEAD]}")
    letters = {"".join(word[0] for word in words) for name in names for words in _ends_of(name.split())}
    used = {label.printed for label in labels if label.mark == ":" and label.printed in letters}
    return frozenset(used) if len(used) >= _SEVERAL else frozenset()


def _ends_of(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the last two and the last three words of a name, which a title may precede."""
    return (words[-size:] for size in (2, 3) if len(words) >= size)


@dataclass(frozen=True)
class _Confirmation:
    """What confirms labels that are not sure by themselves: repetition, other labels, and the first lines."""

    document: Document
    counts: Counter[str]
    last_words: Counter[str]
    surnames: frozenset[str]
    introduced: frozenset[str]
    held: frozenset[str]
    """Offices on lines of their own that name the holder, too, in small letters."""
    sure: int
    """Number of labels that are sure by themselves, or names that are repeated."""

    @classmethod
    def from_labels(cls, document: Document, labels: list[Label]) -> "_Confirmation":
        """Return what the labels and the first lines of a document confirm."""
        surnames = frozenset(
            last_word(label)
            for label in labels
            if label.text.kind == "person" and (weigh_label(label) >= LIKELY or " " in (label.text.name or ""))
        )
        counts = Counter(map(label_key, labels))
        last_words = Counter(last_word(label) for label in labels if label.text.kind == "person")
        introduced = find_introduced_surnames(document) if labels else frozenset()
        return cls(
            document,
            counts,
            last_words,
            surnames,
            introduced,
            frozenset(
                (label.text.office or "").casefold()
                for label in labels
                if label.mark == "line" and label.text.kind == "person" and label.text.office
            ),
            sum(weigh_label(label) >= LIKELY or _is_repeated_name(label, counts) for label in labels)
            + _count_lines_of_names(document, labels, counts),
        )

    def covers(self, label: Label) -> bool:
        """Return whether a label is confirmed."""
        words, is_repeated = (label.text.name or "").split(), self.counts[label_key(label)] > 1
        if label.text.kind in {"crowd", "office"}:
            return label.mark != "line" or label.text.kind == "crowd" or self._covers_office(label)
        if label.mark == "line" or (label.mark == "bold" and not label.text.details):
            return self._covers_line(label, words, is_repeated=is_repeated)
        if len(words) > 1:
            return self._covers_full_name(label, words, is_repeated=is_repeated)
        if last_word(label) in self.surnames | self.introduced or (
            label.mark == ":" and label_key(label) in self.called
        ):
            return True
        if label.shouted and label.text.details and label.mark == ":" and self.sure >= _SEVERAL:  # "MÜLLER (BMVg):"
            return True
        return is_repeated and bool(words) and self._covers_single_name(label, words[0])

    def _covers_line(self, label: Label, words: list[str], *, is_repeated: bool) -> bool:
        if label.mark == "line" and weigh_label(label) == DOUBTFUL:  # a name in capitals, or a heading
            return is_repeated and self.sure >= _SEVERAL
        return is_repeated or self._leads_speech(label, words) or self._asks(label, words)

    def _covers_office(self, label: Label) -> bool:
        """Return whether words are spoken under an office on a line of its own, and another line names its holder."""
        under = self.document.text[label.span.end : label.span.end + _UNDER].strip()
        return bool(self.held and (_SPOKEN.search(under) or under[:1] == "("))

    def _covers_full_name(self, label: Label, words: list[str], *, is_repeated: bool) -> bool:
        is_repeated = is_repeated or (label.mark == ":" and self.last_words[last_word(label)] > 1)
        is_written = label.printed.isupper() and tuple(map(capitalize_word, words[-2:])) in self.pairs
        has_initials = self.counts["".join(word[0] for word in words).casefold()] > 1
        is_given_name = VOCABULARY.gender(capitalize_word(words[0])) is not None
        is_introduced = last_word(label) in self.introduced or is_written or has_initials
        is_certain = is_repeated or is_given_name or is_introduced or (label.shouted and bool(label.text.details))
        return is_certain or (label.mark == ":" and self.sure >= _MANY and self._is_new_name(words))

    def _covers_single_name(self, label: Label, word: str) -> bool:
        """Return whether a repeated word can be a name: a given name after a time, or what can be a surname."""
        if word in self.written_given_names and CLOCK.search(self.document.text, label.line, label.span.start):
            return True
        is_no_word = not has_word(self.document.text, word.casefold())
        is_name = is_no_word and (label.shouted or word in self.written_surnames)
        return is_name or is_initials(word) or bool(label.text.details)

    def _leads_speech(self, label: Label, words: list[str]) -> bool:
        """Return whether a line names an office and its holder, and the words under it are spoken."""
        under = self.document.text[label.span.end : label.span.end + _UNDER].strip()
        return bool(label.text.office and len(words) > 1 and _SPOKEN.search(under))

    def _asks(self, label: Label, words: list[str]) -> bool:
        """Return whether a line names a reporter and an outlet, where offices have lines of their own, too."""
        under = self.document.text[label.span.end : label.span.end + _UNDER].strip()
        return bool(self.held and len(words) > 1 and label.text.details and _SPOKEN.search(under))

    def _is_new_name(self, words: list[str]) -> bool:
        """Return whether words can be a name that occurs once: none of them is an ordinary word of the text."""
        is_short = len(words) <= _LONGEST_NEW_NAME and not VOCABULARY.has_other_word(words)
        return is_short and self.ordinary_words.isdisjoint(map(str.casefold, words))

    @cached_property
    def ordinary_words(self) -> frozenset[str]:
        """Words that the text has in small letters."""
        return find_ordinary_words(self.document.text)

    @cached_property
    def called(self) -> frozenset[str]:
        """Names in small letters of those to whom somebody gives the floor."""
        return find_called(self.document.text)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Capitalized words beside each other in the text."""
        return find_all_pairs(self.document.text)

    @cached_property
    def written_given_names(self) -> frozenset[str]:
        """Words before another capitalized one in the text."""
        return frozenset(first for first, _ in self.pairs)

    @cached_property
    def written_surnames(self) -> frozenset[str]:
        """Words after another capitalized one in the title and the text."""
        title = find_pairs(self.document.title)
        return frozenset(second for _, second in (*title, *self.pairs))


def _is_repeated_name(label: Label, counts: Counter[str]) -> bool:
    is_full = label.text.kind == "person" and " " in (label.text.name or "")
    return is_full and label.mark == ":" and counts[label_key(label)] > 1


def _count_lines_of_names(document: Document, labels: Sequence[Label], counts: Counter[str]) -> int:
    """Return how many people have repeated lines in capitals and are written with small letters elsewhere.

    None unless there are two: under "ANA RUIZ" and under "MINISTER LI" somebody speaks, under "MAIN POINTS" nobody.
    """
    lines = {
        label_key(label): last_word(label)
        for label in labels
        if label.mark == "line" and counts[label_key(label)] > 1 and weigh_label(label) == DOUBTFUL and label.text.name
    }
    if len(lines) < _SEVERAL:
        return 0
    pairs = (*find_all_pairs(document.text), *find_pairs(document.title))
    written = {second.casefold() for _, second in pairs if not second.isupper()}
    named = sum(surname in written for surname in lines.values())
    return named if named >= _SEVERAL else 0


def _as_question(label: Label) -> Label:
    return replace(label, text=LabelText("question"))


def _is_outlet(label: Label) -> bool:
    text = label.text
    words = list(map(normalize_token, (text.name or "").split()))
    is_plain = text.kind == "person" and not text.honorific and not text.office and bool(words)
    return is_plain and (words[-1] in OUTLETS or "media" in words[1:])


def _is_reporter(label: Label) -> bool:
    """Return whether a label has a name and, after a comma, no office: "Ana Ruiz, RTV Arvania"."""
    text = label.text
    details = {normalize_token(word) for detail in text.details for word in detail.split()}
    is_plain = text.kind == "person" and not text.office and not text.honorific and ", " in label.printed
    return is_plain and bool(details) and details.isdisjoint(OFFICES)


def _is_question(text: str, label: Label) -> bool:
    """Return whether the paragraph under a label is a question."""
    end = text.find("\n", label.words)
    return text[label.words : end if end >= 0 else len(text)].rstrip(' *_”"').endswith("?")
