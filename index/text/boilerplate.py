"""Boilerplate: parts of a text that belong to the web page and not to the article.

A repeated title, a date or a byline above the text, an invitation to share, follow or subscribe, links to other
stories, a copyright notice, a stray last line. A stored text keeps its boilerplate, because spans point into it; only
passages leave it out. The reader of web pages removes it before the text is stored.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.text.boilerplate_patterns import ABOVE, ANYWHERE, BYLINE, LINKS
from index.text.normalize import fold
from index.text.sentences import is_quotable, split_sentences
from index.text.spans import Span

_MAX_CHARACTERS = 400  # characters of a notice
_STRAY_WORDS = 3  # words of a stray last line
_TITLE_SHARE = 0.6  # share of a title that a line must have to count as the title
_MARKER = re.compile(r"^(?:[-–—•*▪●◦‣»>|]+\s*)+")


class Boilerplate(NamedTuple):
    """A range of boilerplate and its kind."""

    span: Span
    kind: str


class _Block(NamedTuple):
    """Sentences without a line break between them, and their words on one line.

    `carries` is set if the block has a heading that ran into a sentence on the next line.
    """

    span: Span
    words: str
    carries: bool

    @property
    def bare(self) -> str:
        """The words without a list marker."""
        return _MARKER.sub("", self.words)

    @property
    def quotable(self) -> bool:
        return is_quotable(self.words)


def find_boilerplate(text: str, title: str, sentences: Sequence[Span] | None = None) -> list[Boilerplate]:
    """Return the boilerplate of a text, in order; a text without a quotable sentence has none.

    `sentences` are the result of `split_sentences`, if the caller has it already.
    """
    blocks = _blocks(text, split_sentences(text) if sentences is None else sentences)
    kinds_found = {at: kind for at, block in enumerate(blocks) if (kind := _kind(block, ANYWHERE))}
    prose = [
        at for at, block in enumerate(blocks) if block.quotable and at not in kinds_found and not _kind(block, ABOVE)
    ]
    if not prose:
        return []
    kinds_found |= {at: kind for at in range(prose[0]) if (kind := _kind(blocks[at], ABOVE) or _byline(blocks[at]))}
    kinds_found |= dict.fromkeys(_titles(blocks, title, prose[0]), "the title again")
    kinds_found |= dict.fromkeys(_links(blocks), "links to other stories")
    last = len(blocks) - 1
    if last not in kinds_found and last - 1 in {*prose, *kinds_found} and _is_stray(blocks[last]):
        kinds_found[last] = "a stray last line"
    return [Boilerplate(blocks[at].span, kinds_found[at]) for at in sorted(kinds_found)]


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
    if len(block.words) > _MAX_CHARACTERS or block.carries:
        return None
    return next((kind for kind, words in kinds if words.fullmatch(block.words) or words.fullmatch(block.bare)), None)


def _byline(block: _Block) -> str | None:
    return "a byline" if BYLINE.fullmatch(block.words) and not block.quotable else None


def _titles(blocks: Sequence[_Block], title: str, first: int) -> Iterator[int]:
    """Find repetitions of the title in the text; before block `first`, most of the title is enough.

    A title that is a sentence may occur once.
    """
    title_words, seen = _letters(title), False
    for at, block in enumerate(blocks):
        words = _letters(block.bare)
        if title_words and (words == title_words or (at < first and _is_most(words, title_words))):
            if seen or not block.quotable:
                yield at
            seen = True


def _is_most(words: str, title: str) -> bool:
    shorter, longer = sorted((words, title), key=len)
    return shorter in longer and len(shorter) > _TITLE_SHARE * len(longer) and " " in shorter


def _letters(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


def _links(blocks: Sequence[_Block]) -> Iterator[int]:
    """Find headings of link lists, and the links below each: list items and blocks that are not sentences."""
    below = False
    for at, block in enumerate(blocks):
        if LINKS.fullmatch(block.bare):
            below = True
        elif block.quotable and block.bare == block.words:
            below = False
        if below:
            yield at


def _is_stray(block: _Block) -> bool:
    return len(block.words.split()) <= _STRAY_WORDS and block.words[-1] not in '.!?…”"»'


def remove_boilerplate(text: str, boilerplate: Sequence[Boilerplate]) -> str:
    """Return a text of paragraphs, separated by blank lines, without those that are boilerplate."""
    starts = {part.span.start for part in boilerplate}
    kept, offset = [], 0
    for paragraph in text.split("\n\n"):
        kept += [] if offset in starts else [paragraph]
        offset += len(paragraph) + 2
    return "\n\n".join(kept)
