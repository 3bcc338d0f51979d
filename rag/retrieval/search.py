"""Search: the evidence for a request, within its filters and among the words of the speaker who is asked for."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np

from index.names.gazetteer import Gazetteer, load_gazetteer
from index.store.generation import NO_NAME, Generation
from index.store.text_terms import text_terms
from index.text.arrays import Mask, Vectors
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest
from rag.retrieval.answerability import (
    MAX_FACT_SENTENCES,
    select_avowals,
    select_naming,
    select_nearby,
    select_relevant,
)
from rag.retrieval.continuations import find_continuations
from rag.retrieval.deduplicate import collapse_duplicates
from rag.retrieval.described_sentences import Read
from rag.retrieval.evidence import Evidence, EvidenceTable, gather_evidence
from rag.retrieval.hybrid_search import retrieve_passages
from rag.retrieval.paraphrases import merge_paraphrases
from rag.retrieval.ranking_features import Query, compute_ages
from rag.retrieval.rerank import PairScorer, rerank_evidence
from rag.retrieval.sentence_speaker import is_another_person
from rag.retrieval.substance import MAX_WEIGHED, prefer_substance
from rag.retrieval.whole_names import holds_whole

DateOrder = Literal["newest", "oldest"]

Match = Literal["usual", "named", "nearby", "avowed"]
"""How sentences answer a question for words: as usual; only those that name most of its subject; those that stand
where all of it is spoken of, in their passage or the title of their article; or those that say of somebody whether
they admit it."""


DEFAULT_LIMIT = 10
"""Maximum number of citations of an answer by default."""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A question and how to answer it.

    `typed` is the question as it came, `standalone` as it can be understood without the history, `words` are encoded
    for the search, and `speaker_request` says which speakers are asked for. Relative time words are read from `today`;
    `asked_on` also ranks by age. Sentences of `excluded_speakers` and those that contain all terms of one of the
    `excluded_subjects` are left out. `order` is the order by date that was asked for, `skip` the number of sentences
    shown before, and `side_speakers` has the people of those sides of a comparison that are groups. `relayed_by` are
    those in whose articles alone the words of others are looked for. `prefers_calls`: what they want comes first.
    `match` says how sentences must match the question, `avower` has the terms of whoever is asked to have avowed it.
    """

    question: Question
    typed: str
    standalone: str
    words: str
    with_aliases: bool
    limit: int
    everything: bool
    filters: Filters
    asked_on: date | None
    speaker_request: SpeakerRequest | None = None
    today: date | None = None
    excluded_speakers: SpeakerSelection | None = None
    excluded_subjects: tuple[tuple[str, ...], ...] = ()
    order: DateOrder | None = None
    skip: int = 0
    relayed_by: SpeakerSelection | None = None
    prefers_calls: bool = False
    match: Match = "usual"
    avower: tuple[str, ...] = ()
    side_speakers: Mapping[str, SpeakerSelection] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter, repr=False, compare=False)

    @property
    def aliases(self) -> Gazetteer | None:
        """The names that are searched for in all their forms; None for none."""
        return load_gazetteer() if self.with_aliases else None

    @property
    def reading_day(self) -> date | None:
        """The day that relative time words are read from; None if they name no time."""
        return self.asked_on or self.today

    @property
    def max_sentences(self) -> int | None:
        """The maximum number of sentences to show, None for all."""
        return None if self.everything or self.question.intent == "count" else self.limit

    @property
    def accepts_reports(self) -> bool:
        """Whether what others report of the speaker answers as well: not with a speaker filter or in a comparison."""
        return bool(self.speaker_request) and not self.filters.speaker and not self.question.parsed.sides

    def for_speaker(self, request: SpeakerRequest) -> "AnswerRequest":
        """Return this request restricted to someone's words."""
        return replace(self, question=request.question, speaker_request=request)


