"""Swaps: "and the last?", "how often did Berg?", "in the same year" are the question before them with one part changed.

What is changed is a rank, who did it, a subject that was counted, or a time; the rest of the question stays.
"""

import re
from collections.abc import Sequence

from rag.dialogue.question_parts import Past
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.patterns import compile_phrase

_LEAD = r"^\W*(?:(?:and|but|ok|okay|so|then|also|what\s+about|how\s+about)[,\s]+)*"
_END = r"[\s?.!]*$"
_RANK = r"(?:very\s+)?(?P<rank>first|earliest|oldest|last|latest|newest|most\s+recent)"
_RANKED = compile_phrase(
    rf"{_LEAD}(?:(?:who|when|what|which)\s+(?:was|were|is)\s+)?(?:the\s+)?{_RANK}(?:\s+(?:one|time|ones))?{_END}"
)
_RANKS = compile_phrase(r"\b(?:first|earliest|oldest|last|latest|newest|most\s+recent)\b")
_FIRST = frozenset({"first", "earliest", "oldest"})
_LATEST_ON = compile_phrase(r"^\W*what\s+(?:is|was)\s+the\s+(?:latest|newest|most\s+recent)\s+(?:on|about)\s")
_HOW_OFTEN = compile_phrase(
    rf"{_LEAD}(?P<how>how\s+(?:often|many\s+times))\s+(?:did|does|has|have)\s+(?P<who>(?!(?:he|she|they|it|that|this|anyone|anybody|"
    rf"everyone)\b)[^?]{{2,40}}?)(?:\s+(?:do|done|mention|say)\s*(?:it|that|this|so)?)?{_END}"
)
_SAME_TIME = compile_phrase(
    r"\b(?:in\s+|during\s+)?(?:the\s+same|that|this\s+same|that\s+same)\s+(?P<unit>year|month)\b(?:\s+as\s+(?:that|well))?"
)
_COUNT = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "the": 1}
_YEARS_AWAY = compile_phrase(
    r"\b(?:(?:(?P<count>a|one|two|three|four|five|\d)\s+years?\s+(?P<way>later|after(?:wards)?|earlier|before)(?:\s+that)?)|"
    r"(?:in\s+)?the\s+(?P<next>next|following|previous|preceding)\s+year|(?:in\s+)?the\s+year\s+(?P<beside>after|before)(?:\s+that)?)"
    r"(?=\s*[?.!,]|\s*$|\s+(?:on|about)\b)"
)
_EARLIER = frozenset({"earlier", "before", "previous", "preceding"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ON = compile_phrase(r"\b(?:on|about|regarding|concerning|mention\w*)\s+\S")
_SAYS = compile_phrase(
    rf"^\W*(?:(?:and|but|then|so)\s+)?what\s+(?:did|does|has)\s+\S[^?]*?\s+(?:say|said)\b[^?]*{_END}"
)
_COMPARE_WITH = compile_phrase(
    rf"{_LEAD}(?:compare|contrast)\s+(?:(?:him|her|it|them|that|this)\s+and|(?:(?:him|her|it|them|that|this)\s+)?(?:with|to|against))\s+(?P<who>[^?]{{2,40}}?){_END}"
)


def swap_part(question: str, pasts: Sequence[Past]) -> str:
    """Return the question that a follow-up makes by changing one part of the last one; empty where it changes none."""
    last = pasts[-1]
    return _swap_rank(question, last) or _swap_doer(question, last) or _swap_time(question, last)


def swap_subject(name: str, last: Past) -> str:
    """Return a question that counts, or asks whether, on another subject; empty where the last one did neither."""
    about = last.parts.about
    if not about or not (read_count(last.question) or read_whether(last.question)):
        return ""
    changed = re.sub(rf"\b{re.escape(about)}(?!\w)", lambda _: name, last.question, count=1)
    return changed if changed != last.question else ""


def _swap_rank(question: str, last: Past) -> str:
    """Return the last question for the other end: "and the last?" after "who was the first to mention fish?"."""
    match, old = _RANKED.match(question), _RANKS.search(last.question)
    if match is None or old is None:
        return ""
    if _LATEST_ON.match(last.question) and last.parts.about and match["rank"].casefold() in _FIRST:
        return f"when was {last.parts.about} first mentioned?"
    return f"{last.question[: old.start()]}{match['rank'].casefold()}{last.question[old.end() :]}"


def _swap_doer(question: str, last: Past) -> str:
    """Return "how often did Berg?" with the subject, and "compare him with Lund" with both names and the subject."""
    about, when = last.parts.about, f" {last.parts.when}" if last.parts.when else ""
    if about and (match := _HOW_OFTEN.match(question)):
        return f"{match['how']} did {match['who']} mention {about}{when}?"
    one = last.parts.who or next(iter(dict.fromkeys(last.speakers)), "")
    if about and one and (match := _COMPARE_WITH.match(question)):
        return f"compare {one} and {match['who']} on {about}{when}?"
    return ""


def _swap_time(question: str, last: Past) -> str:
    """Return a question for the same year or month with the one that the last question named, or its answer dates."""
    match = _SAME_TIME.search(question)
    if match is None:
        return _swap_year(question, last)
    of_month = match["unit"].casefold() == "month"
    length = len("2011-09") if of_month else len("2011")
    named = [] if of_month else _YEAR.findall(last.parts.when)
    dated = {date[:length] for date in last.dates if len(date) >= length}
    when = named[0] if len(set(named)) == 1 else next(iter(dated)) if len(dated) == 1 else ""
    if not when:
        return ""
    return _ask_in(when, question, match, last)


def _swap_year(question: str, last: Past) -> str:
    """Return "what did Lund say a year later?" with the year that it is, after a question that names one."""
    match = _YEARS_AWAY.search(question)
    named = set(_YEAR.findall(last.parts.when)) or {date[:4] for date in last.dates}
    if match is None or len(named) != 1 or not _SAYS.match(question):
        return ""
    way = (match["way"] or match["next"] or match["beside"]).casefold()
    years = int(match["count"]) if (match["count"] or "").isdecimal() else _COUNT[(match["count"] or "the").casefold()]
    return _ask_in(str(int(named.pop()) + (-years if way in _EARLIER else years)), question, match, last)


def _ask_in(when: str, question: str, match: re.Match[str], last: Past) -> str:
    """Return a question without some words, in a time and about the subject before it where it names none."""
    rest = f"{question[: match.start()].rstrip()} {question[match.end() :].lstrip()}".strip().rstrip(" ?")
    about = last.parts.about
    on = f" about {about}" if about and _SAYS.match(f"{rest}?") and not _ON.search(rest) else ""
    return f"{rest}{on} in {when}?"
