"""Speaker facts: who speaks in the library, and for which countries, altogether or of a state, a region or a group."""

from collections import Counter

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.statement_table import NO_SPEAKER
from rag.interpretation.offices.group_names import is_group, region_codes
from rag.interpretation.speaker_groups import find_voices
from rag.library_answers.contents import LibraryContents
from rag.library_answers.library_answer import LibraryAnswer, list_counts, several
from rag.library_answers.library_questions import LibraryQuestion
from rag.query.speaker_lookup import SpeakerSelection

_FEW = 8  # names of a table


def describe_speakers(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return who speaks in most articles; or who speaks for a state, a region or a group, or under a name."""
    if asked.name:
        return _describe_speakers_of(asked.name, contents)
    people = Counter({name: contents.speakers[name] for name in contents.main_speakers})
    total = len(contents.speakers)
    text = f"{total:,} speakers; those in most articles: {list_counts(people, total=total)}."
    return LibraryAnswer("library", text, "number", f"{total:,} speakers")


def _describe_speakers_of(name: str, contents: LibraryContents) -> LibraryAnswer:
    statements = contents.index.statements
    known = bool(load_gazetteer().find(name, typed=True))
    group = name if is_group(name) else f"{name} leaders" if region_codes(name) and not known else ""
    voices = find_voices(statements, group) if group else None
    persons = (voices.speakers if voices else SpeakerSelection.by_phrase(statements, name)).persons
    people = Counter({one.name: contents.speakers[one.name] for one in persons if contents.speakers[one.name]})
    shown = _shown(name)
    if not people:
        return LibraryAnswer("library", f"The library has no speakers of {shown}.", "number", "0 speakers")
    counted = several(len(people), "speaker")
    of = f"for “{name}”" if voices else f"of {shown}"
    text = f"{counted} {of}, with the articles that they speak in: {list_counts(people)}."
    text += f" {voices.note}" if voices else ""
    return LibraryAnswer("library", text, "number", counted, (f"What did {shown} say?",))


def describe_countries(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return for which countries somebody speaks, those of a region where one is asked for, and which are named."""
    codes = region_codes(asked.name)
    if asked.name:
        speaking = Counter(
            {
                name: count
                for name, count in contents.speaking_countries.items()
                if load_gazetteer().resolve_code(name) in codes
            }
        )
        counted = several(len(speaking), "country")
        text = f"{counted} for “{asked.name}” with speakers in the library: {list_counts(speaking, all_=True)}."
        return LibraryAnswer("library", text, "number", counted)
    speaking = contents.speaking_countries
    named = Counter({load_gazetteer().label(code): count for code, count in contents.named_countries.items()})
    text = f"{len(speaking):,} countries have speakers in the library: {list_counts(speaking, all_=True)}. "
    text += f"{len(named):,} countries are named; most often {list_counts(Counter(dict(named.most_common(8))))}."
    return LibraryAnswer("library", text, "number", f"{len(speaking):,} countries")


def describe_speech_countries(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return of which countries the library has speeches, articles that are one speaker's; all where it has none."""
    counts = contents.speech_countries
    if not counts:
        return describe_countries(asked, contents)
    counted = several(len(counts), "country")
    text = f"Speeches of {counted}: {list_counts(counts, all_=True)}."
    return LibraryAnswer("library", text, "number", counted)


def describe_speech_speakers(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return whose speeches the library has; all who speak where it has none."""
    counts = contents.speech_speakers
    if not counts:
        return describe_speakers(asked, contents)
    text = f"Speeches by {several(len(counts), 'person')}: {list_counts(counts, all_=True)}."
    return LibraryAnswer("library", text, "number", several(len(counts), "speaker"))


def describe_most_speaking(_: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return who has most statements, of the speakers with a first and a last name."""
    statements = contents.index.statements
    rows = statements.rows["speaker"]
    counts = np.bincount(rows[rows != NO_SPEAKER], minlength=len(statements.people))
    main = set(contents.main_speakers)
    said: Counter[str] = Counter()
    for row in np.flatnonzero(counts).tolist():
        if statements.canonical[row].name in main:
            said[statements.canonical[row].name] += int(counts[row])
    most = sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_FEW]
    if not most:
        return LibraryAnswer("library", "No speaker of the library has a first and a last name.")
    text = f"Most statements by speakers with a first and a last name: {list_counts(Counter(dict(most)))}."
    return LibraryAnswer("library", text, "text", f"{most[0][0]}: {several(most[0][1], 'statement')}")


def _shown(name: str) -> str:
    """Return the name of a state or a body as it is listed, of a group as it was typed, and any other as a title."""
    named = load_gazetteer().find(name, typed=True)
    if named:
        return load_gazetteer().label(named[0].form.codes[0])
    return name if is_group(name) else name.title()
