"""Unnamed voices: labels of whoever presides in another language, of a paper, and of one of several without names."""

from collections.abc import Sequence

from index.attribution.forms.labels.label_text import LabelText
from index.attribution.forms.labels.tokens import is_label_word
from index.attribution.forms.labels.words import CHAIRS, OUTLET_ARTICLES, OUTLETS

_MOST_WORDS = 3  # "The Irish Times"
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "1", "2", "3", "4", "5"})
_UNNAMED = frozenset(
    {
        "official",
        "officer",
        "speaker",
        "witness",
        "participant",
        "diplomat",
        "adviser",
        "advisor",
        "man",
        "woman",
        "voice",
        "analyst",
        "source",
        "resident",
        "soldier",
        "protester",
        "male",
        "female",
    }
)


def parse_chair(words: Sequence[str], head: str) -> LabelText | None:
    """Return the label of whoever presides, in another language: "Die Präsidentin"."""
    is_chair = 1 < len(words) <= _MOST_WORDS and words[0] in OUTLET_ARTICLES and words[-1] in CHAIRS
    return LabelText("office", office=head) if is_chair else None


def parse_numbered(tokens: Sequence[str], words: Sequence[str]) -> LabelText | None:
    """Return the label of one of several without names: "SENIOR OFFICIAL #1", "Defense Official Two"."""
    number = tokens[-1].removeprefix("#").casefold()
    is_numbered = (tokens[-1].startswith("#") and number.isdigit()) or number in _NUMBERS
    if len(tokens) == 1 or not is_numbered or not any(word in _UNNAMED for word in words[:-1]):
        return None
    return LabelText("office", office=" ".join(tokens)) if all(map(is_label_word, tokens[:-1])) else None


def parse_outlet(tokens: Sequence[str], words: Sequence[str]) -> LabelText | None:
    """Return the label of a paper with its article: "The Paper", "The Irish Times"."""
    is_led = 1 < len(words) <= _MOST_WORDS and words[0] == "the" and words[-1] in OUTLETS
    return (
        LabelText("person", name=" ".join(tokens)) if is_led and all(token[0].isupper() for token in tokens) else None
    )
