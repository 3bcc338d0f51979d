"""Lists: "name all the speakers on Mali" and "top five speakers on oil" become whole questions for who spoke."""

import re

from rag.interpretation.offices.group_names import is_group
from rag.interpretation.patterns import compile_phrase

_END = r"[\s?.!]*$"
_LIST = r"(?:list|name|show|find|give|tell|get|display|enumerate)"
_WHO_LISTED = compile_phrase(
    r"^\W*(?:list|name|show|find|give|tell|get|display|enumerate)\s+(?:me\s+|us\s+)?"
    r"(?:(?:all|every|each|the|any|of|different)\s+)*"
    r"(?P<who>speakers?|people|persons?|everyone|everybody|anyone|those|politicians|leaders|delegates|ones|names"
    r"|countr(?:y|ies)|states|nations|delegations|articles|documents|speeches|sources)\s+"
    r"(?:of\s+(?:the\s+)?(?:speakers|people|those|everyone)\s+)?(?:who|that|which)\s+"
    r"(?:(?:have|has|had|ever)\s+)*(?P<rest>\S.*)$"
)
_GROUP_LISTED = compile_phrase(
    r"^\W*(?:list|name|show|find|give|tell|get|display|enumerate)\s+(?:me\s+|us\s+)?"
    r"(?:(?:all|every|each|the|any|of)\s+)*(?P<who>(?:[^\W\d_][\w'’-]*\s+){1,4}?)(?:who|that|which)\s+"
    r"(?:(?:have|has|had|ever)\s+)*(?P<rest>\S.*)$"
)
_KEPT = compile_phrase(r"^(?:countr(?:y|ies)|states|nations|delegations|articles|documents|speeches|sources)$")
_TOOK_PART = compile_phrase(
    r"^\W*(?:which|what)\s+(?P<who>(?:[\w'’-]+\s+){0,3}?(?:officials|ministers|diplomats|officers|generals|delegates|leaders|"
    r"representatives|guests|participants|experts|people|politicians|members))\s+(?:took\s+part|participated|attended|came|joined|"
    r"were\s+(?:there|present|involved|at|in))\b(?:\s+(?:in|at|to))?(?P<where>\s+[^?]*?)?" + _END
)
_EVENT = compile_phrase(
    r"\s+(?:the\s+|these\s+|those\s+)?(?:talks|consultations|meetings?|discussions|conferences?|events?)\b"
)
_EVERYONE = r"(?:speakers?|people|persons?|everyone|everybody|politicians|leaders|delegates|voices|names|those|anyone)"
_COUNTED_ON = compile_phrase(
    rf"^\W*(?:{_LIST}\s+(?:me\s+|us\s+)?)?(?:an?\s+|the\s+)?(?:full\s+|complete\s+)?(?P<what>list|count|number|total)\s+of\s+(?:all\s+)?(?:the\s+)?"
    rf"{_EVERYONE}\s+(?:on|about)\s+(?P<about>[^?]+?){_END}"
)
_QUOTED_ON = compile_phrase(
    rf"^\W*(?:{_LIST}\s+(?:me\s+|us\s+)?|who\s+(?:are|were)\s+|which\s+|what\s+)(?:(?:all|every|each|the|any|of|a\s+list\s+of)\s+)*"
    r"(?P<who>(?:[^\W\d_][\w'’-]*\s+){1,4}?)(?:(?:who|that|which)\s+)?(?:(?:are|were|is|was|have\s+been)\s+)?"
    rf"(?:quoted|cited|heard|on\s+record|speaking|talking)\s+(?:on|about|regarding)\s+(?P<about>[^?]+?){_END}"
)
_TOP_ON = compile_phrase(
    rf"^\W*(?:{_LIST}\s+(?:me\s+|us\s+)?)?(?:who\s+(?:is|are|was|were)\s+)?(?:the\s+)?(?:top\s+(?:\w+\s+)?{_EVERYONE}|"
    r"(?:most|top)[\s-](?:often\s+)?(?:quoted|cited|vocal|talkative|outspoken)(?:\s+(?:speakers?|persons?|people|leaders?|politicians?))?)\s+"
    rf"(?:on|about)\s+(?P<about>[^?]+?){_END}"
)
_MOST_NAMED = compile_phrase(
    rf"^\W*(?:what\s+is\s+|which\s+is\s+)?(?:the\s+)?most\s+(?:often\s+|frequently\s+)?(?:mentioned|named|discussed|talked[\s-]about)\s+"
    rf"(?P<what>country|state){_END}"
)
_PLURAL = re.compile(r"y$")


def complete_list(line: str) -> str:
    """Return a question for a list of those who spoke as one for who did; any other line as it was."""
    if match := _WHO_LISTED.match(line):
        who = match["who"].casefold()
        return f"{f'which {who}' if _KEPT.match(who) else 'who'} {match['rest'].rstrip(' ?.!')}?"
    if match := _TOOK_PART.match(line):
        return f"who were the {match['who']}{_EVENT.sub('', match['where'] or '').rstrip()}?"
    if (match := _GROUP_LISTED.match(line)) and (group := _plural_group(match["who"])):
        return f"which {group} {match['rest'].rstrip(' ?.!')}?"
    return _complete_ranking(line)


def _complete_ranking(line: str) -> str:
    """Return a list, a count or a ranking of the speakers on a subject as a question for it."""
    if match := _COUNTED_ON.match(line):
        asks = "who" if match["what"].casefold() == "list" else "how many speakers"
        return f"{asks} spoke about {match['about']}?"
    if match := _TOP_ON.match(line):
        return f"who mentioned {match['about']} most often?"
    if match := _MOST_NAMED.match(line):
        return f"which {match['what']} is mentioned most often?"
    if match := _QUOTED_ON.match(line):
        who = match["who"].strip()
        asks = "who" if re.fullmatch(_EVERYONE, who, re.IGNORECASE) else f"which {_plural_group(who) or who}"
        return f"{asks} spoke about {match['about']}?"
    return line


def _plural_group(words: str) -> str:
    """Return some words that name a group of speakers in their plural; empty where they name none."""
    name = words.strip()
    return next((group for group in (name, f"{name}s", _PLURAL.sub("ies", name)) if is_group(group)), "")
