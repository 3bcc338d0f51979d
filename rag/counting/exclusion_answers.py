"""Exclusion answers: who did not speak of a subject, computed from those who could have and those who did."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.term_index import name_term, stem_words
from rag.answers.documents import Direct
from rag.answers.pipeline import AnswerPipeline
from rag.counting.subject_count import SubjectCount
from rag.counting.superlative_answers import CountedAnswer, note_partial
from rag.counting.tallies import Tally, country_name
from rag.counting.wording import format_counted, list_names
from rag.interpretation.count_questions import CountQuestion
from rag.interpretation.speaker_groups import Voices
from rag.interpretation.statement_questions import StatementQuestion
from rag.library_answers.contents import LibraryContents
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.retrieval.search import AnswerRequest

_LISTED = 20  # named in most articles, of which some may not be named by a speaker
_READ = 200  # speakers in most articles, of whom those that are named most are listed


def answer_lacking(
    request: AnswerRequest, saying: StatementQuestion, tally: Tally, pipeline: AnswerPipeline, contents: LibraryContents
) -> CountedAnswer:
    """Answer who did not say something, or which articles do not mention it."""
    if saying.lacking in _NAMED and saying.voices:
        return _answer_unnamed(request, saying.voices, pipeline, _NAMED[saying.lacking](contents))
    counted = CountQuestion("speaker", "count", saying.question)
    count = SubjectCount(counted, request, replace(saying, voices=None), tally)
    verb = _find_verb(saying.question)
    if saying.lacking == "article" and count.mentions is not None:
        return _answer_articles(count, request, pipeline)
    if not count.mentions:
        return _answer_unread(count, request, pipeline)
    if not verb:
        return _answer_silent(count, request, saying, pipeline, contents)
    if not any(count.mentions.speakers):
        return pipeline.answer(request), None, ["“not” was not taken into account."]
    return _answer_without_verb(count, verb, request, pipeline)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Those who may be named: what they are called together, and each with the articles that name it."""

    kind: str
    contents: LibraryContents
    articles: dict[str, frozenset[str]]


def _find_countries(contents: LibraryContents) -> _Candidates:
    most = Counter(contents.named_countries).most_common(_LISTED)
    return _Candidates(
        "countries", contents, {load_gazetteer().label(code): _naming(contents, [name_term(code)]) for code, _ in most}
    )


def _find_bodies(contents: LibraryContents) -> _Candidates:
    codes = {code for form in load_gazetteer().spellings for code in form.codes}
    bodies = [code for code in codes if not load_gazetteer().is_country(code) and not _is_person(code)]
    naming = {code: _naming(contents, [name_term(code)]) for code in bodies}
    most = sorted((code for code in naming if naming[code]), key=lambda code: (-len(naming[code]), code))[:_LISTED]
    return _Candidates("bodies", contents, {load_gazetteer().label(code): naming[code] for code in most})


def _find_speakers(contents: LibraryContents) -> _Candidates:
    """Find the persons with an office or a country whom most articles name by their last name."""
    placed = {person.name for person in contents.index.statements.canonical if person.role or person.country}
    found = [name for name in contents.main_speakers if name in placed and not load_gazetteer().find(name)][:_READ]
    last = {name: stem_words(name.split()[-1]) for name in found}
    named = {name: articles for name, terms in last.items() if terms and (articles := _naming(contents, terms))}
    most = sorted(named, key=lambda name: (-len(named[name]), name))[:_LISTED]
    return _Candidates("speakers", contents, {name: named[name] for name in most})


def _is_person(code: str) -> bool:
    """Return whether a name that is no country's is a person's: it is also used by its last word, or with a title."""
    forms = {form.spelling for form in load_gazetteer().forms_of_code(code)}
    return code.rsplit(maxsplit=1)[-1] in forms - {code} or any(form.startswith(_TITLES) for form in forms)


_TITLES = ("Secretary-General ", "President ", "King ", "Pope ")
_NAMED = {"subject": _find_countries, "named_body": _find_bodies, "named_speaker": _find_speakers}


def _naming(contents: LibraryContents, terms: list[str]) -> frozenset[str]:
    """Return the articles that hold all of some terms."""
    passages = contents.index.terms.find_all_words(terms)[0]
    rows = set(contents.index.article_of_passage[passages].tolist())
    return frozenset(contents.entries[row].id for row in rows)


def _answer_unnamed(
    request: AnswerRequest, voices: Voices, pipeline: AnswerPipeline, candidates: _Candidates
) -> CountedAnswer:
    """Answer which of the countries, bodies or speakers that most articles name stand in no article of a speaker."""
    own = {entry.id for entry in candidates.contents.articles_by(voices.speakers)}
    unnamed = [f"{name} ({len(naming):,})" for name, naming in candidates.articles.items() if not naming & own]
    articles, who = format_counted(len(own), "article"), voices.who
    listed = f"{', '.join(unnamed)}." if unnamed else "all are named."
    of = f"Of the {len(candidates.articles)} {candidates.kind} that most articles name"
    text = f"{of}, not in the {articles} with words of {who}: {listed}"
    note = (
        f"Computed by exclusion over the {candidates.kind} that the library names, with the number of articles that "
        "name it or speak for it; other subjects are not listed. Quoted are words of theirs."
    )
    return pipeline.answer(request), Direct(kind="text", text=text), [note]


