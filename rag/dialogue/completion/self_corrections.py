"""Self-corrections: somebody who corrects themselves while they type asks only for what follows.

"Who said that oil is dear... sorry, who said that gas is dear?" asks the second question alone, and "what did Berg, I
mean Said, say?" asks of Said. What is left out is said; quotations stay as they are.
"""

import re
from dataclasses import dataclass

from rag.interpretation.patterns import compile_phrase

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»")
_APART = r"(?:\s?(?:\.{2,}|…|[,;.–—?!])|\s-+)[\s\"”]*"
_SIGHS = r"(?:(?:oh|ah|er|erm|um|uh|hm|oops|no|nope|wait|actually|i['’]?m|am|so)[\s,.]+){0,4}"
_MARKED = compile_phrase(
    rf"{_APART}(?:or\s+|and\s+)?{_SIGHS}"
    r"(?:sorry|apologies|my\s+(?:mistake|bad)|i\s+mean[t]?|i\s+wanted\s+to\s+(?:say|ask)|rather(?!\s+than)|correction|make\s+that|let\s+me\s+rephrase|"
    r"no\s+wait|wait\s+no|wait|actually\s+no|no\s+actually|oops)"
    r"\b[\s,:.;…–—-]*(?=[\w\"“„«])"
)
_BY_ITSELF = compile_phrase(
    r"\s(?:or\s+rather|(?:no[\s,]+)?(?:scratch|strike)\s+that|no[\s,]+wait|wait[\s,]+no|no[\s,]+sorry|no[\s,]+i\s+mean[t]?)"
    r"\b[\s,:.;…–—-]*(?=[\w\"“„«])"
)
_BROKEN_OFF = compile_phrase(r"\s?(?:\.{3,}|…)\s*(?=(?:who|whom|whose|what|when|where|which|why|how)\b)")
_ASKS = compile_phrase(
    r"^\W*(?:who|whom|whose|what|whats|when|where|which|why|how|did|does|do|has|have|had|is|are|was|were|can|could|compare|"
    r"list|show|give|find|tell|summari[sz]e|quotes?|quotations?|statements?|everything|anything)\b"
)
_ASKS_FIRST = compile_phrase(r"^\W*(?:who|whom|whose|what|when|where|which|why|how)\b")
_LINK = compile_phrase(
    r"\b(?:on|about|regarding|concerning|of|in|by|from|with|at|to|for|against|since|before|after|during|between|and|or|did|does|do|"
    r"has|have|had|was|were|is|are|said|say|says|mention|mentioned|the|quotes?|compare)\s+"
)
_PREPOSITION = compile_phrase(
    r"^(?:on|about|regarding|concerning|of|in|by|from|with|at|to|for|against|since|before|after|during|between)\b"
)
_CLOSED = compile_phrase(r"(?<=\w),\s+(?=(?:say|said|mention|think|want|tell|speak|on|about|in|of)\b)")
"""The comma that closes what was put in place of other words: "Berg, I mean Said, say"."""

_SPECIFIES = compile_phrase(
    r"^\W*(?:like|as\s+in|such\s+as|which|what|who|whose|where|when)\b(?P<rest>(?:\s+[\w'’-]+){1,4})\W*$"
)
_VERB = compile_phrase(
    r"\b(?:did|does|do|has|have|had|is|are|was|were|can|could|will|would|said|say|says|spoke|mention\w*|talk\w*|rais\w*|oppos\w*|"
    r"support\w*|criti\w*|condemn\w*|about|on|in|by|from|of)\b"
)
_LONGEST = 500  # characters of a question that is read here: its patterns are not for long texts
_WHOLE = 4  # words of a question that asks by itself
_MOST = 3  # corrections of one question


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question without what its writer took back, and the note that says what that was."""

    question: str
    note: str = ""


def drop_corrected(typed: str) -> Corrected:
    """Return a question as it was corrected by whoever typed it; as it is where nothing was taken back."""
    if len(typed) > _LONGEST:
        return Corrected(typed)
    line, left = typed, []
    for _ in range(_MOST):
        match = _find_mark(line)
        if match is None:
            break
        before, after = line[: match.start()], line[match.end() :]
        if _only_specifies(before, after):
            line = before.strip()
            left.append(after.strip(" ?.!"))
            break
        line, taken_back = _replace_last(before.strip(), after.strip())
        left.append(taken_back)
    if not left:
        return Corrected(typed)
    return Corrected(line, f"Left out, as it was corrected: {', '.join(f'“{words}”' for words in left)}.")


def _only_specifies(before: str, after: str) -> bool:
    """Return whether words after a question ask nothing without it: "where are they from, I mean which towns?"."""
    match = _SPECIFIES.match(after)
    return bool(match and _ASKS.match(before) and len(before.split()) >= _WHOLE and not _VERB.search(match["rest"]))


def _find_mark(line: str) -> re.Match[str] | None:
    """Return the first sign of a correction outside quotations, with words before and after it."""
    hidden = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line)
    for sign in (_MARKED, _BY_ITSELF, _BROKEN_OFF):
        match = sign.search(hidden)
        is_meant = match and re.search(r"\w", hidden[: match.start()]) and re.search(r"\w", hidden[match.end() :])
        if match and is_meant and (sign is not _BROKEN_OFF or _ASKS_FIRST.match(hidden)):
            return match
    return None


def _replace_last(before: str, after: str) -> tuple[str, str]:
    """Return the question that is meant, and the words of it that it stands in place of."""
    if _ASKS.match(after) or not _ASKS.match(before):
        return after, before
    start = _preposition(before, after)
    if start is None:
        links = [link.end() for link in _LINK.finditer(before)]
        start = links[-1] if links else None
    if not start or start >= len(before):
        return after, before
    return f"{before[:start].strip()} {_CLOSED.sub(' ', after, count=1)}", before[start:].rstrip(" -–—")


def _preposition(before: str, after: str) -> int | None:
    """Return where the part of a question starts that another with the same preposition replaces; None if none does."""
    match = _PREPOSITION.match(after)
    same = [found.start() for found in re.finditer(rf"\b{match[0]}\b", before, re.IGNORECASE)] if match else []
    return same[-1] if same else None
