"""Check: a written sentence stays if the quotations that it cites carry all of it, each claim by one of them alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rag.answers.citations import Citation
from rag.verification.assertion.causes import check_causes
from rag.verification.assertion.degrees import check_degrees
from rag.verification.assertion.modality import check_modality
from rag.verification.assertion.negation import check_negations
from rag.verification.assertion.opposites import check_opposites
from rag.verification.assertion.prospects import check_prospects
from rag.verification.assertion.tenses import check_tenses
from rag.verification.conditions import check_conditions, check_extent
from rag.verification.dates import check_dates
from rag.verification.event_order import check_event_order
from rag.verification.faults import Fault
from rag.verification.instructions import is_instruction
from rag.verification.names import KnownNames, Names, check_names, check_owners
from rag.verification.quantities.figures import check_figures
from rag.verification.quoted_words import check_quoted_words, find_quoted, remove_marks
from rag.verification.reading import Entailment, weigh_faults
from rag.verification.reports import Report, find_attribution_words, find_reports
from rag.verification.speakers import check_speakers
from rag.verification.support import (
    MIN_PLAIN_SHARE,
    Support,
    check_sorts,
    check_turns,
    measure_own_words,
    measure_support,
)
from rag.verification.wording.lexicon import load_lexicon
from rag.verification.wording.outlets import join_outlet_name
from rag.verification.wording.words import WordSequence

_NUMBER = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_MARKUP = re.compile(
    r"https?:|www\.|\]\(|!\[|<[a-z/!?]|`|^\s*(?:#|>|[-*•]\s|\d+[.)]\s)|\*\*|__|&#?\w+;|javascript:|data:\w|\{|\}|\|"
    r"|\b[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|net|org|io|ru|xyz|info|html?)\b/?",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[a-z\d][.!?])[”\"’]?\s+(?=[“\"A-Z])")  # also within a quotation, which is one sentence
_CLAUSES = re.compile(r";\s+|,\s+(?:while|whereas|but|and|although|though)\s+|\s+(?:while|whereas)\s+")
_PRONOUNS = frozenset(("he", "she", "they", "his", "her", "their"))
_MIN_SHARE = 0.62
_MAX_MISSING = 3.3
_MAX_MISSING_SHARE = 0.5
_MIN_ANCHORED = 0.1
_MIN_WORDS = 2
_MIN_CARRIED = 0.4  # of a clause by each citation that is named


@dataclass(frozen=True)
class Source:
    """A citation, prepared for the check."""

    citation: Citation

    @cached_property
    def quoted(self) -> KnownNames:
        """The names and words of the quotation."""
        return KnownNames(self.citation.display_text)

    @cached_property
    def words(self) -> WordSequence:
        """The words of the quotation."""
        return self.quoted.sequence

    @cached_property
    def speaker(self) -> KnownNames:
        """What is known of the speaker: name, office and country."""
        speaker = self.citation.speaker
        parts = (speaker.name, speaker.role, speaker.country) if speaker else ()
        return KnownNames("; ".join(part for part in parts if part))

    @cached_property
    def title(self) -> KnownNames:
        """The title of the article, which may have the whole of a name of which the quotation has a part."""
        return KnownNames(self.citation.article_title)

    @cached_property
    def source(self) -> KnownNames:
        """Where it was said: the outlet or the session."""
        return KnownNames(self.citation.source or "")

    @cached_property
    def is_instruction(self) -> bool:
        """Whether the quotation tells a language model what to do."""
        return is_instruction(self.citation.display_text)

    @cached_property
    def known_stems(self) -> frozenset[str]:
        """Stems that need no support: those of the speaker and of the source."""
        return self.speaker.sequence.stems | self.source.sequence.stems


@dataclass(frozen=True)
class Checker:
    """Checks sentences against the citations of one answer, by rules and, if there is one, by a network."""

    sources: Mapping[int, Source]
    entailment: Entailment | None = None

    @classmethod
    def from_citations(cls, citations: Iterable[Citation], entailment: Entailment | None = None) -> "Checker":
        """Prepare the citations of an answer."""
        return cls({citation.number: Source(citation) for citation in citations}, entailment)

    def check(self, text: str, previous: Sequence[int] | None = None) -> list[Fault]:
        """Return what is wrong with a sentence and its numbers; nothing if it holds.

        `previous` are the numbers of the sentence before, whose speaker "he" or "she" is; None if that is unknown.
        """
        sentence, numbers = read_numbers(text)
        if _MARKUP.search(sentence) or _CONTROL.search(sentence):
            return [Fault("markup", "only plain text is shown")]
        if not numbers:
            return [Fault("no citation", "the sentence names no quotation")]
        unknown = [number for number in numbers if number not in self.sources]
        if unknown:
            return [Fault("unknown citation", f"there is no quotation [{unknown[0]}]")]
        cited = [self.sources[number] for number in dict.fromkeys(numbers)]
        if previous is not None and (pronoun := self._find_stray_pronoun(sentence, cited, previous)):
            return [Fault("speaker", f"“{pronoun}” is not the speaker of the sentence before")]
        faults = find_faults(sentence, cited)
        if self.entailment is None or len(cited) > 1:
            return faults
        own_words = _measure_own_words(sentence, cited[0])
        return weigh_faults(faults, sentence, cited[0].citation, self.entailment, own_words=own_words)

    def _find_stray_pronoun(self, sentence: str, cited: Sequence[Source], previous: Sequence[int]) -> str | None:
        """Return the pronoun that a sentence begins with if it is nobody whom the sentence before rests on."""
        first = sentence.split(maxsplit=1)[0] if sentence else ""
        if first.casefold() not in _PRONOUNS:
            return None
        speakers = {self.sources[number].speaker.text for number in previous} - {""}
        return None if speakers & {source.speaker.text for source in cited} else first


def read_numbers(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a sentence without its numbers, and the numbers."""
    numbers = tuple(int(number) for match in _NUMBER.finditer(text) for number in re.findall(r"\d+", match[1]))
    sentence = _NUMBER.sub("", text).strip()
    return re.sub(r"\s+([.,;:!?])", r"\1", sentence), numbers


