"""Absent speakers: of somebody who does not speak in the library, what others say of them is looked for, and said so.

"What did the Miners' Union say about wages?" is also asked with the union as a part of the subject. Only sentences that
name it beside the rest of the subject come back: they are nobody's words but those of whoever is shown beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.names.gazetteer import load_gazetteer
from index.store.term_index import stem_words
from index.text.normalize import words
from rag.answers.documents import Answer
from rag.dialogue.reading.plain_questions import PlainQuestion
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.patterns import compile_phrase
from rag.interpretation.speaker_groups import is_group
from rag.query.question import Question
from rag.query.speaker_requests import find_speaker_phrases
from rag.query.vocabulary import load_vocabulary

_ABOUT = compile_phrase(r"\b(?:on|about|regarding|concerning|over)\s+(?P<about>[^?!]+?)\W*$")
_NO_NAME = compile_phrase(
    r"(?:he|she|they|it|you|we|i|anyone|anybody|everyone|someone|somebody|people|others?|who|whom|the\s+\w+er|both|all|each)"
)
_LONGEST = 5  # words of a name
_TYPED = 500  # characters of a question that is read here


@dataclass(frozen=True, slots=True)
class AbsentSpeaker:
    """The question for what is said of somebody who does not speak, their name, and the note that says so."""

    question: str
    name: str
    about: str
    note: str


def read_absent_speaker(plain: PlainQuestion, speaks: Callable[[str], bool]) -> AbsentSpeaker | None:
    """Return the question for what is said of an absent speaker and the subject; None where either is not given.

    `speaks` says whether the library has words of a name: whoever has is not absent. None, too,
    where words are left out, or where something is counted or denied.
    """
    saying = plain.saying
    if plain.leaves_out or saying.voices or saying.alternatives or len(plain.line) > _TYPED:
        return None
    if read_count(plain.line) or read_whether(plain.line):
        return None
    asked = next(iter(find_speaker_phrases(plain.line)), None)
    name = saying.unknown or (asked.phrase if asked else "")
    match = _ABOUT.search(saying.question if saying.unknown else asked.rest if asked else "")
    is_name = name and len(name.split()) <= _LONGEST and not _NO_NAME.fullmatch(name) and not is_group(name)
    if not is_name or match is None or speaks(name) or not Question.parse(f"what was said about {name}?").topic:
        return None
    note = f"No words of {name} are on record: these sentences of others, or of reports, speak of them."
    return AbsentSpeaker(f"what was said about {name} and {match['about'].strip()}?", name, match["about"], note)


def name_absent(answer: Answer, absent: AbsentSpeaker) -> bool:
    """Return whether an answer has citations, and each has the whole name, or another of the same, and the subject."""
    name = frozenset(words(absent.name)) - load_vocabulary().function_words
    codes, about = load_gazetteer().find_codes(absent.name), frozenset(Question.parse(absent.about).topic)

    def names_both(text: str) -> bool:
        is_named = name <= set(words(text)) or bool(set(codes) & set(load_gazetteer().find_codes(text)))
        return is_named and bool(about & set(stem_words(text)))

    return bool(answer.citations) and all(names_both(citation.cited_text) for citation in answer.citations)


def read_without_group(plain: PlainQuestion) -> PlainQuestion | None:
    """Return a question without the group that it asks for, where the record does not say who belongs to it; or None.

    The note says so: whoever speaks of the subject comes back, whether they belong to the group or not.
    """
    saying = plain.saying
    is_unknown = saying.voices is not None and saying.voices.is_unknown
    if not saying.voices or not is_unknown or plain.leaves_out or not Question.parse(saying.question).topic:
        return None
    if read_count(saying.question) or read_whether(saying.question):
        return None
    note = (
        f"It is not known who of those who speak of this belongs to “{saying.voices.who}”: the record does not say. "
        "These are words of whoever speaks of it."
    )
    kept = tuple(one for one in plain.notes if one != saying.voices.note)
    return replace(plain, saying=replace(saying, voices=None), notes=(note, *kept))
