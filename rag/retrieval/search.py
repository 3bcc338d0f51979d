"""Findings: what the record holds on a question, by the filters and by whose words are asked for."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np

from index.names.gazetteer import Gazetteer, aliases
from index.store.generation import Generation
from rag.query.filters import Filters, Mask
from rag.query.question import Question
from rag.query.speaker_lookup import Speakers
from rag.query.speaker_requests import Request
from rag.retrieval.deduplicate import collapse
from rag.retrieval.evidence import Evidence, Read, gather
from rag.retrieval.hybrid_search import Numbers, retrieve
from rag.retrieval.ranking_features import Query, ages
from rag.retrieval.rerank import Weigh, reranked
from rag.retrieval.selection import FEW, relevant
from rag.retrieval.substance import prefer_substance
from rag.retrieval.term_coverage import text_terms

Order = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A question and how it is to be answered.

    `typed` is what came, `standalone` what it means after the turns before it, `words` what is searched by meaning, and
    `request` whose words are wanted. `today` is what relative time words are read from, where `day` does not rank.
    `others` are people whose words are left out, `without` terms of subjects whose sentences are; `order` is the order
    by date that was asked for, `skip` how many sentences were shown before, and `sides` the
    people of sides of a comparison that are groups.
    """

    question: Question
    typed: str
    standalone: str
    words: str
    with_aliases: bool
    limit: int
    everything: bool
    filters: Filters
    day: date | None
    request: Request | None = None
    today: date | None = None
    others: Speakers | None = None
    without: tuple[tuple[str, ...], ...] = ()
    order: Order | None = None
    skip: int = 0
    sides: Mapping[str, Speakers] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter, repr=False, compare=False)

    @property
    def aliases(self) -> Gazetteer | None:
        """The names that are searched for under every form; None for none."""
        return aliases() if self.with_aliases else None

    @property
    def most(self) -> int | None:
        """How many sentences are shown at most, None for all."""
        return None if self.everything or self.question.intent == "count" else self.limit

    @property
    def takes_accounts(self) -> bool:
        """Whether what others say that somebody said answers, too: not where speakers are filtered by or compared."""
        return bool(self.request) and not self.filters.speaker and not self.question.reading.sides

    def asking(self, request: Request) -> "Wish":
        """Give the same wish for somebody's words alone."""
        return replace(self, question=request.question, request=request)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: the passages searched, their sentences by how well they answer, and those that do answer."""

    wish: Wish
    admitted: Mask
    evidence: Sequence[Evidence]
    answering: Sequence[Evidence]

    @property
    def likely(self) -> float:
        """How likely the best sentence answers, from 0 to 1, whether that is enough to show it or not."""
        return max((one.score for one in self.evidence), default=0.0)


@dataclass(frozen=True, slots=True)
class Searcher:
    """Where it is looked for: a generation, what encodes questions as its passages were, and the texts of articles.

    `weigh` tells how well sentences answer a fact. The first and the last are asked again for the same words, by each
    side of a comparison or for what comes nearest: let them remember.
    """

    index: Generation
    encode: Callable[[str], Numbers]
    read: Read
    weigh: Weigh

    def look(self, wish: Wish) -> Findings:
        """Find what answers a wish."""
        question = wish.question
        admitted, speakers = wish.filters.passages(self.index), self._speakers(wish)
        theirs = admitted & speakers.passages(self.index) if speakers is not None else admitted
        evidence = self._weighed(wish, theirs) if question.topic or wish.request else []
        if speakers is not None:
            own = [one for one in evidence if speakers.made(one.whose.speaker)]
            second = evidence if wish.takes_accounts else []
            evidence = own or [one for one in second if self._tells(one, speakers)]
        if question.reading.but:
            others = Speakers.named(self.index.spoken, question.reading.but)
            evidence = [one for one in evidence if not others.made(one.whose.speaker)]
        if wish.others is not None:
            others = wish.others
            evidence = [one for one in evidence if not others.made(one.whose.speaker)]
        if wish.without:
            evidence = [one for one in evidence if not self._holds(one, wish.without)]
        answering = collapse(self.index, relevant(question, evidence), self.read)
        if question.whole and question.topic and not wish.everything:
            answering = prefer_substance(answering, self.read)
        few = not question.whole and not wish.everything
        return Findings(wish, admitted, evidence, answering[:FEW] if few else answering)

    def nearest(self, found: Findings) -> Evidence | None:
        """Give what comes nearest where nothing answers: of whoever was asked for, or else of anybody."""
        wish = found.wish
        missed = [one for one in found.evidence if one.share] if wish.request else found.evidence
        if wish.request and not missed and wish.question.topic:
            missed = self._weighed(wish, found.admitted)
        return max(missed, key=lambda one: one.score, default=None)

    def _holds(self, one: Evidence, subjects: Sequence[Sequence[str]]) -> bool:
        """Return whether a sentence holds all terms of any of these subjects."""
        held = text_terms(one.span.slice(self.read(one.entry)))
        return any(held.issuperset(terms) for terms in subjects)

    def _tells(self, one: Evidence, speakers: Speakers) -> bool:
        """Tell whether somebody says in a sentence what others said, who are asked for."""
        statements = self.index.spoken.touching(one.article, one.span) if one.whose.attribution != "outlet" else []
        return any(speakers.made(said.speaker) and said.overlap(one.span) for said in statements)

    def _weighed(self, wish: Wish, among: Mask) -> list[Evidence]:
        question = wish.question
        query = Query(self.encode(wish.words), question.topic, wish.day)
        hits = retrieve(self.index, query, among, question.subjects if question.whole else ())
        evidence = gather(self.index, question, query.vector, hits, self.read)
        if question.whole:
            return evidence
        articles = np.array([one.article for one in evidence], dtype=np.int64)
        days = ages(self.index, articles, wish.day) if wish.day else None
        return reranked(question.text, days, evidence, self.weigh, self.read)

    def _speakers(self, wish: Wish) -> Speakers | None:
        """Give those whose words are wanted, by the filters and by the question; None where anybody's are."""
        filtered, asked = wish.filters.speakers(self.index), wish.request.speakers if wish.request else None
        if filtered is None or asked is None:
            return filtered if asked is None else asked
        return filtered & asked
