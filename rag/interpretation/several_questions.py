"""Several questions in one: each is answered by itself, one after the other."""

import re

from rag.interpretation.patterns import compile_phrase
from rag.query.time_expressions import find_time_words

_MARKS = re.compile(r"(?<=[?])\s+(?=[^\s?])|\s*;\s+(?=and\b)", re.IGNORECASE)
_ASKS = r"(?:what|who|whom|when|where|how|which|did|has|was|is)"
_AND = compile_phrase(
    rf"[,;]?\s*\b(?:and|but|or|as well as|also|then)\s+(?:also\s+)?(?={_ASKS}\s+(?:did|"
    rf"said|was|were|spoke|does|do|many|often|has|have|mention(?:s|ed)?|raise[ds]?|speaks?|talks?|is|are|said|the|[A-Z]\w+\s+(?:say|"
    rf"said))\b(?:\s+\S+){{1,}}|(?:did|has|have)\s+(?:\S+\s+){{1,4}}?(?:mention|say|speak|talk|raise|support|oppose|condemn)\w*\s)"
)
_WHETHER = compile_phrase(r"^\W*(?:did|does|has|have|had|was|were)\s+\S+\s+\S")
_OF_IT = compile_phrase(
    r"[,;–—-]\s*(?:(?:and|so)\s+)?(?=(?:what(?:['’]?s|\s+(?:was|were|did|has|have|is))|who|when|where|how)\s+(?:(?:\w+\s+){1,4}?)"
    r"(?:it|that|this|them)\W*$)"
)
"""Before a second half that asks of what the first names: "did Berg raise whales, what was said about it"."""
_DID = compile_phrase(r"^\W*(?:what|how|why|when|where|who)\s+(?:did|does|has|have)\s+\S+\s+\S")
_ELLIPSIS = compile_phrase(
    r"^(?P<ask>what\s+(?:did|does|has))\s+(?P<one>[^?]+?)\s+(?P<say>say|said|think)\s+(?P<on>about|"
    r"on|of)\s+(?P<first>[^?]+?),?\s+and\s+(?P<other>(?!(?:about|on|of)\b)[^?]+?)\s+(?:about|"
    r"on|of)\s+(?P<second>[^?]+?)\s*\?*$"
)
_BETWEEN = compile_phrase(r"\bbetween\b")
_TWO_TIMES = compile_phrase(
    r"^(?P<head>.*?\b(?:on|about)\s+)(?P<first>[^?]+?\s+in\s+(?:\w+\s+)?\d{4})\s*,?\s+and\s+(?:(?:on|"
    r"about)\s+)?(?P<second>(?!in\b)[^?\d]+?\s+in\s+(?:\w+\s+)?\d{4})\s*\?*$"
)
_TWO_SUBJECTS = compile_phrase(
    r"^(?P<head>[^?]*?)\b(?P<on>on|about)\s+(?P<first>[^?]+?)\s+(?P<by>by|from)\s+(?P<one>[^?]+?)"
    r",?\s+and\s+(?:on|about)\s+(?P<second>[^?]+?)\s+(?:by|from)\s+(?P<other>[^?]+?)\s*\?*$"
)
_TWO_ON = compile_phrase(
    r"^(?P<head>\W*what\s+(?:did|does|has|was)\s+[^?]{0,60}?\b(?:say|said|think|thought)\s+(?:on|about)\s+)(?P<first>(?:(?!\b(?:by|from|on|about)\b)"
    r"[^?])+?),?\s+and\s+(?:(?:also|then)\s+)?(?:on|about)\s+(?P<second>(?:(?!\bby\b)[^?])+?)\s*\?*$"
)
_ON_THE_SAME = compile_phrase(
    r"^(?P<head>[^?]*?)\b(?P<by>by|from)\s+(?P<one>[^?]{2,60}?)\s+(?P<on>on|about)\s+(?P<about>[^?]+?),?\s+and\s+(?:also\s+)?(?:by|from)\s+"
    r"(?P<other>[^?,]{2,60}?)\s+(?:on|about)\s+(?:the\s+same(?:\s+\w+)?|it|that|this)\W*$"
)
_EITHER = compile_phrase(
    r"^(?P<head>\W*(?:did|does|do|has|have|had)\s+(?:(?:any|some)\s?(?:one|body)|people|(?:any\s+)?(?:leaders?|speakers?|countr(?:y|ies)))\s+(?:ever\s+)?"
    r"(?:mention(?:ed)?|discuss(?:ed)?|raised?|name[ds]?|(?:sp(?:eak|oken)|talk(?:ed)?|say\s+anything|said\s+anything)\s+(?:about|on|of))\s+)"
    r"(?:either\s+)?(?P<first>[^\s?,]+(?:\s+[^\s?,]+){0,2}?)\s+or\s+(?P<second>(?!not\b|so\b)[^\s?,]+(?:\s+[^\s?,]+){0,2})\s*\?*$"
)
_YEARS = compile_phrase(
    r"\bin\s+(?P<first>(?:19|20)\d\d)(?P<more>(?:\s*,\s*(?:19|20)\d\d)*)\s*,?\s+(?P<and>and\s+(?:then\s+|"
    r"also\s+)?(?P<in>in\s+)?)(?P<last>(?:19|20)\d\d)\b"
)
_TELL_ME = compile_phrase(r",?\s+and\s+(?:then\s+|also\s+)?(?:tell|show)\s+me\s+(?=(?:who|what|when|which|how)\b)")
_AND_WHAT_IN = compile_phrase(r"\b(?P<and>and|or)\s+(?:then\s+)?what(?=\s+in\s+(?:19|20)\d\d\W*$)")
_ASKING = compile_phrase(
    r"^\W*(?:and\s+|but\s+|also\s+)?(?:what|who|whom|when|where|how|which|why|did|do|does|"
    r"has|have|is|are|was|were|quotes?|list|show|give|compare)\b"
)
_GOES_ON = compile_phrase(r"^\W*(?:and|or)\s+(?:\S+\s+){0,4}?\S+\s*\?*$")
_SAID = compile_phrase(
    r"\b(?:say|said|says|speak|spoke|spoken|mention\w*|quotes?|statements?|speech(?:es)?|remarks?|talk\w*|positions?|views?)\b"
)
_FRAGMENT = compile_phrase(
    r"^\W*(?!(?:really|please|thanks|thank|ok|okay|right|yes|no|why|how|huh|sure)\b)[^?!.\"“”]{2,60}\?$"
)
_FRAGMENT_WORDS = 6
_MOST = 4


