"""Intents: the kind of answer that a question asks for, and the plain question without the words that say so.

"How has Turkey's position on Syria changed since 2011?" is a timeline of "Turkey's position on Syria since 2011".
"""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from index.text.patterns import compile_re
from rag.query.vocabulary import load_vocabulary, match_any

Intent = Literal["statements", "who", "count", "when", "yes_no", "fact", "comparison", "timeline", "latest", "trace"]

_WORDS = load_vocabulary()
_ON = r"(?:on|about|regarding|concerning|of|over|against|towards?)"
_SAID = match_any(_WORDS.saying)
_SPEAKERS = match_any(_WORDS.counted_speakers)
_COUNTED = match_any([*_WORDS.counted_items, *_WORDS.counted_speakers])
_MENTIONED = r"(?:mention(?:s|ed)?|raised?|cited?|refer(?:s|red)?)"
_TELLING = rf"(?:{_SAID}|{_MENTIONED}|address(?:ed)?|name[ds]?)"
_WHICH = rf"^\W*(?:and\s+)?(?:who|which {_SPEAKERS})\s+(?:has |have |had )?"
_NEWEST = r"(?:latest|most recent|newest)"
_OPENING = (
    r"^\W*(?:(?:give|show)\s+(?:me\s+)?)?(?:(?:what|which)(?:['’]s|\s+(?:is|are|was|were))\s+)?(?:an?\s+|the\s+)?"
)
_POSITION = r"(?:positions?|views?|stances?|statements?|words?|remarks?)"
_BARE_WORDS = 6

compile_pattern = partial(compile_re, flags=re.IGNORECASE | re.DOTALL)
"""Return a pattern of questions, case-insensitive and across lines, that is compiled on its first use."""

