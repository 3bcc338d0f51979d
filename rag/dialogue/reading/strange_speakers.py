"""Strange speakers: a name in small letters, in a speaker's place, of somebody who does not speak in the library.

"What did churchill say about Ukraine?" asks for Churchill's words, and not for whatever names him or Ukraine.
"""

import re

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.english_words import load_english_words
from rag.interpretation.count_questions import read_count, read_whether
from rag.interpretation.offices.group_names import is_group
from rag.query.speaker_lookup import SpeakerSelection
from rag.query.speaker_requests import find_speaker_phrases
from rag.retrieval.described_sentences import Read

_WORDS, _LETTERS = 2, 4  # of a name, and of each word of it
_READ = 50  # passages that are read for how a word is written
_SAY = re.compile(r"\b(?:did|does|do|has|have|had)\s+say\b", re.IGNORECASE)

_MENTIONS = re.compile(r"\b(?:did|does|do|has|have|had)\s+(?:\S+\s+){1,4}?mention(?:ed)?\b", re.IGNORECASE)


def find_strange_speaker(question: str, index: Generation, read: Read) -> tuple[str, str]:
    """Return the name of such a speaker and the question without it; both empty where there is none."""
    for asked in find_speaker_phrases(question)[:1]:
        words = asked.phrase.split()
        is_name = (asked.own_words_only or _MENTIONS.search(question)) and 0 < len(words) <= _WORDS
        if not is_name or not all(word.isalpha() and word.islower() and len(word) >= _LETTERS for word in words):
            continue
        if load_gazetteer().find(asked.phrase, typed=True) or is_group(asked.phrase) or is_group(words[-1]):
            continue
        if not SpeakerSelection.by_phrase(index.statements, asked.phrase) and all(
            _is_name(word, index, read) for word in words
        ):
            counts = read_count(question) or read_whether(question)  # of whom nothing is counted
            return asked.phrase, question if counts else _SAY.sub("was said", asked.rest)
    return "", ""


def _is_name(word: str, index: Generation, read: Read) -> bool:
    """Return whether a word can only be a name: no English one, or written with a capital wherever it stands."""
    rows = index.terms.find_all_words(stem_words(word))[0][:_READ].tolist()
    if not rows:
        english = load_english_words()
        return bool(english) and word not in english
    written = [
        found
        for row in rows
        for passage in [index.passages[row]]
        for found in re.findall(
            rf"\b{word}\b",
            read(index.articles[int(passage["article"])])[int(passage["start"]) : int(passage["end"])],
            re.IGNORECASE,
        )
    ]
    return bool(written) and all(found[:1].isupper() for found in written)