def split_marks(question: str) -> list[str]:
    """Return the parts of a question that each end in a question mark."""
    return re.split(r"(?<=[?])\s+(?=[^\s?])", question.strip())


def split_questions(question: str) -> list[str]:
    """Return the questions that a question is made of, each to be asked by itself; itself alone where it is one."""
    question = _TELL_ME.sub("? ", question)
    lines = [line for line in _MARKS.split(question.strip()) if re.search(r"\w", line)]
    if lines and all(map(_is_question, lines)):
        lines = [lines[0], *(_continue(line, lines[0]) for line in lines[1:])]
    else:
        lines = [question]
    parts = [part for line in lines for part in _split(line)]
    return parts if 1 < len(parts) <= _MOST else [question]


def _is_question(line: str) -> bool:
    return bool(_ASKING.search(line) or _GOES_ON.match(line)) or _is_fragment(line)


def _is_fragment(line: str) -> bool:
    """Return whether some words only name a subject, and ask by their mark: "Abu Musa?"."""
    return bool(_FRAGMENT.match(line)) and len(line.split()) <= _FRAGMENT_WORDS


def _continue(line: str, first: str) -> str:
    """Return a name after a whole question as what goes on with it: "Iran?" after "what did Obama say about Iraq?"."""
    bare = not _ASKING.search(line) and not _GOES_ON.match(line)
    return f"and {line.lstrip()}" if bare and _ASKING.search(first) else line


def _split(line: str) -> list[str]:
    line = _AND_WHAT_IN.sub(r"\g<and> ", line)
    return _split_ellipsis(line) or _split_subjects(line) or _split_years(line) or _split_clauses(line)


def _split_ellipsis(line: str) -> list[str]:
    """Split "what did A say about B and C about D"."""
    match = _ELLIPSIS.match(line)
    is_one = match and _BETWEEN.search(match["first"])
    if not match or is_one or _AND.search(line) or not re.search(r"[A-Z]", match["other"]):
        return []
    head = f"{match['ask']} {{}} {match['say']} {match['on']} {{}}?"
    return [head.format(match["one"], match["first"]), head.format(match["other"], match["second"])]


def _split_subjects(line: str) -> list[str]:
    """Split "on A by B and on C by D", "on A in 2011 and on B in 2013" and "did anyone mention A or B"."""
    if match := _TWO_SUBJECTS.match(line):
        pairs = ("first", "one"), ("second", "other")
        return [f"{match['head']}{match['on']} {match[about]} by {match[who]}?" for about, who in pairs]
    if match := _TWO_ON.match(line):
        when = find_time_words(match["second"])
        dated = f" {when}" if when and not find_time_words(match["first"]) else ""
        return [f"{match['head']}{match['first'].strip(' ,')}{dated}?", f"{match['head']}{match['second']}?"]
    if match := _ON_THE_SAME.match(line):
        return [f"what was said {match['on']} {match['about']} by {match[who]}?" for who in ("one", "other")]
    match = _EITHER.match(line) or _TWO_TIMES.match(line)
    return [f"{match['head']}{match[one]}?" for one in ("first", "second")] if match else []


def _split_years(line: str) -> list[str]:
    """Split years that are no range: "in 2012 and 2015"."""
    match = _YEARS.search(line)
    if not match or not _SAID.search(line) or re.search(r"\bbetween\b", line, re.IGNORECASE):
        return []
    years = [match["first"], *re.findall(r"\d{4}", match["more"]), match["last"]]
    apart = match["in"] or match["more"] or abs(int(years[-1]) - int(years[0])) > 1
    return [f"{line[: match.start()]}in {year}{line[match.end() :]}" for year in years] if apart else []


def _split_clauses(line: str) -> list[str]:
    """Split questions that are joined by "and"."""
    if _WHETHER.match(line) and (second := _OF_IT.search(line)):
        return [f"{line[: second.start()].strip()}?", line[second.end() :].strip()]
    parts, start = [], 0
    for match in _AND.finditer(line):
        if _SAID.search(line[: match.start()]) or _DID.match(line[: match.start()]):
            parts.append(line[start : match.start()].strip(" ,;") + "?")
            start = match.end()
    return [*parts, line[start:].strip() if parts else line]
