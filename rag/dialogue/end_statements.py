"""End statements: the first or the last words of somebody become a question for their words in order of time.

"Berg's oldest statement on fish", "the first thing that Berg said on fish" and "earliest words by Berg on fish" all ask
for one sentence. The latest on a subject stays a question for the latest.
"""

import re
from collections.abc import Callable

from rag.interpretation.patterns import compile_phrase

_LEAD = (
    r"^\W*(?:(?:what(?:['’]?s|\s+is|\s+was|\s+were|\s+are)|show|give|tell|find|get|quote|me|us|i\s+(?:want|need))\s+)*"
    r"(?:the\s+|any\s+)?"
)
_END = (
    r"(?:very\s+|single\s+)?(?P<end>(?P<old>first|earliest|oldest)|last|latest|newest|most\s+recent)\s+"
    r"(?:(?:known|recorded|official|public)\s+)?"
    r"(?:statements?|quotes?|quotations?|remarks?|comments?|words?|things?|sentences?|utterances?)"
)
_ON = r"(?:\s+(?:on|about|regarding|concerning)\s+(?P<about>(?!record\b)[^?,]+?))?"
_HELD = (
    r"(?:,?\s+(?:that\s+|which\s+)?(?:you(?:['’]ve|\s+have)(?:\s+got)?|there\s+is|is\s+(?:there|known)|on\s+record|"
    r"in\s+(?:here|the\s+library)))*[\s?.!]*$"
)
_WHO = r"(?P<who>[^\s?,][^?,]{0,60}?)"
_FORMS = (
    compile_phrase(rf"{_LEAD}{_END}\s+(?:made\s+|given\s+)?(?:by|of|from)\s+{_WHO}{_ON}{_HELD}"),
    compile_phrase(
        rf"{_LEAD}{_END}\s+(?:that\s+)?{_WHO}\s+(?:(?:has|have|had|ever)\s+)*(?:said|uttered|told){_ON}{_HELD}"
    ),
    compile_phrase(rf"{_LEAD}{_WHO}['’]s?\s+{_END}{_ON}{_HELD}"),
)
_WHO_MADE = compile_phrase(
    rf"^\W*who\s+(?:made|gave|issued|uttered|said|has|had)\s+(?:the\s+)?{_END}\s+(?:on|about|regarding|concerning|of)\s+"
    r"(?P<about>[^?,]+?)[\s?.!]*$"
)
_LONGEST = 24  # words


def complete_end(line: str, is_speaker: Callable[[str], bool]) -> str:
    """Return a question for the first or the last words of a speaker as a whole one; the line where it is none."""
    if len(line.split()) > _LONGEST:
        return line
    if match := _WHO_MADE.match(line):
        return f"who was the {'first' if match['old'] else 'last'} to mention {match['about']}?"
    match = next(filter(None, (form.match(line) for form in _FORMS)), None)
    who = re.sub(r"^(?:an?|any|some)\s+", "", match["who"], flags=re.IGNORECASE) if match else ""
    if match is None or not is_speaker(who):
        return line
    if match["about"] and not match["old"]:
        return f"what is the latest statement by {who} on {match['about']}?"
    on = f" about {match['about']}" if match["about"] else ""
    return f"what did {who} say{on}, {'oldest' if match['old'] else 'newest'} first, at most one?"
