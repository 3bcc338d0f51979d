"""Quotations as input: distinguished from questions, and split into the parts that ellipses join."""

import re
from dataclasses import dataclass
from typing import Literal

from index.errors import InvalidQuestion
from index.text.plurals import format_count
from rag.query.question import MAX_LENGTH
from rag.quotations.tokens import TokenizedText, split_at_ellipses

MIN_WORDS, MAX_PARTS = 3, 20
"""Words of the shortest quotation that is traced, and parts into which ellipses may divide one."""

_MIN_SENTENCE_WORDS = 6  # minimum number of words of a sentence that is tried as a quotation
_MIN_UNMARKED_WORDS = 8  # and of one without a mark at its end
_MIN_CLAIM_WORDS = 5  # and of a claim that somebody is asked to have made
_CLAIMED = re.compile(
    r"\W*(?:and\s+)?(?:who|which\s+\w+)\s+(?:ever\s+|once\s+|has\s+|had\s+|first\s+)?(?:said|says|claimed|declared|stated|warned)\s+"
    r"(?:that\s+)?(?P<claim>[^\"“”„«»?]+)[\s?.!]*",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|be|has|have|had|will|would|shall|should|must|can|cannot|could|may|might|do|does|did|i|we|\w+n['’]t)\b",
    re.IGNORECASE,
)
_DIRECTS = re.compile(
    r"\W*(?:(?:and|but|so|or|ok|okay|hi|hello|hey|please|thanks)\b[\s,]*)*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|"
    r"do|does|did|has|have|had|can|could|will|would|should|shall|may|show|list|give|find|tell|compare|summari[sz]e|translate|draft|"
    r"write|quotes?|quotations?|statements?|speeches|everything|anything|any|all|explain|describe|trace|check|search|look|only|just|"
    r"i\s+(?:want|need|would\s+(?:like|love|want)|like|am|have\s+(?:a|read|heard)|dont|don['’]t)|i['’](?:d|m|ve)|we\s+(?:want|need|would)|my|looking)\b",
    re.IGNORECASE,
)
_OR_LIKE_IT = re.compile(
    r"(?<=[\"”»?])[\s?,;(–—-]*(?:or\s+(?:something\s+)?(?:similar|like\s+(?:that|it)|close(?:\s+to\s+(?:that|it))?|words\s+to\s+that\s+effect|so)|"
    r"something\s+(?:like\s+that|similar|along\s+those\s+lines)|more\s+or\s+less|roughly|approximately)\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"""\s*(?:["“”„«»]([^"“”„«»]+)["“”«»]|['‘‚](.+)['’])[.,!]?\s*""", re.DOTALL)

_MARKED = re.compile(r"""[“"„«]([^“”"„«»]+)[”"“»]""")


_SAID = (
    r"(?:ever\s+|really\s+|actually\s+|once\s+|first\s+)?(?:sa(?:y|id)|states?d?|claim(?:ed)?|wr(?:ite|ote)|declared?|"
    r"warn(?:ed)?|call(?:ed)?|tell|told\s+\w+|use[ds]?|utter(?:ed)?|promised?)(?:\s+(?:that|these words|the words))?"
)
_NAMED = r"(?P<{}>[^\"“”„«»?]{{2,80}}?)"
_ASKED = re.compile(
    r"\W*(?:and\s+)?(?:"
    rf"(?P<whether>(?:did|has|have)\s+{_NAMED.format('who')}\s+{_SAID}|"
    rf"is\s+it\s+true\s+that\s+{_NAMED.format('whose')}\s+{_SAID})|"
    rf"(?P<when>when\s+(?:did\s+{_NAMED.format('speaker')}\s+{_SAID}|was\s+it\s+said(?:\s+that)?))|"
    rf"(?:who|which\s+\w+(?:\s+\w+)?)\s+(?:has\s+|had\s+)?{_SAID}|by\s+whom\s+was\s+it\s+said(?:\s+that)?|"
    r"whose\s+(?:words|quote|quotation)\s+(?:are|is|were|was)(?:\s+(?:it|this|these|that))?|"
    r"where\s+(?:was|is)\s+it\s+said(?:\s+that)?|"
    r"(?:trace|check|verify|find)(?:\s+(?:me\s+)?(?:the|this))?(?:\s+(?:quote|quotation|words|sentence))?"
    r")\s*[:,]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedQuotation:
    """A quotation within a question, and what is asked of it; `who` is the person whom it is attributed to, if any.

    `is_marked`: it stands in quotation marks. Else it is a claim, "who said that ...?", which may not be meant as one.
    """

    words: str
    asks: Literal["who", "whether", "when"]
    who: str = ""
    is_marked: bool = True


def find_asked_quotation(question: str) -> AskedQuotation | None:
    """Return the quotation that a question asks about: `who said "..."?`, `did X say "..."?`; None for any other."""
    question = _OR_LIKE_IT.sub("", question)
    found = _ASKED.match(question)
    quoted = found and question[found.end() :].rstrip(" ?")
    words = extract_quotation(quoted) if quoted else None
    if found is None or words is None:
        claimed = _CLAIMED.match(question)
        words = claimed["claim"].strip() if claimed else ""
        return AskedQuotation(words, "who", is_marked=False) if len(words.split()) >= _MIN_CLAIM_WORDS else None
    who = found["who"] or found["whose"] or found["speaker"] or ""
    return AskedQuotation(words, "whether" if found["whether"] else "when" if found["when"] else "who", who.strip())


def extract_quotation(question: str) -> str | None:
    """Return the words of a question that is only a quotation in quotation marks; None for any other."""
    match = _QUOTED.fullmatch(question)
    words = next(filter(None, match.groups()), "") if match else ""
    return words if sum(len(part.words) for part in split_at_ellipses(words)) >= MIN_WORDS else None


def is_statement(question: str) -> bool:
    """Return whether a question is a single sentence that asks nothing, and so may be a quotation without marks."""
    ends = question.rstrip("\"'”’») \n").endswith((".", "!"))
    return ends and [len(part.words) >= _MIN_SENTENCE_WORDS for part in split_at_ellipses(question)] == [True]


def is_unmarked_sentence(question: str) -> bool:
    """Return whether words without a mark at their end are a sentence that asks nothing and orders nothing."""
    words = question.split()
    if len(words) < _MIN_UNMARKED_WORDS or question.rstrip().endswith(("?", ".", "!")):
        return False
    return bool(_FINITE.search(question)) and not _DIRECTS.match(question)


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
