"""Shorthand: words that are typed shorter than they are written, "abt" for "about", in small letters only."""

import re

_WRITTEN_OUT = {
    "abt": "about",
    "w/o": "without",
    "ppl": "people",
    "govt": "government",
    "govts": "governments",
    "smth": "something",
    "sth": "something",
    "wat": "what",
    "wht": "what",
    "thru": "through",
}
_SHORT = re.compile(
    rf"(?<![\w./'’-])(?:{'|'.join(map(re.escape, _WRITTEN_OUT))})(?![\w./'’-])"
    r"(?!(?<=abt)\s+(?:on|about|say|says|said)\b)"
)
_QUOTED = re.compile(r"[\"“”«»„]")


def write_out_shorthand(question: str) -> str:
    """Return a question with its shorthand written out; what is in quotation marks stays, and Abt before "said"."""
    if _QUOTED.search(question):
        return question
    return _SHORT.sub(lambda match: _WRITTEN_OUT[match[0]], question)