def find_faults(sentence: str, cited: Sequence[Source]) -> list[Fault]:
    """Return the faults of a sentence that rests on some citations."""
    if len(cited) == 1:
        return check_against(sentence, cited[0])
    outcomes = [check_against(sentence, source) for source in cited]
    if any(not faults for faults in outcomes):
        stray = next((source for source in cited if not _carries(sentence, source)), None)
        return [Fault("joined", f"quotation [{stray.citation.number}] carries no part of it")] if stray else []
    return _check_clauses(sentence, cited, outcomes)


def _check_clauses(sentence: str, cited: Sequence[Source], outcomes: Sequence[list[Fault]]) -> list[Fault]:
    """Return the faults of the clauses of a sentence, each held against the citation that carries it best.

    `outcomes` are the faults of the whole sentence against each citation, some for each.
    """
    named = _find_named(sentence, cited)
    if len(named) > 1 and not _CLAUSES.search(sentence):
        return list(chain.from_iterable(check_against(sentence, source, others=cited) for source in cited))[:1]
    clauses = _split_clauses(sentence)
    if len(clauses) == 1:
        best = min(outcomes, key=len)
        return [Fault("joined", f"no quotation says all of it: {best[0].detail}")]
    used: set[int] = set()
    for clause in clauses:
        faults = [check_against(clause, source) for source in cited]
        holding = [source for source, found in zip(cited, faults, strict=True) if not found]
        if not holding:
            return [Fault("joined", min(faults, key=len)[0].detail)]
        used.update(source.citation.number for source in holding)
    unused = [source for source in cited if source.citation.number not in used]
    return [Fault("joined", f"quotation [{unused[0].citation.number}] carries no part of it")] if unused else []


