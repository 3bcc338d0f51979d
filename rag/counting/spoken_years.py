"""Spoken years: the years in which somebody speaks in the library, on whatever subject."""

from rag.answers.documents import Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.subject_count import SubjectCount
from rag.counting.superlative_answers import CountedAnswer
from rag.counting.wording import format_counted
from rag.query.question import Question
from rag.query.speaker_requests import SpeakerRequest
from rag.retrieval.search import AnswerRequest


def answer_spoken_years(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
    """Answer in which years some people speak, by their articles of known date; None if nobody is asked for."""
    if count.voices is None or count.words:
        return None
    index = count.tally.index
    rows = index.articles_of(count.admitted & count.voices.passage_mask(index)).tolist()
    dates = [count.tally.entry(row).published for row in rows]
    years = sorted({date[:4] for date in dates if date})
    if not years:
        return None
    question = Question.parse("what was said?").without_subject()
    asked = SpeakerRequest(question, count.who, count.voices, own_words_only=True)
    answer = pipeline.answer(request.for_speaker(asked))
    articles = format_counted(len(dates), "article")
    text = f"{format_counted(len(years), 'year')}: {', '.join(years)}, in {articles} with words of {count.who}."
    undated = len(dates) - sum(map(bool, dates))
    notes = [f"{format_counted(undated, 'article')} without a date left out."] if undated else []
    return answer.model_copy(update={"intent": "count"}), Direct(kind="number", text=text), notes
