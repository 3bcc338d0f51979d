"""Page furniture: what stands in an article's text and is the page's, not the author's.

A title that is repeated, a date or a byline above the text, an invitation to share, follow or subscribe, links to other
stories, a notice of rights, a stray last line. Nothing is taken out of a stored text, in which every position counts:
furniture only becomes no passage. What reads a web page leaves it out from the start.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.text.boilerplate_patterns import ABOVE, ANYWHERE, BYLINE, LINKS
from index.text.normalize import fold
from index.text.sentences import is_quotable, split_sentences
from index.text.spans import Span

_LONGEST = 400  # characters of a notice
_STRAY = 3  # words of a stray last line
_TITLE = 0.6  # the part of a title that stands for it
_MARKER = re.compile(r"^(?:[-–—•*▪●◦‣»>|]+\s*)+")


class Furniture(NamedTuple):
    """A stretch that is not the author's, and what it is."""

    span: Span
    kind: str


class _Block(NamedTuple):
    """Sentences without a line break between them, and their words on one line.

    `carries` tells that a line which breaks off took the sentence on the next one with it.
    """

    span: Span
    words: str
    carries: bool

    @property
    def bare(self) -> str:
        """The words without the marker of a list's item."""
        return _MARKER.sub("", self.words)

    @property
    def quotable(self) -> bool:
        return is_quotable(self.words)


def furniture(text: str, title: str, sentences: Sequence[Span] | None = None) -> list[Furniture]:
    """Find the page furniture in a text, in order; a text without a sentence to quote has none.

    `sentences` are those of `split_sentences`, where they are known already.
    """
    blocks = _blocks(text, split_sentences(text) if sentences is None else sentences)
    found = {at: kind for at, block in enumerate(blocks) if (kind := _kind(block, ANYWHERE))}
    prose = [at for at, block in enumerate(blocks) if block.quotable and at not in found and not _kind(block, ABOVE)]
    if not prose:
        return []
    found |= {at: kind for at in range(prose[0]) if (kind := _kind(blocks[at], ABOVE) or _byline(blocks[at]))}
    found |= dict.fromkeys(_titles(blocks, title, prose[0]), "the title again")
    found |= dict.fromkeys(_links(blocks), "links to other stories")
    last = len(blocks) - 1
    if last not in found and last - 1 in {*prose, *found} and _is_stray(blocks[last]):
        found[last] = "a stray last line"
    return [Furniture(blocks[at].span, found[at]) for at in sorted(found)]


def _blocks(text: str, sentences: Sequence[Span]) -> list[_Block]:
    groups: list[list[Span]] = [[*sentences[:1]]] if sentences else []
    for before, sentence in pairwise(sentences):
        if len(f".{text[before.end : sentence.start]}.".splitlines()) > 1:
            groups.append([])
        groups[-1].append(sentence)
    return [_block(text, Span(group[0].start, group[-1].end)) for group in groups]


def _block(text: str, span: Span) -> _Block:
    first, *others = span.slice(text).splitlines()
    return _Block(span, " ".join([*first.split(), *" ".join(others).split()]), bool(others) and is_quotable(others[-1]))


def _kind(block: _Block, kinds: Sequence[tuple[str, re.Pattern[str]]]) -> str | None:
    if len(block.words) > _LONGEST or block.carries:
        return None
    return next((kind for kind, words in kinds if words.fullmatch(block.words) or words.fullmatch(block.bare)), None)


def _byline(block: _Block) -> str | None:
    return "a byline" if BYLINE.fullmatch(block.words) and not block.quotable else None


def _titles(blocks: Sequence[_Block], title: str, first: int) -> Iterator[int]:
    """Find the title in the text, and above its first sentence most of the title, too: the article has it already.

    One that is a sentence may stand there once.
    """
    known, met = _letters(title), False
    for at, block in enumerate(blocks):
        words = _letters(block.bare)
        if known and (words == known or (at < first and _is_most(words, known))):
            if met or not block.quotable:
                yield at
            met = True


def _is_most(words: str, title: str) -> bool:
    shorter, longer = sorted((words, title), key=len)
    return shorter in longer and len(shorter) > _TITLE * len(longer) and " " in shorter


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


def _links(blocks: Sequence[_Block]) -> Iterator[int]:
    """Find headings of links to other stories, and the links below each: whatever is no sentence, or an item."""
    below = False
    for at, block in enumerate(blocks):
        if LINKS.fullmatch(block.bare):
            below = True
        elif block.quotable and block.bare == block.words:
            below = False
        if below:
            yield at


def _is_stray(block: _Block) -> bool:
    return len(block.words.split()) <= _STRAY and block.words[-1] not in '.!?…”"»'
