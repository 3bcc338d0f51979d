"""Sentence speakers: for each sentence the statement that it belongs to, found for all sentences at once.

A sentence that reports another's words belongs to whoever reports them; only what lies wholly within the other's words
is the other's.
"""

import numpy as np
import numpy.typing as npt

from index.store.statement_table import NO_SPEAKER, POSITION_BITS, StatementTable
from index.text.arrays import Positions, Rows

MIN_SHARE = 1 / 3
"""Minimum share of a sentence, without the source and the cue, that a statement must cover."""

MIN_QUOTED_SHARE = 0.15
"""The same for a direct quotation with its cue, where office and place may be long."""

NO_STATEMENT = -1

_DIRECT = 0  # position of "direct" among the attributions

StatementRows = npt.NDArray[np.int32]


def find_statements(articles: Positions, sentences: Rows, statements: StatementTable) -> StatementRows:
    """Return the row of the statement that each sentence belongs to, or NO_STATEMENT.

    `articles` has the article of each sentence, ascending; the sentences of an article are in order and do not overlap.
    It is the statement with most content in the sentence, the later of several (nested ones come later), if it covers
    enough of it.
    """
    found = np.full(len(sentences), NO_STATEMENT, dtype=np.int32)
    owners = articles.astype(np.int64) << POSITION_BITS
    starts, ends = sentences["start"].astype(np.int64), sentences["end"].astype(np.int64)
    parts = np.repeat(np.arange(len(statements)), np.diff(statements.bounds))
    before = statements.article_of_statement[parts] << POSITION_BITS
    begin, stop = statements.content["start"].astype(np.int64), statements.content["end"].astype(np.int64)
    first = np.searchsorted(owners + ends, before + begin, side="right")
    last = np.searchsorted(owners + starts, before + stop, side="left")
    counts = np.maximum(last - first, 0)
    part = np.repeat(np.arange(len(parts)), counts)
    sentence = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    content = np.minimum(stop[part], ends[sentence]) - np.maximum(begin[part], starts[sentence])
    pairs, same = np.unique(sentence * np.int64(len(statements) + 1) + parts[part], return_inverse=True)
    content = np.bincount(same, weights=content, minlength=len(pairs)).astype(np.int64)
    sentence, statement = np.divmod(pairs, np.int64(len(statements) + 1))
    order = np.lexsort((statement, content, sentence))  # the last of each sentence is the best
    is_last = np.ones(len(order), dtype=np.bool_)
    is_last[:-1] = sentence[order[1:]] != sentence[order[:-1]]
    best = order[is_last]
    sentence, statement, content = sentence[best], statement[best], content[best]
    is_covered = _covers(statements.rows[statement], starts[sentence], ends[sentence], content)
    found[sentence[is_covered]] = statement[is_covered]
    return found


def _covers(statements: Rows, starts: Positions, ends: Positions, content: Positions) -> npt.NDArray[np.bool_]:
    """Return whether each statement covers enough of its sentence to attribute all of it to its speaker."""
    in_cue = _overlap(statements["cue"], starts, ends)
    in_source = np.where(statements["speaker"] == NO_SPEAKER, 0, _overlap(statements["source"], starts, ends))
    rest = ends - starts - in_cue - in_source
    is_quoted = (statements["attribution"] == _DIRECT) & (in_cue > 0)
    covered: npt.NDArray[np.bool_] = (content > 0) & (
        (content >= MIN_SHARE * rest) | (is_quoted & (content >= MIN_QUOTED_SHARE * (ends - starts)))
    )
    return covered


def _overlap(spans: Rows, starts: Positions, ends: Positions) -> Positions:
    """Return how much of each span lies in its sentence; a span of -1 to -1 does not exist."""
    overlap: Positions = np.minimum(spans[:, 1], ends) - np.maximum(spans[:, 0], starts)
    return np.maximum(overlap, 0)
