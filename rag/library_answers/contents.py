"""Holdings: what the library has, by source, speaker, country, kind and date, counted once for a generation."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.statement_table import NO_SPEAKER
from index.store.term_index import name_term
from rag.query.speaker_lookup import SpeakerSelection

_SURE = 2  # words of a name that is listed among speakers


@dataclass(frozen=True)
class LibraryContents:
    """Counts over the articles and statements of a generation."""

    index: Generation

    @property
    def entries(self) -> Sequence[ArticleRow]:
        """All article rows, each parsed when it is read."""
        return self.index.articles

    @cached_property
    def sources(self) -> Counter[str]:
        """How many articles are from each source."""
        return self.index.articles.sources.count()

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many articles are news, and how many official."""
        return self.index.articles.kinds.count()

    @cached_property
    def speech_countries(self) -> Counter[str]:
        """How many articles are a speech, by the country of its speaker."""
        return Counter(filter(None, self.index.articles.countries))

    @cached_property
    def speech_speakers(self) -> Counter[str]:
        """How many articles are a speech of each speaker."""
        return Counter(entry.speaker for entry in self.entries if entry.speaker)

    @cached_property
    def dated(self) -> list[ArticleRow]:
        """The articles of known date, the oldest first."""
        return sorted((one for one in self.entries if one.published), key=lambda one: (one.published or "", one.id))

    @cached_property
    def undated(self) -> int:
        """How many articles have no date."""
        return len(self.entries) - len(self.dated)

    @cached_property
    def speakers(self) -> Counter[str]:
        """How many articles each speaker speaks in."""
        said = self.index.statements.rows[["article", "speaker"]]
        rows = np.unique(said[said["speaker"] != NO_SPEAKER])
        listed = self.index.statements.canonical
        pairs = {(article, listed[row].name) for article, row in rows.tolist()}
        return Counter(name for _, name in pairs)

    @cached_property
    def main_speakers(self) -> list[str]:
        """The speakers in most articles that have a first and a last name."""
        named = [name for name in self.speakers if len(name.split()) >= _SURE and all(map(str.istitle, name.split()))]
        return sorted(named, key=lambda name: (-self.speakers[name], name))

    @cached_property
    def speaking_countries(self) -> Counter[str]:
        """In how many articles someone speaks for each country."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row, country in enumerate(self.index.articles.countries):
            if country:
                found[country].add(row)
        countries = [person.country for person in self.index.statements.canonical]
        statements = self.index.statements.rows
        rows = np.unique(statements[["article", "speaker"]][statements["speaker"] != NO_SPEAKER])
        for article, speaker in rows.tolist():
            if countries[speaker]:
                found[str(countries[speaker])].add(article)
        return Counter({country: len(rows) for country, rows in found.items()})

    @cached_property
    def named_countries(self) -> Counter[str]:
        """How many articles name each country."""
        counts: Counter[str] = Counter()
        for code in load_gazetteer().countries:
            passages = self.index.terms.find_all_words([name_term(code)])[0]
            if len(passages):
                counts[code] = len(np.unique(self.index.article_of_passage[passages]))
        return counts

    def articles_by(self, speakers: SpeakerSelection) -> list[ArticleRow]:
        """Return the articles in which any of these people speak."""
        rows = self.index.articles_of(speakers.passage_mask(self.index)).tolist()
        return [self.entries[row] for row in rows]
