"""Superlatives and counts: what a question wants counted, and the plain words of what."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Literal

from rag.query.time_expressions import time_words

Dimension = Literal["times", "speaker", "country", "named", "year", "source", "article", "sentence", "any"]
Rank = Literal["most", "least", "first", "last", "count", "whether"]

_phrase = partial(re.compile, flags=re.IGNORECASE)
_TELL = (
    r"(?:mention(?:ed|s|ing)?|nam(?:ed?|es|ing)|rais(?:ed?|es|ing)|cit(?:ed?|es)|refer(?:red|"
    r"s)?(?:\s+to)?|discuss(?:ed|es)?|address(?:ed|es)?|sa(?:y|id|ys)|sp(?:eak|oke|oken|"
    r"eaks)|talk(?:ed|s|ing)?|"
    r"comment(?:ed|s)?|bring(?:s)?\s+up|brought\s+up|touch(?:ed|es)?\s+on|quot(?:ed?|es)"
    r"|invok(?:ed?|es)|us(?:ed|es?)|criticiz(?:ed|es)|criticis(?:ed|es)|condemn(?:ed|s)"
    r"?|prais(?:ed|es)|support(?:ed|s)?|called|calls|call|warn(?:ed|s)?|deal(?:s)?|dealt)"
)
_OFTEN = (
    r"(?:often|frequently|times|of\s+all|regularly|of\s+the\s+time|overall|in\s+(?:the\s+)"
    r"?library|in\s+total|mentions|occurrences|heavily|extensively)"
)
_MOST = _phrase(
    rf"(?:\b(?:by\s+far\s+)?(?:the\s+)?most(?:\s+{_OFTEN})?(?!\s+(?:recent|countries|of "
    rf"the|important))\b|\bmore\s+(?:often\s+|frequently\s+)?than\s+(?:any(?:one|body)?(?:\s+(?:else|"
    rf"other(?:\s+\w+)?))?|everyone else|all others)\b|\bmore\s+often\b)"
)
_LEAST = _phrase(rf"\b(?:the\s+)?(?:least(?:\s+{_OFTEN})?|fewest\s+times|rarest|seldomest)\b")
_FIRST = _phrase(
    r"\b(?:(?:was|were|is)\s+)?(?:the\s+)?(?:very\s+)?(?:first|earliest)(?:\s+(?:time|"
    r"ones?|person|speaker|country|leader|people|speakers|countries|statement|mention|"
    r"thing|words|remarks?|article|speech|quote|quotation|occasion|reference))?(?:\s+(?:(?:that|"
    r"who|which)\s+)?(?:to|of|on|about))?\b|\bfor the first time\b|\binitially\b"
)
_LAST = _phrase(
    r"\b(?:(?:was|were|is)\s+)?(?:the\s+)?(?:very\s+)?(?:last|latest|most\s+recent(?:ly)"
    r"?)(?:\s+(?:time|ones?|person|speaker|country|leader|people|statement|mention|thing|"
    r"words|remarks?|article|speech|quote|quotation|occasion|reference))?(?:\s+(?:(?:that|"
    r"who|which)\s+)?(?:to|of|on|about))?\b|\bfor the last time\b"
)
_HOW_OFTEN = _phrase(
    r"^\W*(?:and\s+)?(?:(?:in\s+total|overall|altogether)[, ]+)?how\s+(?:often|many\s+times|"
    r"frequently|regularly)\b|\bhow\s+many\s+(?:mentions|references|occurrences)\b(?:\s+(?:of|"
    r"to|are\s+there\s+(?:of|to)))?|\bnumber\s+of\s+(?:times|mentions|references)\b"
)
_HOW_MANY = _phrase(
    r"\b(?:in\s+|by\s+|from\s+|on\s+)?(?:how\s+many|what\s+number\s+of|(?:the\s+)?number\s+of)"
    r"\s+(?:(?:different|distinct|of the|other|separate|various|individual|unique)\s+)"
    r"*"
    r"(?P<what>speakers?|people|persons?|leaders?|politicians?|delegat(?:es|ions)|officials?|"
    r"statesmen|countries|states|nations|governments|years|months|articles?|documents?|"
    r"speeches|stories|reports|texts|sources|outlets|newspapers|sentences|passages|statements|"
    r"quotes|quotations)\b"
)
_HEAD = _phrase(
    r"\b(?:which|what|whose|who|when|where)\b(?:\s+(?:one\s+)?(?:\w+\s+)?(?P<what>country|"
    r"countries|state|states|nation|nations|delegation|delegations|government|year|years|"
    r"month|source|sources|outlet|outlets|newspaper|paper|article|articles|speech|speeches|"
    r"document|documents|speaker|speakers|person|people|leader|leaders|politician|statesman|"
    r"official|name))?"
)
_DIMENSIONS: dict[str, Dimension] = {
    **dict.fromkeys(
        [
            "country",
            "countries",
            "state",
            "states",
            "nation",
            "nations",
            "delegation",
            "delegations",
            "government",
            "governments",
        ],
        "country",
    ),
    **dict.fromkeys(["year", "years", "month", "months"], "year"),
    **dict.fromkeys(["source", "sources", "outlet", "outlets", "newspaper", "newspapers", "paper"], "source"),
    **dict.fromkeys(
        ["article", "articles", "speech", "speeches", "document", "documents", "stories", "reports", "texts"], "article"
    ),
    **dict.fromkeys(
        ["sentences", "passages", "statements", "quotes", "quotations", "statement", "sentence", "passage", "quote"],
        "sentence",
    ),
}
_PASSIVE = _phrase(
    rf"\b(?:is|are|was|were|been|gets?|got|being)\s+(?:\w+ly\s+)?(?:mentioned|named|discussed|"
    rf"talked\s+about|spoken\s+(?:of|about)|referred\s+to|cited|brought\s+up|raised|addressed|"
    rf"quoted)\b|\b(?:did|does|do|has|have)\s+[^?]+?\s+{_TELL}\b"
)
_TELLS = _phrase(rf"\b{_TELL}\b")
_WHETHER = _phrase(
    r"^\W*(?:and\s+|so\s+)?(?:(?:did|does|do|has|have|had)\s+(?:(?P<who>[^?]+?)\s+)(?:ever\s+|"
    r"once\s+|also\s+|actually\s+)?(?:mention(?:ed)?|speak|spoken|talk(?:ed)?|say\s+(?:anything|"
    r"something|a word)|said\s+(?:anything|something)|discuss(?:ed)?|comment(?:ed)?|refer(?:red)"
    r"?\s+to|raised?|brought\s+up|bring\s+up|name|address(?:ed)?)\s*(?:about|on|of|to|"
    r"regarding)?\s+(?P<about>[^?]+)|"
    r"(?:is|are|was|were|has|have)\s+(?P<passive>[^?]+?)\s+(?:ever\s+)?(?:been\s+)?(?:mentioned|"
    r"discussed|talked\s+about|spoken\s+(?:of|about)|referred\s+to|brought\s+up|named)"
    r"\b(?P<tail>[^?]*)|"
    r"(?:is|are|was|were)\s+there\s+(?:anything|any\s+(?:mention|statement|statements|"
    r"quote|quotes|reference|references|word))\s+(?:on|about|of|to)\s+(?P<there>[^?]+)"
    r")\??$"
)
_WORDS = _phrase(
    rf"^\W*(?:and\s+)?|\b(?:who|whom|which|what|when|where|how|did|does|do|has|have|had|"
    rf"been|is|are|was|were|ever|it|that|thing|time|{_TELL})\b"
)


_SUPERLATIVES: tuple[tuple[Rank, re.Pattern[str]], ...] = (("most", _MOST), ("least", _LEAST))
_ENDS: tuple[tuple[Rank, re.Pattern[str]], ...] = (("first", _FIRST), ("last", _LAST))


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What is counted, how it is ranked, and the question without the words that say so."""

    dimension: Dimension
    rank: Rank
    plain: str
    asks_who: bool = False


