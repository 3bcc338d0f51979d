"""Text from outside as HTML in which every disguise shows: a badge for what cannot be seen, a line under a false word.

Only what is shown differs: every offset goes on pointing into the article's own text.
"""

import re
from html import escape

from index import Span, display_text
from index.text.confusables import disguises
from index.text.normalize import MIXED, resembled

_PLACE = 0xF0000  # of the first stand-in; an article's own characters from there on are disguises themselves
_STAND_IN = re.compile(r"[\U000f0000-\U000fffff]")
_MIXED = re.compile(MIXED)


def unmasked(quote: str) -> str:
    """Print a text, or a stretch of one, as `display_text` does, with its disguises shown."""
    badges: dict[str, int] = {}
    parts, kept = [], 0
    for each in disguises(quote):
        if not _MIXED.match(quote, each.start):
            number = badges.setdefault(_badge(quote[each.start], each.what), len(badges))
            parts += [quote[kept : each.start], chr(_PLACE + number)]
            kept = each.end
    veiled = "".join([*parts, quote[kept:]])
    html = _MIXED.sub(_underlined, escape(display_text(veiled, Span(0, len(veiled)))))
    shown = [*badges]
    return _STAND_IN.sub(lambda one: shown[ord(one[0]) - _PLACE], html)


def coded(text: str) -> str:
    """Give a text that steers no terminal and no table: what does not print is shown by its code.

    Every space but a line break becomes a plain one.
    """
    return "".join(letter if letter.isprintable() or letter == "\n" else _code(letter) for letter in text)


def _code(letter: str) -> str:
    return " " if letter.isspace() else f"<U+{ord(letter):04X}>"


def _badge(first: str, what: str) -> str:
    return f'<span class="disguise" title="{escape(what)}">U+{ord(first):04X}</span>'


def _underlined(word: re.Match[str]) -> str:
    return f'<span class="disguise" title="looks like {resembled(word[0])}">{word[0]}</span>'