_ON_SUBJECT = compile_pattern(rf"\b{_SAID}\b(?! that\b).*\b{_ON}\b")
_ASKS = compile_pattern(r"\b(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can)\b")
_COUNT = compile_pattern(rf"\bhow (?:many|often)\b(?=.*\b{_COUNTED}\b).*\b{_TELLING}\b")
_WHO = compile_pattern(rf"{_WHICH}{_TELLING}\b")
_WHO_MENTIONED = compile_pattern(rf"{_WHICH}{_MENTIONED}\b")
_WHEN = compile_pattern(
    r"^\W*(?:and\s+)?(?:since\s+)?(?:when\b|(?:(?:in|on)\s+)?(?:what|which)\s+(?:year|date|day|month)\b)"
)
_YES_NO = compile_pattern(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b")
_CHANGED = compile_pattern(
    r"^\W*how\s+(?:has|have|had|did)\s+(?P<plain>.+?)\s+(?:changed?|evolved?|shift(?:ed)?|develop(?:ed)?)\b(?P<rest>[^?]*)"
)
_TIMELINE = compile_pattern(rf"{_OPENING}time\s?line\s+(?:of|for|on)\s+(?P<plain>[^?]+)")
_OVER_TIME = compile_pattern(
    r",?\s*\b(?:over (?:time|the years)|through the years|year by year|from year to year|in order of time)\b"
)
_LATEST = compile_pattern(rf"{_OPENING}{_NEWEST}(?:\s+(?:news|word))?\s+(?:on|about)\s+(?P<plain>[^?]+)")
_LAST_WORDS = compile_pattern(rf"\b(?:{_NEWEST}|last)\s+(?=(?:official\s+|public\s+)?{_SAID}\b)")
_LAST_SAID = compile_pattern(rf"\b(?:last|most recently)\s+(?={_SAID}\b)|\s+(?:last|most recently)(?=\s*\?*$)")
_COMPARED = compile_pattern(
    r"^\W*(?:compare|contrast|how\s+do|how\s+did|where\s+do|what\s+(?:is|are|was|were)\s+the\s+differences?\s+between)\s+"
    rf"(?:what\s+|the\s+{_POSITION}\s+(?:of|by)\s+)?(?P<one>[^,?]+?)(?:['’]s?)?\s+(?:and|with|to|versus|vs\.?)\s+"
    rf"(?P<other>[^,?]+?)(?:['’]s?)?\s*(?:\b(?:differ(?:ed)?|disagreed?|compared?|said|say|stand|{_POSITION})\s+)*"
    r"\b(?:on|about|over|regarding|concerning|towards?)\s+(?P<about>[^?]+)"
)
_DIFFER = compile_pattern(r"\b(?:compare|contrast|differ|disagree|difference|differences|compared)\b")
_VERSUS = compile_pattern(
    r"^\W*(?P<one>[^,?]+?)\s+(?:versus|vs\.?)\s+(?P<other>[^,?]+?)\s+(?:on|about|over)\s+(?P<about>[^?]+)"
)
_BUT = compile_pattern(r",?\s*\b(?:apart from|besides|other than|except(?: for)?)\s+(?P<names>[^?]+)")
_ELSE = compile_pattern(r"\belse\s+")
_AND = re.compile(r",|\band\b")
_NAMED = re.compile(r"\b[^\W\d_a-z]")
_ABOUT = compile_pattern(r"\b(?:on|about)\b")


@dataclass(frozen=True, slots=True)
class ParsedIntent:
    """The kind of answer that a question asks for, and the plain question.

    `exhaustive`: everything on the subject is the answer, not only what settles a fact. `sides` are the speakers to
    compare, `excluded` the names of speakers to leave out.
    """

    intent: Intent
    plain: str
    exhaustive: bool
    sides: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def parse_intent(question: str) -> ParsedIntent:
    """Return the intent of a question."""
    exclusion = _BUT.search(question)
    if exclusion:
        parsed = parse_intent(_ELSE.sub("", question[: exclusion.start()] + question[exclusion.end() :]))
        names = tuple(name.strip() for name in _AND.split(exclusion["names"]) if name.strip())
        if parsed.exhaustive and all(map(_NAMED.search, names)):
            return replace(parsed, excluded=names)
    return _parse_comparison(question) or _parse_timeline(question) or _parse_plain(_ELSE.sub("", question, count=1))


def _parse_comparison(question: str) -> ParsedIntent | None:
    match = _VERSUS.search(question) or (_COMPARED.search(question) if _DIFFER.search(question) else None)
    if match is None:
        return None
    about = match["about"].strip()
    sides = tuple(match[name].strip() for name in ("one", "other"))
    return ParsedIntent("comparison", f"what was said on {about}?", exhaustive=True, sides=sides)


def _parse_timeline(question: str) -> ParsedIntent | None:
    """Read a question for a timeline or for the latest statement; return None for any other."""
    if match := _CHANGED.search(question):
        return ParsedIntent(
            "timeline", _make_subject_question(f"{match['plain']}{_OVER_TIME.sub('', match['rest'])}"), exhaustive=True
        )
    if match := _TIMELINE.search(question):
        return ParsedIntent("timeline", _make_subject_question(_OVER_TIME.sub("", match["plain"])), exhaustive=True)
    if match := _LATEST.search(question):
        return ParsedIntent("latest", _make_subject_question(match["plain"]), exhaustive=True)
    for intent, words in (("timeline", _OVER_TIME), ("latest", _LAST_WORDS), ("latest", _LAST_SAID)):
        plain = words.sub("", question)
        if plain != question and is_about_subject(plain):
            return ParsedIntent(intent, plain, exhaustive=True)  # type: ignore[arg-type]  # (a literal of the tuple above)
    return None


def _parse_plain(question: str) -> ParsedIntent:
    if _COUNT.search(question):
        return ParsedIntent("count", question, exhaustive=True)
    exhaustive = is_about_subject(question) or bool(_WHO_MENTIONED.search(question))
    kinds: tuple[tuple[re.Pattern[str], Intent], ...] = ((_WHO, "who"), (_WHEN, "when"), (_YES_NO, "yes_no"))
    for words, intent in kinds:
        if words.search(question):
            return ParsedIntent(intent, question, exhaustive)
    return ParsedIntent("statements" if exhaustive else "fact", question, exhaustive)


def is_about_subject(question: str) -> bool:
    """Return whether a question asks for everything that was said on a subject."""
    is_bare = not _ASKS.search(question) and len(question.split()) <= _BARE_WORDS
    return is_bare or bool(_ON_SUBJECT.search(question))


def _make_subject_question(words: str) -> str:
    """Turn words that only name a subject into a question about it."""
    return words.strip() if _ABOUT.search(words) else f"what was said on {words.strip()}?"
