"""Continuations: sentences that go on with a subject without naming it.

"They reiterated support for the new government" after a sentence on Syria is on Syria: it stands in the same paragraph,
is by the same speaker, and takes up no other subject.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.names.gazetteer import load_gazetteer
from index.store.generation import Generation
from index.store.vector_index import compute_cosines
from index.text.arrays import Vectors
from index.text.sentences import is_quotable
from index.text.spans import Span
from rag.retrieval.evidence import Evidence, Read
from rag.retrieval.sentence_speaker import attribute_sentence
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


def find_continuations(
    generation: Generation, evidence: Sequence[Evidence], query: Vectors, read: Read
) -> Iterator[Evidence]:
    """Yield the sentences that go on with the subject of these, each once, none of these again."""
    taken = {sentence.position for sentence in evidence}
    for sentence in evidence:
        text = read(sentence.entry)
        for row in _following_rows(generation, sentence):
            span = Span(*generation.sentences[row].tolist())
            is_taken = (sentence.article, span.start) in taken
            if is_taken or not _goes_on(text, int(generation.sentences["end"][row - 1]), sentence.span, span):
                break
            following = _attribute(generation, sentence, span)
            if following is None:
                break
            taken.add(following.position)
            (cosine,) = compute_cosines(generation.sentence_vectors[row : row + 1], query).tolist()
            yield replace(following, cosine=cosine, share=0.0, names=0.0, duplicates=())


def _following_rows(generation: Generation, sentence: Evidence) -> range:
    """Return the rows of the sentences after one, in its passage and the next of the article."""
    rows = generation.sentence_rows(sentence.passage)
    after = sentence.passage + 1
    end = rows.stop
    if after < len(generation.passages) and int(generation.article_of_passage[after]) == sentence.article:
        end = generation.sentence_rows(after).stop
    starts = generation.sentences["start"][rows.start : end]
    first = rows.start + int(np.searchsorted(starts, sentence.span.start, side="right"))
    return range(first, min(first + _MAX_FOLLOWING, end))


def _goes_on(text: str, end: int, naming: Span, span: Span) -> bool:
    """Return whether a sentence goes on with the subject of another; `end` is where the sentence before it ends."""
    words = span.slice(text)
    if not _is_same_paragraph(text, end, span.start) or words.rstrip(" \n\"'”’").endswith("?"):
        return False
    if not (_GOES_ON.match(words) or is_announcement(naming.slice(text))) or not is_quotable(words):
        return False
    return set(load_gazetteer().find_codes(words)) <= set(load_gazetteer().find_codes(naming.slice(text)))


def _attribute(generation: Generation, sentence: Evidence, span: Span) -> Evidence | None:
    """Return the evidence of a sentence after another by the same speaker; None if it is another's."""
    statements = generation.statements.overlapping(sentence.article, span)
    attribution = attribute_sentence(span, sentence.entry, statements)
    name = attribution.speaker.name if attribution.speaker else None
    return replace(sentence, span=span, attribution=attribution) if name == sentence.speaker else None


def _is_same_paragraph(text: str, end: int, start: int) -> bool:
    """Return whether no paragraph begins between the end of one sentence and the start of the next."""
    gap = text[end:start]
    if "\n" not in gap:
        return True
    line = end - (text.rfind("\n", 0, end) + 1)
    return gap.count("\n") == 1 and gap.endswith("\n") and line in _WRAPPED  # an indented line begins a paragraph
