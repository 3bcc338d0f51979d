"""Tallies: who mentioned it most often, first, last, how often, in how many years: counted over the index.

The passages that hold the terms come from the term index, the occurrences in their sentences from the sentence columns,
and each is given to whoever says it by the columns of the statement table.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.statement_table import NO_SPEAKER, POSITION_BITS
from index.store.term_index import name_term
from index.text.arrays import Mask, Positions
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.described_sentences import DescribedSentences, Read
from rag.retrieval.whole_names import holds_whole

_NESTED = 6  # statements within each other that a position is looked for in
MAX_PASSAGES = 20_000
"""Maximum number of passages that are counted."""

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
        self,
        subjects: Sequence[Sequence[str]],
        admitted: Mask,
        voices: SpeakerSelection | None = None,
        names: Sequence[Sequence[str]] = (),
    ) -> Mentions:
        """Return the sentences that hold all terms of any subject, in the passages admitted, said by some people.

        The words of `names` must stand together.
        """
        counted: list[_Counted] = []
        left, is_partial = MAX_PASSAGES, False
        for terms in subjects:
            passages = self.index.terms.find_all_words(terms)[0]
            passages = np.sort(passages[admitted[passages]])
            is_partial |= len(passages) > left
            if len(passages):
                counted.append(self._count(passages[:left], terms))
            left -= min(left, len(passages))
        found = _merge(counted)
        if names:
            found = found.take(np.array([self._holds_whole(row, names) for row in found.rows.tolist()], dtype=np.bool_))
        articles = self.index.article_of_sentence[found.rows].astype(np.int64)
        starts = self.index.sentences["start"][found.rows].astype(np.int64)
        ends = self.index.sentences["end"][found.rows].astype(np.int64)
        people = self._people(articles, starts, ends)
        if voices is not None:
            places = [*zip(people.tolist(), articles.tolist(), strict=True)]
            kept = np.array([self._is_theirs(*place, voices) for place in places], dtype=np.bool_)
            articles, starts, people, found = articles[kept], starts[kept], people[kept], found.take(kept)
        forms = Counter(form for printed in found.forms for form in printed)
        named = [self._name(row, article) for row, article in zip(people.tolist(), articles.tolist(), strict=True)]
        speakers, countries = (tuple(pair[side] for pair in named) for side in (0, 1))
        return Mentions(articles, starts, found.times, speakers, countries, forms, is_partial)

    def _count(self, passages: Positions, terms: Sequence[str]) -> "_Counted":
        """Count how often the sentences of passages name a subject, and in which forms."""
        sentences = DescribedSentences.of_passages(self.index, passages, self.read)
        codes = [term.removeprefix(_NAME) for term in terms if term.startswith(_NAME)]
        plain = [sentences.count(term) for term in terms if not term.startswith(_NAME)]
        times = np.minimum.reduce([*plain, *map(sentences.count_printed, codes)])
        holding = np.flatnonzero(times)
        return _Counted(sentences.rows[holding], times[holding], sentences.list_printed(holding, codes))

    def _people(self, articles: Positions, starts: Positions, ends: Positions) -> Positions:
        """Return the row of who says each sentence: at its start, else its middle, else its end; or NO_SPEAKER."""
        found = np.full(len(articles), NO_SPEAKER, dtype=np.int64)
        begins, closes, speakers = self.index.statements.parts_in_order
        if not len(begins):
            return found
        for places in (starts, starts + 12, (starts + ends) // 2, np.maximum(starts, ends - 12)):  # before it, a cue
            keys = (articles << POSITION_BITS) + places
            place = np.searchsorted(begins, keys, side="right") - 1
            for back in range(_NESTED):
                at = np.maximum(place - back, 0)
                inside = (found == NO_SPEAKER) & (begins[at] <= keys) & (closes[at] > keys)
                found = np.where(inside, speakers[at], found)
        return found

    def _holds_whole(self, row: int, names: Sequence[Sequence[str]]) -> bool:
        article = self.index.articles[int(self.index.article_of_sentence[row])]
        sentence = self.read(article)[slice(*self.index.sentences[row].tolist())]
        return all(holds_whole(sentence, name) for name in names)

    def _is_theirs(self, row: int, article: int, voices: SpeakerSelection) -> bool:
        if row != NO_SPEAKER:
            return bool(voices.rows[row])
        return self._owner(article)[0] in {person.name for person in voices.persons}

    def _name(self, row: int, article: int) -> tuple[str | None, str | None]:
        entry = self.index.articles[article]
        if row == NO_SPEAKER:
            return self._owner(article)
        person = self.index.statements.speaker(row)
        country = person.country or (entry.country if entry.speaker else None)
        return self.index.statements.canonical[row].name, country_name(country)

    def _owner(self, article: int) -> tuple[str | None, str | None]:
        """Return the speaker of an article, as the library lists them, with the country; None for both without one."""
        entry = self.index.articles[article]
        if not entry.speaker:
            return None, None
        return self.index.statements.list_owner(entry.speaker, entry.speaker_role, entry.country).name, entry.country

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


class _Counted(NamedTuple):
    """Sentences by their rows, how often each names a subject, and the forms in which it does, in order."""

    rows: Positions
    times: Positions
    forms: Sequence[Sequence[str]]

    def take(self, kept: Mask) -> "_Counted":
        return _Counted(
            self.rows[kept], self.times[kept], [self.forms[place] for place in np.flatnonzero(kept).tolist()]
        )


def _merge(counted: Sequence[_Counted]) -> _Counted:
    """Bring the sentences of several subjects into order; one of two subjects is counted for the first."""
    rows = np.concatenate([np.zeros(0, np.int64), *(part.rows for part in counted)])
    times = np.concatenate([np.zeros(0, np.int64), *(part.times for part in counted)])
    forms = [printed for part in counted for printed in part.forms]
    distinct, firsts = np.unique(rows, return_index=True)
    return _Counted(distinct, times[firsts], [forms[place] for place in firsts.tolist()])


@lru_cache(maxsize=1 << 12)
def country_name(name: str | None) -> str | None:
    """Return the name of a country as the library lists it, by any of its names."""
    return load_gazetteer().resolve_country(name)


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
