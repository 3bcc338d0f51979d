"""The library's articles become the contents of a generation; what the last one knew already is carried over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.attribution.attribute import attribute
from index.attribution.coreference.resolve import Known
from index.attribution.statements import Statement
from index.build.checkpoint import Journal
from index.build.encode import encode
from index.library.articles import StoredArticle
from index.models.encoder import Encoder
from index.models.tags import NO_TAGS
from index.progress import Watcher
from index.store.article_table import Entry
from index.store.generation import Generation
from index.store.near_duplicates import LENGTH, Signatures, originals, signature
from index.store.statement_table import StatementTable
from index.store.tables import PASSAGE, SENTENCE, Contents, Rows
from index.text.passages import fingerprint, split
from index.text.spans import Span

Positions = npt.NDArray[np.int64]

# Of one article: the rows of its passages and sentences, which count from 0; where the last generation held them; how
# copies of it are told; its statements, where they are known.
_Laid = tuple[Rows, Rows, Positions, Signatures, StatementTable | None]

_NOWHERE = -1


@dataclass(slots=True)
class _Draft:
    """Articles laid out one after the other: the rows of each, and where the last generation held its passages."""

    entries: list[Entry] = field(default_factory=list)
    passages: list[Rows] = field(default_factory=list)
    sentences: list[Rows] = field(default_factory=list)
    origins: list[Positions] = field(default_factory=list)
    signatures: list[Signatures] = field(default_factory=list)
    told: list[StatementTable | str] = field(default_factory=list)  # statements, or a text not attributed yet
    heads: list[str] = field(default_factory=list)  # of an article: what each passage of it can be found by, too
    texts: list[list[str]] = field(default_factory=list)  # of its passages

    def add(self, entry: Entry, text: str, laid: _Laid) -> None:
        """Lay out the passages of one more."""
        passages, sentences, origins, signature, told = laid
        about = (entry.title, entry.source, entry.speaker, entry.speaker_role, entry.country)
        texts = [text[row["start"] : row["end"]] for row in passages]
        self.entries.append(entry)
        self.passages.append(passages)
        self.sentences.append(sentences)
        self.origins.append(origins)
        self.signatures.append(signature)
        self.told.append(text if told is None else told)
        self.heads.append("\n".join(filter(None, (*about, entry.published))))
        self.texts.append(texts)

    def tables(self) -> tuple[Rows, Rows]:
        """Give the rows of all passages and of all sentences, counted through."""
        passages = np.concatenate([np.zeros(0, dtype=PASSAGE), *self.passages])
        passages["article"] = np.repeat(np.arange(len(self.passages)), [len(rows) for rows in self.passages])
        before = np.cumsum([0, *(len(rows) for rows in self.sentences)])
        passages["sentence"] += before[passages["article"]].astype(np.int32)
        return passages, np.concatenate([np.zeros(0, dtype=SENTENCE), *self.sentences])


class _Known:
    """What the last generation holds, by article and by passage."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._rows = {entry.id: row for row, entry in enumerate(generation.articles)}
        self._bounds = np.searchsorted(generation.passages["article"], np.arange(len(generation.articles) + 1))
        self.digests: Mapping[bytes, int] = {
            digest.tobytes(): position for position, digest in enumerate(generation.passages["digest"])
        }

    def laid(self, entry: Entry) -> _Laid | None:
        """Give the rows of an article that has not changed, where they stand, and its signature."""
        row = self._rows.get(entry.id)
        if row is None or self._generation.articles[row] != entry:
            return None
        origins, signature = np.arange(*self._bounds[row : row + 2]), self._generation.signatures[row]
        passages, told = self._generation.passages[origins], self._generation.spoken.part(row)
        if not len(passages):
            return passages, self._generation.sentences[:0], origins, signature, told
        first, end = (self._generation.sentence_rows(int(origins[at])) for at in (0, -1))
        passages["sentence"] -= first.start
        return passages, self._generation.sentences[first.start : end.stop], origins, signature, told


