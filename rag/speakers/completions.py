"""Completions: names of speakers, countries and sources that begin with what has been typed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from index.store.generation import Generation
from index.text.normalize import fold
from index.text.plurals import format_count
from rag.speakers.directory import SpeakerDirectory, matches
from rag.speakers.documents import SpeakerHead

CompletionKind = Literal["any", "speaker", "country", "source"]

_MOST_WORDS = 4  # of a name that is being typed within a question
_LEAST = {True: 2, False: 4}  # letters of one word that is completed, by whether the first is a capital


class Completion(BaseModel):
    """A name that begins with the typed `fragment`, and in short who or what has it; `id` if it is a speaker's."""

    model_config = ConfigDict(frozen=True)

    value: str
    detail: str
    fragment: str
    id: str | None = None


class CompletionList(BaseModel):
    """The completions of what was typed, those with the most statements first."""

    model_config = ConfigDict(frozen=True)

    completions: tuple[Completion, ...]


class _Name(NamedTuple):
    value: str
    detail: str
    text: str  # folded, after a space
    id: str | None = None

    def to_completion(self, fragment: str) -> Completion:
        return Completion(value=self.value, detail=self.detail, fragment=fragment, id=self.id)


class NameCompletions:
    """The names of a generation, by their beginnings."""

    def __init__(self, index: Generation, directory: SpeakerDirectory) -> None:
        self._index, self._directory = index, directory

    def complete(self, typed: str, kind: CompletionKind = "any", *, limit: int) -> CompletionList:
        """Return the names that begin with what was typed; of `any` kind those that begin with its last words."""
        if kind == "any":
            return CompletionList(completions=tuple(self._complete_last_words(typed, limit)))
        wanted = fold(typed).split()
        names = {"speaker": self._speakers, "country": self._countries, "source": self._sources}[kind]
        found = _find(names, wanted, limit) if wanted else []
        completions = [name.to_completion(typed) for name in found]
        return CompletionList(completions=tuple(completions))

    def _complete_last_words(self, typed: str, limit: int) -> Iterator[Completion]:
        words = typed.split()
        if not words or typed[-1].isspace():
            return
        least = 1 if len(words[-1]) >= _LEAST[words[-1][0].isupper()] else 2
        for count in range(min(_MOST_WORDS, len(words)), least - 1, -1):
            fragment = typed[_start_of(typed, words[-count:]) :]
            wanted = fold(fragment).split()
            names = self._names
            if len(wanted) > 1:  # the first of several words is that of the name, not "and the"
                names = [name for name in names if name.text.startswith(f" {wanted[0]}")]
            if found := _find(names, wanted, limit) if wanted else []:
                yield from (name.to_completion(fragment) for name in found)
                return

    @cached_property
    def _names(self) -> Sequence[_Name]:
        """Countries and speakers, by their names alone; of several speakers of one name the most quoted."""
        speakers = {name.value: name._replace(text=_text(name.value)) for name in reversed(self._speakers)}
        return [*self._countries, *(speakers[value] for value in reversed(speakers))]

    @cached_property
    def _heads(self) -> Sequence[SpeakerHead]:
        """All speakers, those with the most statements first."""
        return self._directory.list_speakers(limit=len(self._directory.persons)).speakers

    @cached_property
    def _speakers(self) -> Sequence[_Name]:
        details = [
            ", ".join(filter(None, (head.office, head.country))) or format_count(head.statements, "statement")
            for head in self._heads
        ]
        return [
            _Name(head.name, detail, _text(f"{head.name} {detail}"), head.id)
            for head, detail in zip(self._heads, details, strict=True)
        ]

    @cached_property
    def _countries(self) -> Sequence[_Name]:
        counts = Counter[str]()
        for head in self._heads:
            counts[head.country or ""] += head.statements
        return [
            _Name(name, format_count(count, "statement"), _text(name)) for name, count in counts.most_common() if name
        ]

    @cached_property
    def _sources(self) -> Sequence[_Name]:
        counts = Counter(filter(None, self._index.articles.sources))
        return [_Name(name, format_count(count, "article"), _text(name)) for name, count in counts.most_common()]


def _find(names: Sequence[_Name], wanted: Sequence[str], limit: int) -> list[_Name]:
    found: list[_Name] = []
    for name in names:
        if matches(wanted, name.text):
            found.append(name)
            if len(found) == limit:
                break
    return found


def _text(name: str) -> str:
    return f" {fold(name)}"


def _start_of(typed: str, words: Sequence[str]) -> int:
    """Return where the last words of a text begin."""
    at = len(typed)
    for word in reversed(words):
        at = typed.rindex(word, 0, at)
    return at