def read_count(question: str) -> CountQuestion | None:
    """Read a question that wants a number, the most or the first; None for any other."""
    if found := _HOW_OFTEN.search(question):
        return CountQuestion("times", "count", _cut(question, found))
    if (found := _HOW_MANY.search(question)) and _TELLS.search(question[found.end() :]):
        return CountQuestion(_DIMENSIONS.get(found["what"].casefold(), "speaker"), "count", _cut(question, found))
    head = _HEAD.search(question)
    if head is None:
        if found := _phrase(
            r"^\W*(?:the\s+)?(?P<rank>first|earliest|last|latest|most recent)\s+(?:mention|reference|"
            r"statement|time|quote)\s+(?:of|to|on|about)\b"
        ).search(question):
            return CountQuestion(
                "any", "first" if found["rank"].casefold() in {"first", "earliest"} else "last", _cut(question, found)
            )
        return None
    asks_who = head[0].casefold().startswith("who")
    dimension = _DIMENSIONS.get(
        (head["what"] or "").casefold(), "year" if head[0].casefold().startswith("when") else "speaker"
    )
    if not (_TELLS.search(question) or _phrase(r"\b(?:mention|reference)s?\b").search(question)):
        return None
    rank: Rank
    for rank, words in _SUPERLATIVES:
        if found := words.search(question):
            line = _cut(question, found)
            line = line[: head.start()] + " " + line[head.end() :] if found.start() >= head.end() else line
            if dimension == "country" and _PASSIVE.search(question):
                dimension = "named"
            if dimension == "speaker" and not head["what"] and head[0].casefold().startswith("what"):
                dimension = "named"
            return CountQuestion(dimension, rank, line, asks_who)
    relative = time_words(question)
    for rank, words in _ENDS:
        found = words.search(question)
        if found and not _is_ranking(question, found):
            continue
        if (
            found
            and relative
            and question.find(relative) <= found.end()
            and found.start() < question.find(relative) + len(relative)
        ):
            continue
        if found and (
            rank == "first" or head[0].casefold().startswith(("when", "who")) or _phrase(r"\blast\b").search(found[0])
        ):
            line = _cut(question, found)
            when = head[0].casefold().startswith(("when", "in", "which year", "what year")) or dimension == "year"
            line = _phrase(
                r"^\W*(?:in\s+)?(?:who|which|what|when)\b(?:\s+(?:year|month|speaker|country|leader|person|date))?"
            ).sub("", line)
            return CountQuestion(
                "year"
                if when
                else "country"
                if dimension == "country"
                else "speaker"
                if asks_who or (dimension == "speaker" and head["what"])
                else "any",
                rank,
                line,
                asks_who,
            )
    return None


