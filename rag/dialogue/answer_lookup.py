"""Answer lookup: one plain question is counted, or searched, or answered under another name of its subject."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.names.gazetteer import load_gazetteer
from index.names.person_names import is_name_of
from index.store.generation import Generation
from index.text.normalize import is_part_of
from index.text.plurals import format_count
from rag.answers.documents import Answer, Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.alternative_answers import answer_alternatives
from rag.counting.count_answers import answer_count, answer_whether, count_speakers
from rag.counting.direct_lines import note_undecided, read_direct
from rag.counting.exclusion_answers import answer_lacking
from rag.counting.superlative_answers import CountedAnswer
from rag.counting.tallies import Tally
from rag.dialogue.avowals import answer_avowal
from rag.dialogue.contested_names import other_names, other_words
from rag.dialogue.reading.joined_subjects import part_subject
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.source_names import named_source
from rag.interpretation.speaker_groups import Voices, find_voices
from rag.interpretation.statement_questions import StatementQuestion
from rag.library_answers.contents import LibraryContents
from rag.query.question import Question
from rag.query.speaker_requests import SpeakerRequest, find_speaker_phrases, resolve_speaker_request
from rag.retrieval.search import AnswerRequest, Searcher

_NAMED = re.compile(r"[^\W\d_a-z]\S*(?:\s+\S+){0,4}")
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_REPLIED = re.compile(
    r"^\W*(?:what|how)\s+did\s+(?P<who>[^?]+?)\s+reply\s+(?:on|about)\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"^\W*(?:did|does|do|has|have|had)\s+(?P<who>[^?]+?)\s+(?:ever\s+|also\s+)?(?:blam|accus|recogni[sz]|condemn|criticis|"
    r"criticiz|oppos|reject|welcom|den(?:y|i)|prais|endors|defend|denounc|support|accept|back)\w*\s+(?P<about>[^?]+)",
    re.IGNORECASE,
)
_WHO_IS = re.compile(r"^\W*who\s+(?:is|was|are)\s+(?P<who>[^?]{2,60}?)\W*$", re.IGNORECASE)


@dataclass(frozen=True)
class AnswerLookup:
    """Looks up plain questions in a generation."""

    index: Generation
    contents: LibraryContents

    def look_up(self, request: AnswerRequest, searcher: Searcher, saying: StatementQuestion) -> CountedAnswer:
        """Return the answer to a plain question, its first line and the notes on how it was read."""
        tally = Tally(self.index, searcher.read_text)
        pipeline = AnswerPipeline(searcher)
        if counted := self._count(request, saying, tally, pipeline):
            return counted
        if replied := _REPLIED.match(saying.question):
            return self._reply(request, pipeline, replied)
        if relayed := self._relay(request, pipeline, saying):
            return relayed
        if avowed := answer_avowal(request, pipeline):
            return avowed
        answer = pipeline.answer(request)
        answered = (
            (
                self._under_other_names(request, pipeline)
                or self._in_other_words(request, pipeline)
                or self._on_either(request, pipeline)
                or self._on_what_was_judged(request, pipeline)
                or self._from_source(request, pipeline)
                or self._introduce(request, pipeline)
            )
            if answer.abstained
            else None
        )
        if answered:
            return answered
        direct = read_direct(answer, request) or self._office_of(request)
        if answer.intent == "who" and answer.citations and direct and direct.kind == "number":
            speakers = max(answer.found.speakers, count_speakers(request, saying, tally))
            direct = Direct(kind="number", text=f"{format_count(speakers, 'speaker')}.")
        undecided = "" if direct else note_undecided(answer, request)
        return answer, direct, [*filter(None, [undecided]), *_note_others(request, answer)]

    def _count(
        self, request: AnswerRequest, saying: StatementQuestion, tally: Tally, pipeline: AnswerPipeline
    ) -> CountedAnswer | None:
        """Return an answer that is computed by counting; None where a question wants no count, or has none."""
        if saying.alternatives and (chosen := answer_alternatives(saying.alternatives, request, tally, pipeline)):
            return chosen
        if saying.lacking:
            return answer_lacking(request, saying, tally, pipeline, self.contents)
        counted, whether = read_count(saying.question), read_whether(saying.question)
        if counted and (answered := answer_count(counted, request, saying, tally, pipeline)):
            return answered
        return answer_whether(whether, request, saying, tally, pipeline) if whether else None

    def _relay(
        self, request: AnswerRequest, pipeline: AnswerPipeline, saying: StatementQuestion
    ) -> CountedAnswer | None:
        """Look for what somebody said according to another: in articles of the other, or what the other says of them.

        None where a question asks for the words of one of them alone.
        """
        asked = next(iter(find_speaker_phrases(saying.question)), None) if saying.voices else None
        if asked is None or saying.voices is None or saying.voices.is_group:
            return None
        who, by = asked.phrase, saying.voices.who
        voices = find_voices(self.index.statements, who)
        if voices and not voices.is_group:
            rest = request.question.with_text(asked.rest, request.aliases)
            rest = rest if rest.topic else rest.without_subject()
            theirs = SpeakerRequest(rest, who, voices.speakers, own_words_only=True)
            answer = pipeline.answer(
                replace(request, question=rest, speaker_request=theirs, relayed_by=saying.voices.speakers)
            )
            if not answer.abstained:
                return answer, None, [f"These are words of {who}, in articles in which {by} speaks."]
        about = Question.parse(f"what was said about {who}?", request.aliases)
        theirs = SpeakerRequest(about, by, saying.voices.speakers, own_words_only=True)
        answer = pipeline.answer(replace(request, question=about, words=about.text, speaker_request=theirs))
        if answer.abstained:
            return None
        return answer, None, [f"No words of {who} are quoted where {by} speaks: this is what {by} said about {who}."]

    def _office_of(self, request: AnswerRequest) -> Direct | None:
        """Return the line that says who somebody is, by the offices that articles give; None where they give none."""
        match = _WHO_IS.match(request.question.text)
        voices = find_voices(self.index.statements, match["who"]) if match else None
        if voices is None or voices.is_group or not _is_one(voices):
            return None
        text = self._describe(voices)
        return Direct(kind="text", text=text) if text else None

    def _describe(self, voices: Voices) -> str:
        """Return a speaker with the offices that articles give; empty where they give none."""
        persons = sorted(voices.speakers.persons, key=lambda person: (len(person.role or ""), person))
        given = [person for person in persons if person.role or person.country]
        plain = [person for person in given if (person.role or "A")[0].isupper()]  # others are parts of sentences
        offices = list(dict.fromkeys(", ".join(filter(None, (one.role, one.country))) for one in plain or given))
        names = Counter(person.name for person in voices.speakers.persons)
        if not offices:
            return ""
        name = max(names, key=lambda one: (names[one], len(one)))
        articles = len(self.contents.articles_by(voices.speakers))
        return f"{name}: {'; '.join(offices[:4])}. A speaker in {format_count(articles, 'article')}."

    def _under_other_names(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what was said of the subject by another name for it: the speaker's, where one is asked for."""
        speaker_request = request.speaker_request or resolve_speaker_request(
            request.question, self.index.statements, request.aliases
        )
        if speaker_request is not None and not speaker_request.speakers:
            return None
        asked = (speaker_request.question if speaker_request else request.question).names
        for name, other in ((named, other) for named in asked for other in other_names(named.form.codes[0])):
            text = f"what was said about {other}?"
            question = Question.parse(text, request.aliases)
            theirs = speaker_request and replace(speaker_request, question=question, own_words_only=True)
            answer = pipeline.answer(replace(request, question=question, words=text, speaker_request=theirs))
            if not answer.abstained:
                by = f" of {speaker_request.phrase}" if speaker_request else ""
                return answer, None, [f"No sentence{by} names {name.form.spelling}; these speak of {other}."]
        return None

    def _in_other_words(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what was said of a subject in the other words for it: climate change is global warming."""
        if not request.question.exhaustive:
            return None
        theirs = request.speaker_request
        by = theirs or resolve_speaker_request(request.question, self.index.statements, request.aliases)
        for subject, other in other_words(request.question.text):
            text = re.sub(rf"\b{re.escape(subject)}\b", other, request.question.text, flags=re.IGNORECASE)
            question = Question.parse(text, request.aliases)
            narrowed = theirs and replace(theirs, question=question)
            answer = pipeline.answer(replace(request, question=question, words=text, speaker_request=narrowed))
            if not answer.abstained:
                whose = f" by {by.phrase}" if by else ""
                return answer, None, [f"Nothing found{whose} on “{subject}”; these speak of “{other}”."]
        return None

    def _on_either(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what was said on either of two subjects of which no sentence names both."""
        theirs = request.speaker_request
        theirs = theirs or resolve_speaker_request(request.question, self.index.statements, request.aliases)
        parted = part_subject(theirs.question if theirs else request.question, request.aliases)
        if parted is None:
            return None
        narrowed = theirs and replace(theirs, question=parted)
        answer = pipeline.answer(replace(request, question=parted, speaker_request=narrowed))
        return None if answer.abstained else (answer, None, ["No sentence found names all of these: each names one."])

    def _on_what_was_judged(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what somebody said of what they are asked to have blamed, recognised or supported; no yes or no."""
        match = _JUDGED.match(request.question.text)
        voices = find_voices(self.index.statements, match["who"]) if match else None
        if match is None or voices is None:
            return None
        who, about = match["who"], match["about"].strip()
        answer = self._said_about(request, pipeline, who, about)
        if answer.abstained:
            return None
        return (
            answer.model_copy(update={"intent": "yes_no"}),
            None,
            [f"No yes or no is given: none was found that says so. These are words of {who} on {about}."],
        )

    def _from_source(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what was published by a house whose words are asked for: of the White House, its briefings."""
        asked = [(one.phrase, one.rest) for one in find_speaker_phrases(request.question.text)]
        if request.speaker_request is not None:
            asked.append((request.speaker_request.phrase, request.question.text))
        for phrase, rest in asked:
            source = named_source(phrase, frozenset(self.contents.sources))
            if source not in self.contents.sources or request.filters.source:
                continue
            text = re.sub(r"\b(?:did|does|do|has|have)?\s*say\b", "was said", rest, count=1)
            question = Question.parse(text, request.aliases)
            filters = request.filters.model_copy(update={"source": (source,)})
            answer = pipeline.answer(
                replace(request, question=question, words=text, speaker_request=None, filters=filters)
            )
            if not answer.abstained:
                return answer, None, [f"“{phrase}” read as what {source} published."]
        return None

    def _introduce(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Answer who somebody is from the offices that articles give them."""
        match = _WHO_IS.match(request.question.text)
        voices = find_voices(self.index.statements, match["who"]) if match else None
        if voices is None or voices.is_group:
            return None
        text = self._describe(voices)
        question = Question.parse("what was said?").without_subject()
        answer = pipeline.answer(
            replace(
                request,
                question=question,
                words=question.text,
                speaker_request=SpeakerRequest(question, voices.who, voices.speakers, own_words_only=True),
                limit=min(request.limit, 3),
            )
        )
        if answer.abstained or not text:
            return None
        return (
            answer,
            Direct(kind="text", text=text),
            ["Their office is as the articles give it; these are words of theirs."],
        )

    def _reply(self, request: AnswerRequest, pipeline: AnswerPipeline, match: re.Match[str]) -> CountedAnswer:
        """Look up what somebody said on the subject that another spoke of."""
        who, note = match["who"], "A reply is not marked as such in the library"
        about, _, wider = match["about"].strip().partition(" or else ")
        answer = self._said_about(request, pipeline, who, about)
        if answer.abstained and wider:
            said = self._said_about(request, pipeline, who, wider)
            if not said.abstained:
                return said, None, [f"{note}. Nothing by {who} names {about}: this is what {who} said on {wider}."]
        if answer.abstained:
            return answer, None, [f"{note}; {who} is not on record on {about} at all."]
        return answer, None, [f"{note}: this is what {who} said on the same subject."]

    def _said_about(self, request: AnswerRequest, pipeline: AnswerPipeline, who: str, about: str) -> Answer:
        voices = find_voices(self.index.statements, who)
        if voices is None or not voices.is_group:
            question = Question.parse(f"what did {who} say about {about}?", request.aliases)
            return pipeline.answer(replace(request, question=question, words=question.text))
        question = Question.parse(f"what was said about {about}?", request.aliases)
        theirs = SpeakerRequest(question, voices.who, voices.speakers, own_words_only=True)
        return pipeline.answer(replace(request, question=question, words=question.text, speaker_request=theirs))


def _is_one(voices: Voices) -> bool:
    """Return whether all the names of some speakers are forms of one: "Evo Morales" and "Evo Morales Ayma"."""
    names = sorted({person.name for person in voices.speakers.persons}, key=len)
    return all(is_part_of(name, names[-1]) for name in names)


def _note_others(request: AnswerRequest, answer: Answer) -> Iterator[str]:
    """Yield the note that a person's words were asked for, and that these are others' who report or name them."""
    for asked in find_speaker_phrases(request.question.text):
        codes = load_gazetteer().find_codes(asked.phrase)
        names = [citation.speaker.name for citation in answer.citations if citation.speaker]
        each = _JOINED.split(asked.phrase)
        if _NAMED.fullmatch(asked.phrase) and not any(map(load_gazetteer().is_country, codes)):
            if names and not any(is_name_of(one, name) or is_name_of(name, one) for one in each for name in names):
                yield f"None of these are words of {asked.phrase} themselves: others report or name them."
            return
