"""Escaping: untrusted text made safe for HTML, terminals and tables, with confusable characters made visible.

Only the displayed form changes: offsets keep pointing into the article's own text.
"""

import re
from html import escape

from index import MIXED_SCRIPT_WORD, Span, display_text, find_confusables, replace_lookalikes

_FIRST_PLACEHOLDER = 0xF0000  # private use: in an article's own text such characters are confusables themselves
_PLACEHOLDER = re.compile(r"[\U000f0000-\U000fffff]")
_MIXED_SCRIPT = re.compile(MIXED_SCRIPT_WORD)


def escape_html(text: str) -> str:
    """Return the display form of a text as HTML, with invisible characters as badges and mixed-script words marked."""
    badges: dict[str, int] = {}
    parts, end = [], 0
    for confusable in find_confusables(text):
        if not _MIXED_SCRIPT.match(text, confusable.start):
            number = badges.setdefault(_format_badge(text[confusable.start], confusable.description), len(badges))
            parts += [text[end : confusable.start], chr(_FIRST_PLACEHOLDER + number)]
            end = confusable.end
    replaced = "".join([*parts, text[end:]])
    html = _MIXED_SCRIPT.sub(_mark_lookalike, escape(display_text(replaced, Span(0, len(replaced)))))
    in_order = [*badges]
    return _PLACEHOLDER.sub(lambda match: in_order[ord(match[0]) - _FIRST_PLACEHOLDER], html)


def escape_unprintable(text: str) -> str:
    """Return a text without control characters, so that it cannot steer a terminal or break a table.

    Unprintable characters are replaced by their code, `<U+202E>`, and spaces other than line breaks by plain spaces.
    """
    return "".join(
        character if character.isprintable() or character == "\n" else _format_code(character) for character in text
    )


def _format_code(character: str) -> str:
    return " " if character.isspace() else f"<U+{ord(character):04X}>"


def _format_badge(character: str, description: str) -> str:
    return f'<span class="disguise" title="{escape(description)}">U+{ord(character):04X}</span>'


def _mark_lookalike(word: re.Match[str]) -> str:
    return f'<span class="disguise" title="looks like {replace_lookalikes(word[0])}">{word[0]}</span>'
