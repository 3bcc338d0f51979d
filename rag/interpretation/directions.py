"""Directions: the words of a question that say how to answer it, and not what was said.

"Three quotes on Libya since 2013 from CNN, newest first" wants three citations, from cnn.com, in order of time; what is
left, "quotes on Libya since 2013", is the question. What is asked for and cannot be done is named in a note.
"""

from collections.abc import Callable

from rag.interpretation.direction_reader import Directions, N, Reader, parse_number, tidy_line
from rag.interpretation.indirect_questions import put_directly
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.source_directions import read_event, read_kind, read_source
from rag.interpretation.task_directions import read_courtesies, read_formats, read_tasks

_QUOTES = (
    r"(?:short\s+|best\s+|key\s+|direct\s+|verbatim\s+|main\s+|different\s+|relevant\s+|"
    r"good\s+)?(?:quotes?|quotations?|statements?|sentences?|citations?|examples?|lines?|"
    r"excerpts?|passages?|results?|remarks?|comments?)"
)


_NEWEST = compile_phrase(
    r"[,;(]?\s*\b(?:(?:and\s+)?(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?|show(?:n)?|starting|"
    r"start|begin(?:ning)?|with)\s+)?(?:(?:it|them|these|by|with|in)\s+)*(?:the\s+)?"
    r"(?:(?:newest|latest|most\s+recent)(?:\s+ones?|\s+statements?)?\s+(?:first|on top|"
    r"at the top)|reverse(?:d)?\s+(?:chronological(?:ly)?|date|order)(?:\s+order)?|(?:date,?\s+)"
    r"?descending(?:\s+by\s+date)?|"
    r"(?<=starting with the )(?:newest|latest|most recent))(?:\s+order)?\)?"
)


_STARTING = compile_phrase(
    r"[,;(]?\s*\b(?:starting|beginning|begin|start)\s+(?:with|from|at)\s+the\s+(?:(?P<new>newest|"
    r"latest|most recent|last)|oldest|earliest|first)(?:\s+(?:one|statement|first))?\)?"
)


_OLDEST = compile_phrase(
    r"[,;(]?\s*\b(?:(?:and\s+)?(?:sort(?:ed)?|order(?:ed)?|list(?:ed)?|show(?:n)?|with)"
    r"\s+)?(?:(?:it|them|these|by|with|in)\s+)*(?:the\s+)?"
    r"(?:(?:oldest|earliest)(?:\s+ones?|\s+statements?)?\s+(?:first|on top)|chronological(?:ly)"
    r"?(?:\s+order)?|order\s+of\s+(?:time|date)|(?:sorted|ordered)\s+by\s+(?:date|time)"
    r"|ascending(?:\s+by\s+date)?)\)?"
)


_HOW_MANY_SENTENCES = compile_phrase(
    rf"[,;(]?\s*\b(?:in|with|using|as|by)\s+(?:(?:just|only|at most|no more than|up to|about)\s+)?{N}\s+"
    rf"(?:(?:short|single|key|good|direct|verbatim|brief)\s+)?(?:sentences?|lines?|quotes?|quotations?|citations?|statements?)\b[,:)]?"
)


_BRIEFLY = compile_phrase(
    r"[,;(]?\s*\b(?:briefly|in brief|in short|in a nutshell|in a few words|short answer|"
    r"keep it short|concisely)\b[,:)]?|[,;(]\s*(?:(?:but|and|just)\s+)?(?:keep\s+(?:it|them)\s+)?(?:short|brief|quick)"
    r"(?:\s+(?:ones?|version|please|answer))?\)?(?=[?.!\s]*$)"
)


_NUMBERED = compile_phrase(
    rf"^(?P<lead>\W*(?:(?:give|show|find|list|get|tell|name|quote|i want|i need|what are)"
    rf"\s+(?:me\s+)?)?)(?:the\s+)?(?:(?:top|best|first|at most|up to|only|just|exactly|"
    rf"about)\s+)?{N}\s+(?P<rest>{_QUOTES}\b)"
)


_SINGLE = compile_phrase(
    r"^\W*(?P<lead>(?:(?:just|only|give|show|find|tell|me|us)\s+)*)(?:the|a)\s+(?:(?:single|one)\s+)?(?:best|strongest|clearest|single|one)\s+"
    r"(?P<rest>(?:quote|quotation|statement|sentence|line|citation|passage|remark)\b)"
)


_NOTHING_ELSE = compile_phrase(r"[,;(–—-]?\s*\b(?:and\s+|but\s+)?nothing\s+(?:else|more|besides)\)?(?=[?.!\s]*$)")


