"""Count answers: how often, by how many and whether a subject is mentioned, with quotations below the number."""

import re
from dataclasses import replace

from rag.answers.documents import Answer, Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.spoken_years import answer_spoken_years
from rag.counting.subject_count import SubjectCount, names_somebody
from rag.counting.superlative_answers import (
    CountedAnswer,
    answer_first_or_last,
    answer_most,
    answer_most_named,
    note_partial,
    note_spellings,
)
from rag.counting.tallies import Mentions, Tally, group_counts
from rag.counting.wording import MAX_ROWS, format_counted, format_times, list_names
from rag.interpretation.count_questions import CountQuestion
from rag.interpretation.statement_questions import StatementQuestion
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.search import AnswerRequest

_PRONOUN = re.compile(r"he|she|they|it", re.IGNORECASE)


def answer_count(
    counted: CountQuestion, request: AnswerRequest, saying: StatementQuestion, tally: Tally, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Answer a question for a count or a superlative; None if it has no subject that can be counted."""
    count = SubjectCount(counted, request, saying, tally)
    if count.unknown:
        return _answer_unknown(count.unknown, count, request, pipeline)
    if count.mentions is None or counted.dimension == "named":
        return _answer_without_subject(count, request, pipeline)
    if not len(count.mentions):
        return _answer_none(count, request, pipeline) if counted.rank != "least" else None
    if counted.rank in {"first", "last"}:
        return answer_first_or_last(count, request, pipeline)
    if counted.rank in {"most", "least"}:
        return answer_most(count, request, pipeline)
    return _answer_number(count, request, pipeline)


def _answer_without_subject(
    count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Answer what is named most or least, or in which years somebody speaks; None for anything else."""
    if count.counted.rank in {"most", "least"}:
        return answer_most_named(count, request, count.tally, pipeline)
    return answer_spoken_years(count, request, pipeline) if count.counted.dimension == "year" else None


def count_speakers(request: AnswerRequest, saying: StatementQuestion, tally: Tally) -> int:
    """Return how many speakers mention the subject of a question for who did; 0 if it has none that can be counted."""
    count = SubjectCount(CountQuestion("speaker", "count", saying.question), request, saying, tally)
    return 0 if count.unknown else len({name for name in count.found.speakers if name})


def answer_whether(
    counted: CountQuestion, request: AnswerRequest, saying: StatementQuestion, tally: Tally, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Answer whether a subject was mentioned by the speakers who are asked for, or by anyone."""
    count = SubjectCount(counted, request, saying, tally)
    if _PRONOUN.fullmatch(counted.who) and saying.voices is None:
        return _answer_unresolved(counted.who, count, request, pipeline)
    if saying.voices is None and counted.who and not count.unknown:
        speakers = SpeakerSelection.by_phrase(tally.index.statements, counted.who)
        if speakers and (names_somebody(counted.who) or any(person.name[:1].isupper() for person in speakers.persons)):
            count.voices, count.who = speakers, counted.who
        if count.voices is not None and count.subjects:
            count.mentions = count.find_mentions(count.voices)
    if count.unknown or (counted.who and count.voices is None and names_somebody(counted.who)):
        return _answer_unknown(count.unknown or counted.who, count, request, pipeline)
    if count.mentions is None or (counted.who and count.voices is None):
        return None
    if not len(count.mentions):
        return _answer_none(count, request, pipeline)
    times, articles = count.mentions.total, len(set(count.mentions.articles.tolist()))
    answer = pipeline.answer(count.narrow_request(request))
    text = f"Yes: {format_times(times)}, in {format_counted(articles, 'article')}{count.asked_time}."
    return (
        _set_intent(answer, "yes_no"),
        Direct(kind="yes", text=text, citations=(1,) if answer.citations else ()),
        note_partial(count.mentions),
    )


def _answer_unresolved(
    pronoun: str, count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline
) -> CountedAnswer:
    """Return the answer that nobody before it says who a pronoun stands for."""
    answer = pipeline.answer(count.narrow_request(request, SpeakerSelection.by_name(count.tally.index.statements, ())))
    text = f"I cannot tell who “{pronoun}” is: name the speaker in the question itself."
    reason = answer.reason and answer.reason.model_copy(update={"code": "not_understood", "text": text})
    return answer.model_copy(update={"reason": reason}), None, []


def _answer_unknown(
    who: str, count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Return the answer that the library has no words of whoever is asked for; None if no subject is named."""
    if not count.words:
        return None
    nobody = SpeakerSelection.by_name(count.tally.index.statements, ())
    answer = pipeline.answer(count.narrow_request(request, nobody, who))
    text = f"the library has no words of {who}, on {count.words} or anything else."
    if count.counted.rank == "whether":
        return _set_intent(answer, "yes_no"), Direct(kind="no", text=f"No: {text}"), []
    return _set_intent(answer, "count"), Direct(kind="number", text=f"0: {text}"), []


def _answer_none(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer:
    """Return the answer that a subject is never mentioned, with what was searched and the closest sentences."""
    answer = pipeline.answer(count.narrow_request(request))
    by = f" by {count.who}" if count.who else ""
    searched = count.tally.index.articles_of(count.admitted)
    articles = format_counted(len(searched), "article")
    nothing = f"no sentence{by}{count.asked_time} in the {articles} searched names “{count.words}”"
    if count.counted.rank == "whether":
        direct = Direct(kind="no", text=f"No: {nothing}.")
    else:
        direct = Direct(kind="number", text=f"0: {nothing}.")
    if answer.citations:  # words near the subject, but none that name it
        return answer, direct, ["The sentences below are near the subject and do not name it."]
    reason = answer.reason.model_copy(update={"text": f"{nothing[0].upper()}{nothing[1:]}."}) if answer.reason else None
    return answer.model_copy(update={"reason": reason}), direct, []


def _answer_number(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer:
    mentions = count.found
    answer = pipeline.answer(
        request
        if request.question.intent == "count" and request.speaker_request is None
        else count.narrow_request(request)
    )
    if answer.abstained:  # the sentences of a subject are told by more than its name
        narrowed = count.narrow_request(request)
        loosened = (pipeline.answer(replace(narrowed, match=match)) for match in ("named", "nearby"))
        answer = next((one for one in loosened if not one.abstained), answer)
    articles = mentions.articles.tolist()
    entries = {article: count.tally.entry(article) for article in set(articles)}
    years = sorted({(entry.published or "")[:4] for entry in entries.values() if entry.published})
    sources = sorted({entry.source or "unnamed" for entry in entries.values()})
    speakers = {name for name in mentions.speakers if name}
    countries = {country for country in mentions.countries if country}
    by = f" by {count.who}" if count.who else ""
    extent = f"in {format_counted(len(mentions), 'sentence')} of {format_counted(len(entries), 'article')}"
    texts = {
        "times": f"{format_times(mentions.total)}{by}, {extent}",
        "speaker": f"{format_counted(len(speakers), 'speaker')}, in {format_counted(len(entries), 'article')}",
        "country": f"{format_counted(len(countries), 'country')}: {list_names(sorted(countries))}",
        "year": f"{format_counted(len(years), 'year')}: {', '.join(years)}",
        "source": f"{format_counted(len(sources), 'source')}: {list_names(sources)}",
        "article": f"{format_counted(len(entries), 'article')}",
        "sentence": f"{format_counted(len(mentions), 'sentence')}, in {format_counted(len(entries), 'article')}",
    }
    direct = Direct(kind="number", text=f"{texts[count.counted.dimension]}{count.asked_time}.")
    notes = _note_speakers(count, mentions)
    return _set_intent(answer, "count"), direct, notes


def _note_speakers(count: SubjectCount, mentions: Mentions) -> list[str]:
    """Return the table behind a number, in one line."""
    rows = group_counts(mentions, list(mentions.speakers))
    table = ", ".join(f"{label} {times}" for label, times, _ in rows[:MAX_ROWS])
    more = f" and {len(rows) - MAX_ROWS} more" if len(rows) > MAX_ROWS else ""
    return [
        *([f"Mentions counted, by speaker: {table}{more}."] if table and not count.who else []),
        *note_spellings(mentions),
    ]


def _set_intent(answer: Answer, intent: str) -> Answer:
    return answer.model_copy(update={"intent": intent})
