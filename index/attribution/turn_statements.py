"""Turns become statements, and precede what the tagger finds in the same words."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from index.attribution.confidence import CERTAIN
from index.attribution.forms.document import Turn
from index.attribution.statements import Speaker, Statement
from index.text.spans import Span

_MAX_PARTS = 20  # spans that the form attributes which are compared with one of the tagger's


def attribute_turns(turns: Iterable[Turn], passages: Sequence[Span]) -> Iterator[Statement]:
    """Yield the statements of turns; a clause is one statement, however many passages it is in."""
    for turn in turns:
        whole = [each for words in turn.words for each in attribute_whole(words, turn.speaker, passages)]
        if not turn.clause:
            yield from whole
        elif whole:
            content = tuple(part for each in whole for part in each.content)
            yield Statement(turn.speaker, turn.cue, content, "indirect" if turn.indirect else "direct", CERTAIN)


def attribute_whole(whole: Span, speaker: Speaker | None, passages: Sequence[Span]) -> Iterator[Statement]:
    """Yield one person's words as a direct statement for each passage of them."""
    first = bisect_right(passages, whole.start, key=lambda passage: passage.end)
    for passage in passages[first:]:
        part = Span(max(whole.start, passage.start), min(whole.end, passage.end))
        if part.start >= whole.end:
            return
        if part.start < part.end:
            yield Statement(speaker, None, (part,), "direct", CERTAIN)


def without_stated(tagged: Iterable[Statement], stated: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the tagger's statements of which the document itself attributes less than half."""
    parts = sorted(part for statement in stated for part in statement.content)
    for statement in tagged:
        shared = 0
        for part in statement.content:
            first = max(0, bisect_right(parts, part.start, key=lambda span: span.start) - 1)
            shared += sum(span.overlap(part) for span in parts[first : first + _MAX_PARTS])
        if shared * 2 < sum(map(len, statement.content)):
            yield statement