def read_whether(question: str) -> CountQuestion | None:
    """Read a question whether something was mentioned at all; None for any other."""
    found = _WHETHER.match(question)
    if found is None:
        return None
    return CountQuestion(
        "any",
        "whether",
        found["about"] or f"{found['passive'] or found['there']} {found['tail'] or ''}",
        asks_who=False,
    )


def _is_ranking(question: str, found: re.Match[str]) -> bool:
    """Return whether "first" or "last" ranks who spoke, or when, and is no part of what is spoken of."""
    if re.search(
        r"\s(?:to|of|on|about|time|thing|mention|statement|words|remarks?|reference)$|\btime\b", found[0], re.IGNORECASE
    ):
        return True
    after = question[found.end() :]
    return bool(re.match(rf"\W*(?:$|{_TELL}\b|(?:in|since|before|after|by)\b)", after, re.IGNORECASE))


def _cut(question: str, found: re.Match[str]) -> str:
    return f"{question[: found.start()]} {question[found.end() :]}".strip()


def subject_words(plain: str) -> str:
    """Return the words of what is counted, without those that only ask or say that it was mentioned."""
    line = re.sub(rf"\b(?:{_TELL})\s+(?:about|of|on|to)?\b", " ", plain, flags=re.IGNORECASE)
    line = re.sub(
        r"\b(?:who|whom|which|what|when|where|how|did|does|do|has|have|had|been|be|is|are|"
        r"was|were|ever|once|it|thing|things|time|anyone|anybody|someone|somebody|people|by "
        r"anyone|there|in the library|on record)\b",
        " ",
        line,
        flags=re.IGNORECASE,
    )
    line = re.sub(r"^\W+|^\s*(?:to|of|on|about|in|by|with)\s+", "", line.strip(), flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", line).strip(" ?.!,")
