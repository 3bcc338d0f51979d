"""What kind of answer a question wants, and the plain question that finds what it is made of.

"How has Turkey's position on Syria changed since 2011?" wants a timeline of "Turkey's position on Syria since 2011".
"""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

Intent = Literal["statements", "who", "count", "when", "yes_no", "fact", "comparison", "timeline", "latest", "trace"]

SAYING = (
    "say says said saying state states stated statement statements tell tells told mention mentions mentioned remark "
    "remarks comment comments commented report reports reported announce announced discuss discussed speak speaks "
    "spoke spoken talk talked talks express expressed position positions view views stance stances opinion opinions"
)
_ON = r"(?:on|about|regarding|concerning|of|over|against|towards?)"
_SAID = rf"(?:{SAYING.replace(' ', '|')})"
_SPEAKERS = r"(?:countries|states|member states|leaders|speakers|delegations|delegates|ministers|presidents|officials)"
_COUNTED = rf"(?:articles|documents|references|reports|sources|speeches|statements|stories|times|{_SPEAKERS})"
_MENTIONED = r"(?:mention(?:s|ed)?|raised?|cited?|refer(?:s|red)?)"
_TELLING = rf"(?:{_SAID}|{_MENTIONED}|address(?:ed)?|name[ds]?)"
_WHICH = rf"^\W*(?:and\s+)?(?:who|which {_SPEAKERS})\s+(?:has |have |had )?"
_NEWEST = r"(?:latest|most recent|newest)"
_OPENING = (
    r"^\W*(?:(?:give|show)\s+(?:me\s+)?)?(?:(?:what|which)(?:['’]s|\s+(?:is|are|was|were))\s+)?(?:an?\s+|the\s+)?"
)
_POSITION = r"(?:positions?|views?|stances?|statements?|words?|remarks?)"
_BARE_WORDS = 6

shape = partial(re.compile, flags=re.IGNORECASE | re.DOTALL)
"""Read a pattern of questions: in whatever case, over however many lines."""

