"""Library questions: what is asked of the library or the tool, and not of what was said.

A question is read as a bag of concepts. It is one of these only where every word of it is accounted for: by a concept,
a function word, a time, or the name of a source, a speaker or a country ("slot"). So "how many articles do you have?"
is one and "how many articles mention Article 5?" is not, however either is worded.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from index.data_files import load_toml
from index.names.gazetteer import load_gazetteer
from index.store.term_index import stem_words
from index.text.normalize import fold
from rag.interpretation.offices.group_names import region_codes
from rag.interpretation.source_names import named_source
from rag.library_answers.asides import drop_asides
from rag.library_answers.list_questions import read_list_question, read_outlet
from rag.library_answers.small_talk import read_small_talk

_OF_SOMEBODY = frozenset({"from_slot", "article_count", "newest", "oldest", "speakers"})
"""What is answered of one speaker, too."""

_OF_WORDS = frozenset({"language", "trust", "overview"})
"""Concepts of the tool that questions speak of with words of saying, too: "is this word for word what they said?"."""

OUTSIDE = "outside"
"""The answer to what no library answers: it says so, and that nothing was searched."""

_SLOT_WORDS = 6  # that no concept accounts for, and a slot may
_NAME_WORDS = 3  # of whoever is asked for after "by", also where the library has nothing by them
_LONGEST = 18  # words of a question that may be about the library
_APART = re.compile(r"[^\w']+")
_SLOT = re.compile(
    r"\b(?:by|from|of|in|with|(?P<about>on|about|regarding|concerning|mentioning|naming))\s+(?P<name>[^?!.]+)"
)
_ABOUT = re.compile(r"\s(?:on|about|regarding|concerning|mentioning|naming)\s")
_KIND = re.compile(r"\b(?P<official>officials?|government(?:al)?)\b|\bnews\b")
_TRAILING = re.compile(r"\b(?:in|on|do|have|there|are|available|you|here|the library|your|library|at all)\b.*")
_ENDS_IN_ABOUT = re.compile(r"(?<=\bask)\s+(?:you\s+)?(?:about|on)(?=\W*$)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """What is asked: the name of the answer, and what narrows it, each empty where nothing does."""

    answer: str
    source: str = ""
    name: str = ""
    kind: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    answer: str
    needs: tuple[frozenset[str], ...]
    excludes: frozenset[str]

    def fits(self, concepts: frozenset[str]) -> bool:
        return not concepts & self.excludes and all(concepts & need for need in self.needs)


@dataclass(frozen=True)
class Lexicon:
    """The concepts of words and phrases, and the forms of questions."""

    phrases: tuple[tuple[tuple[str, ...], str], ...]
    concepts: dict[str, frozenset[str]]
    function: frozenset[str]
    content: frozenset[str]
    forms: tuple[_Form, ...]

    @classmethod
    def load(cls) -> Self:
        """Read the table beside this file."""
        table: dict[str, Any] = load_toml("rag.library_answers", "library_questions.toml")
        concepts: dict[str, set[str]] = {}
        for name, listed in table["concepts"].items():
            for word in listed.split():
                concepts.setdefault(_stem(word), set()).add(name)
        phrases = [(tuple(_tokens(phrase)), name) for phrase, name in table["phrases"].items()]
        forms = [
            _Form(
                form["answer"],
                tuple(frozenset(need.split("|")) for need in form["needs"]),
                frozenset(form.get("not", ())),
            )
            for form in table["forms"]
        ]
        words = table["words"]
        return cls(
            tuple(sorted(phrases, key=lambda one: -len(one[0]))),
            {stem: frozenset(names) for stem, names in concepts.items()},
            frozenset(map(_stem, words["function"].split())),
            frozenset(map(_stem, words["content"].split())),
            tuple(forms),
        )

    def read(self, words: list[str]) -> tuple[frozenset[str], list[str]]:
        """Return the concepts that some words hold, and the words that are accounted for by none."""
        concepts: set[str] = set()
        rest: list[str] = []
        place = 0
        while place < len(words):
            phrase = next((one for one in self.phrases if tuple(words[place : place + len(one[0])]) == one[0]), None)
            if phrase:
                concepts.add(phrase[1])
                place += len(phrase[0])
                continue
            stem = _stem(words[place])
            known = self.concepts.get(stem) or self._misspelt(words[place])
            concepts |= known
            if not known and stem not in self.function:
                rest.append(words[place])
            place += 1
        return frozenset(concepts), rest

    def _misspelt(self, word: str) -> frozenset[str]:
        """Return the concepts of the one word that a longer word is a letter away from."""
        if len(word) < _LETTERS or _stem(word) in self.function or load_gazetteer().find(word, typed=True):
            return frozenset()
        near = {
            concept for stem, concepts in self.concepts.items() if _one_off(_stem(word), stem) for concept in concepts
        }
        return frozenset(near)


_LETTERS = 6


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    return Lexicon.load()


def read_library_question(
    question: str, sources: frozenset[str], is_name: Callable[[str], bool]
) -> LibraryQuestion | None:
    """Read a question about the library or the tool; None where it is about what was said.

    `is_name` says whether some words name a speaker or a country.
    """
    line = " ".join(fold(question).replace("’", "'").split())
    if not line or len(line.split()) > _LONGEST:
        return None
    line = _ENDS_IN_ABOUT.sub("", line)
    bare = drop_asides(line)
    if bare != line and (found := _read_line(bare, sources, is_name)):
        return found
    return _read_line(line, sources, is_name)


def _read_line(line: str, sources: frozenset[str], is_name: Callable[[str], bool]) -> LibraryQuestion | None:
    """Read a folded line as it is typed."""
    if read := _read_form(line, sources, is_name):
        return read
    concepts, rest = lexicon().read(_tokens(line))
    saying = not concepts & _OF_WORDS and lexicon().content & set(map(_stem, _tokens(line)))
    if saying or len(rest) > _SLOT_WORDS:
        return None
    for slot, narrowed in _slots(line, sources, is_name):
        concepts, rest = lexicon().read(_tokens(line.replace(slot, " ", 1) if slot else line))
        concepts |= {f"slot_{name}" for name in ("source", "name", "kind", "year") if getattr(narrowed, name)}
        if rest or not concepts:
            continue
        content = lexicon().content & set(map(_stem, _tokens(line.replace(slot, " ", 1) if slot else line)))
        if content and not concepts & _OF_WORDS:
            continue
        form = next((form for form in lexicon().forms if form.fits(concepts)), None)
        if form and (not narrowed.name or form.answer in _OF_SOMEBODY):
            return LibraryQuestion(form.answer, narrowed.source, narrowed.name, narrowed.kind, narrowed.year)
    return None


def _read_form(line: str, sources: frozenset[str], is_name: Callable[[str], bool]) -> LibraryQuestion | None:
    """Read small talk, or a question for a list or for a publisher, by its form."""
    if talk := read_small_talk(line, is_name):
        return LibraryQuestion(talk)
    if outlet := read_outlet(line):
        source = named_source(outlet, sources)
        return LibraryQuestion("from_slot", source=source) if source else LibraryQuestion("from_slot", name=outlet)
    listed = read_list_question(line, is_name)
    return LibraryQuestion(listed.answer, name=listed.name) if listed else None


def _slots(line: str, sources: frozenset[str], is_name: Callable[[str], bool]) -> Iterator[tuple[str, LibraryQuestion]]:
    """Yield the ways to read what narrows a question: the words of the slot, and what they are."""
    yield "", LibraryQuestion("")
    if (year := _YEAR.search(line)) and not _YEAR.search(line[year.end() :]):
        yield year[0], LibraryQuestion("", year=year[0])
    if kind := _KIND.search(line):
        yield kind[0], LibraryQuestion("", kind="official" if kind["official"] else "news")
    yield from _names(line, sources, is_name)
    words_of = line.rstrip(" ?!.").split()
    for size in (3, 2, 1):  # "CNN articles?", "do you have cnn?"
        for start in range(len(words_of) - size + 1):
            words = " ".join(words_of[start : start + size])
            if source := named_source(words, sources):
                yield words, LibraryQuestion("", source=source)


def _names(line: str, sources: frozenset[str], is_name: Callable[[str], bool]) -> Iterator[tuple[str, LibraryQuestion]]:
    """Yield the sources, speakers and states after "from", "by" and the like."""
    for found in reversed([one for one in _SLOT.finditer(line) if not one["about"]]):
        name = found["name"].strip()
        for words in filter(None, (_TRAILING.sub("", name).strip(), name)):
            if _ABOUT.search(words):
                continue
            unknown = found[0].startswith("by ") and len(words.split()) <= _NAME_WORDS
            if source := named_source(words, sources):
                yield words, LibraryQuestion("", source=source)
            elif unknown or region_codes(words) or is_name(words):
                yield words, LibraryQuestion("", name=words)


def _tokens(line: str) -> list[str]:
    return [
        word.strip("'")
        for word in _APART.split(line.replace("'s ", " is ").replace("n't", " not").replace("'ve", " have"))
        if word.strip("'")
    ]


@cache
def _stem(word: str) -> str:
    return "".join(stem_words(word)) or word


def _one_off(one: str, other: str) -> bool:
    """Return whether two stems of the same first letter are one edit apart."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1 or len(other) < _LETTERS - 1:
        return False
    if len(one) == len(other):
        differing = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        first, last = differing[0] if differing else 0, differing[-1] if differing else 0
        swapped = last - first == 1 and one[first] == other[last] and one[last] == other[first]
        return len(differing) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
