"""Tallies: who mentioned it most often, first, last, how often, in how many years: counted over the index.

The passages that hold the terms come from the term index; their sentences are read once, and each occurrence is given
to whoever says it by the columns of the statement table.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.statement_table import NO_SPEAKER
from index.store.term_index import name_term, stem_words
from index.text.arrays import Mask
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.evidence import Read

_ARTICLE = 32  # bits by which an article's row stands before a position in its text
_NESTED = 6  # statements within each other that a position is looked for in
MAX_PASSAGES = 20_000
"""Maximum number of passages that are read for a count."""

_NAME = name_term("")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Sentences that contain all terms of a subject: position, number of times it is named, and speaker.

    `is_partial`: there are more, counting stopped at MAX_PASSAGES.
    """

    articles: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]
    speakers: tuple[str | None, ...]
    countries: tuple[str | None, ...]
    forms: Counter[str]
    is_partial: bool = False

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self.articles)

    @property
    def total(self) -> int:
        """How often the subject is named in all."""
        return int(self.times.sum())


@dataclass(frozen=True)
class Tally:
    """Counts mentions of subjects in a generation."""

    index: Generation
    read: Read

    def find_mentions(
        self, subjects: Sequence[Sequence[str]], admitted: Mask, voices: SpeakerSelection | None = None
    ) -> Mentions:
        """Return the sentences that hold all terms of any subject, in the passages admitted, said by some people."""
        rows: dict[tuple[int, int], tuple[int, Counter[str]]] = {}
        left, is_partial = MAX_PASSAGES, False
        for terms in subjects:
            passages = self.index.terms.find_all_words(terms)[0]
            passages = np.sort(passages[admitted[passages]])
            is_partial |= len(passages) > left
            for passage in passages[:left].tolist():
                self._read_passage(passage, terms, rows)
            left -= min(left, len(passages))
        places = sorted(rows)
        articles = np.array([article for article, _ in places], dtype=np.int64)
        starts = np.array([start for _, start in places], dtype=np.int64)
        times = np.array([rows[place][0] for place in places], dtype=np.int64)
        people = self._people(articles, starts)
        if voices is not None and places:
            kept = np.array(
                [
                    self._is_theirs(row, article, voices)
                    for row, article in zip(people.tolist(), articles.tolist(), strict=True)
                ],
                dtype=bool,
            )
            articles, starts, times, people = articles[kept], starts[kept], times[kept], people[kept]
        kept_places = zip(articles.tolist(), starts.tolist(), strict=True)
        forms: Counter[str] = Counter()
        for place in kept_places:
            forms.update(rows[place][1])
        named = [self._name(row, article) for row, article in zip(people.tolist(), articles.tolist(), strict=True)]
        names, countries = (tuple(pair[side] for pair in named) for side in (0, 1))
        return Mentions(articles, starts, times, names, countries, forms, is_partial)

    def _read_passage(
        self, passage: int, terms: Sequence[str], rows: dict[tuple[int, int], tuple[int, Counter[str]]]
    ) -> None:
        article = int(self.index.article_of_passage[passage])
        text = self.read(self.index.articles[article])
        for start, end in self.index.sentences[self.index.sentence_rows(passage)].tolist():
            if (article, start) in rows:
                continue
            count, forms = self._count(text[start:end], terms)
            if count:
                rows[article, start] = count, forms

    @staticmethod
    def _count(sentence: str, terms: Sequence[str]) -> tuple[int, Counter[str]]:
        """Return how often a sentence names a subject, and the forms in which it does."""
        forms: Counter[str] = Counter()
        names = [term for term in terms if term.startswith(_NAME)]
        plain = [term for term in terms if not term.startswith(_NAME)]
        counts: list[int] = []
        if plain:
            held = Counter(stem_words(sentence))
            counts += [held[term] for term in plain]
            if not all(counts):
                return 0, forms
        if names:
            found = load_gazetteer().find(sentence)
            counts += [sum(term.removeprefix(_NAME) in one.form.codes for one in found) for term in names]
            if all(counts):
                forms.update(one.form.spelling for one in found if name_term(one.form.codes[0]) in names)
        return min(counts, default=0), forms

    @cached_property
    def _begins(self) -> npt.NDArray[np.int64]:
        """Where each part of a statement begins, article by article, in order."""
        return self._keys(self.index.statements.content["start"])[self._order]

    @cached_property
    def _order(self) -> npt.NDArray[np.int64]:
        return np.argsort(self._keys(self.index.statements.content["start"]), kind="stable")

    @cached_property
    def _parts(self) -> npt.NDArray[np.int64]:
        """The statement of each part."""
        return np.repeat(np.arange(len(self.index.statements)), np.diff(self.index.statements.bounds))

    def _keys(self, positions: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return (self.index.statements.article_of_statement[self._parts] << _ARTICLE) + positions

    def _people(self, articles: npt.NDArray[np.int64], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the row of who says each sentence, NOBODY where no statement covers its middle or its start."""
        statements = self.index.statements
        found = np.full(len(articles), NO_SPEAKER, dtype=np.int64)
        if not len(self._begins):
            return found
        ends = self._keys(statements.content["end"])[self._order]
        for offset in (0, 12):  # a sentence may begin with the quotation mark or the cue
            keys = (articles << _ARTICLE) + starts + offset
            place = np.searchsorted(self._begins, keys, side="right") - 1
            for back in range(_NESTED):
                at = np.maximum(place - back, 0)
                inside = (found == NO_SPEAKER) & (self._begins[at] <= keys) & (ends[at] > keys)
                speaker = statements.rows["speaker"][self._parts[self._order[at]]]
                found = np.where(inside, speaker, found)
        return found

    def _is_theirs(self, row: int, article: int, voices: SpeakerSelection) -> bool:
        if row != NO_SPEAKER:
            return bool(voices.rows[row])
        return self.index.articles[article].speaker in {person.name for person in voices.persons}

    def _name(self, row: int, article: int) -> tuple[str | None, str | None]:
        entry = self.index.articles[article]
        if row == NO_SPEAKER:
            return entry.speaker, entry.country if entry.speaker else None
        person = self.index.statements.speaker(row)
        country = person.country or (entry.country if entry.speaker else None)
        return self.index.statements.canonical[row].name, load_gazetteer().resolve_country(country)

    def entry(self, article: int) -> ArticleRow:
        """Return the row of an article."""
        return self.index.articles[article]

    def named_countries(self, among: Mask) -> Counter[str]:
        """Return in how many articles each country is named, in some passages."""
        counts: Counter[str] = Counter()
        for code in load_gazetteer().countries:
            passages = self.index.terms.find_all_words([name_term(code)])[0]
            passages = passages[among[passages]]
            if len(passages):
                counts[load_gazetteer().label(code)] = len(np.unique(self.index.article_of_passage[passages]))
        return counts


def group_counts(mentions: Mentions, labels: Sequence[str | None]) -> list[tuple[str, int, int]]:
    """Return each label with how often it names the subject and in how many articles, the most often first."""
    times: Counter[str] = Counter()
    articles: dict[str, set[int]] = {}
    for label, count, article in zip(labels, mentions.times.tolist(), mentions.articles.tolist(), strict=True):
        if label:
            times[label] += count
            articles.setdefault(label, set()).add(article)
    return sorted(
        ((label, count, len(articles[label])) for label, count in times.items()), key=lambda row: (-row[1], row[0])
    )
