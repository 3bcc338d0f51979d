"""Written names: names and ordinary words in a document outside its labels, by which labels are confirmed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from index.attribution.coreference.vocabulary import VOCABULARY
from index.attribution.forms.document import Document
from index.attribution.forms.labels.tokens import capitalize_word, normalize_token
from index.attribution.forms.labels.words import OFFICES
from index.text.letters import CAPITALS

HEAD = 1500
"""Code points in which a document introduces its speakers."""

_LONGEST_OFFICE = 24  # code points of the last word of an office
_ORDINARY = re.compile(r"\b[a-z][a-z’'-]+")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")


_CALLED = re.compile(  # "I call Ana Ruiz", "I hand you over to Ilse", "Priya Holt (Perth) (Lab) rose—"
    r"\b(?:[Ii] (?:now )?call|call (?:up)?on|[Oo]ver to|[Ff]loor to|[Tt]urn to|[Gg]o to|[Jj]oined by"
    rf"|[Ii]nvite) (?:(?:the|our|my) )?(?:[a-z]+ ){{0,3}}(?P<who>(?:[{CAPITALS}][\w’'-]+ ){{0,3}}[{CAPITALS}][\w’'-]+)"
    rf"|^[ \t]*(?P<rose>(?:[{CAPITALS}][\w’'-]+ ){{1,3}}[{CAPITALS}][\w’'-]+) (?:\([^()\n]{{2,40}}\) ?){{1,2}}rose\b",
    re.MULTILINE,
)


@lru_cache(maxsize=1)
def find_called(text: str) -> frozenset[str]:
    """Return the names, in small letters, of those who are given the floor or rise to take it."""
    return frozenset((match["who"] or match["rose"]).casefold() for match in _CALLED.finditer(text))


@lru_cache(maxsize=1)
def find_ordinary_words(text: str) -> frozenset[str]:
    """Return the words that a text has in small letters."""
    return frozenset(_ORDINARY.findall(text))


@lru_cache(maxsize=1)
def find_all_pairs(text: str) -> frozenset[tuple[str, str]]:
    """Return the capitalized words that are beside each other in a text, each pair once."""
    return frozenset(find_pairs(text))


def find_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the capitalized words that are beside each other in a text."""
    for first, second in pairwise(_CAPITALISED.finditer(text)):
        if text[first.end() : second.start()] in {" ", "\u00a0"}:
            yield first[0], second[0]


@lru_cache(maxsize=1)  # every form of transcripts asks for those of one document
def find_introduced_surnames(document: Document) -> frozenset[str]:
    """Return the last words of names of two words or more in the title and the first lines, in small letters."""
    head = f"{document.title}\n{document.speaker or ''}\n{document.text[:HEAD]}"
    return frozenset(
        second[0].removesuffix("’s").removesuffix("'s").casefold()
        for first, second in pairwise(_CAPITALISED.finditer(head))
        if head[first.end() : second.start()] in {" ", "\u00a0"}
        and (VOCABULARY.gender(capitalize_word(first[0])) or _is_after_office(head, first.start()))
    )


def _is_after_office(head: str, start: int) -> bool:
    """Return whether an office is right before a name: "Foreign Minister Ana Ruiz"."""
    before = head[max(0, start - _LONGEST_OFFICE) : start].split()[-1:]
    return bool(before) and not before[0].endswith((",", ".")) and normalize_token(before[0]) in OFFICES