def _answer_unread(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer:
    """Answer without the "not", of which nothing can be computed: nobody names the subject as it was read."""
    answer = pipeline.answer(request)
    if answer.abstained and answer.reason and count.words:
        text = f"Who did not say this was not computed: no sentence names “{count.words}”."
        answer = answer.model_copy(
            update={"reason": answer.reason.model_copy(update={"code": "not_understood", "text": text})}
        )
    return answer, None, ["“not” was not taken into account."]


def _answer_articles(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer:
    naming = set(count.found.articles.tolist())
    admitted = set(count.tally.index.articles_of(count.admitted).tolist())
    articles = format_counted(len(admitted), "article")
    text = f"{len(admitted - naming):,} of {articles} do not mention {count.words}{count.asked_time}."
    notes = ["Computed by exclusion over the index. Quoted are articles that do.", *note_partial(count.found)]
    return pipeline.answer(count.narrow_request(request)), Direct(kind="number", text=text), notes


def _answer_without_verb(
    count: SubjectCount, verb: str, request: AnswerRequest, pipeline: AnswerPipeline
) -> CountedAnswer:
    """Answer who names the subject and has no sentence with both it and a verb."""
    statements = count.tally.index.statements
    terms = tuple(tuple(dict.fromkeys((*subject, verb))) for subject in count.subjects)
    using = {name for name in count.tally.find_mentions(terms, count.admitted).speakers if name}
    naming = {name for name in count.found.speakers if name}
    names = [person.name for person in statements.canonical if person.name in using]
    excluded = SpeakerSelection.by_name(statements, names) if names else None
    answer = pipeline.answer(replace(count.narrow_request(request), excluded_speakers=excluded))
    left, what = sorted(naming - using), count.words or "this"
    speakers = f"{format_counted(len(naming), 'speaker')} who name {what}"
    note = (
        f"Computed by exclusion: of {speakers}, {len(left)} have no sentence with “{verb}”: {list_names(left)}. "
        f"These are sentences of theirs; they may say so in other words."
    )
    text = f"{len(left)} of {speakers}"
    return answer, Direct(kind="number", text=text), [note, *note_partial(count.found)]


def _answer_silent(
    count: SubjectCount,
    request: AnswerRequest,
    saying: StatementQuestion,
    pipeline: AnswerPipeline,
    contents: LibraryContents,
) -> CountedAnswer:
    """Answer which speakers or countries of the library did not mention the subject."""
    if saying.lacking == "country":
        kind, everyone, names = "country", set(_list_countries(count, contents)), count.found.countries
        if saying.voices:
            everyone &= {country_name(person.country) for person in saying.voices.speakers.persons}
    else:
        kind, everyone, names = "speaker", _list_speakers(count) & set(contents.main_speakers), count.found.speakers
        if saying.voices:
            everyone &= {person.name for person in saying.voices.speakers.persons}
    if not everyone:
        return _answer_nobody(count, request, saying, pipeline)
    speaking = {name for name in names if name}
    left = sorted(everyone - speaking)
    what = f"mention {count.words or 'this'}{count.asked_time}"
    listed = list_names(left) if left else "all did"
    text = f"{len(left)} of {format_counted(len(everyone), kind)} did not {what}: {listed}."
    voices, who = (saying.voices.speakers, saying.voices.who) if saying.voices else (None, "")
    answer = pipeline.answer(count.narrow_request(request, voices, who) if count.words else request)
    note = (
        f"Computed by exclusion over the index: {format_counted(len(everyone & speaking), kind)} did, "
        f"{len(left)} did not. Quoted are those who did."
    )
    if kind == "speaker":
        note += " Counted are speakers with a first and a last name."
    if answer.abstained:
        answer = answer.model_copy(update={"intent": "library", "abstained": False, "reason": None, "answer": text})
    return answer, Direct(kind="number", text=text), [note, *note_partial(count.found)]


def _answer_nobody(
    count: SubjectCount, request: AnswerRequest, saying: StatementQuestion, pipeline: AnswerPipeline
) -> CountedAnswer:
    """Answer that nobody of whom it is asked speaks in what was searched, so that nobody is left to list."""
    answer = pipeline.answer(count.narrow_request(request) if count.words else request)
    who = f"of {saying.voices.who} " if saying.voices else ""
    articles = format_counted(len(count.tally.index.articles_of(count.admitted)), "article")
    text = f"No speaker {who}with a name speaks in the {articles} searched, so that there is nobody to list."
    if not answer.abstained:
        return answer, None, [text, "Quoted is who speaks of it."]
    reason = answer.reason and answer.reason.model_copy(update={"text": text})
    return answer.model_copy(update={"reason": reason}), None, []


def _find_verb(question: str) -> str:
    """Return the stem of what was not done; empty if it is only to speak of something."""
    terms = Question.parse(question).topic
    words = question.split()
    speaking = Question.parse(f"who said {' '.join(words[2:])}").topic if words[2:] else terms
    return next((term for term in terms if term not in speaking and term not in _MENTIONING), "")


_MENTIONING = frozenset({"mention", "discuss", "address", "name", "rais", "countri", "speaker"})


def _list_countries(count: SubjectCount, contents: LibraryContents) -> list[str]:
    if not count.filters.active_names:
        return list(contents.speaking_countries)
    rows = count.tally.index.articles_of(count.admitted).tolist()
    return [country for row in rows if (country := contents.entries[row].country)]


def _list_speakers(count: SubjectCount) -> set[str]:
    """Return the names of all who speak in the admitted articles."""
    index, statements = count.tally.index, count.tally.index.statements
    admitted = np.zeros(len(index.articles), dtype=bool)
    admitted[index.articles_of(count.admitted)] = True
    rows = statements.rows["speaker"][admitted[statements.article_of_statement]]
    return {statements.canonical[row].name for row in np.unique(rows[rows >= 0]).tolist()}
