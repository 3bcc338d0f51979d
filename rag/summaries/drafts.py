"""Drafts: the sentences that a model writes, cut from its stream as soon as each is complete."""

import re
from collections.abc import Iterable, Iterator

from index.text.sentences import split_sentences

_NUMBERS = r"(?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+"
_CITED = re.compile(rf"{_NUMBERS}[.!?]?(?=\s+[^\s\[]|\n)")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•#>]|\d+[.)]))")


def split_stream(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a text that comes in pieces, each with the numbers after it, when the next one begins."""
    text = ""
    for piece in pieces:
        text += piece
        while end := _find_end(text):
            yield from _split(text[:end])
            text = text[end:]
    yield from _split(text)


def _find_end(text: str) -> int:
    """Return where the numbers after a sentence end, or a paragraph does; 0 if neither has ended yet."""
    ends = [match.end() for match in (_CITED.search(text), _PARAGRAPH.search(text)) if match]
    return min(ends, default=0)


def _split(text: str) -> Iterator[str]:
    """Yield the sentences before the numbers of the last one, which has them."""
    text = text.strip()
    body = re.split(rf"({_NUMBERS}[.!?]?\s*$)", text, maxsplit=1)
    sentences = [span.slice(body[0]).strip() for span in split_sentences(body[0])]
    sentences = [sentence for sentence in sentences if sentence]
    if len(body) > 1 and sentences:
        sentences[-1] += body[1].rstrip() if body[1][:1].isspace() else f" {body[1].strip()}"
    yield from sentences or ([text] if text else [])
