"""Quotations as input: told apart from questions, and split into the parts that ellipses join."""

import re

from index.errors import InvalidQuestion
from index.text.plurals import format_count
from rag.query.question import MAX_LENGTH
from rag.quotations.tokens import TokenizedText, split_at_ellipses

MIN_WORDS, MAX_PARTS = 3, 20
"""Words of the shortest quotation that is traced, and parts into which ellipses may divide one."""

_MIN_SENTENCE_WORDS = 6  # minimum number of words of a sentence that is tried as a quotation
_QUOTED = re.compile(r"""\s*(?:["“”„«»]([^"“”„«»]+)["“”«»]|['‘‚](.+)['’])[.,!]?\s*""", re.DOTALL)

_MARKED = re.compile(r"""[“"„«]([^“”"„«»]+)[”"“»]""")


def extract_quotation(question: str) -> str | None:
    """Return the words of a question that is only a quotation in quotation marks; None for any other."""
    match = _QUOTED.fullmatch(question)
    words = next(filter(None, match.groups()), "") if match else ""
    return words if sum(len(part.words) for part in split_at_ellipses(words)) >= MIN_WORDS else None


def is_statement(question: str) -> bool:
    """Return whether a question is a single sentence that asks nothing, and so may be a quotation without marks."""
    ends = question.rstrip("\"'”’») \n").endswith((".", "!"))
    return ends and [len(part.words) >= _MIN_SENTENCE_WORDS for part in split_at_ellipses(question)] == [True]


def strip_attribution(quote: str) -> str:
    """Return what stands in quotation marks, joined by ellipses, if that is most of a text that begins with it.

    The rest is then who said it: `"We stay," the minister said. "We do."` becomes `We stay, … We do.`
    """
    parts = [match[1].strip() for match in _MARKED.finditer(quote)]
    outside = len(_MARKED.sub(" ", quote).split())
    quoted = sum(len(part.split()) for part in parts)
    is_attributed = bool(_MARKED.match(quote.lstrip())) and 0 < outside < quoted and quoted >= MIN_WORDS
    return " … ".join(parts) if is_attributed else quote


def parse_quotation(quote: str) -> list[TokenizedText]:
    """Split a quotation at its ellipses; raise InvalidQuestion if it is invalid, too short or too long to be traced."""
    if len(quote) > MAX_LENGTH:
        message = f"the quotation has {len(quote):,} characters; at most {MAX_LENGTH:,} are accepted"
        raise InvalidQuestion(message)
    if any("\ud800" <= character <= "\udfff" for character in quote):
        raise InvalidQuestion("the quotation contains an invalid Unicode character (a lone surrogate); type it again")
    parts = split_at_ellipses(quote)
    words = sum(len(part.words) for part in parts)
    if words < MIN_WORDS:
        message = f"the quotation has {format_count(words, 'word')}; enter at least {MIN_WORDS}, as printed"
        raise InvalidQuestion(message)
    if len(parts) > MAX_PARTS:
        message = f"the quotation has {len(parts)} parts between ellipses; at most {MAX_PARTS} are traced at a time"
        raise InvalidQuestion(message)
    return parts