_ON_SUBJECT = shape(rf"\b{_SAID}\b(?! that\b).*\b{_ON}\b")
_ASKS = shape(r"\b(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can)\b")
_COUNT = shape(rf"\bhow (?:many|often)\b(?=.*\b{_COUNTED}\b).*\b{_TELLING}\b")
_WHO = shape(rf"{_WHICH}{_TELLING}\b")
_WHO_MENTIONED = shape(rf"{_WHICH}{_MENTIONED}\b")
_WHEN = shape(r"^\W*(?:and\s+)?(?:since\s+)?(?:when\b|(?:(?:in|on)\s+)?(?:what|which)\s+(?:year|date|day|month)\b)")
_YES_NO = shape(r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b")
_CHANGED = shape(
    r"^\W*how\s+(?:has|have|had|did)\s+(?P<plain>.+?)\s+(?:changed?|evolved?|shift(?:ed)?|develop(?:ed)?)\b(?P<rest>[^?]*)"
)
_TIMELINE = shape(rf"{_OPENING}time\s?line\s+(?:of|for|on)\s+(?P<plain>[^?]+)")
_OVER_TIME = shape(
    r",?\s*\b(?:over (?:time|the years)|through the years|year by year|from year to year|in order of time)\b"
)
_LATEST = shape(rf"{_OPENING}{_NEWEST}(?:\s+(?:news|word))?\s+(?:on|about)\s+(?P<plain>[^?]+)")
_LAST_WORDS = shape(rf"\b(?:{_NEWEST}|last)\s+(?=(?:official\s+|public\s+)?{_SAID}\b)")
_LAST_SAID = shape(rf"\b(?:last|most recently)\s+(?={_SAID}\b)|\s+(?:last|most recently)(?=\s*\?*$)")
_COMPARED = shape(
    r"^\W*(?:compare|contrast|how\s+do|how\s+did|where\s+do|what\s+(?:is|are|was|were)\s+the\s+differences?\s+between)\s+"
    rf"(?:what\s+|the\s+{_POSITION}\s+(?:of|by)\s+)?(?P<one>[^,?]+?)(?:['’]s?)?\s+(?:and|with|to|versus|vs\.?)\s+"
    rf"(?P<other>[^,?]+?)(?:['’]s?)?\s*(?:\b(?:differ(?:ed)?|disagreed?|compared?|said|say|stand|{_POSITION})\s+)*"
    r"\b(?:on|about|over|regarding|concerning|towards?)\s+(?P<about>[^?]+)"
)
_DIFFER = shape(r"\b(?:compare|contrast|differ|disagree|difference|differences|compared)\b")
_VERSUS = shape(r"^\W*(?P<one>[^,?]+?)\s+(?:versus|vs\.?)\s+(?P<other>[^,?]+?)\s+(?:on|about|over)\s+(?P<about>[^?]+)")
_BUT = shape(r",?\s*\b(?:apart from|besides|other than|except(?: for)?)\s+(?P<names>[^?]+)")
_ELSE = shape(r"\belse\s+")
_AND = re.compile(r",|\band\b")
_NAMED = re.compile(r"\b[^\W\d_a-z]")
_ABOUT = shape(r"\b(?:on|about)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question wants to be answered, and the plain question beneath.

    `whole`: all that names the subject is the answer, and not only what settles a fact. `sides` are those whose words
    are compared; `but` are names of those whose words are not wanted.
    """

    intent: Intent
    plain: str
    whole: bool
    sides: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


def read_intent(question: str) -> Reading:
    """Tell what kind of answer a question wants."""
    left_out = _BUT.search(question)
    if left_out:
        kept = read_intent(_ELSE.sub("", question[: left_out.start()] + question[left_out.end() :]))
        names = tuple(name.strip() for name in _AND.split(left_out["names"]) if name.strip())
        if kept.whole and all(map(_NAMED.search, names)):
            return replace(kept, but=names)
    return _compared(question) or _in_time(question) or _plainly(_ELSE.sub("", question, count=1))


def _compared(question: str) -> Reading | None:
    found = _VERSUS.search(question) or (_COMPARED.search(question) if _DIFFER.search(question) else None)
    if found is None:
        return None
    about = found["about"].strip()
    sides = tuple(found[name].strip() for name in ("one", "other"))
    return Reading("comparison", f"what was said on {about}?", whole=True, sides=sides)


def _in_time(question: str) -> Reading | None:
    """Read a question for a timeline, or for what came last; None where it is for neither."""
    if found := _CHANGED.search(question):
        return Reading("timeline", _on_subject(f"{found['plain']}{_OVER_TIME.sub('', found['rest'])}"), whole=True)
    if found := _TIMELINE.search(question):
        return Reading("timeline", _on_subject(_OVER_TIME.sub("", found["plain"])), whole=True)
    if found := _LATEST.search(question):
        return Reading("latest", _on_subject(found["plain"]), whole=True)
    for intent, words in (("timeline", _OVER_TIME), ("latest", _LAST_WORDS), ("latest", _LAST_SAID)):
        plain = words.sub("", question)
        if plain != question and is_on_subject(plain):
            return Reading(intent, plain, whole=True)  # type: ignore[arg-type]  # (a literal of the tuple above)
    return None


def _plainly(question: str) -> Reading:
    if _COUNT.search(question):
        return Reading("count", question, whole=True)
    whole = is_on_subject(question) or bool(_WHO_MENTIONED.search(question))
    kinds: tuple[tuple[re.Pattern[str], Intent], ...] = ((_WHO, "who"), (_WHEN, "when"), (_YES_NO, "yes_no"))
    for words, intent in kinds:
        if words.search(question):
            return Reading(intent, question, whole)
    return Reading("statements" if whole else "fact", question, whole)


def is_on_subject(question: str) -> bool:
    """Tell whether a question is for all that was said on something."""
    bare = not _ASKS.search(question) and len(question.split()) <= _BARE_WORDS
    return bare or bool(_ON_SUBJECT.search(question))


def _on_subject(words: str) -> str:
    """Make words that only name a subject a question about it."""
    return words.strip() if _ABOUT.search(words) else f"what was said on {words.strip()}?"
