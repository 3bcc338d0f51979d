"""Written forms: what a question names is searched for as the library writes it, and names of several words whole."""

import re
from dataclasses import replace

from index.store.generation import Generation
from index.store.term_index import stem_words
from index.text.normalize import fold
from rag.interpretation.written_forms.compounds import add_compounds
from rag.interpretation.written_forms.exonyms import add_exonyms
from rag.query.question import Question
from rag.query.vocabulary import load_vocabulary

_HEADS = frozenset(load_vocabulary().kinds_of_places)
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 3  # words of a name before that of what it is


def add_written_forms(question: Question, index: Generation) -> Question:
    """Return a question with its names in each form that the library has, and with those that are to be found whole."""
    if not question.exhaustive:
        return question
    question = add_exonyms(add_compounds(question, index), index)
    names = tuple(name for name in _find_places(question, index) if not _is_variant(question, name))
    return replace(question, whole_names=names)


def _is_variant(question: Question, name: tuple[str, ...]) -> bool:
    return any(set(typed) <= set(name) or set(name) <= set(typed) for typed, _ in question.variants)


def _find_places(question: Question, index: Generation) -> list[tuple[str, ...]]:
    """Return the stems of names that end in what they are, "South China Sea", and stand in the library as they do."""
    words = [fold(word) for word in _WORD.findall(question.text)]
    found = []
    for place, word in enumerate(words):
        if word not in _HEADS:
            continue
        for size in range(min(_BEFORE, place), 0, -1):
            name = words[place - size : place + 1]
            stems = tuple(stem_words(" ".join(name)))
            is_plain = len(stems) == len(name) and set(stems) <= set(question.topic)
            if is_plain and not set(name) & load_vocabulary().function_words and _stands(stems, index):
                found.append(stems)
                break
    return found


def _stands(stems: tuple[str, ...], index: Generation) -> bool:
    return len(index.terms.search_phrases([stems], 1)[0]) > 0
