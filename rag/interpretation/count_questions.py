"""Superlatives and counts: what a question wants counted, and the plain words of what."""

import re
from dataclasses import dataclass
from typing import Literal

from rag.interpretation.patterns import compile_phrase
from rag.query.time_expressions import find_time_words

Dimension = Literal["times", "speaker", "country", "named", "year", "source", "article", "sentence", "any"]
Rank = Literal["most", "least", "first", "last", "count", "whether"]

_TELL = (
    r"(?:mention(?:ed|s|ing)?|named|naming|rais(?:ed?|es|ing)|cit(?:ed?|es)|refer(?:red|"
    r"s)?(?:\s+to)?|discuss(?:ed|es)?|address(?:ed|es)?|sa(?:y|id|ys)|sp(?:eak|oke|oken|"
    r"eaks)|talk(?:ed|s|ing)?|"
    r"comment(?:ed|s)?|bring(?:s)?\s+up|brought\s+up|touch(?:ed|es)?\s+on|quot(?:ed?|es)"
    r"|invok(?:ed?|es)|us(?:ed|es?)|criticiz(?:ed|es)|criticis(?:ed|es)|condemn(?:ed|s)"
    r"?|prais(?:ed|es)|support(?:ed|s)?|called|calls|call|warn(?:ed|s)?|deal(?:s)?|dealt|"
    r"cover(?:s|ed)?|report(?:s|ed)?(?=\s+on\b)|"
    r"wr(?:ites?|ote)(?=\s+(?:about|on)\b))"
)
_OFTEN = (
    r"(?:often|frequently|times|of\s+all|regularly|of\s+the\s+time|overall|in\s+(?:the\s+)"
    r"?library|in\s+total|mentions|occurrences|heavily|extensively)"
)
_MOST = compile_phrase(
    rf"(?:\b(?:by\s+far\s+)?(?:the\s+)?most(?:\s+{_OFTEN})?(?!\s+(?:recent|countries|of "
    rf"the|important))\b|"
    r"(?:(?<=speaks )|(?<=speak )|(?<=spoke )|(?<=talks )|(?<=talk )|(?<=talked )|(?<=said ))most(?=\s+of\s+the\b)|"
    r"\bmore\s+(?:often\s+|frequently\s+)?than\s+(?:any(?:one|body)?(?:\s+(?:else|"
    rf"other(?:\s+\w+)?))?|everyone else|all others)\b|\bmore\s+often\b)"
)
_LEAST = compile_phrase(rf"\b(?:the\s+)?(?:least(?:\s+{_OFTEN})?|fewest\s+times|rarest|seldomest)\b")
_FIRST = compile_phrase(
    r"\b(?:(?:was|were|is)\s+)?(?:the\s+)?(?:very\s+)?(?:first|earliest)(?:\s+(?:time|"
    r"ones?|person|speaker|country|leader|people|speakers|countries|statement|mention|"
    r"thing|words|remarks?|article|speech|quote|quotation|occasion|reference))?(?:\s+(?:(?:that|"
    r"who|which)\s+)?(?:to|of|on|about))?\b|\bfor the first time\b|\binitially\b"
)
_LAST = compile_phrase(
    r"\b(?:(?:was|were|is)\s+)?(?:the\s+)?(?:very\s+)?(?:last|latest|most\s+recent(?:ly)"
    r"?)(?:\s+(?:time|ones?|person|speaker|country|leader|people|statement|mention|thing|"
    r"words|remarks?|article|speech|quote|quotation|occasion|reference))?(?:\s+(?:(?:that|"
    r"who|which)\s+)?(?:to|of|on|about))?\b|\bfor the last time\b"
)
_HOW_OFTEN = compile_phrase(
    r"^\W*(?:and\s+)?(?:(?:in\s+total|overall|altogether)[, ]+)?how\s+(?:often|many\s+times|"
    r"frequently|regularly)\b|\bhow\s+many\s+(?:mentions|references|occurrences)\b(?:\s+(?:of|"
    r"to|are\s+there\s+(?:of|to)))?|\bnumber\s+of\s+(?:times|mentions|references)\b"
)
_HOW_MANY = compile_phrase(
    r"\b(?:in\s+|by\s+|from\s+|on\s+)?(?:how\s+many|what\s+number\s+of|(?:the\s+)?number\s+of)"
    r"\s+(?:(?:different|distinct|of the|other|separate|various|individual|unique)\s+)"
    r"*"
    r"(?P<what>speakers?|people|persons?|leaders?|politicians?|delegat(?:es|ions)|officials?|"
    r"statesmen|countries|states|nations|governments|years|months|articles?|documents?|"
    r"speeches|stories|reports|texts|sources|outlets|newspapers|sentences|passages|statements|"
    r"quotes|quotations)\b"
)
_HOW_MANY_ON = compile_phrase(
    r"^\W*how\s+many\s+(?:different\s+|of\s+(?:the|your)\s+)?(?P<what>articles?|documents?|speeches|stories|reports|texts|sentences|passages|"
    r"statements|quotes|quotations)\s+(?:(?:are|were|is|was)\s+(?:there\s+)?|(?:do|have)\s+you\s+(?:have|got)\s+|there\s+are\s+|"
    r"(?:that\s+)?(?:deal|talk|speak)s?\s+)?(?:on|about|regarding|concerning|with|naming|mentioning)\s+(?P<rest>[^?]+\??)\W*$"
)
_YEARS = compile_phrase(
    r"^\W*(?:(?:and|so)\s+)?(?:in\s+|during\s+)?(?:which|what)\s+years\s+(?=(?:did|does|do|has|have|had|was|were|is)\b)"
)
_HEAD = compile_phrase(
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
_PASSIVE = compile_phrase(
    rf"\b(?:is|are|was|were|been|gets?|got|being)\s+(?:\w+ly\s+)?(?:mentioned|named|discussed|"
    rf"talked\s+about|spoken\s+(?:of|about)|referred\s+to|cited|brought\s+up|raised|addressed|"
    rf"quoted)\b|\b(?:did|does|do|has|have)\s+[^?]+?\s+{_TELL}\b"
)
_TELLS = compile_phrase(rf"\b{_TELL}\b")
_TELLS_FIRST = compile_phrase(rf"^\s*{_TELL}\b")
_WHETHER = compile_phrase(
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
_ANYONE = compile_phrase(
    r"^(?:(?:any|some|every|all|other|the|of|these|those|different)\b\s*)*(?:(?:any|some|every|no)\s?(?:one|body)|people|persons?|speakers?|"
    r"leaders?|politicians?|others?|them|we|you|articles?|library|record|collection|sources?|text|else)\b|^(?:any|some|every)"
)
_SOMEBODY_FROM = compile_phrase(r"^(?:any|some)\s?(?:one|body)\s+(?:from|in|of)\s+(?=\S)")
_DID = compile_phrase(r"\b(?:did|does|do|has|have|had)\s+[^?]+$")
_RANK_WORD = compile_phrase(r"\b(?:first|last)(?=\s+mention\b)")
_BARE = compile_phrase(
    r"^\W*(?:the\s+)?(?:(?P<last>last|latest|most recent)|first|earliest)\s+"
    r"(?:mention|reference|statement|time|quote)\s+"
    r"(?:of|to|on|about)\b"
)
_FIRST_ON = compile_phrase(
    r"^\W*(?:(?:what|which)(?:['’]?s|\s+(?:is|was|are|were))\s+|(?:show|give|find)\s+(?:me\s+)?)?(?:the\s+)?(?:very\s+)?(?:first|earliest|oldest)\s+"
    r"(?:(?:official|public|recorded|known)\s+)?(?:mention|reference|statement|quote|quotation|remark|speech|comment|sentence)s?\s+(?:of|to|on|about)\b"
)
_MENTION = compile_phrase(r"\b(?:mention|reference)s?\b")
_LAST_WORD = compile_phrase(r"\blast\b")
_HEADED = compile_phrase(
    r"^\W*(?:in\s+)?(?:who|which|what|when)\b(?:\s+(?:year|month|speaker|country|leader|person|date))?"
)
_WORDS = compile_phrase(
    rf"^\W*(?:and\s+)?|\b(?:who|whom|which|what|when|where|how|did|does|do|has|have|had|"
    rf"been|is|are|was|were|ever|it|that|thing|time|{_TELL})\b"
)


_SUPERLATIVES: tuple[tuple[Rank, re.Pattern[str]], ...] = (("most", _MOST), ("least", _LEAST))
_ENDS: tuple[tuple[Rank, re.Pattern[str]], ...] = (("first", _FIRST), ("last", _LAST))


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What is counted, how it is ranked, and the question without the words that say so.

    `who` are the words for whoever is asked to have mentioned it or not; empty for anyone.
    """

    dimension: Dimension
    rank: Rank
    plain: str
    asks_who: bool = False
    who: str = ""


def read_count(question: str) -> CountQuestion | None:
    """Read a question that wants a number, the most or the first; None for any other."""
    if match := _HOW_OFTEN.search(question):
        return CountQuestion("times", "count", _cut(question, match))
    if (match := _HOW_MANY.search(question)) and _TELLS.search(question[match.end() :]):
        return CountQuestion(_DIMENSIONS.get(match["what"].casefold(), "speaker"), "count", _cut(question, match))
    if match := _HOW_MANY_ON.match(question):
        return CountQuestion(_DIMENSIONS[match["what"].casefold()], "count", f"mention {match['rest']}")
    return _read_ranked(question)


def _read_ranked(question: str) -> CountQuestion | None:
    """Read who or what was most, least, first or last, or in which years it was."""
    if match := _FIRST_ON.match(question):
        return CountQuestion("any", "first", _cut(question, match))
    head = _HEAD.search(question)
    if head is None:
        match = _BARE.search(question)
        return CountQuestion("any", "last" if match["last"] else "first", _cut(question, match)) if match else None
    if not (_TELLS.search(question) or _MENTION.search(question)):
        return None
    return _read_superlative(question, head) or _read_end(question, head) or _read_years(question)


def _dimension(head: re.Match[str]) -> Dimension:
    other: Dimension = "year" if head[0].casefold().startswith("when") else "speaker"
    return _DIMENSIONS.get((head["what"] or "").casefold(), other)


def _read_superlative(question: str, head: re.Match[str]) -> CountQuestion | None:
    """Read who or what is most or least; what is mentioned most is named, and does not speak."""
    dimension = _dimension(head)
    for rank, words in _SUPERLATIVES:
        if match := words.search(question):
            line = _cut(question, match)
            line = f"{line[: head.start()]} {line[head.end() :]}" if match.start() >= head.end() else line
            line = f"who {line.strip()}" if _TELLS_FIRST.match(line) else line
            named = dimension == "country" and _PASSIVE.search(question)
            bare = dimension == "speaker" and not head["what"] and head[0].casefold().startswith("what")
            return CountQuestion("named" if named or bare else dimension, rank, line, _asks_who(head))
    return None


def _read_years(question: str) -> CountQuestion | None:
    match = _YEARS.match(question)
    return CountQuestion("year", "count", _cut(question, match)) if match else None


def _asks_who(head: re.Match[str]) -> bool:
    return head[0].casefold().startswith("who")


def _read_end(question: str, head: re.Match[str]) -> CountQuestion | None:
    """Read who was first or last, or when; "last week" is a time and no rank."""
    for rank, words in _ENDS:
        match = words.search(question)
        if not match or not _is_ranking(question, match) or _is_time(question, match):
            continue
        if _DID.search(question[: match.start()]):  # "did Berg first mention it": the verb stays
            match = _RANK_WORD.search(question, match.start()) or match
        if rank == "first" or head[0].casefold().startswith(("when", "who")) or _LAST_WORD.search(match[0]):
            return CountQuestion(_end_of(head), rank, _HEADED.sub("", _cut(question, match)), _asks_who(head))
    return None


def _is_time(question: str, match: re.Match[str]) -> bool:
    relative = find_time_words(question)
    start = question.find(relative)
    return bool(relative) and start <= match.end() and match.start() < start + len(relative)


def _end_of(head: re.Match[str]) -> Dimension:
    """Return what is asked of the first or the last: when it was, who it was, or whatever it is."""
    dimension = _dimension(head)
    if dimension in {"year", "country"}:
        return dimension
    return "speaker" if _asks_who(head) or (dimension == "speaker" and head["what"]) else "any"


def read_whether(question: str) -> CountQuestion | None:
    """Read a question whether something was mentioned at all; None for any other."""
    match = _WHETHER.match(question)
    if match is None:
        return None
    who = _SOMEBODY_FROM.sub("", (match["who"] or "").strip())
    return CountQuestion(
        "any",
        "whether",
        match["about"] or f"{match['passive'] or match['there']} {match['tail'] or ''}",
        who="" if _ANYONE.match(who) else who,
    )


def _is_ranking(question: str, match: re.Match[str]) -> bool:
    """Return whether "first" or "last" ranks who spoke, or when, and is no part of what is spoken of."""
    if re.search(
        r"\s(?:to|of|on|about|time|thing|mention|statement|words|remarks?|reference)$|\btime\b", match[0], re.IGNORECASE
    ):
        return True
    after = question[match.end() :]
    return bool(re.match(rf"\W*(?!names?\b)(?:$|{_TELL}\b|(?:in|since|before|after|by)\b)", after, re.IGNORECASE))


def _cut(question: str, match: re.Match[str]) -> str:
    return f"{question[: match.start()]} {question[match.end() :]}".strip()


def subject_words(plain: str) -> str:
    """Return the words of what is counted, without those that only ask or say that it was mentioned."""
    line = re.sub(rf"\b(?:{_TELL})\s+(?:about|of|on|to)?\b", " ", plain, flags=re.IGNORECASE)
    line = re.sub(r"\b(?:mentioned|named|raised|discussed)\W*$", " ", line, flags=re.IGNORECASE)
    line = re.sub(r"\b(?:c[ao]mes?|cropp?(?:ed|s)?)\s+up\b|\bappear(?:s|ed)?\W*$", " ", line, flags=re.IGNORECASE)
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
