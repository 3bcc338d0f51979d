"""Answer lookup: one plain question is counted, or searched, or answered under another name of its subject."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from index.store.generation import Generation
from rag.answers.documents import Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.count_answers import answer_count, answer_whether
from rag.counting.direct_lines import read_direct
from rag.counting.exclusion_answers import answer_lacking
from rag.counting.superlative_answers import CountedAnswer
from rag.counting.tallies import Tally
from rag.interpretation.contested_names import other_names
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.speaker_groups import find_voices
from rag.interpretation.statement_questions import StatementQuestion
from rag.library_answers.contents import LibraryContents
from rag.query.question import Question
from rag.query.speaker_requests import SpeakerRequest, resolve_speaker_request
from rag.retrieval.search import AnswerRequest, Searcher

_REPLIED = re.compile(
    r"^\W*(?:what|how)\s+did\s+(?P<who>[^?]+?)\s+reply\s+(?:on|about)\s+(?P<about>[^?]+)",
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
        if saying.lacking:
            return answer_lacking(request, saying, tally, pipeline, self.contents)
        if (counted := read_count(saying.question)) and (
            found := answer_count(counted, request, saying, tally, pipeline)
        ):
            return found
        whether = read_whether(saying.question)
        if whether and (found := answer_whether(whether, request, saying, tally, pipeline)):
            return found
        if replied := _REPLIED.match(saying.question):
            return self._reply(request, pipeline, replied)
        answer = pipeline.answer(request)
        found = (
            (self._under_other_names(request, pipeline) or self._introduce(request, pipeline))
            if answer.abstained
            else None
        )
        return found or (answer, read_direct(answer, request), [])

    def _under_other_names(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Look for what somebody said of the subject by another name of theirs for it."""
        speaker_request = request.speaker_request or resolve_speaker_request(
            request.question, self.index.statements, request.aliases
        )
        if speaker_request is None or not speaker_request.speakers:
            return None
        for name in speaker_request.question.names:
            for other in other_names(name.form.codes[0]):
                text = f"what was said about {other}?"
                question = Question.parse(text, request.aliases)
                answer = pipeline.answer(
                    replace(
                        request,
                        question=question,
                        words=text,
                        speaker_request=replace(speaker_request, question=question, own_words_only=True),
                    )
                )
                if not answer.abstained:
                    told = (
                        f"No sentence of {speaker_request.phrase} names {name.form.spelling}; these speak of {other}."
                    )
                    return answer, None, [told]
        return None

    def _introduce(self, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
        """Answer who somebody is from the offices that articles give them."""
        found = _WHO_IS.match(request.question.text)
        voices = find_voices(self.index.statements, found["who"]) if found else None
        if voices is None or voices.is_group:
            return None
        offices = list(
            dict.fromkeys(
                ", ".join(filter(None, (person.role, person.country)))
                for person in voices.speakers.persons
                if person.role or person.country
            )
        )
        names = Counter(person.name for person in voices.speakers.persons)
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
        if answer.abstained or not offices:
            return None
        name = max(names, key=lambda one: (names[one], len(one)))
        articles = len(self.contents.articles_by(voices.speakers))
        text = f"{name}: {'; '.join(offices[:4])}. A speaker in {articles} article{'' if articles == 1 else 's'}."
        return (
            answer,
            Direct(kind="text", text=text),
            ["Their office is as the articles give it; these are words of theirs."],
        )

    def _reply(self, request: AnswerRequest, pipeline: AnswerPipeline, found: re.Match[str]) -> CountedAnswer:
        """Look up what somebody said on what another spoke of; where that is nothing, what they said at all."""
        note = f"A reply is not marked as such in the library: this is what {found['who']} said on the same subject."
        for on in (f" about {found['about'].strip()}", ""):
            question = Question.parse(f"what did {found['who']} say{on}?", request.aliases)
            answer = pipeline.answer(replace(request, question=question, words=question.text))
            if not answer.abstained:
                who, about = found["who"], found["about"].strip()
                other = f"Nothing by {who} names {about}: this is what {who} said on other subjects."
                return answer, None, [note if on else other]
        return answer, None, [note]
