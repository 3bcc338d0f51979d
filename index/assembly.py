"""The library's articles become the contents of a generation; what the last one knew already is carried over."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.articles import StoredArticle
from index.encoder import Encoder
from index.generation import PASSAGE, SENTENCE, Contents, Entry, Generation, Rows
from index.passages import Passage, split
from index.progress import Progress, Watcher
from index.spans import Span

_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage on its way into the index; `text` is its own, `words` what it can be found by."""

    article: int
    passage: Passage
    text: str
    words: str

    @property
    def sentences(self) -> list[Span]:
        """The sentences, as spans of the passage's own text."""
        start = self.passage.span.start
        return [Span(sentence.start - start, sentence.end - start) for sentence in self.passage.sentences]

    @property
    def digest(self) -> bytes:
        """Tell this passage from every other: its text and where its sentences are cut."""
        cuts = ",".join(str(sentence.start) for sentence in self.sentences)
        return hashlib.sha256(f"{cuts}\0{self.text}".encode()).digest()[: PASSAGE["digest"].itemsize]


def assemble(
    articles: Iterable[StoredArticle], previous: Generation | None, load: Callable[[], Encoder], progress: Watcher
) -> Contents:
    """Cut the articles into passages and give each its vectors, encoding only those that `previous` does not hold.

    The encoder is loaded only where there is something to encode.
    """
    entries: list[Entry] = []
    pieces: list[_Piece] = []
    for article in articles:
        pieces += _pieces(article, len(entries))
        entries.append(Entry.of(article))
    passages, sentences = _tables(pieces)
    known = _digests(previous.passages) if previous else {}
    fresh = [position for position, piece in enumerate(pieces) if piece.digest not in known]
    progress(Progress("encoding", 0, len(fresh)))
    described = previous or load()
    contents = Contents(
        model=described.model,
        precision=described.precision,
        articles=tuple(entries),
        passages=passages,
        sentences=sentences,
        passage_vectors=np.empty((len(passages), described.dimensions), dtype=np.float32),
        sentence_vectors=np.empty((len(sentences), described.dimensions), dtype=np.float16),
        texts=[piece.words for piece in pieces],
        encoded=len(fresh),
    )
    if previous is not None:
        _carry_over(contents, previous, known)
    if fresh:
        _encode(contents, [(position, pieces[position]) for position in fresh], load(), progress)
    return contents


def _pieces(article: StoredArticle, row: int) -> Iterator[_Piece]:
    about = (article.title, article.source, article.speaker, article.speaker_role, article.country, article.published)
    head = "\n".join(part for part in about if part)
    for passage in split(article.text):
        text = passage.span.of(article.text)
        yield _Piece(row, passage, text, f"{head}\n{text}")


def _tables(pieces: Sequence[_Piece]) -> tuple[Rows, Rows]:
    """Lay out where every passage and every sentence stands."""
    passages = np.zeros(len(pieces), dtype=PASSAGE)
    sentences = [(span.start, span.end) for piece in pieces for span in piece.passage.sentences]
    first = 0
    for row, piece in zip(passages, pieces, strict=True):
        span = piece.passage.span
        row["article"], row["start"], row["end"], row["sentence"] = piece.article, span.start, span.end, first
        row["digest"] = np.void(piece.digest)
        first += len(piece.passage.sentences)
    return passages, np.array(sentences, dtype=SENTENCE)


def _digests(passages: Rows) -> dict[bytes, int]:
    """Tell where each passage stands, by its digest."""
    return {digest.tobytes(): position for position, digest in enumerate(passages["digest"])}


def _carry_over(contents: Contents, previous: Generation, known: dict[bytes, int]) -> None:
    """Copy the vectors of every passage that the previous generation holds; equal digests have equal sentences."""
    pairs = [(new, known[digest]) for digest, new in _digests(contents.passages).items() if digest in known]
    if pairs:
        new, old = map(np.array, zip(*pairs, strict=True))
        contents.passage_vectors[new] = previous.vectors.rows(old)
        to = np.concatenate([contents.sentence_rows(position) for position in new])
        origin = np.concatenate([previous.sentence_rows(position) for position in old])
        contents.sentence_vectors[to] = previous.sentence_vectors[origin]


def _encode(contents: Contents, fresh: Sequence[tuple[int, _Piece]], encoder: Encoder, progress: Watcher) -> None:
    """Read the new passages, a thousand at a time, so that memory stays flat and progress shows."""
    done = 0
    for start in range(0, len(fresh), _AT_ONCE):
        part = fresh[start : start + _AT_ONCE]
        readings = encoder.read([piece.text for _, piece in part], [piece.sentences for _, piece in part])
        for number, reading in readings:
            position = part[number][0]
            contents.passage_vectors[position] = reading.passage
            contents.sentence_vectors[contents.sentence_rows(position)] = reading.sentences
            done += 1
            progress(Progress("encoding", done, len(fresh)))