def _split_clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence that make claims of their own; a later one keeps the speaker of the first."""
    pieces = [piece.strip() for piece in _CLAUSES.split(sentence) if piece.strip()]
    merged: list[str] = []
    for piece in pieces:
        if merged and len(piece.split()) < 4:  # noqa: PLR2004 (a clause has a subject, a verb and an object)
            merged[-1] += f", {piece}"
        else:
            merged.append(piece)
    return merged


def _find_named(sentence: str, cited: Sequence[Source]) -> list[Source]:
    """Return the citations whose speakers a sentence names as speaking."""
    words = WordSequence.from_text(sentence)
    names = [word for report in find_reports(words) for word in report.names(words)]
    lexicon = load_lexicon()
    return [
        source
        for source in cited
        if any(source.speaker.has(word) and word.form not in lexicon.titles for word in names)
    ]


def _carries(sentence: str, source: Source) -> bool:
    words = WordSequence.from_text(sentence)
    attribution = find_attribution_words(words, find_reports(words))
    return measure_support(words, source.words, source.known_stems, attribution).share >= _MIN_CARRIED


def _measure_own_words(sentence: str, source: Source) -> float:
    written, _, attribution = _prepare(sentence, source)
    return measure_own_words(written, source.words, source.known_stems, attribution)


def _prepare(sentence: str, source: Source) -> tuple[WordSequence, list[Report], frozenset[int]]:
    """Return the words of a sentence, what it reports somebody to say, and the positions of words that say who did."""
    written = WordSequence.from_text(remove_marks(join_outlet_name(sentence, source.citation.source)))
    reports = find_reports(written)
    return written, reports, find_attribution_words(written, reports)


def check_against(sentence: str, source: Source, *, others: Sequence[Source] = ()) -> list[Fault]:
    """Return the faults of a sentence that rests on one citation; `others` may be named beside its speaker."""
    written, reports, attribution = _prepare(sentence, source)
    speaker = source.speaker
    if others:
        speaker = KnownNames("; ".join(dict.fromkeys([source.speaker.text, *(other.speaker.text for other in others)])))
    citation = source.citation
    faults = [
        *check_quoted_words(sentence, citation),
        *check_figures(written, source.words, citation.published),
        *check_dates(written, source.words, citation.published),
        *check_speakers(written, reports, source.quoted, speaker, source.source),
        *check_names(written, Names(source.quoted, speaker, source.source, source.title), attribution),
        *check_owners(written, source.quoted),
        *check_turns(written, source.words, attribution),
        *check_sorts(written, source.words, source.known_stems),
        *check_negations(written, source.words),
        *check_opposites(written, source.words),
        *check_modality(written, source.words),
        *check_prospects(written, source.words),
        *check_extent(written, source.words),
        *check_conditions(written, source.words),
        *check_causes(written, source.words),
        *check_degrees(written, source.words),
        *check_tenses(written, source.words),
        *check_event_order(written, source.words),
    ]
    if source.is_instruction and not _is_quoted_whole(sentence, written, reports):
        return [Fault("instruction", "the quotation tells a model what to write")]
    if len(written.content) < _MIN_WORDS:
        faults.append(Fault("not said", "the sentence says nothing"))
    if faults:
        return faults
    if reported := find_reported_sentence(written, reports, source):
        faults = judge_support(measure_support(written, reported, source.known_stems, attribution))
        return [Fault("speaker", f"another speaker says so: {faults[0].detail}")] if faults else []
    return judge_support(measure_support(written, source.words, source.known_stems, attribution))


def _is_quoted_whole(sentence: str, written: WordSequence, reports: Sequence[Report]) -> bool:
    """Return whether all that a sentence says is between quotation marks, but for who said it."""
    quoted = WordSequence.from_text(" ".join(find_quoted(sentence))).forms
    attribution = find_attribution_words(written, reports)
    claimed = [word for position, word in written.content if position not in attribution]
    return bool(quoted) and all(word.form in quoted or word.form in load_lexicon().cues for word in claimed)


def find_reported_sentence(written: WordSequence, reports: Sequence[Report], source: Source) -> WordSequence | None:
    """Return the sentence of a quotation that names the speaker of a sentence, if it is not the quotation's own."""
    names = {word.form for report in reports for word in report.names(written) if not source.speaker.has(word)}
    names -= load_lexicon().titles | source.source.forms
    sentences = _SENTENCE_END.split(source.quoted.text)
    if not names or not source.speaker.text or len(sentences) == 1:
        return None
    naming = [sentence for sentence in sentences if names & WordSequence.from_text(sentence).forms]
    return WordSequence.from_text(" ".join(naming)) if naming else None


def judge_support(support: Support) -> list[Fault]:
    """Return a fault if the quotation carries too little of a sentence."""
    too_many = support.missing_weight > min(_MAX_MISSING, _MAX_MISSING_SHARE * support.weight)
    is_anchored = support.anchored_share >= _MIN_ANCHORED
    is_carried = is_anchored and support.share >= _MIN_SHARE and support.plain_share >= MIN_PLAIN_SHARE
    if is_carried and not too_many and not support.loose_clause:
        return []
    missing = ", ".join(f"“{word.text}”" for word in (support.missing or support.loose_clause)[:4])
    return [Fault("not said", f"the quotation does not say {missing or 'this'}")]
