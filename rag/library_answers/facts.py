"""Answers about the library and the tool: facts counted from the index, without citations."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from index.names.gazetteer import load_gazetteer
from index.names.person_names import is_name_of
from index.store.article_table import ArticleRow
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.normalize import is_part_of
from rag.answers.compose import format_date
from rag.interpretation.offices.group_names import region_codes
from rag.interpretation.source_names import named_source
from rag.interpretation.speaker_groups import find_voices
from rag.library_answers.contents import LibraryContents
from rag.library_answers.library_answer import Intent, LibraryAnswer, list_counts, several
from rag.library_answers.library_questions import LibraryQuestion
from rag.library_answers.list_questions import OUTLET
from rag.library_answers.most_facts import describe_most
from rag.library_answers.replies import REPLIES
from rag.library_answers.speaker_facts import (
    describe_countries,
    describe_most_speaking,
    describe_speakers,
    describe_speech_countries,
    describe_speech_speakers,
)
from rag.query.speaker_lookup import SpeakerSelection

_TITLES = 5
_FEW = 3  # names under which one person may be listed
_FIRST_AND_LAST = 2

_INTENTS: dict[str, Intent] = {"greeting": "greeting", "thanks": "greeting", "bye": "greeting", "fine": "greeting"}
_HELP = {
    "outside",
    "help",
    "who_are_you",
    "add",
    "remove",
    "languages",
    "maker",
    "private",
    "trust",
    "export",
    "narrow",
}


def answer_library(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Answer a question about the library or the tool."""
    if asked.answer in REPLIES:
        intent: Intent = _INTENTS.get(asked.answer, "help" if asked.answer in _HELP else "library")
        return LibraryAnswer(intent, REPLIES[asked.answer].format(**_totals(contents)))
    if not contents.entries:
        return LibraryAnswer("library", "The library is empty: add articles with `onrecord index FOLDER`.")
    return _FACTS[asked.answer](asked, contents)


def _totals(contents: LibraryContents) -> dict[str, str]:
    return {"articles": several(len(contents.entries), "article"), "speakers": f"{len(contents.speakers):,}"}


def _chosen(asked: LibraryQuestion, contents: LibraryContents) -> tuple[list[ArticleRow], str]:
    """Return the articles that pass what narrows the question, and that in words."""
    rows, conditions = list(contents.entries), []
    if asked.name:
        group = find_voices(contents.index.statements, f"{asked.name} leaders") if region_codes(asked.name) else None
        speakers = group.speakers if group else SpeakerSelection.by_phrase(contents.index.statements, asked.name)
        rows = contents.articles_by(speakers) if speakers else []
        conditions.append(f"with words of {_person(speakers, asked.name)}")
    if asked.source:
        rows = [row for row in rows if row.source and _is_from(asked.source, row.source)]
        names = sorted({row.source for row in rows if row.source})
        conditions.append(f"from {names[0] if len(names) == 1 else asked.source}")
    if asked.kind:
        rows = [row for row in rows if row.kind == asked.kind]
        conditions.append("of official statements" if asked.kind == "official" else "of news")
    if asked.year:
        rows = [row for row in rows if (row.published or "")[:4] == asked.year]
        conditions.append(f"of {asked.year}")
    return rows, " ".join(conditions)


def _is_from(wanted: str, source: str) -> bool:
    return wanted == source or is_part_of(wanted, source) or named_source(wanted, frozenset({source})) is not None