def assemble(
    home: Path,
    articles: Iterable[StoredArticle],
    previous: Generation | None,
    load: Callable[[], Encoder],
    progress: Watcher,
) -> tuple[Contents, int]:
    """Give what a generation of these articles holds, and how many passages were encoded for it.

    Vectors come from `previous`, from the journal of a build that was killed, or else from the encoder, which is loaded
    only where there is something to encode.
    """
    draft = _lay_out(articles, _Known(previous) if previous else None)
    passages, sentences = draft.tables()
    origins = np.concatenate([np.zeros(0, np.int64), *draft.origins])
    fresh = np.flatnonzero(origins == _NOWHERE)
    encoder = load() if len(fresh) or not previous else None
    described = encoder or previous
    assert described  # noqa: S101 (one of the two is there)
    signatures = np.array(draft.signatures, dtype=np.uint32).reshape(-1, LENGTH)
    contents = Contents(
        model=described.model,
        precision=described.precision,
        articles=tuple(draft.entries),
        passages=passages,
        sentences=sentences,
        signatures=signatures,
        originals=originals(signatures, [entry.published for entry in draft.entries]),
        spoken=StatementTable.gather(()),
        passage_vectors=np.empty((len(passages), described.dimensions), dtype=np.uint8),
        sentence_vectors=np.empty((len(sentences), described.dimensions), dtype=np.uint8),
        tags=[NO_TAGS] * len(passages),
        heads=draft.heads,
        texts=draft.texts,
    )
    if previous:
        _carry_over(contents, previous, origins)
    encoded = 0
    if encoder:
        every = [*chain.from_iterable(draft.texts)]
        texts = {position: every[position] for position in fresh.tolist()}
        encoded = encode(contents, texts, encoder, Journal(home, encoder.model, encoder.precision), progress)
    return replace(contents, spoken=StatementTable.gather(_told(contents, draft))), encoded


def _lay_out(articles: Iterable[StoredArticle], known: _Known | None) -> _Draft:
    draft = _Draft()
    for article in articles:
        entry = Entry.of(article)
        laid = known.laid(entry) if known else None
        draft.add(entry, article.text, laid or _cut(article, known.digests if known else {}))
    return draft


def _cut(article: StoredArticle, known: Mapping[bytes, int]) -> _Laid:
    """Cut an article into passages; one that stood elsewhere before is told from the others by its digest."""
    passages: list[tuple[int, int, int, int, bytes]] = []
    sentences: list[tuple[int, int]] = []
    origins: list[int] = []
    text = article.text
    for passage in split(text, article.title):
        start, end = passage.span.start, passage.span.end
        digest = fingerprint(text[start:end], (sentence.start - start for sentence in passage.sentences))
        passages.append((0, start, end, len(sentences), digest))
        sentences += [(sentence.start, sentence.end) for sentence in passage.sentences]
        origins.append(known.get(digest, _NOWHERE))
    rows = np.array(passages, dtype=PASSAGE), np.array(sentences, dtype=SENTENCE)
    return *rows, np.array(origins, dtype=np.int64), signature(text), None


def _told(contents: Contents, draft: _Draft) -> Iterator[Sequence[Statement] | StatementTable]:
    """Give the statements of every article; those of one that has changed are found anew."""
    bounds = np.cumsum([0, *map(len, draft.passages)]).tolist()
    for row, (entry, told) in enumerate(zip(draft.entries, draft.told, strict=True)):
        if isinstance(told, StatementTable):
            yield told
            continue
        passages = range(bounds[row], bounds[row + 1])
        spans = [Span(int(each["start"]), int(each["end"])) for each in draft.passages[row]]
        known = Known(entry.title, entry.speaker, entry.speaker_role, entry.country)
        yield attribute(told, [*zip(spans, (contents.tags[at] for at in passages), strict=True)], known)


def _carry_over(contents: Contents, previous: Generation, origins: Positions) -> None:
    """Copy vectors and tags of every passage that the previous generation holds; equal digests have equal sentences."""
    known = np.flatnonzero(origins != _NOWHERE)
    held = origins[known]
    contents.passage_vectors[known] = previous.vectors.codes[held]
    contents.sentence_vectors[contents.sentences_of(known)] = previous.sentence_vectors[previous.sentences_of(held)]
    for position, origin in zip(known.tolist(), held.tolist(), strict=True):
        contents.tags[position] = previous.tagged.passage(origin)
