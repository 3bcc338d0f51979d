"""Most: the country, the source, the year or the speaker of which the library has most articles or speeches."""

from collections import Counter

from rag.library_answers.contents import LibraryContents
from rag.library_answers.library_answer import LibraryAnswer, list_counts, several
from rag.library_answers.library_questions import LibraryQuestion

_SHOWN = 3  # names of as many


def describe_most(asked: LibraryQuestion, contents: LibraryContents) -> LibraryAnswer:
    """Return the country, source, year or speaker with most articles, all that have as many, and those that follow."""
    counts, what = _count(asked.answer, contents)
    if not counts:
        return LibraryAnswer("library", f"No {what} of the library has a known {_NOUNS[asked.answer]}.")
    most = max(counts.values())
    best = sorted(name for name, count in counts.items() if count == most)
    named = ", ".join(best[:_SHOWN]) + (f" and {len(best) - _SHOWN:,} more" if len(best) > _SHOWN else "")
    direct = f"{named}: {several(most, what)}{' each' if len(best) > 1 else ''}"
    return LibraryAnswer("library", f"{direct}. Most first: {list_counts(counts)}.", "text", direct)


def _count(answer: str, contents: LibraryContents) -> tuple[Counter[str], str]:
    """Return how many articles each has, and what they are called: speeches where they are one speaker's."""
    if answer == "most_sources":
        return contents.sources, "article"
    if answer == "most_years":
        return Counter((entry.published or "")[:4] for entry in contents.dated), "article"
    if answer == "most_countries":
        speeches = contents.speech_countries
        return (speeches, "speech") if speeches else (contents.speaking_countries, "article")
    if contents.speech_speakers:
        return contents.speech_speakers, "speech"
    return Counter({name: contents.speakers[name] for name in contents.main_speakers}), "article"


_NOUNS = {
    "most_countries": "country",
    "most_sources": "source",
    "most_speeches": "speaker",
    "most_years": "date",
}