def _article_count(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    rows, conditions = _chosen(asked, contents)
    if conditions:
        text = f"{several(len(rows), 'article')} {conditions}, of {len(contents.entries):,} in the library."
        return LibraryAnswer("library", text, "number", several(len(rows), "article"))
    kinds = f"{contents.kinds['official']:,} official, {contents.kinds['news']:,} news"
    text = f"The library has {several(len(rows), 'article')} ({kinds}), with {len(contents.index.passages):,} passages"
    text += f" and {several(len(contents.index.statements), 'statement')} by {len(contents.speakers):,} speakers."
    return LibraryAnswer("library", f"{text} {_span(contents)}", "number", several(len(rows), "article"))


def _from_slot(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    rows, conditions = _chosen(asked, contents)
    if not rows and asked.name:
        found = contents.index.terms.find_all_words(stem_words(asked.name))[0]
        naming = len(contents.index.articles_of(mask_of(contents.index, found)))
        text = f"No: the library has no words of {asked.name.title()}; {several(naming, 'article')} name them."
        return LibraryAnswer("library", text, "no", "No")
    if not rows:
        return LibraryAnswer("library", f"No: the library has no article {conditions}.", "no", "No")
    dated = sorted((row for row in rows if row.published), key=lambda row: row.published or "", reverse=True)
    own = _own_speeches(asked.name, contents, rows)
    shown = sorted([*dated, *(row for row in rows if not row.published)], key=lambda row: row.id not in own)[:_TITLES]
    span = f", {format_date(dated[-1].published)} to {format_date(dated[0].published)}" if len(dated) > 1 else ""
    more = f"; and {len(rows) - len(shown):,} more" if len(rows) > len(shown) else ""
    speeches = f", {len(own)} of them speeches of their own" if own and len(own) < len(rows) else ""
    text = f"{several(len(rows), 'article')} {conditions}{speeches}{span}: {'; '.join(map(_titled, shown))}{more}."
    ask = (f"What did {asked.name.title()} say?",) if asked.name else ()
    if asked.name and not own and OUTLET.search(asked.name):
        return LibraryAnswer("library", f"No article is from {asked.name.title()} itself. {text}", "no", "No", ask)
    return LibraryAnswer(
        "library", f"Yes. {text}" if asked.name else text, "number", several(len(rows), "article"), ask
    )


def _own_speeches(asked: str, contents: LibraryContents, rows: Sequence[ArticleRow]) -> frozenset[str]:
    """Return the ids of the articles that are wholly words of whoever is asked for."""
    if not asked:
        return frozenset()
    persons = SpeakerSelection.by_phrase(contents.index.statements, asked).persons
    names = {person.name for person in persons}
    return frozenset(row.id for row in rows if row.speaker and any(is_name_of(name, row.speaker) for name in names))


def _newest(asked: LibraryQuestion, contents: LibraryContents, place: int = -1) -> LibraryAnswer:
    rows, conditions = _chosen(asked, contents)
    dated = sorted((row for row in rows if row.published), key=lambda row: (row.published or "", row.id))
    which = "newest" if place else "oldest"
    if not dated:
        return LibraryAnswer("library", f"No article {conditions} has a date.".replace("  ", " "))
    best = dated[place].published
    same = [row for row in dated if row.published == best]
    others = f" ({len(same) - 1:,} more are of the same date)" if len(same) > 1 else ""
    undated = f" {several(contents.undated, 'article')} without a date left out." if contents.undated else ""
    title = _titled(same[0], dated=False)
    subject = f"{which} article {conditions}".rstrip()
    text = f"The {subject} is of {format_date(best)}: {title}{others}.{undated}"
    return LibraryAnswer("library", text, "date", str(format_date(best)))


def _oldest(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    return _newest(asked, contents, 0)


def _range(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    text = _span(contents)
    dated = contents.dated
    direct = f"{format_date(dated[0].published)} to {format_date(dated[-1].published)}" if dated else ""
    return LibraryAnswer("library", text, "date" if dated else None, direct)


def _undated_count(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    verb = "has" if contents.undated == 1 else "have"
    text = f"{several(contents.undated, 'article')} of {len(contents.entries):,} {verb} no date."
    return LibraryAnswer("library", text, "number", several(contents.undated, "article"))


def _sources(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    rows, conditions = _chosen(asked, contents)
    sources = Counter(row.source for row in rows if row.source)
    unnamed = sum(not row.source for row in rows)
    text = f"{several(len(sources), 'source')}{f' {conditions}' if conditions else ''}: {list_counts(sources)}."
    text += f" {several(unnamed, 'article')} of no named source." if unnamed else ""
    return LibraryAnswer("library", text, "number", several(len(sources), "source"))


def _years(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    years = Counter((entry.published or "")[:4] for entry in contents.dated)
    listed = ", ".join(f"{year}: {count:,}" for year, count in sorted(years.items()))
    undated = f"; without a date: {contents.undated:,}" if contents.undated else ""
    return LibraryAnswer("library", f"Articles by year: {listed}{undated}.", "number", several(len(years), "year"))


def _topics(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    named = Counter({load_gazetteer().label(code): count for code, count in contents.named_countries.items()})
    bodies = {name: count for name in _BODIES if (count := _naming(contents, name))}
    countries = list_counts(Counter(dict(named.most_common(10))))
    text = f"Subjects are not sorted into a list; the countries named in most articles are {countries}"
    text += f"; the bodies {list_counts(Counter(bodies))}." if bodies else "."
    first = next(iter(named.most_common(1)), None)
    return LibraryAnswer("library", text, suggestions=(f"What was said on {first[0]}?",) if first else ())


def _kinds(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    text = f"{contents.kinds['official']:,} official statements and speeches, {contents.kinds['news']:,} news articles."
    return LibraryAnswer("library", text)


def _articles(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    counted = _article_count(asked, contents)
    newest = "; ".join(map(_titled, contents.dated[: -_TITLES - 1 : -1]))
    return LibraryAnswer(
        "library",
        f"{counted.text} Sources: {list_counts(contents.sources)}. The newest: {newest}.",
        counted.kind,
        counted.direct,
    )


def _passages(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    counts = f"{len(contents.index.passages):,} passages, {several(len(contents.index.statements), 'statement')}"
    return LibraryAnswer("library", f"{counts}, in {several(len(contents.entries), 'article')}.", "number", counts)


_BODIES = (
    "United Nations",
    "UN Security Council",
    "European Union",
    "NATO",
    "African Union",
    "Arab League",
    "International Criminal Court",
)

_FACTS: dict[str, Callable[[LibraryQuestion, LibraryContents], LibraryAnswer]] = {
    "article_count": _article_count,
    "articles": _articles,
    "countries": describe_countries,
    "country_count": describe_countries,
    "from_slot": _from_slot,
    "kinds": _kinds,
    "most_countries": describe_most,
    "most_sources": describe_most,
    "most_speaking": describe_most_speaking,
    "most_speeches": describe_most,
    "most_years": describe_most,
    "newest": _newest,
    "oldest": _oldest,
    "passage_count": _passages,
    "range": _range,
    "source_count": _sources,
    "sources": _sources,
    "speech_countries": describe_speech_countries,
    "speech_speakers": describe_speech_speakers,
    "speaker_count": describe_speakers,
    "speakers": describe_speakers,
    "topics": _topics,
    "undated_count": _undated_count,
    "years": _years,
}


def _naming(contents: LibraryContents, name: str) -> int:
    return len(set(contents.index.article_of_passage[contents.index.terms.find_all_words([f"@{name}"])[0]].tolist()))


def _span(contents: LibraryContents) -> str:
    dated = contents.dated
    if not dated:
        return "No article has a date."
    dates = f"They are of {format_date(dated[0].published)} to {format_date(dated[-1].published)}"
    return f"{dates}; {several(contents.undated, 'article')} without a date." if contents.undated else f"{dates}."


def _titled(entry: ArticleRow, *, dated: bool = True) -> str:
    where = ", ".join(filter(None, [entry.source, format_date(entry.published) if dated else None]))
    return f"“{entry.title}” ({where})" if where else f"“{entry.title}”"


def mask_of(index: Generation, passages: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return for every passage whether it is one of these."""
    mask = np.zeros(len(index.passages), dtype=bool)
    mask[passages] = True
    return mask


def _person(speakers: SpeakerSelection, typed: str) -> str:
    names = Counter(person.name for person in speakers.persons)
    if not names or len(names) > _FEW or load_gazetteer().find(typed, typed=True):
        return typed.title()
    return min(names, key=lambda name: (len(name.split()) != _FIRST_AND_LAST, not name.istitle(), -names[name], name))
