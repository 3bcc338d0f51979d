"""Paraphrases: what a report says that somebody said, beside the words themselves, is one statement: the words stay."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.names.person_names import parse_name
from index.store.vector_index import decode_vectors
from index.text.arrays import Vectors
from rag.retrieval.evidence import Evidence, EvidenceTable

_MIN_COSINE = 0.78  # of a paraphrase and its original; sentences on one subject by one speaker are mostly below
_MAX_COMPARED = 80  # sentences: an answer shows a few of them
_MAX_YEARS = 1  # between a speech and a report of it


def merge_paraphrases(evidence: EvidenceTable) -> EvidenceTable:
    """Leave out each sentence that paraphrases another, by the same speaker, in words of another article.

    The first of two stays, in the place of the better one: a speech before an article, a direct quotation before an
    indirect one.
    """
    best = evidence[:_MAX_COMPARED]
    compared = [*replace(best, copies=None)]  # the articles with copies are not looked for
    surnames = [_surname(sentence) for sentence in compared]
    if len({name for name in surnames if name}) == len(compared):
        return evidence
    vectors = decode_vectors(evidence.generation.sentence_vectors[best.columns.rows])
    kept: list[int] = []
    for place, sentence in enumerate(compared):
        same = next((other for other in kept if _is_paraphrase(compared, surnames, vectors, (other, place))), None)
        if same is None:
            kept.append(place)
        elif _is_original(sentence, compared[same]):
            kept[kept.index(same)] = place
    return best.take(np.array(kept, dtype=np.int64)).join(evidence[_MAX_COMPARED:])


def _is_paraphrase(
    evidence: Sequence[Evidence], surnames: Sequence[str], vectors: Vectors, pair: tuple[int, int]
) -> bool:
    one, other = pair
    first, second = evidence[one], evidence[other]
    if not surnames[one] or surnames[one] != surnames[other] or first.article == second.article:
        return False
    if first.attribution.kind == second.attribution.kind and first.entry.kind == second.entry.kind:
        return False  # a report beside the words, and not two speeches
    years = [int(sentence.year) for sentence in (first, second) if sentence.year]
    is_near = len(years) == len(pair) and abs(years[0] - years[1]) <= _MAX_YEARS
    return is_near and float(vectors[one] @ vectors[other]) >= _MIN_COSINE


def _is_original(sentence: Evidence, other: Evidence) -> bool:
    """Return whether a sentence is closer to the words themselves than another."""
    return _closeness(sentence) > _closeness(other)


def _closeness(sentence: Evidence) -> tuple[bool, bool]:
    return sentence.entry.speaker is not None, sentence.attribution.kind == "direct"


def _surname(sentence: Evidence) -> str:
    words = parse_name(sentence.speaker).words if sentence.speaker else ()
    return words[-1] if words else ""
