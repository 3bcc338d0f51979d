"""Continuations: sentences that go on with a subject without naming it.

"They reiterated support for the new government" after a sentence on Syria is on Syria: it stands in the same paragraph,
is by the same speaker, and takes up no other subject.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.vector_index import compute_cosines
from index.text.arrays import Positions, Vectors
from index.text.sentences import is_quotable
from index.text.spans import Span
from rag.retrieval.described_sentences import DescribedSentences
from rag.retrieval.evidence import EvidenceTable, compute_logits, compute_probabilities
from rag.retrieval.substance import is_announcement

_MAX_FOLLOWING = 2  # sentences after one that names the subject
_WRAPPED = range(45, 100)  # characters of a line that goes on in the next
_GOES_ON = re.compile(
    r"^\W*(?:(?:and|but|yet|also|moreover|furthermore|in addition|therefore|thus|however|at the same time|instead|"
    r"rather|indeed|nevertheless|accordingly|to that end|for that reason),?\s+)*"
    r"(?:they|he|she|it|this|these|that|those|such|there|its|their|his|her|both|the two sides|"
    r"the (?:country|regime|government|people|crisis|conflict|situation|war|parties|authorities|latter|region|"
    r"delegations?|violence|fighting|killing|bloodshed|embargo|blockade|occupation|sanctions|process|agreement|matter))\b",
    re.IGNORECASE,
)


def find_continuations(evidence: EvidenceTable, limit: int, query: Vectors) -> EvidenceTable:
    """Return the sentences that go on with the subject of the first of these, each once, none of these again."""
    chains = [(place, row) for place in range(min(limit, len(evidence))) for row in _find_following(evidence, place)]
    if not chains:
        return evidence.take(slice(0))
    places, rows = (np.array(column, dtype=np.int64) for column in zip(*chains, strict=True))
    following = _describe(evidence.take(places), rows, query)
    is_same_speaker = following.speakers == evidence.speakers[places]
    taken = set(evidence.columns.rows.tolist())
    ended: set[int] = set()  # the places after which another speaks, or what follows is cited already
    kept = []
    for number, (place, row) in enumerate(chains):
        if place in ended or row in taken or not is_same_speaker[number]:
            ended.add(place)
        else:
            taken.add(row)
            kept.append(number)
    return following.take(np.array(kept, dtype=np.int64))


def _find_following(evidence: EvidenceTable, place: int) -> Iterator[int]:
    """Yield the rows of the sentences that go on with the subject of one, whoever says them."""
    columns, sentences = evidence.columns, evidence.generation.sentences
    row, article = int(columns.rows[place]), int(columns.articles[place])
    text = evidence.read(evidence.generation.articles[article])
    naming = Span(*sentences[row].tolist())
    for following in range(row + 1, _find_end(evidence.generation, int(columns.passages[place]), row)):
        span = Span(*sentences[following].tolist())
        if not _goes_on(text, int(sentences["end"][following - 1]), naming, span):
            break
        yield following


def _find_end(generation: Generation, passage: int, row: int) -> int:
    """Return the row after the last that may go on with a sentence, in its passage or the next of the article."""
    owners, after = generation.article_of_passage, passage + 1
    has_next = after < len(generation.passages) and owners[after] == owners[passage]
    end: int = generation.sentence_rows(after if has_next else passage).stop
    return min(row + 1 + _MAX_FOLLOWING, end)


def _describe(naming: EvidenceTable, rows: Positions, query: Vectors) -> EvidenceTable:
    """Return the sentences of these rows as evidence; each has the context and the rank of the one it goes on with."""
    generation = naming.generation
    passages = np.searchsorted(generation.sentence_bounds, rows, side="right") - 1
    described = DescribedSentences.of_passages(generation, np.unique(passages), naming.read)
    places = np.searchsorted(described.rows, rows)
    cosines, nothing = compute_cosines(generation.sentence_vectors[rows], query).astype(np.float64), np.zeros(len(rows))
    logits = compute_logits(cosines, nothing, naming.columns.contexts, naming.columns.ranks)
    columns = naming.columns._replace(
        rows=rows,
        passages=passages,
        cosines=cosines,
        shares=nothing,
        names=nothing,
        logits=logits,
        scores=compute_probabilities(logits),
        statements=described.statements[places],
        wordings=described.columns.wordings[described.places[places]],
    )
    return replace(naming, columns=columns)


def _goes_on(text: str, end: int, naming: Span, span: Span) -> bool:
    """Return whether a sentence goes on with the subject of another; `end` is where the sentence before it ends."""
    words = span.slice(text)
    if not _is_same_paragraph(text, end, span.start) or words.rstrip(" \n\"'”’").endswith("?"):
        return False
    if not (_GOES_ON.match(words) or is_announcement(naming.slice(text))) or not is_quotable(words):
        return False
    return set(load_gazetteer().find_codes(words)) <= set(load_gazetteer().find_codes(naming.slice(text)))


def _is_same_paragraph(text: str, end: int, start: int) -> bool:
    """Return whether no paragraph begins between the end of one sentence and the start of the next."""
    gap = text[end:start]
    if "\n" not in gap:
        return True
    line = end - (text.rfind("\n", 0, end) + 1)
    return gap.count("\n") == 1 and gap.endswith("\n") and line in _WRAPPED  # an indented line begins a paragraph
