"""Verification: the library and every generation are what was written, down to passages and vectors."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from index.build.status import Damage, find_leftovers, generation_folder, open_sound_generations
from index.errors import DamagedLibrary, NotIndexed
from index.library.articles import sha256_of
from index.library.library import Library
from index.models.encoder import Encoder, OpenVinoEncoder
from index.parts import has_library, name_library, open_engine, open_library
from index.store import generations
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.store.vector_index import compute_cosines, decode_vectors
from index.text.passages import digest_passage
from index.text.spans import Span

SAMPLE_SIZE = 256
"""Passages of a generation that are encoded again, unless all are."""

_SEARCHED = 16  # passages of a generation that are searched for
_BATCH_SIZE = 512
_MIN_COSINE = 0.99  # of two encodings of a passage, which depend slightly on the batch and the precision


class GenerationStatus(BaseModel):
    """A retained generation."""

    model_config = ConfigDict(frozen=True)

    generation: int
    sound: bool
    bytes: int


class Verification(BaseModel):
    """The result of a verification: the document of `onrecord verify`.

    `generation` is the newest sound one, `not_indexed` has the ids of articles that differ between it and the library,
    `read_again` is the number of passages that were encoded again. Leftovers and articles not indexed are no damage.
    """

    model_config = ConfigDict(frozen=True)

    sound: bool
    generation: int | None
    generations: tuple[GenerationStatus, ...]
    read_again: int
    damage: tuple[Damage, ...]
    leftovers: tuple[str, ...]
    not_indexed: tuple[str, ...]


LoadModel = Callable[[Generation], Encoder]


def load_model(index: Generation) -> Encoder:
    """Return the model that a generation was built with."""
    return OpenVinoEncoder.load_compatible(index.model, index.precision)


def verify_home(home: Path, *, full: bool = False, load: LoadModel = load_model) -> Verification:
    """Check every byte of a home, each passage against its text, and vectors against those of the model.

    Some passages are searched for, and what other machines keep of a generation is read, too.

    The model encodes SAMPLE_SIZE passages of each generation again, evenly spaced, or with `full` all of them, which
    takes as long as indexing. Changes nothing. Raises NotIndexed if there is nothing to verify.
    """
    numbers = generations.list_generations(home)
    if not numbers and not has_library(home):
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message)
    sound, damage = open_sound_generations(home)
    numbers, engine = generations.list_generations(home), open_engine()  # one on another machine may have added some
    samples = {each.number: _sample(each, full=full) for each in sound}
    not_indexed: list[str] = []
    try:
        with _open_library(home) as library:
            damage += [Damage(where=name_library(), what=error) for error in library.find_damage()]
            for each in sound:
                errors = [*_check_passages(each, library)] or [
                    *_check_vectors(each, samples[each.number], library, load),
                    *_check_searches(each, library),
                    *engine.find_damage(each.number),
                ]
                damage += [Damage(where=generation_folder(each.number), what=error) for error in errors]
            not_indexed = _find_not_indexed(sound[0] if sound else None, library)
    except DamagedLibrary as error:
        damage.append(Damage(where=name_library(), what=str(error)))
    damaged = {each.where for each in damage}
    return Verification(
        sound=not damage,
        generation=next((each.number for each in sound if generation_folder(each.number) not in damaged), None),
        generations=tuple(
            GenerationStatus(
                generation=number,
                sound=generation_folder(number) not in damaged,
                bytes=generations.measure_size(home, number),
            )
            for number in numbers
        ),
        read_again=sum(map(len, samples.values())),
        damage=tuple(damage),
        leftovers=tuple(find_leftovers(home)),
        not_indexed=tuple(not_indexed),
    )


def _open_library(home: Path) -> Library:
    if not has_library(home):
        raise DamagedLibrary("the file is missing; restore it from a backup")
    return open_library(home)


def _check_passages(index: Generation, library: Library) -> Iterator[str]:
    """Yield a line for each passage that is not the slice of its article's text that was indexed."""
    for row, article in enumerate(index.articles):
        try:
            text = library.read_text(article.id, article.version)
        except DamagedLibrary as error:
            yield str(error)
            continue
        if sha256_of(text) != article.sha256:
            yield f"article {article.id[:80]!r} was indexed with a text that is not in the library"
        rows = index.passage_rows(row)
        for passage in range(rows.start, rows.stop):
            if digest_passage(*_slice_passage(index, passage, text)) != index.passages["digest"][passage].tobytes():
                yield f"passage {passage} is not at its recorded place in article {article.id[:80]!r}"


def _slice_passage(index: Generation, passage: int, text: str) -> tuple[str, list[int]]:
    """Return the text of a passage, and the offsets of its sentences in it."""
    start, end = int(index.passages["start"][passage]), int(index.passages["end"][passage])
    return text[start:end], [int(first) - start for first in index.sentences["start"][index.sentence_rows(passage)]]


def _sample(index: Generation, *, full: bool) -> list[int]:
    count = len(index.passages)
    positions: list[int] = np.linspace(0, count - 1, count if full else min(count, SAMPLE_SIZE)).astype(int).tolist()
    return positions


def _check_vectors(index: Generation, passages: Sequence[int], library: Library, load: LoadModel) -> Iterator[str]:
    """Encode passages again, and yield a line for each whose vector, or a sentence's, differs."""
    for start in range(0, len(passages), _BATCH_SIZE):
        part = passages[start : start + _BATCH_SIZE]
        articles = [index.articles[int(index.article_of_passage[passage])] for passage in part]
        slices = [
            _slice_passage(index, p, library.read_text(a.id, a.version)) for p, a in zip(part, articles, strict=True)
        ]
        spans = [[Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] for text, starts in slices]
        for at, encoded in load(index).encode_passages([text for text, _ in slices], spans):
            rows = index.sentence_vectors[index.sentence_rows(part[at])]
            codes = np.concatenate([index.vectors.codes[part[at] : part[at] + 1], rows])
            units = np.concatenate([encoded.passage[np.newaxis], encoded.sentences])
            if min(float(compute_cosines(codes[[row]], unit)[0]) for row, unit in enumerate(units)) < _MIN_COSINE:
                yield f"passage {part[at]}, of article {articles[at].id[:80]!r}, has vectors of another text"


def _check_searches(index: Generation, library: Library) -> Iterator[str]:
    """Search for some passages, and yield a line for each that is not found by its vector or by its words."""
    for passage in np.unique(np.linspace(0, len(index.passages) - 1, min(len(index.passages), _SEARCHED)).astype(int)):
        article = index.articles[int(index.article_of_passage[passage])]
        where = f"passage {passage}, of article {article.id[:80]!r}, is not found by its"
        cosines = index.vectors.find_nearest(decode_vectors(index.vectors.codes[[passage]])[0], 1)[1]
        if not len(cosines) or cosines[0] < _MIN_COSINE:
            yield f"{where} vector"
        text, _ = _slice_passage(index, int(passage), library.read_text(article.id, article.version))
        words = [*dict.fromkeys(stem_words(text))]
        if words and passage not in index.terms.find_all_words(words)[0]:
            yield f"{where} words"


def _find_not_indexed(index: Generation | None, library: Library) -> list[str]:
    """Return the ids of articles that were added, changed, removed or restored since a generation was built."""
    indexed = {(article.id, article.version) for article in index.articles} if index else set()
    return sorted({id_ for id_, _ in indexed ^ set(library.latest_versions())})