@dataclass(frozen=True, slots=True)
class RetrievedEvidence:
    """The passages searched, their sentences in order of relevance, and those that answer."""

    request: AnswerRequest
    admitted: Mask
    evidence: EvidenceTable
    answering: EvidenceTable

    @property
    def confidence(self) -> float:
        """The probability that the best sentence answers, from 0 to 1, whether or not it is enough to show it."""
        return float(self.evidence.columns.scores.max(initial=0.0))


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches a generation, with the encoder of questions and the texts of its articles.

    `score_pairs` scores sentences against a question for a fact. `encode` and `read_text` are called again with the
    same arguments, by each side of a comparison and for the nearest sentence: they should be cached.
    """

    index: Generation
    encode: Callable[[str], Vectors]
    read_text: Read
    score_pairs: PairScorer

    def search(self, request: AnswerRequest) -> RetrievedEvidence:
        """Return the evidence for a request."""
        question = request.question
        admitted, speakers = self._admit(request), self._select_speakers(request)
        searched = admitted & speakers.passage_mask(self.index) if speakers is not None else admitted
        nothing = EvidenceTable.without_sentences(self.index, self.read_text)
        evidence = self._gather_evidence(request, searched) if question.topic or request.speaker_request else nothing
        if speakers is not None:
            own_words = evidence.take(evidence.said_by(speakers))
            reports = evidence if request.accepts_reports else nothing
            evidence = own_words if len(own_words) else reports.take(self._report_on(reports, speakers))
        if question.parsed.excluded:
            others = SpeakerSelection.by_name(self.index.statements, question.parsed.excluded)
            evidence = evidence.take(~evidence.said_by(others))
        if request.excluded_speakers is not None:
            evidence = evidence.take(~evidence.said_by(request.excluded_speakers))
        if request.excluded_subjects:
            named = [self._names_subject(sentence, request.excluded_subjects) for sentence in evidence]
            evidence = evidence.take(~np.array(named, dtype=np.bool_))
        answering = collapse_duplicates(_keep_whole(_select(request, evidence), question.whole_names))
        if question.exhaustive and (question.topic or request.speaker_request) and not request.everything:
            answering = self._choose_substance(request, answering)
        if speakers is not None:
            answering = answering.take(np.argsort(~_find_own_speeches(answering), kind="stable"))
        is_limited = not question.exhaustive and not request.everything
        return RetrievedEvidence(
            request, admitted, evidence, answering[:MAX_FACT_SENTENCES] if is_limited else answering
        )

    def _admit(self, request: AnswerRequest) -> Mask:
        """Return which passages pass the filters, and stand in an article of those who relay, if any are asked for."""
        admitted = request.filters.passage_mask(self.index)
        if request.relayed_by is None:
            return admitted
        articles = np.zeros(len(self.index.articles), dtype=np.bool_)
        articles[self.index.articles_of(request.relayed_by.passage_mask(self.index))] = True
        within: Mask = admitted & articles[self.index.article_of_passage]
        return within

    def _choose_substance(self, request: AnswerRequest, answering: EvidenceTable) -> EvidenceTable:
        """Order sentences by substance, with those that go on with the subject, and without paraphrases of others."""
        following = EvidenceTable.without_sentences(self.index, self.read_text)
        if request.question.intent in {"statements", "yes_no"}:
            following = find_continuations(answering, MAX_WEIGHED, self.encode(request.words))
        return merge_paraphrases(prefer_substance(answering, following, calls=request.prefers_calls))

    def find_nearest(self, retrieved: RetrievedEvidence) -> Evidence | None:
        """Return the closest sentence if nothing answers: of the speaker who was asked for, otherwise of anyone."""
        request = retrieved.request
        missed = retrieved.evidence
        if request.speaker_request:
            missed = missed.take(missed.columns.shares > 0)
            if not len(missed) and request.question.topic:
                missed = self._gather_evidence(request, retrieved.admitted)
        return missed[int(missed.columns.scores.argmax())] if len(missed) else None

    def _names_subject(self, sentence: Evidence, subjects: Sequence[Sequence[str]]) -> bool:
        """Return whether a sentence contains all terms of any of these subjects."""
        terms = text_terms(sentence.span.slice(self.read_text(sentence.entry)))
        return any(terms.issuperset(subject) for subject in subjects)

    def _report_on(self, evidence: EvidenceTable, speakers: SpeakerSelection) -> Mask:
        """Return in which sentences someone reports what these speakers said."""
        rows = evidence.columns.rows
        is_reported = speakers.sentence_mask(self.index)[rows] if len(rows) else np.zeros(0, dtype=np.bool_)
        is_attributed = [sentence.attribution.kind not in (None, "outlet") for sentence in evidence.take(is_reported)]
        is_reported[is_reported] = is_attributed
        return is_reported

    def _gather_evidence(self, request: AnswerRequest, among: Mask) -> EvidenceTable:
        question = request.question
        query = Query(self.encode(request.words), question.topic, request.asked_on)
        hits = retrieve_passages(self.index, query, among, question.subjects if question.exhaustive else ())
        evidence = gather_evidence(self.index, question, query.vector, hits, self.read_text)
        if question.exhaustive:
            return evidence
        articles = evidence.columns.articles
        days = compute_ages(self.index, articles, request.asked_on) if request.asked_on else None
        return rerank_evidence(question.text, days, evidence, self.score_pairs)

    def _select_speakers(self, request: AnswerRequest) -> SpeakerSelection | None:
        """Return whose words may answer, by the filters and by the question; None for anyone's."""
        filtered, requested = (
            request.filters.select_speakers(self.index),
            request.speaker_request.speakers if request.speaker_request else None,
        )
        if filtered is None or requested is None:
            return filtered if requested is None else requested
        return filtered & requested


def _select(request: AnswerRequest, evidence: EvidenceTable) -> EvidenceTable:
    """Return the sentences that answer a request, as it wants them matched."""
    if request.match == "usual" or not request.question.exhaustive:
        return select_relevant(request.question, evidence)
    if request.match == "avowed":
        return select_avowals(evidence, request.avower)
    if request.match == "named":
        return select_naming(evidence)
    return select_nearby(evidence, of_speaker=request.speaker_request is not None)


def _keep_whole(evidence: EvidenceTable, names: Sequence[Sequence[str]]) -> EvidenceTable:
    """Return the sentences that have the words of each name together."""
    if not names:
        return evidence
    whole = [all(holds_whole(evidence.read_sentence(place), name) for name in names) for place in range(len(evidence))]
    return evidence.take(np.array(whole, dtype=np.bool_))


def _find_own_speeches(evidence: EvidenceTable) -> Mask:
    """Return which sentences stand in a speech of whoever says them, and not in words of another who quotes them."""
    owners, names = evidence.generation.articles.speakers, evidence.generation.speaker_names.values
    pairs = np.stack([owners.codes[evidence.columns.articles], evidence.speakers], axis=1)
    different, numbers = np.unique(pairs, axis=0, return_inverse=True)
    own = [
        bool(owner := owners.values[code]) and (name == NO_NAME or not is_another_person(names[name], owner))
        for code, name in different.tolist()
    ]
    found: Mask = np.array(own, dtype=np.bool_)[numbers.reshape(-1)]
    return found