_MAXIMUM = compile_phrase(
    rf"[,;(]?\s*\b(?:at most|no more than|up to|maximum(?: of)?|max|only|limit(?:ed)? to|"
    rf"just)\s+{N}(?:\s+(?:of them|please|{_QUOTES}))?\s*\)?(?=[?.!]*$)"
)


_COUNTED = compile_phrase(
    rf"[,;(]\s*(?:(?:just|only|give me|show me)\s+)?{N}\s+{_QUOTES}(?:\s+(?:only|please))*\)?(?=\s*(?:[,?.!)]|$))"
)


_TOP = compile_phrase(rf"^\W*(?:the\s+)?top\s+{N}\b")


_TOP_LAST = compile_phrase(
    rf"(?<![\s,;:(–—])\s?[,;:(–—]\s?(?:(?:just|only|give\s+me)\s+)?(?:the\s+)?top\s+{N}\)?(?=[\s?.!]*$)"
)


_EVERYTHING = (
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all)\s+(?:that\s+)"
            r"?(?:(?:was|were|has been|is)\s+)?(?:ever\s+)?said\b"
        ),
        "what was said",
    ),
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all)\s+(?:that\s+)"
            r"?(?=\S+(?:\s+\S+){0,4}?\s+(?:ever\s+)?(?:has\s+|have\s+)?said\b)"
        ),
        "what ",
    ),
    (
        compile_phrase(
            r"^\W*(?:(?:give|show|find|list|tell|get)\s+(?:me\s+)?)?(?:everything|all there is|"
            r"all you have|all you(?:['’]ve| have) got)\s+(?:there is\s+|you have\s+|you(?:['’]ve|"
            r" have) got\s+)?(?=(?:on|about|regarding)\b)"
        ),
        "what was said ",
    ),
    (
        compile_phrase(
            r"^(?P<lead>\W*(?:(?:give|show|find|list|get|tell)\s+(?:me\s+)?)?)(?:absolutely\s+)"
            r"?(?:all|every|each|a (?:full|complete) list of)\s+(?:of\s+)?(?:the\s+|single\s+)"
            r"?(?=(?:quotes?|quotations?|statements?|sentences?|citations?|passages?|remarks?|"
            r"comments?|mentions?)\b)"
        ),
        r"\g<lead>",
    ),
)


_TRAILING_ALL = compile_phrase(
    r"[,;(]\s*(?:everything|all of (?:it|them)|all|the full list|complete|in full|no limit|"
    r"not just the top(?: ten| few)?)\)?(?=[?.!\s]*$)"
)


def read_directions(question: str, sources: Callable[[], frozenset[str]]) -> Directions:
    """Read and remove the words that say how to answer; the question is as it was where there are none."""
    reader = Reader(question)
    for step in (read_courtesies, _read_number, read_tasks, read_formats, _read_order, _read_extent, read_kind):
        step(reader)
    read_source(reader, sources)
    read_event(reader)
    line = reader.line if reader.line == question else tidy_line(reader.line)
    return Directions(
        line, reader.limit, reader.everything, reader.order, reader.kind, reader.source, tuple(reader.notes)
    )


def _read_number(reader: Reader) -> None:
    """Cut "in three quotations" wherever it stands, also between a task and what it is to be done with."""
    if match := reader.cut(_HOW_MANY_SENTENCES):
        reader.limit = parse_number(match["n"])
        reader.line = put_directly(tidy_line(reader.line).lstrip(",;: "))


def _read_order(reader: Reader) -> None:
    if match := reader.cut(_STARTING):
        reader.order = "newest" if match["new"] else "oldest"
    elif reader.cut(_NEWEST):
        reader.order = "newest"
    elif reader.cut(_OLDEST):
        reader.order = "oldest"


def _read_extent(reader: Reader) -> None:
    reader.cut(_NOTHING_ELSE)
    if reader.cut(_SINGLE, r"\g<rest>"):
        reader.limit = 1
    if (
        (match := reader.cut(_NUMBERED, r"\g<lead>\g<rest>"))
        or (match := reader.cut(_MAXIMUM))
        or (match := reader.cut(_COUNTED))
        or (match := reader.cut(_TOP, "") or reader.cut(_TOP_LAST, ""))
    ):
        reader.limit = parse_number(match["n"])
    if reader.cut(_BRIEFLY):
        reader.limit = reader.limit or 3
    for words, instead in _EVERYTHING:
        if reader.cut(words, instead):
            reader.everything = True
    if reader.cut(_TRAILING_ALL):
        reader.everything = True
