"""Search: the evidence for a request, within its filters and among the words of the speaker who is asked for."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np

from index.names.gazetteer import Gazetteer, load_gazetteer
from index.store.generation import Generation
from index.text.arrays import Mask, Vectors
from rag.query.filters import Filters
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest
from rag.retrieval.continuations import find_continuations
from rag.retrieval.deduplicate import collapse_duplicates
from rag.retrieval.evidence import Evidence, Read, gather_evidence
from rag.retrieval.hybrid_search import retrieve_passages
from rag.retrieval.paraphrases import merge_paraphrases
from rag.retrieval.ranking_features import Query, compute_ages
from rag.retrieval.rerank import PairScorer, rerank_evidence
from rag.retrieval.selection import MAX_FACT_SENTENCES, select_relevant
from rag.retrieval.sentence_speaker import is_second_hand
from rag.retrieval.substance import MAX_WEIGHED, prefer_substance
from rag.retrieval.term_coverage import text_terms

DateOrder = Literal["newest", "oldest"]


DEFAULT_LIMIT = 10
"""Maximum number of citations of an answer by default."""


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A question and how to answer it.

    `typed` is the question as it came, `standalone` as it can be understood without the history, `words` are encoded
    for the search, and `speaker_request` says which speakers are asked for. Relative time words are read from `today`;
    `asked_on` also ranks by age. Sentences of `excluded_speakers` and those that contain all terms of one of the
    `excluded_subjects` are left out. `order` is the order by date that was asked for, `skip` the number of sentences
    shown before, and `side_speakers` has the people of those sides of a comparison that are groups.
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
    evidence: Sequence[Evidence]
    answering: Sequence[Evidence]

    @property
    def confidence(self) -> float:
        """The probability that the best sentence answers, from 0 to 1, whether or not it is enough to show it."""
        return max((sentence.score for sentence in self.evidence), default=0.0)


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
        admitted, speakers = request.filters.passage_mask(self.index), self._select_speakers(request)
        searched = admitted & speakers.passage_mask(self.index) if speakers is not None else admitted
        evidence = self._gather_evidence(request, searched) if question.topic or request.speaker_request else []
        if speakers is not None:
            own_words = [sentence for sentence in evidence if speakers.includes(sentence.attribution.speaker)]
            reports = evidence if request.accepts_reports else []
            evidence = own_words or [sentence for sentence in reports if self._is_report_on(sentence, speakers)]
        if question.parsed.excluded:
            others = SpeakerSelection.by_name(self.index.statements, question.parsed.excluded)
            evidence = [sentence for sentence in evidence if not others.includes(sentence.attribution.speaker)]
        if request.excluded_speakers is not None:
            others = request.excluded_speakers
            evidence = [sentence for sentence in evidence if not others.includes(sentence.attribution.speaker)]
        if request.excluded_subjects:
            evidence = [
                sentence for sentence in evidence if not self._names_subject(sentence, request.excluded_subjects)
            ]
        answering = collapse_duplicates(self.index, select_relevant(question, evidence), self.read_text)
        if question.exhaustive and (question.topic or request.speaker_request) and not request.everything:
            answering = self._choose_substance(request, answering)
        if speakers is not None:
            answering = sorted(answering, key=lambda sentence: not _is_own_speech(sentence))
        is_limited = not question.exhaustive and not request.everything
        return RetrievedEvidence(
            request, admitted, evidence, answering[:MAX_FACT_SENTENCES] if is_limited else answering
        )

    def _choose_substance(self, request: AnswerRequest, answering: Sequence[Evidence]) -> list[Evidence]:
        """Order sentences by substance, with those that go on with the subject, and without paraphrases of others."""
        following: Sequence[Evidence] = ()
        if request.question.intent in {"statements", "yes_no"}:
            query = self.encode(request.words)
            following = [*find_continuations(self.index, answering[:MAX_WEIGHED], query, self.read_text)]
        ordered = prefer_substance(answering, self.read_text, following)
        return merge_paraphrases(self.index, ordered)

    def find_nearest(self, retrieved: RetrievedEvidence) -> Evidence | None:
        """Return the closest sentence if nothing answers: of the speaker who was asked for, otherwise of anyone."""
        request = retrieved.request
        missed = (
            [sentence for sentence in retrieved.evidence if sentence.share]
            if request.speaker_request
            else retrieved.evidence
        )
        if request.speaker_request and not missed and request.question.topic:
            missed = self._gather_evidence(request, retrieved.admitted)
        return max(missed, key=lambda sentence: sentence.score, default=None)

    def _names_subject(self, sentence: Evidence, subjects: Sequence[Sequence[str]]) -> bool:
        """Return whether a sentence contains all terms of any of these subjects."""
        terms = text_terms(sentence.span.slice(self.read_text(sentence.entry)))
        return any(terms.issuperset(subject) for subject in subjects)

    def _is_report_on(self, sentence: Evidence, speakers: SpeakerSelection) -> bool:
        """Return whether someone reports in a sentence what these speakers said."""
        statements = (
            self.index.statements.overlapping(sentence.article, sentence.span)
            if sentence.attribution.kind not in (None, "outlet")
            else []
        )
        return any(
            speakers.includes(statement.speaker) and statement.overlap(sentence.span) for statement in statements
        )

    def _gather_evidence(self, request: AnswerRequest, among: Mask) -> list[Evidence]:
        question = request.question
        query = Query(self.encode(request.words), question.topic, request.asked_on)
        hits = retrieve_passages(self.index, query, among, question.subjects if question.exhaustive else ())
        evidence = gather_evidence(self.index, question, query.vector, hits, self.read_text)
        if question.exhaustive:
            return evidence
        articles = np.array([sentence.article for sentence in evidence], dtype=np.int64)
        days = compute_ages(self.index, articles, request.asked_on) if request.asked_on else None
        return rerank_evidence(question.text, days, evidence, self.score_pairs, self.read_text)

    def _select_speakers(self, request: AnswerRequest) -> SpeakerSelection | None:
        """Return whose words may answer, by the filters and by the question; None for anyone's."""
        filtered, requested = (
            request.filters.select_speakers(self.index),
            request.speaker_request.speakers if request.speaker_request else None,
        )
        if filtered is None or requested is None:
            return filtered if requested is None else requested
        return filtered & requested


def _is_own_speech(sentence: Evidence) -> bool:
    """Return whether a sentence stands in a speech of whoever says it, and not in words of another who quotes it."""
    return sentence.entry.speaker is not None and not is_second_hand(sentence.entry, sentence.attribution)
