"""Whether all that is kept is what was written: the library, and each generation down to its passages and vectors."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from index import files
from index.errors import DamagedIndex, DamagedLibrary, NotIndexed
from index.library.articles import digest
from index.library.library import Library
from index.models.encoder import Encoder, OpenVinoEncoder
from index.store import generation
from index.store.generation import Generation
from index.store.vector_index import cosines
from index.text.passages import fingerprint
from index.text.spans import Span

SAMPLE = 256
"""Passages of a generation that the model reads again, where not all of them are wanted."""

_AT_ONCE = 512
_SAME = 0.99  # the cosine of two readings: beside longer texts, or at another precision, they differ a little


class Damage(BaseModel):
    """What is not as it was written, and where."""

    model_config = ConfigDict(frozen=True)

    where: str
    what: str


class Kept(BaseModel):
    """A generation that is kept."""

    model_config = ConfigDict(frozen=True)

    generation: int
    sound: bool
    bytes: int


class Verification(BaseModel):
    """What a home holds: the document of `onrecord verify`. Leftovers and articles not yet indexed are no damage.

    `generation` is the newest sound one, `not_indexed` are the ids of articles that it has not as the library has them,
    `read_again` counts the passages that the model has read once more.
    """

    model_config = ConfigDict(frozen=True)

    sound: bool
    generation: int | None
    generations: tuple[Kept, ...]
    read_again: int
    damage: tuple[Damage, ...]
    leftovers: tuple[str, ...]
    not_indexed: tuple[str, ...]


Load = Callable[[Generation], Encoder]


def model_of(held: Generation) -> Encoder:
    """Give the model that a generation was made with."""
    return OpenVinoEncoder.of(held.model, held.precision)


def verify(home: Path, *, full: bool = False, load: Load = model_of) -> Verification:
    """Check every byte of a home, each passage against its text, and vectors against what the model gives.

    Of each generation the model reads SAMPLE passages again, spread over it, or with `full` all, which takes as long as
    indexing them did. Nothing is changed. Raises NotIndexed where there is nothing to verify.
    """
    numbers = generation.kept(home)
    if not numbers and not (home / "library.db").exists():
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message)
    sound, damage = opened(home)
    samples = {held.number: _sample(held, full=full) for held in sound}
    not_indexed: list[str] = []
    try:
        with _library(home) as library:
            damage += [Damage(where="library.db", what=what) for what in library.damage()]
            for held in sound:
                wrong = [*_passages(held, library)] or [*_vectors(held, samples[held.number], library, load)]
                damage += [Damage(where=_place(held.number), what=what) for what in wrong]
            not_indexed = _not_indexed(sound[0] if sound else None, library)
    except DamagedLibrary as error:
        damage.append(Damage(where="library.db", what=str(error)))
    damaged = {one.where for one in damage}
    return Verification(
        sound=not damage,
        generation=next((held.number for held in sound if _place(held.number) not in damaged), None),
        generations=tuple(
            Kept(generation=number, sound=_place(number) not in damaged, bytes=generation.size(home, number))
            for number in numbers
        ),
        read_again=sum(map(len, samples.values())),
        damage=tuple(damage),
        leftovers=tuple(leftovers(home)),
        not_indexed=tuple(not_indexed),
    )


def leftovers(home: Path) -> Iterator[str]:
    """Name what is no part of what is kept: what a run that was killed left, and what was set aside as damaged."""
    if (home / "encoding").exists():
        yield "encoding: what a run that did not finish has encoded; the next one goes on from it"
    newest = max(generation.kept(home), default=0)
    if generation.named(home) not in {newest, None}:
        yield f"index/CURRENT: does not name generation {newest}, the newest; the next run mends it"
    for path in sorted((home / "index").glob(f"*{files.ASIDE}")):
        yield f"index/{path.name}: half written by a run that was killed; the next one clears it away"
    for path in sorted((home / "index").glob(f"*{generation.DAMAGED}")):
        yield f"index/{path.name}: damaged, and set aside; it is not used, and may be deleted"


def _place(number: int) -> str:
    return f"index/{number}"


def _library(home: Path) -> Library:
    if not (home / "library.db").exists():
        raise DamagedLibrary("it is missing; put a copy of it in its place")
    return Library.open(home)


def opened(home: Path) -> tuple[list[Generation], list[Damage]]:
    """Open every generation of which every byte is sound, the newest first, and tell which are not."""
    sound, damage = [], [*_of_the_pointer(home)]
    for number in generation.kept(home):
        try:
            sound.append(generation.open_(home, number))
        except DamagedIndex as error:
            damage.append(Damage(where=_place(number), what=str(error)))
    return sound, damage


def _of_the_pointer(home: Path) -> Iterator[Damage]:
    """Tell where CURRENT is damaged; one that is behind was not reached by a run that was killed."""
    try:
        if generation.current(home) > max(generation.kept(home), default=0):
            yield Damage(where="index/CURRENT", what="the generation that it names is not there")
    except NotIndexed:
        return
    except DamagedIndex as error:
        yield Damage(where="index/CURRENT", what=str(error))


def _passages(held: Generation, library: Library) -> Iterator[str]:
    """Tell every passage that is not the slice of its article's text that it was."""
    bounds = np.searchsorted(held.owners, np.arange(len(held.articles) + 1)).tolist()
    for row, entry in enumerate(held.articles):
        try:
            text = library.text(entry.id, entry.version)
        except DamagedLibrary as error:
            yield str(error)
            continue
        if digest(text) != entry.sha256:
            yield f"article {entry.id[:80]!r} was indexed with another text than the library has"
        for passage in range(bounds[row], bounds[row + 1]):
            if fingerprint(*_cut(held, passage, text)) != held.passages["digest"][passage].tobytes():
                yield f"passage {passage} is not where it says it is in article {entry.id[:80]!r}"


