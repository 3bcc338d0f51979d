"""Weights of labels: how sure a label by itself names a speaker."""

import re

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.labels.label import Label
from index.attribution.forms.labels.label_text import Bracket
from index.attribution.forms.labels.tokens import normalize_token
from index.attribution.forms.labels.words import COURTESIES

SURE, LIKELY, MAYBE, DOUBTFUL = 1.0, 0.7, 0.4, 0.2
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
"""The time in a recording."""

_PEER = re.compile(
    r"The (?:Lord )?(?:Bishop|Archbishop|Earl|Duke|Marquess|Countess) of (?:St )?[A-Z][\w’'-]+(?: and [A-Z]\w+)*"
)
"""A peer or a bishop who has no other label than the title: "The Lord Bishop of Halm"."""


def weigh_label(label: Label) -> float:
    """Return how sure a label by itself names a speaker, from 0 to 1."""
    text = label.text
    if text.kind in {"question", "answer"}:
        return LIKELY
    if text.kind == "crowd":
        return MAYBE
    weight = _weigh_office(label) if text.kind == "office" else _weigh_person(label)
    if label.mark == "line":
        is_whole = " " in (label.text.name or "") or label.text.office is not None
        is_shouted_name = label.shouted and label.text.kind == "person" and is_whole
        is_doubtful = is_shouted_name or label.text.kind == "office"
        if any(map(is_certain, label.text.brackets)):
            return weight
        return weight / 2 if weight >= LIKELY else DOUBTFUL if is_doubtful else 0.0
    return min(weight, MAYBE) if label.mark == "-" else weight


def _weigh_office(label: Label) -> float:
    if names_one(label) or (label.text.led_by_the and label.mark != "line"):
        return SURE
    is_likely = label.mark == "–" or normalize_token(label.printed.split()[0]) in COURTESIES
    return LIKELY if is_likely else MAYBE


def names_one(label: Label) -> bool:
    """Return whether an office is one person's: its holder is named, or it is the title of a peer."""
    return bool(label.text.holder or _PEER.fullmatch(label.printed))


def _weigh_person(label: Label) -> float:
    text = label.text
    is_sure = text.honorific or text.country or any(map(is_certain, text.brackets))
    words = (text.name or "").split()
    if not is_sure and len(words) == 1 and words[0].title() in VOCABULARY.institution_words and not label.shouted:
        return 0.0  # "the agenda of the | General Assembly."
    if label.mark in {".", "heading"}:
        return SURE if text.honorific or text.office else 0.0
    if is_sure or (text.office and (label.mark in {":", "–"} or (label.mark == "line" and len(words) > 1))):
        return SURE
    if text.details and len(words) > 1:
        return LIKELY
    if label.mark == "–" and len(words) > 1:
        return LIKELY
    return MAYBE if label.shouted or len(words) > 1 else DOUBTFUL


def is_certain(bracket: Bracket) -> bool:
    """Return whether only labels have such a bracket: a party, a manner or the time in a recording."""
    return bracket.kind in {"party", "manner"} or bool(CLOCK.fullmatch(bracket.text))


def label_key(label: Label) -> str:
    """Return what the labels of one speaker have in common."""
    return (label.text.name or label.text.office or label.printed).casefold()


def last_word(label: Label) -> str:
    """Return the surname of a label or of its holder, or the last word of its office, in small letters."""
    return (label.text.name or label.text.holder or label.text.office or "-").split()[-1].casefold()
