"""Offices: the office that an article gives a person, right before the name or in an apposition after it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from index.attribution.coreference.vocabulary import VOCABULARY
from index.text.letters import CAPITALS
from index.text.spans import Span

_OFFICE = rf"\w*(?:{'|'.join(VOCABULARY.offices)})"
_WORD = (
    r"(?!(?:the|an?|and|or|said|says|told|by|with|of|for|to|in|on|at|that|as|from|but|while|when|if|since|is|was)\s)"
)
_JOINED_WORD = _WORD.replace("|and|", "|")  # of "Prime Minister and Foreign Minister"
_BEFORE_NAME = re.compile(
    rf"(?<![\w’'.-])((?:{_WORD}(?:[\w’'/&-]|U\.S\.|U\.N\.|E\.U\.)+[ \xa0]){{0,5}}{_OFFICE})[ \xa0]$"
)
_APPOSITION = re.compile(
    r"(?:\s\([^)\n]{1,20}\))?,\s(?:who (?:is|was) )?"
    rf"((?:the|an?|one of|its|his|her|[{CAPITALS}][\w.]+[’']s?|former|chair\w*|president|director|co-\w+|chief"
    rf"|executive|(?=(?:[{CAPITALS}][\w-]+\s){{1,4}}(?:of|to|for)\s)[{CAPITALS}][\w-]+)\s"
    rf"(?:[^,;:.“”\"\n]|U\.S\.|U\.N\.|E\.U\.|\b(?:[{CAPITALS}]|Gov|Sen|Rep|Mr|Ms|Mrs|Dr)\.){{2,90}}?)"
    r"(?=,|''|\.\s|\.$|;|$|\.?[”\"]|\s(?:said|says|told|who|which|wrote|added|is|was|has)\b)"
)
_APPOSED_BEFORE = re.compile(  # "The Deputy Prime Minister and Foreign Minister, |Senator Ana Ruiz,"
    rf"(?:\b(?:the|our|its|his|her)|[’']s?)\s"
    rf"((?:{_JOINED_WORD}[\w’'/-]+\s){{0,7}}?{_OFFICE}(?:\s(?:of|for|to)\s[^,;:.\n]{{2,60}})?),\s$",
    re.IGNORECASE,
)
_JOINT_OFFICES = re.compile(rf"\sand\s(?=(?:[\w-]+\s){{0,3}}{_OFFICE}\b)", re.IGNORECASE)
_IS_OFFICE = re.compile(
    rf"(?i)\b{_OFFICE}s?\b|\b(?:head|member|fellow|founder|owner|resident|veteran|former|widow|son|daughter)\b"
)
_OFFICE_ALONE = re.compile(
    rf"\b[Tt]he (?:(?!(?:of|and|to|in)\b)[\w.’-]+ ){{0,2}}{_OFFICE}\b"
    rf"(?! (?:of|for|in|to|and|or)\b|[ \xa0][{CAPITALS}]|[’'-])"
)
_APPOSED_OFFICE = re.compile(
    rf", (?:an?|the) (?:[a-z-]+ ){{0,3}}(?:{'|'.join(VOCABULARY.offices)})\b(?! (?:of|to) (?:the )?[a-z])"
)
_COMPLEMENT = re.compile(r"\b(?:to|of|for|in)\b.*|^[^,]*[’']s\b")
_PLACE = re.compile(rf"(?:of|for|to|in) (?:the )?[{CAPITALS}].*")
_OF_A_FIELD = re.compile(r"(?:Minister|Secretary) (?:of|for) (?!State\b)")
_ABBREVIATIONS = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "gop": "republican",
}  # fmt: skip
_QUALIFIERS = frozenset({"former", "vice", "deputy", "ex", "then", "acting", "press", "under"})
_REACH = 90  # code points on either side of a name in which an office is looked for


def find_offices(text: str, start: int, end: int, prefixes: tuple[str, ...]) -> list[str]:
    """Return the offices beside the name at `start` to `end`; `prefixes` are the capitalized words before it."""
    first = start - sum(len(word) + 1 for word in prefixes)
    lower = _BEFORE_NAME.search(text, max(0, first - _REACH), first) if text[first - 2 : first - 1].islower() else None
    upper = [each for each in prefixes if each not in VOCABULARY.honorifics and each not in VOCABULARY.sentence_openers]
    before = " ".join([*([lower[1]] if lower else []), *upper])
    ranks = upper[-1:] if len(upper) > 1 and " " in upper[0] else []  # "Chief of Defence | Admiral"
    is_set_off = text[end : end + 2] in {", ", " ("}
    after = _APPOSITION.match(text, end, min(len(text), end + 2 * _REACH)) if is_set_off else None
    apposition = re.sub(r"^(?:the|an?) ", "", after[1]) if after and _IS_OFFICE.search(after[1]) else ""
    led = _APPOSED_BEFORE.search(text, max(0, first - 2 * _REACH), first) if text[end : end + 1] in {",", ";"} else None
    apposed = _JOINT_OFFICES.split(" ".join(led[1].split())) if led else ()
    return [office for office in (_without_opener(before), " ".join(apposition.split()), *apposed, *ranks) if office]


def is_office_before(text: str, end: int) -> bool:
    """Return whether an office in lower case ends right before a position: "economist Ana Ruiz"."""
    return bool(_BEFORE_NAME.search(text, max(0, end - _REACH), end))


def is_office_after(text: str, end: int) -> bool:
    """Return whether an office is apposed to what ends at a position: "NAME, a metals analyst at Lusk Capital,"."""
    after = _APPOSED_OFFICE.match(text, end, min(len(text), end + _REACH))
    return after is not None


def find_offices_alone(text: str) -> Iterator[Span]:
    """Yield the offices without a name, which may refer to their holders: "the Maine senator"."""
    return (Span(*match.span()) for match in _OFFICE_ALONE.finditer(text))


def is_same_office(office: str, mentioned: str) -> bool:
    """Return whether a person's office is the one that is mentioned: "Maine Sen." is "the Maine senator"."""
    place, mentioned_place = _PLACE.search(office), _PLACE.search(mentioned)
    if place and mentioned_place and not (place[0] in mentioned_place[0] or mentioned_place[0] in place[0]):
        return False  # "the representative of Halm" is not the Permanent Representative of Lusk
    words, mentioned_words = _office_words(office), _office_words(mentioned)
    if len(mentioned_words) > 1 and _OF_A_FIELD.match(office):  # "the defence minister" is the Minister of Defence
        words = words | _office_words(office.replace(" of ", " ").replace(" for ", " "))
    return mentioned_words <= words and not (words - mentioned_words) & _QUALIFIERS


def _without_opener(office: str) -> str:
    """Return an office without words that begin its sentence: "While Republican nominee"."""
    words = office.split()
    while words and words[0] in VOCABULARY.sentence_openers:
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=1 << 14)
def _office_words(office: str) -> frozenset[str]:
    words = re.findall(r"\w+", _COMPLEMENT.sub("", office.casefold()))
    return frozenset(_ABBREVIATIONS.get(word, word) for word in words) - {"the"}
