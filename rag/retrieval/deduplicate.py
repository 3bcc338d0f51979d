"""Deduplication: a sentence that several articles carry becomes one citation, of the earliest of them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

import numpy as np

from index.store.generation import NO_NAME
from index.text.normalize import words
from rag.retrieval.contradictions import has_conflict
from rag.retrieval.evidence import EvidenceTable

_MIN_SHARED = 0.6  # minimum share of common words after a light rewrite
_FIGURE = re.compile(r"\d")
_UNDATED = "~"  # sorts after every date


@dataclass(slots=True)
class _DistinctSentence:
    """The places of the sentences that say the same, the first one's words if a rewrite of it is looked for."""

    members: list[int]
    words: AbstractSet[str] = field(default_factory=frozenset)


def collapse_duplicates(evidence: EvidenceTable) -> EvidenceTable:
    """Keep each sentence once, in the order given.

    The same words of two speakers are two statements. Between near-duplicate articles a light rewrite is the same
    sentence.
    """
    distinct = [*_Collapse(evidence).collapse()] if len(evidence) else []
    dates, articles = evidence.dates, evidence.columns.articles.tolist()
    firsts = [
        min(one.members, key=lambda place: (dates[place] or _UNDATED, articles[place]))
        if len(one.members) > 1
        else one.members[0]
        for one in distinct
    ]
    rows = evidence.columns.rows[firsts].tolist() if firsts else []
    copies = {
        row: [articles[place] for place in one.members]
        for row, one in zip(rows, distinct, strict=True)
        if len(one.members) > 1
    }
    return replace(evidence.take(np.array(firsts, dtype=np.int64)), copies=copies)


class _Collapse:
    """The sentences of evidence while those that say the same are brought together."""

    def __init__(self, evidence: EvidenceTable) -> None:
        columns, generation = evidence.columns, evidence.generation
        self._evidence = evidence
        self._articles, self._speakers = columns.articles.tolist(), evidence.speakers.tolist()
        self._wordings = columns.wordings.tolist()
        self._may_be_rewritten = generation.has_near_duplicates[columns.articles].tolist()
        self._families = zip(
            generation.first_published[columns.articles].tolist(),
            generation.articles.speakers.codes[columns.articles].tolist(),
            strict=True,
        )

    def collapse(self) -> Iterator[_DistinctSentence]:
        """Yield the distinct sentences, in the order of the first of each; later members are added when they come."""
        exact: dict[tuple[int, int], _DistinctSentence] = {}
        families: dict[tuple[int, int], list[_DistinctSentence]] = {}
        distinct: list[_DistinctSentence] = []
        rows = zip(self._wordings, self._speakers, self._families, self._may_be_rewritten, strict=True)
        for place, (wording, speaker, family, may_be_rewritten) in enumerate(rows):
            match = exact.get((wording, speaker))
            if match is None and may_be_rewritten:
                sentence_words = frozenset(words(self._evidence.read_sentence(place)))
                match = next(self._find_rewrites(families.get(family, ()), place, sentence_words), None)
                if match is None:
                    match = _DistinctSentence([], sentence_words)
                    families.setdefault(family, []).append(match)
                    distinct.append(match)
            elif match is None:
                match = _DistinctSentence([])
                distinct.append(match)
            exact.setdefault((wording, speaker), match)
            match.members.append(place)
        yield from distinct

    def _find_rewrites(
        self, family: Sequence[_DistinctSentence], place: int, sentence_words: AbstractSet[str]
    ) -> Iterator[_DistinctSentence]:
        """Yield the sentences of near-duplicate articles that this one rewrites.

        Another figure makes it a different sentence, and so does another speaker, unless the words are exactly the
        same: one of the articles may attribute them more clearly. Another name is no rewrite but a contradiction.
        """
        article, speaker = self._articles[place], self._speakers[place]
        for candidate in family:
            if any(self._articles[member] == article for member in candidate.members):
                continue
            differing = sentence_words ^ candidate.words
            if differing and len({speaker, self._speakers[candidate.members[0]]} - {NO_NAME}) > 1:
                continue
            if len(differing) > (1 - _MIN_SHARED) * len(sentence_words | candidate.words):
                continue
            if not any(map(_FIGURE.search, differing)) and not self._is_contradicted(candidate, place):
                yield candidate

    def _is_contradicted(self, distinct: _DistinctSentence, place: int) -> bool:
        first, other = (self._evidence.read_sentence(each) for each in (distinct.members[0], place))
        return has_conflict(first, other)
