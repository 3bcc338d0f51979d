"""A quotation: how it is told from a question, and read in the parts that its ellipses join."""

import re

from index.errors import InvalidQuestion
from rag.query.question import LONGEST
from rag.quotations.tokens import Wording, parts

LEAST, MOST = 3, 20
"""Words of the shortest quotation that is traced, and parts into which ellipses may divide one."""

_SENTENCE = 6  # words from which on what ends in a full stop may be a sentence from the record
_QUOTED = re.compile(r"""\s*(?:["“”„«»]([^"“”„«»]+)["“”«»]|['‘‚](.+)['’])[.,!]?\s*""", re.DOTALL)


def quotation(question: str) -> str | None:
    """Give the words of a question that is nothing but a quotation, in quote marks; None where it is not."""
    found = _QUOTED.fullmatch(question)
    words = next(filter(None, found.groups()), "") if found else ""
    return words if sum(len(part.words) for part in parts(words)) >= LEAST else None


def asks_nothing(question: str) -> bool:
    """Tell a statement, which may stand on record as it is, from what asks for something."""
    ends = question.rstrip("\"'”’») \n").endswith((".", "!"))
    return ends and [len(part.words) >= _SENTENCE for part in parts(question)] == [True]


def read_quotation(quote: str) -> list[Wording]:
    """Read the parts of a quotation; InvalidQuestion where it is none, or too short or long to be traced."""
    if len(quote) > LONGEST:
        message = f"the quotation has {len(quote):,} characters; at most {LONGEST:,} are taken"
        raise InvalidQuestion(message)
    if any("\ud800" <= character <= "\udfff" for character in quote):
        raise InvalidQuestion("the quotation holds half a character (a lone surrogate); type it again")
    read = parts(quote)
    words = sum(len(part.words) for part in read)
    if words < LEAST:
        message = f"the quotation has {words} word{'' if words == 1 else 's'}; give {LEAST} or more, as printed"
        raise InvalidQuestion(message)
    if len(read) > MOST:
        message = f"the quotation has {len(read)} parts between ellipses; trace at most {MOST} at once"
        raise InvalidQuestion(message)
    return read
