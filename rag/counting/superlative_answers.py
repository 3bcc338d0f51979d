"""Superlative answers: who or what mentions a subject most, least, first or last."""

from collections import defaultdict
from dataclasses import replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from rag.answers.compose import format_date
from rag.answers.documents import Answer, Direct, DirectKind
from rag.answers.pipeline import AnswerPipeline
from rag.counting.subject_count import SubjectCount
from rag.counting.tallies import MAX_PASSAGES, Mentions, Tally, group_counts
from rag.counting.wording import MAX_ROWS, format_counted, format_times, list_names
from rag.query.question import Question
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import SpeakerRequest
from rag.retrieval.search import AnswerRequest

_FEW = 3  # quotations under a first or a last
_KINDS: dict[str, DirectKind] = {"year": "date", "speaker": "speaker"}


_PRECISION = defaultdict(lambda: "day", {4: "year", 7: "month"})  # by the letters of a date


CountedAnswer = tuple[Answer, Direct | None, list[str]]


def answer_most(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
    """Answer who or what mentions the subject most or least often; None if no mention has a label of that kind."""
    mentions = count.found
    labels = _label_mentions(count, mentions)
    rows = group_counts(mentions, labels)
    if not rows:
        return None
    best = rows[0] if count.counted.rank == "most" else rows[-1]
    level = [row for row in rows if row[1] == best[1]]
    shared = f" (as often: {list_names([row[0] for row in level if row[0] != best[0]])})" if len(level) > 1 else ""
    total = mentions.total
    direct_kind: DirectKind = _KINDS.get(count.counted.dimension, "text")
    extent = f"in {format_counted(best[2], 'article')}{count.asked_time}"
    text = f"{best[0]}: {format_times(best[1])} of {total:,}, {extent}{shared}."
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
        f"{label} {times}" for label, times, _ in (rows if count.counted.rank == "most" else rows[::-1])[:MAX_ROWS]
    )
    more = f" and {len(rows) - MAX_ROWS} more" if len(rows) > MAX_ROWS else ""
    return (
        answer,
        Direct(kind=direct_kind, text=text, citations=(1,) if answer.citations else ()),
        [f"Mentions counted: {table}{more}.", *note_spellings(mentions)],
    )


def _label_mentions(count: SubjectCount, mentions: Mentions) -> list[str | None]:
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


def answer_first_or_last(count: SubjectCount, request: AnswerRequest, pipeline: AnswerPipeline) -> CountedAnswer | None:
    """Answer when or by whom the first or the last dated mention was; None if none is dated."""
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
        others = f"; in the same {_PRECISION[len(best)]} also {list_names(names[1:])}" if len(names) > 1 else ""
        direct = Direct(kind="speaker", text=f"{names[0]}, {date}{others}.", citations=(1,) if answer.citations else ())
    else:
        by = f", by {list_names(names)}" if names and not count.who else ""
        direct = Direct(kind="date", text=f"{date}{by}.", citations=(1,) if answer.citations else ())
    undated = sum(published is None for published in dates)
    left = f" {format_counted(undated, 'sentence')} in articles without a date left out." if undated else ""
    return (
        answer,
        direct,
        [
            f"The {word} of {format_counted(len(mentions), 'sentence')} in articles of known date.{left}",
            *note_partial(mentions),
        ],
    )


def answer_most_named(
    count: SubjectCount, request: AnswerRequest, tally: Tally, pipeline: AnswerPipeline
) -> CountedAnswer | None:
    """Answer which country is named most, or who speaks most, if no subject is asked for; None for anything else."""
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
        rows = [(name, articles) for name, articles in tally.named_countries(among).most_common() if name not in own]
        if not rows:
            return None
        rows = rows if count.counted.rank == "most" else rows[::-1]
        table = ", ".join(f"{name} {articles}" for name, articles in rows[:MAX_ROWS])
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
            kind="text", text=f"{rows[0][0]}: named{by} in {format_counted(rows[0][1], 'article')}{count.asked_time}."
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
    table = ", ".join(f"{name} {statements:,}" for name, statements in rows_by[:MAX_ROWS])
    direct = Direct(kind="speaker", text=f"{best[0]}: {best[1]:,} statements{count.asked_time}.")
    return answer, direct, [f"Statements counted: {table}."]


def _statement_counts(count: SubjectCount) -> list[tuple[str, int]]:
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


def note_spellings(mentions: Mentions) -> list[str]:
    """Return the note of the spellings that were counted, if there are several, and that of a count that stopped."""
    return [*_list_spellings(mentions), *note_partial(mentions)]


def note_partial(mentions: Mentions) -> list[str]:
    """Return the note that counting stopped before the last passage; none if all were counted."""
    limit = f"Counting stopped after {MAX_PASSAGES:,} passages that name the subject: the numbers are minimums."
    return [limit] if mentions.is_partial else []


def _list_spellings(mentions: Mentions) -> list[str]:
    written = mentions.forms.most_common(MAX_ROWS)
    if not written[1:]:
        return []
    return [f"As written: {', '.join(f'“{form}” {times}' for form, times in written)}."]
