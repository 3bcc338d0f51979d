"""Interviewers: of two labels that alternate, an outlet that asks is no speaker: "LANTERN: Why now?".

It is one word, which the text has after no given name, and most of its turns are questions; few of the other's are.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import capitalize_word, is_initials, normalize_token
from index.attribution.forms.labels.words import OFFICES, OUTLETS

_NAME = re.compile(r"([^\W\d_a-z][\w’'-]*) (?=([^\W\d_a-z][\w’'-]*))")
_ENDS_IN_QUESTION = re.compile(r"\?[”\"’)*_ \n\t]*$")
_HEAD = 600  # code points in which the masthead is
_END = 40  # code points of the end of a turn
_PEOPLE = 2  # who alternate
_LEAST = 3  # turns of the one who asks
_MOSTLY, _OFTEN, _RARELY = 0.6, 0.4, 0.3  # share of turns that are questions
_MASTHEAD = 4  # lines, in which a paper prints its name


def mark_outlet(text: str, labels: Sequence[Label]) -> list[Label]:
    """Return labels with those of an outlet that interviews one person as labels of questions."""
    if any(label.text.kind != "person" for label in labels):
        return [*labels]
    turns: dict[str, list[bool]] = defaultdict(list)
    starts = [*(label.line for label in labels[1:]), len(text)] if labels else []
    for label, end in zip(labels, starts, strict=True):
        is_question = bool(_ENDS_IN_QUESTION.search(text[max(label.words, end - _END) : end]))
        turns[label.printed].append(is_question)
    if len(turns) != _PEOPLE:
        return [*labels]
    shares = {printed: sum(asked) / len(asked) for printed, asked in turns.items()}
    (_, low), (most, high) = sorted(shares.items(), key=lambda pair: pair[1])
    is_masthead = _is_masthead(text, most)
    least = _OFTEN if is_masthead else _MOSTLY
    if high < least or low > _RARELY or len(turns[most]) < _LEAST or not (is_masthead or _is_outlet(text, most)):
        return [*labels]
    return [replace(label, text=LabelText("question")) if label.printed == most else label for label in labels]


def mark_reporters(text: str, labels: Sequence[Label]) -> list[Label]:
    """Return labels with those of reporters as labels of questions: "Ana Ruiz, The Lamp:" beside "Bo Li, Spokesman:".

    A reporter has a name, an outlet and no office. Where one outlet is known by its word, others are by asking. An
    outlet in brackets is enough by any mark: "Ana Ruiz (Reuters)".
    """
    bracketed = {label.printed for label in labels if _has_outlet_in_brackets(label)}
    reporters = bracketed | {label.printed for label in labels if label.mark == ":" and _has_place(label)}
    known = bracketed | {printed for printed in reporters if normalize_token(printed.split()[-1]) in OUTLETS}
    if not known or len(reporters) == len({label.printed for label in labels if label.text.kind == "person"}):
        return [*labels]
    ends = [*(label.line for label in labels[1:]), len(text)]
    return [
        replace(label, text=LabelText("question"))
        if label.printed in known or (label.printed in reporters and "?" in text[label.words : max(label.words, end)])
        else label
        for label, end in zip(labels, ends, strict=True)
    ]


def _has_place(label: Label) -> bool:
    """Return whether a label has a full name without an office and, after a comma, what is no office either."""
    text = label.text
    details = {normalize_token(word) for detail in text.details for word in detail.split()}
    is_plain = text.kind == "person" and not text.office and not text.honorific and " " in (text.name or "")
    return is_plain and not label.shouted and ", " in label.printed and bool(details) and details.isdisjoint(OFFICES)


def _has_outlet_in_brackets(label: Label) -> bool:
    """Return whether a label is a person's without an office, and one of its brackets is an outlet."""
    text = label.text
    details = [bracket.text.split() for bracket in text.brackets if bracket.kind == "detail"]
    is_plain = text.kind == "person" and not text.office and not text.honorific
    return is_plain and any(words and normalize_token(words[-1]) in OUTLETS for words in details)


def _is_masthead(text: str, printed: str) -> bool:
    """Return whether a label is the initials of a name in the first lines that is no person's: "THE HALM LANTERN"."""
    lines = filter(str.strip, text[:_HEAD].splitlines())
    for words in (line.strip(" *_#").split() for line, _ in zip(lines, range(_MASTHEAD), strict=False)):
        initials = "".join(word[0] for word in words)
        is_name = len(words) > 1 and initials == printed and all(word[0].isupper() for word in words)
        if is_name and not any(VOCABULARY.gender(capitalize_word(word)) for word in words):
            return True
    return False


def _is_outlet(text: str, printed: str) -> bool:
    """Return whether a word in capitals is no name: the text has it, or a form of it, after no given name."""
    if " " in printed or not printed.isupper() or is_initials(printed):
        return False
    name = capitalize_word(printed)
    before = (capitalize_word(match[1]) for match in _NAME.finditer(text) if capitalize_word(match[2]) == name)
    return not any(VOCABULARY.gender(word) for word in before)