def _cut(held: Generation, passage: int, text: str) -> tuple[str, list[int]]:
    """Give a passage's text, and where in it its sentences begin."""
    start, end = int(held.passages["start"][passage]), int(held.passages["end"][passage])
    return text[start:end], [int(first) - start for first in held.sentences["start"][held.sentence_rows(passage)]]


def _sample(held: Generation, *, full: bool) -> list[int]:
    count = len(held.passages)
    positions: list[int] = np.linspace(0, count - 1, count if full else min(count, SAMPLE)).astype(int).tolist()
    return positions


def _vectors(held: Generation, passages: Sequence[int], library: Library, load: Load) -> Iterator[str]:
    """Have the model read passages again; tell each whose vectors, or whose sentences', are others."""
    for start in range(0, len(passages), _AT_ONCE):
        part = passages[start : start + _AT_ONCE]
        entries = [held.articles[int(held.owners[passage])] for passage in part]
        cuts = [_cut(held, p, library.text(e.id, e.version)) for p, e in zip(part, entries, strict=True)]
        spans = [[Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] for text, starts in cuts]
        for at, reading in load(held).read([text for text, _ in cuts], spans):
            rows = held.sentence_vectors[held.sentence_rows(part[at])]
            codes = np.concatenate([held.vectors.codes[part[at] : part[at] + 1], rows])
            units = np.concatenate([reading.passage[np.newaxis], reading.sentences])
            if min(float(cosines(codes[[row]], unit)[0]) for row, unit in enumerate(units)) < _SAME:
                yield f"passage {part[at]}, of article {entries[at].id[:80]!r}, has the vectors of another text"


def _not_indexed(held: Generation | None, library: Library) -> list[str]:
    """Give the ids of articles that were added, changed, removed or restored since."""
    indexed = {(entry.id, entry.version) for entry in held.articles} if held else set()
    return sorted({id_ for id_, _ in indexed ^ set(library.latest())})
