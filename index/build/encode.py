"""New passages go through the encoder, each text once, in batches that outlive a build that is killed."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

import numpy as np

from index.build.checkpoint import Batch, Journal
from index.models.encoder import Encoder
from index.models.tags import NO_TAGS, Tags
from index.progress import Progress, Watcher
from index.store.tables import Contents
from index.store.vector_index import quantize
from index.text.spans import Span

AT_ONCE = 512
"""Passages between two entries in the journal: so many are lost at most when a build is killed."""


def encode(contents: Contents, texts: Mapping[int, str], encoder: Encoder, journal: Journal, progress: Watcher) -> int:
    """Fill in the vectors and tags of the passages at these positions; tell how many texts had to be encoded.

    The long ones go first: texts of like length waste little, and the time left is over- rather than underestimated.
    """
    places: dict[bytes, list[int]] = {}
    for position in texts:
        places.setdefault(contents.passages["digest"][position].tobytes(), []).append(position)
    total = len(places)
    for batch in journal.batches():
        _take(contents, batch, places)
    order = sorted((positions[0] for positions in places.values()), key=lambda position: -len(texts[position]))
    done = count(total - len(order))
    progress(Progress("encoding", next(done), total))
    for start in range(0, len(order), AT_ONCE):
        part = order[start : start + AT_ONCE]
        batch = _read(
            contents, {p: texts[p] for p in part}, encoder, lambda: progress(Progress("encoding", next(done), total))
        )
        journal.keep(batch)
        _take(contents, batch, places)
    return len(order)


def _read(contents: Contents, texts: Mapping[int, str], encoder: Encoder, tick: Callable[[], None]) -> Batch:
    """Have the encoder read these passages."""
    positions = list(texts)
    spans = [_sentences(contents, position) for position in positions]
    passages = np.empty((len(positions), encoder.dimensions), dtype=np.float32)
    sentences = [np.empty((len(cut), encoder.dimensions), dtype=np.float32) for cut in spans]
    tags: list[Tags] = [NO_TAGS] * len(positions)
    for number, reading in encoder.read(list(texts.values()), spans):
        passages[number], sentences[number][:], tags[number] = reading.passage, reading.sentences, reading.tags
        tick()
    return Batch(
        digests=contents.passages["digest"][positions],
        passage_vectors=quantize(passages),
        sentences=np.array([len(cut) for cut in spans]),
        sentence_vectors=quantize(np.concatenate(sentences)),
        tagged=np.array([len(each) for each in tags]),
        tags=np.concatenate(tags),
    )


def _sentences(contents: Contents, position: int) -> Sequence[Span]:
    """Give the sentences of a passage as spans of its own text."""
    start = int(contents.passages["start"][position])
    rows = contents.sentences[contents.sentence_rows(position)]
    return [Span(first - start, end - start) for first, end in rows.tolist()]


def _take(contents: Contents, batch: Batch, places: dict[bytes, list[int]]) -> None:
    """Put what a batch holds wherever its texts stand; what has its vectors is no longer among `places`."""
    bounds, cuts = np.cumsum([0, *batch.sentences]), np.cumsum([0, *batch.tagged])
    for row, digest in enumerate(batch.digests):
        for position in places.pop(digest.tobytes(), ()):
            contents.passage_vectors[position] = batch.passage_vectors[row]
            contents.sentence_vectors[contents.sentence_rows(position)] = batch.sentence_vectors[
                bounds[row] : bounds[row + 1]
            ]
            contents.tags[position] = batch.tags[cuts[row] : cuts[row + 1]]
