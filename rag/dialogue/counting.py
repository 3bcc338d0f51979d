"""Counting: questions for a number, the most, the first or the last, answered from the index, with quotations below."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.text.arrays import Mask  # noqa: TC001
from rag.answers.compose import format_date
from rag.answers.documents import Answer, Direct, DirectKind
from rag.answers.pipeline import AnswerPipeline
from rag.dialogue.holdings import LibraryContents
from rag.dialogue.sayings import Saying
from rag.dialogue.superlatives import CountQuestion, subject_words
from rag.dialogue.tallies import Mentions, Tally, group_counts
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest, find_speaker_phrases
from rag.query.time_expressions import parse_time_range
from rag.retrieval.search import AnswerRequest

_SHOWN = 8  # rows of the table behind a number
_FEW = 3  # quotations under a first or a last
_LISTED = 30  # names of those who did not speak of it

_KINDS: dict[str, DirectKind] = {"year": "date", "speaker": "speaker"}

_PRECISION = defaultdict(lambda: "day", {4: "year", 7: "month"})  # by the letters of a date

Counted = tuple[Answer, Direct | None, list[str]]


class _Count:
    """One count: the subject, whose words, and the passages that may hold it."""

    def __init__(self, counted: CountQuestion, request: AnswerRequest, saying: Saying, tally: Tally) -> None:
        self.counted, self.tally = counted, tally
        line = counted.plain
        dates = (
            None
            if request.filters.since or request.filters.until
            else parse_time_range(line, request.asked_on or request.today)
        )
        self.filters = request.filters
        if dates:
            line = dates.rest
            self.filters = request.filters.model_copy(update={"since": dates.since, "until": dates.until})
        self.who, self.voices = "", saying.voices.speakers if saying.voices else None
        self.of_group = bool(saying.voices and saying.voices.is_group)
        if saying.voices:
            self.who = saying.voices.who
        else:
            for asked in find_speaker_phrases(line if line.strip().endswith("?") else f"{line}?"):
                speakers = SpeakerSelection.by_phrase(tally.index.statements, asked.phrase)
                if speakers:
                    self.who, self.voices, line = asked.phrase, speakers, asked.rest
                    break
        self.words = subject_words(line)
        read = Question.parse(f"who mentioned {self.words}?", request.aliases) if self.words else None
        self.subjects = tuple(terms for terms in read.subjects if terms) if read else ()
        self.admitted: Mask = self.filters.passage_mask(tally.index)
        filtered = self.filters.select_speakers(tally.index)
        if filtered is not None:
            self.voices = filtered if self.voices is None else self.voices & filtered
        others = request.excluded_speakers
        self.mentions = tally.find_mentions(self.subjects, self.admitted, self.voices) if self.subjects else None
        if others is not None and self.mentions is not None:
            self.mentions = _without(self.mentions, {person.name for person in others.persons})

    @property
    def found(self) -> Mentions:
        """The mentions; none where there is no subject."""
        return self.mentions or self.tally.find_mentions((), self.admitted)

    @property
    def asked_time(self) -> str:
        since, until = format_date(self.filters.since), format_date(self.filters.until)
        if since and since == until:
            return f" in {since}"
        return "".join([f" since {since}" if since else "", f" until {until}" if until else ""])

    def narrow_request(
        self, request: AnswerRequest, voices: SpeakerSelection | None = None, who: str = "", **filters: str | None
    ) -> AnswerRequest:
        """Return the request for the quotations under a number."""
        question = Question.parse(f"what was said about {self.words}?", request.aliases)
        speakers, name = (voices, who) if voices is not None else (self.voices, self.who)
        speaker_request = (
            SpeakerRequest(question, name, speakers, own_words_only=True) if speakers is not None else None
        )
        narrowed = self.filters.model_copy(update=filters)
        return replace(
            request, question=question, words=question.text, speaker_request=speaker_request, filters=narrowed
        )


def answer_count(
    counted: CountQuestion, request: AnswerRequest, saying: Saying, tally: Tally, pipeline: AnswerPipeline
) -> Counted | None:
    """Answer a question for a count or a superlative; None where it has no subject that can be counted."""
    count = _Count(counted, request, saying, tally)
    if count.mentions is None or counted.dimension == "named":
        return _most_named(count, request, tally, pipeline) if counted.rank in {"most", "least"} else None
    if not len(count.mentions):
        return _none(count, request, pipeline) if counted.rank != "least" else None
    if counted.rank in {"first", "last"}:
        return _extreme(count, request, pipeline)
    if counted.rank in {"most", "least"}:
        return _most(count, request, pipeline)
    return _number(count, request, pipeline)


def answer_whether(
    counted: CountQuestion, request: AnswerRequest, saying: Saying, tally: Tally, pipeline: AnswerPipeline
) -> Counted | None:
    """Answer whether something was mentioned by those who are asked for, or by anyone."""
    voices, who = saying.voices, ""
    count = _Count(counted, request, saying, tally)
    if voices is None:
        for asked in find_speaker_phrases(saying.question):
            speakers = SpeakerSelection.by_phrase(tally.index.statements, asked.phrase)
            if speakers:
                count.voices, count.who = speakers, asked.phrase
                break
            if asked.is_speaker:
                who = asked.phrase
        if count.voices is not None and count.subjects:
            count.mentions = tally.find_mentions(count.subjects, count.admitted, count.voices)
    if count.mentions is None or (who and count.voices is None):
        return None
    if not len(count.mentions):
        return _none(count, request, pipeline)
    times, articles = count.mentions.total, len(set(count.mentions.articles.tolist()))
    answer = pipeline.answer(count.narrow_request(request))
    told = f"Yes: {_times(times)}, in {_several(articles, 'article')}{count.asked_time}."
    return _counted(answer, "yes_no"), Direct(kind="yes", text=told, citations=(1,) if answer.citations else ()), []


def answer_lacking(
    request: AnswerRequest, saying: Saying, tally: Tally, pipeline: AnswerPipeline, contents: LibraryContents
) -> Counted:
    """Answer who did not say something: all who could have, without those who did."""
    counted = CountQuestion("speaker", "count", saying.question)
    count = _Count(counted, request, replace(saying, voices=None), tally)
    verbs = _verbs(saying.question)
    terms = tuple(tuple(dict.fromkeys((*subject, *verbs))) for subject in count.subjects)
    mentions = tally.find_mentions(terms, count.admitted) if terms else None
    if saying.lacking == "article" and count.mentions is not None:
        held = set(count.mentions.articles.tolist())
        rows = set(tally.index.articles_of(count.admitted).tolist())
        told = (
            f"{len(rows - held):,} of {_several(len(rows), 'article')} do not mention {count.words}{count.asked_time}."
        )
        answer = pipeline.answer(count.narrow_request(request))
        return (
            answer,
            Direct(kind="number", text=told),
            ["Computed by exclusion over the index. Quoted are articles that do."],
        )
    if not count.mentions or (verbs and not any(count.mentions.speakers)):
        return pipeline.answer(request), None, ["“not” was not taken into account."]
    did_speak = {name for name in mentions.speakers if name} if mentions else set()
    did_countries = {country for country in mentions.countries if country} if mentions else set()
    of_countries = saying.lacking == "country"
    what = count.words or "this"
    told = f"{verbs[0]} {what}" if verbs else f"mention {what}"
    if verbs and count.mentions is not None:  # of those who speak of it, those who do not say this of it
        universe = {name for name in count.mentions.speakers if name}
        others = [person for person in tally.index.statements.canonical if person.name in did_speak]
        silenced = (
            SpeakerSelection.by_name(tally.index.statements, [person.name for person in others]) if others else None
        )
        answer = pipeline.answer(replace(count.narrow_request(request), excluded_speakers=silenced))
        left = sorted(universe - did_speak)
        note = (
            f"Computed by exclusion: of {_several(len(universe), 'speaker')} who name {what}, "
            f"{len(left)} have no sentence with “{verbs[0]}”: {_names(left)}. These are sentences "
            f"of theirs; they may say so in other words."
        )
        return (
            answer,
            Direct(kind="number", text=f"{len(left)} of {_several(len(universe), 'speaker')} who name {what}"),
            [note],
        )
    if of_countries:
        everyone, did = set(_countries(count, contents)), did_countries
    else:
        people = saying.voices.speakers.persons if saying.voices else None
        names = _speakers(count) & set(contents.main_speakers)
        everyone = {name for name in names if people is None or name in {person.name for person in people}}
        did = did_speak
    left = sorted(everyone - did)
    kind = "country" if of_countries else "speaker"
    text = f"{len(left)} of {_several(len(everyone), kind)} did not {told}{count.asked_time}: {_names(left)}."
    answer = pipeline.answer(count.narrow_request(request)) if count.words else pipeline.answer(request)
    note = (
        f"Computed by exclusion over the index: {_several(len(everyone & did), kind)} did, "
        f"{len(left)} did not. Quoted are those who did."
    )
    if answer.abstained:
        answer = answer.model_copy(update={"intent": "library", "abstained": False, "reason": None, "answer": text})
    return answer, Direct(kind="number", text=text), [note]


def _verbs(question: str) -> tuple[str, ...]:
    """Return the stem of what was not done, where it is more than to speak of something."""
    terms = Question.parse(question).topic
    words = question.split()
    said = Question.parse(f"who said {' '.join(words[2:])}").topic if words[2:] else terms
    return tuple(
        term
        for term in terms
        if term not in said and term not in {"mention", "discuss", "address", "name", "rais", "countri", "speaker"}
    )[:1]


def _countries(count: _Count, contents: LibraryContents) -> list[str]:
    if not count.filters.active_names:
        return list(contents.speaking_countries)
    rows = count.tally.index.articles_of(count.admitted).tolist()
    return [country for row in rows if (country := contents.entries[row].country)]


def _speakers(count: _Count) -> set[str]:
    rows = set(count.tally.index.articles_of(count.admitted).tolist())
    statements = count.tally.index.statements
    rows_by_speaker = statements.rows[["article", "speaker"]]
    pairs = np.unique(rows_by_speaker[rows_by_speaker["speaker"] >= 0]).tolist()
    return {statements.canonical[speaker].name for article, speaker in pairs if article in rows}


def _none(count: _Count, request: AnswerRequest, pipeline: AnswerPipeline) -> Counted:
    """Say that it is never mentioned, and what was searched; the nearest is of whoever was asked for."""
    answer = pipeline.answer(count.narrow_request(request))
    by = f" by {count.who}" if count.who else ""
    searched = count.tally.index.articles_of(count.admitted)
    sentences = (
        f"no sentence{by}{count.asked_time} in the {_several(len(searched), 'article')} searched names “{count.words}”"
    )
    if count.counted.rank == "whether":
        direct = Direct(kind="no", text=f"No: {sentences}.")
    else:
        direct = Direct(kind="number", text=f"0: {sentences}.")
    if answer.citations:  # words near the subject, but none that name it
        return answer, direct, ["The sentences below are near the subject and do not name it."]
    reason = (
        answer.reason.model_copy(update={"text": f"{sentences[0].upper()}{sentences[1:]}."}) if answer.reason else None
    )
    return answer.model_copy(update={"reason": reason}), direct, []


def _number(count: _Count, request: AnswerRequest, pipeline: AnswerPipeline) -> Counted:
    mentions = count.found
    answer = pipeline.answer(
        request
        if request.question.intent == "count" and request.speaker_request is None
        else count.narrow_request(request)
    )
    articles = mentions.articles.tolist()
    entries = {article: count.tally.entry(article) for article in set(articles)}
    years = sorted({(entry.published or "")[:4] for entry in entries.values() if entry.published})
    sources = sorted({entry.source or "unnamed" for entry in entries.values()})
    speakers = {name for name in mentions.speakers if name}
    countries = {country for country in mentions.countries if country}
    by = f" by {count.who}" if count.who else ""
    extent = f"in {_several(len(mentions), 'sentence')} of {_several(len(entries), 'article')}"
    texts = {
        "times": f"{_times(mentions.total)}{by}, {extent}",
        "speaker": f"{_several(len(speakers), 'speaker')}, in {_several(len(entries), 'article')}",
        "country": f"{_several(len(countries), 'country')}: {_names(sorted(countries))}",
        "year": f"{_several(len(years), 'year')}: {', '.join(years)}",
        "source": f"{_several(len(sources), 'source')}: {_names(sources)}",
        "article": f"{_several(len(entries), 'article')}",
        "sentence": f"{_several(len(mentions), 'sentence')}, in {_several(len(entries), 'article')}",
    }
    direct = Direct(kind="number", text=f"{texts[count.counted.dimension]}{count.asked_time}.")
    notes = _behind(count, mentions)
    return _counted(answer, "count"), direct, notes


def _most(count: _Count, request: AnswerRequest, pipeline: AnswerPipeline) -> Counted | None:
    mentions = count.found
    labels = _labels(count, mentions)
    rows = group_counts(mentions, labels)
    if not rows:
        return None
    best = rows[0] if count.counted.rank == "most" else rows[-1]
    level = [row for row in rows if row[1] == best[1]]
    shared = f" (as often: {_names([row[0] for row in level if row[0] != best[0]])})" if len(level) > 1 else ""
    total = mentions.total
    direct_kind: DirectKind = _KINDS.get(count.counted.dimension, "text")
    text = f"{best[0]}: {_times(best[1])} of {total:,}, in {_several(best[2], 'article')}{count.asked_time}{shared}."
    statements = count.tally.index.statements
    if count.counted.dimension == "speaker":
        narrowed = count.narrow_request(request, SpeakerSelection.by_name(statements, [best[0]]), best[0])
    elif count.counted.dimension == "country" and (code := load_gazetteer().resolve_code(best[0])):
        narrowed = count.narrow_request(request, SpeakerSelection.by_country(statements, code), best[0])
    elif count.counted.dimension == "year":
        narrowed = count.narrow_request(request, since=best[0], until=best[0])
    elif count.counted.dimension == "source":
        narrowed = count.narrow_request(request)
        narrowed = replace(narrowed, filters=narrowed.filters.model_copy(update={"source": (best[0],)}))
    else:
        narrowed = count.narrow_request(request)
    answer = pipeline.answer(narrowed)
    if answer.abstained:
        answer = pipeline.answer(count.narrow_request(request))
    table = ", ".join(
        f"{label} {times}" for label, times, _ in (rows if count.counted.rank == "most" else rows[::-1])[:_SHOWN]
    )
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return (
        answer,
        Direct(kind=direct_kind, text=text, citations=(1,) if answer.citations else ()),
        [f"Mentions counted: {table}{more}.", *_written(mentions)],
    )


def _labels(count: _Count, mentions: Mentions) -> list[str | None]:
    entries = [count.tally.entry(article) for article in mentions.articles.tolist()]
    if count.counted.dimension == "country":
        return list(mentions.countries)
    if count.counted.dimension == "year":
        return [(entry.published or "")[:4] or None for entry in entries]
    if count.counted.dimension == "source":
        return [entry.source for entry in entries]
    if count.counted.dimension in {"article", "sentence", "any"}:
        return [entry.title for entry in entries]
    return list(mentions.speakers)


def _extreme(count: _Count, request: AnswerRequest, pipeline: AnswerPipeline) -> Counted | None:
    """Find the first or the last mention of known date."""
    mentions = count.found
    first = count.counted.rank == "first"
    dates = [count.tally.entry(article).published for article in mentions.articles.tolist()]
    told_who = count.counted.dimension in {"speaker", "country"} and (not count.who or count.of_group)
    labels = list(mentions.countries) if count.counted.dimension == "country" else list(mentions.speakers)
    kept = [place for place, published in enumerate(dates) if published and (not told_who or labels[place])]
    if not kept:
        return None
    best = (min if first else max)(dates[place] or "" for place in kept)
    places = [place for place in kept if dates[place] == best]
    names = list(dict.fromkeys(name for place in places if (name := labels[place])))
    word = "first" if first else "last"
    statements = count.tally.index.statements
    narrowed = count.narrow_request(request, since=best, until=best)
    if told_who and names and count.counted.dimension == "speaker":
        narrowed = count.narrow_request(
            request, SpeakerSelection.by_name(statements, names), names[0], since=best, until=best
        )
    answer = pipeline.answer(replace(narrowed, limit=min(request.limit, _FEW), order="oldest" if first else "newest"))
    if answer.abstained:
        answer = pipeline.answer(
            replace(
                count.narrow_request(request), limit=min(request.limit, _FEW), order="oldest" if first else "newest"
            )
        )
    date = format_date(best)
    if told_who and names:
        others = f"; in the same {_PRECISION[len(best)]} also {_names(names[1:])}" if len(names) > 1 else ""
        direct = Direct(kind="speaker", text=f"{names[0]}, {date}{others}.", citations=(1,) if answer.citations else ())
    else:
        by = f", by {_names(names)}" if names and not count.who else ""
        direct = Direct(kind="date", text=f"{date}{by}.", citations=(1,) if answer.citations else ())
    undated = sum(published is None for published in dates)
    left = f" {_several(undated, 'sentence')} in articles without a date left out." if undated else ""
    return answer, direct, [f"The {word} of {_several(len(mentions), 'sentence')} in articles of known date.{left}"]


def _most_named(count: _Count, request: AnswerRequest, tally: Tally, pipeline: AnswerPipeline) -> Counted | None:
    """Tell which country is named most, or who speaks most, where no subject is asked for."""
    if count.counted.dimension in {"country", "named"}:
        among = count.admitted if count.voices is None else count.admitted & count.voices.passage_mask(tally.index)
        own = (
            {
                load_gazetteer().label(code)
                for person in count.voices.persons
                if (code := load_gazetteer().resolve_code(person.country or ""))
            }
            if count.voices
            else set()
        )
        rows = [(name, held) for name, held in tally.named_countries(among).most_common() if name not in own]
        if not rows:
            return None
        rows = rows if count.counted.rank == "most" else rows[::-1]
        table = ", ".join(f"{name} {held}" for name, held in rows[:_SHOWN])
        question = Question.parse(f"what was said about {rows[0][0]}?", request.aliases)
        speaker_request = (
            SpeakerRequest(question, count.who, count.voices, own_words_only=True) if count.voices is not None else None
        )
        answer = pipeline.answer(
            replace(
                request, question=question, words=question.text, speaker_request=speaker_request, filters=count.filters
            )
        )
        by = f" by {count.who}" if count.who else ""
        direct = Direct(
            kind="text", text=f"{rows[0][0]}: named{by} in {_several(rows[0][1], 'article')}{count.asked_time}."
        )
        return answer, direct, [f"Articles that name each: {table}."]
    if count.counted.dimension != "speaker" or count.words:
        return None
    rows_by = _statement_counts(count)
    if not rows_by:
        return None
    best = rows_by[0] if count.counted.rank == "most" else rows_by[-1]
    question = Question.parse("what was said?").without_subject()
    voices = SpeakerSelection.by_name(tally.index.statements, [best[0]])
    answer = pipeline.answer(
        replace(
            request,
            question=question,
            words=question.text,
            speaker_request=SpeakerRequest(question, best[0], voices, own_words_only=True),
        )
    )
    table = ", ".join(f"{name} {held:,}" for name, held in rows_by[:_SHOWN])
    direct = Direct(kind="speaker", text=f"{best[0]}: {best[1]:,} statements{count.asked_time}.")
    return answer, direct, [f"Statements counted: {table}."]


def _statement_counts(count: _Count) -> list[tuple[str, int]]:
    statements = count.tally.index.statements
    admitted = np.zeros(len(count.tally.index.articles), dtype=bool)
    admitted[count.tally.index.articles_of(count.admitted)] = True
    rows = statements.rows["speaker"][admitted[statements.article_of_statement]]
    counts = np.bincount(rows[rows >= 0], minlength=len(statements.people))
    if count.voices is not None:
        counts = np.where(count.voices.rows, counts, 0)
    names: dict[str, int] = {}
    for row in np.flatnonzero(counts).tolist():
        names[statements.canonical[row].name] = names.get(statements.canonical[row].name, 0) + int(counts[row])
    return sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))


def _behind(count: _Count, mentions: Mentions) -> list[str]:
    """Return the table behind a number, in one line."""
    rows = group_counts(mentions, list(mentions.speakers))
    table = ", ".join(f"{label} {times}" for label, times, _ in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return [
        *([f"Mentions counted, by speaker: {table}{more}."] if table and not count.who else []),
        *_written(mentions),
    ]


def _written(mentions: Mentions) -> list[str]:
    written = mentions.forms.most_common(_SHOWN)
    if not written[1:]:
        return []
    return [f"As written: {', '.join(f'“{form}” {held}' for form, held in written)}."]


def _without(mentions: Mentions, names: set[str]) -> Mentions:
    kept = np.array([name not in names for name in mentions.speakers], dtype=bool)
    places = np.flatnonzero(kept).tolist()
    return Mentions(
        mentions.articles[kept],
        mentions.starts[kept],
        mentions.times[kept],
        tuple(mentions.speakers[place] for place in places),
        tuple(mentions.countries[place] for place in places),
        mentions.forms,
    )


def _counted(answer: Answer, intent: str) -> Answer:
    return answer.model_copy(update={"intent": intent})


def _names(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")


def _times(count: int) -> str:
    return f"{count:,} time{'' if count == 1 else 's'}"


def _several(count: int, what: str) -> str:
    plural = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{count:,} {what if count == 1 else plural}"
