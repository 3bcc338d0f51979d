"""Roles: the office that an article says a person holds, right before their name or set off by commas after it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from index.attribution.coreference.titles import COURTESIES, OPENERS
from index.text.spans import Span

_NOUN = (
    r"\w*(?:secretary|spokes(?:man|woman|person)|president|minister|chair(?:man|woman)?|director|manager|advis[eo]r"
    r"|strategist|analyst|senator|governor|nominee|candidate|leader|mayor|judge|professor|economist|pollster|reporter"
    r"|correspondent|editor|columnist|host|anchor|moderator|author|attorney|lawyer|officer|executive|ambassador|chief"
    r"|counsel|aide|lobbyist|businessman|mogul|activist|founder|rival|commissioner|consultant|actor|actress|expert"
    r"|scientist|owner|coach|lawmaker|congress(?:man|woman)|general|lieutenant|commander|mate|envoy|delegate)"
)
_WORD = (
    r"(?!(?:the|an?|and|or|said|says|told|by|with|of|for|to|in|on|at|that|as|from|but|while|when|if|since|is|was)\s)"
)
_BEFORE = re.compile(rf"(?<![\w’'.-])((?:{_WORD}(?:[\w’'/&-]|U\.S\.|U\.N\.|E\.U\.)+[ \xa0]){{0,5}}{_NOUN})[ \xa0]$")
_AFTER = re.compile(
    r"(?:\s\([^)\n]{1,20}\))?,\s(?:who (?:is|was) )?"
    r"((?:the|an?|one of|its|his|her|[A-ZÀ-Þ][\w.]+[’']s?|former|chair\w*|president|director|co-\w+|chief|executive)\s"
    r"(?:[^,;:.“”\"\n]|U\.S\.|U\.N\.|E\.U\.|\b(?:[A-Z]|Gov|Sen|Rep|Mr|Ms|Mrs|Dr)\.){2,90}?)"
    r"(?=,|''|\.\s|\.$|;|$|\.?[”\"]|\s(?:said|says|told|who|which|wrote|added|is|was|has)\b)"
)
_ANY = re.compile(
    rf"(?i)\b{_NOUN}s?\b|\b(?:head|member|fellow|founder|owner|resident|veteran|former|widow|son|daughter)\b"
)
_STANDS = re.compile(
    rf"\b[Tt]he (?:(?!(?:of|and|to|in)\b)[\w.’-]+ ){{0,2}}{_NOUN}\b"
    r"(?! (?:of|for|in|to|and|or)\b|[ \xa0][A-ZÀ-Þ]|[’'-])"
)
_WHERE = re.compile(r"\b(?:to|of|for|in)\b.*|^[^,]*[’']s\b")
_SPELT = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "gop": "republican"}
_PAST = frozenset({"former", "vice", "deputy", "ex", "then", "acting"})
_REACH = 90  # code points on either side in which an office is told


def offices(text: str, start: int, end: int, titles: tuple[str, ...]) -> list[str]:
    """Give the offices that stand beside the name at `start` to `end`, which `titles` stand right before."""
    first = start - sum(len(word) + 1 for word in titles)
    small = _BEFORE.search(text, max(0, first - _REACH), first) if text[first - 2 : first - 1].islower() else None
    large = [word for word in titles if word not in COURTESIES and word not in OPENERS]
    before = " ".join([*([small[1]] if small else []), *large])
    after = _AFTER.match(text, end, min(len(text), end + 2 * _REACH)) if text[end : end + 2] in {", ", " ("} else None
    apposed = re.sub(r"^(?:the|an?) ", "", after[1]) if after and _ANY.search(after[1]) else ""
    return [office for office in (_begun(before), " ".join(apposed.split())) if office]


def is_office(text: str, end: int) -> bool:
    """Tell whether an office in small letters stands right before this place: "economist Ana Ruiz"."""
    return bool(_BEFORE.search(text, max(0, end - _REACH), end))


def _begun(office: str) -> str:
    """Take off what begins the sentence before an office: "While Republican nominee"."""
    words = office.split()
    while words and words[0] in OPENERS:
        words.pop(0)
    return " ".join(words)


def standing(text: str) -> Iterator[Span]:
    """Find the offices that stand for who holds them: "the Maine senator"."""
    return (Span(*found.span()) for found in _STANDS.finditer(text))


def is_held(office: str, asked: str) -> bool:
    """Tell whether an office is the one that is asked for: "Maine Sen." is "the Maine senator"."""
    held, wanted = _words(office), _words(asked)
    return wanted <= held and not (held - wanted) & _PAST


@lru_cache(maxsize=1 << 14)
def _words(office: str) -> frozenset[str]:
    words = re.findall(r"\w+", _WHERE.sub("", office.casefold()))
    return frozenset(_SPELT.get(word, word) for word in words) - {"the"}
