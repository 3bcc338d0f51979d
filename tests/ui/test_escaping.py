import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span, display_text
from ui.escaping import escape_html

BADGE = re.compile(r'<span class="disguise" title="([^"<>]*)">([^<>]*)</span>')


@pytest.mark.parametrize(
    ("text", "what", "shown"),
    [
        ("\u202etxet", "right-to-left override", "U+202E"),
        ("Lib\u200bya", "zero width space", "U+200B"),
        ("Lib\u200dya", "zero width joiner", "U+200D"),
        ("\x1b[2J", "control character", "U+001B"),
        ("Z\u0351\u0342\u0343\u0344algo", "4 marks over one another", "U+0351"),
        ("no\u0336pe", "struck through", "U+0336"),
        ("Lib\U000e0079a", "tag latin small letter y", "U+E0079"),
        ("\U000f0000", "private character", "U+F0000"),
        ("Lіbуа", "looks like Libya", "Lіbуа"),
    ],
)
def test_what_is_disguised_shows(text: str, what: str, shown: str) -> None:
    assert BADGE.findall(escape_html(f"On {text} & more")) == [(what, shown)]


@pytest.mark.parametrize(
    "text", ["\ufeffA mark of byte order.", "را\u200cه", "👨‍👩‍👧", "été", "e\u0301te\u0301", "Ливия", "Ωm", "so\xadft"]
)
def test_what_is_only_foreign_is_left_alone(text: str) -> None:
    assert escape_html(text) == display_text(text, Span(0, len(text)))


@given(st.text(st.characters() | st.sampled_from("\u202e\u200b\u0301\U000f0001<>&\"'аbс")))
def test_whatever_is_written_only_badges_are_markup(text: str) -> None:
    html = escape_html(text)
    rest = BADGE.sub("", html)
    assert "<" not in rest
    assert ">" not in rest
    assert '"' not in rest
    assert not {*unescape(rest)} & {*"\u202e\u200b\U000f0001"}
