import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution.discourse import Discourse
from index.attribution.linking import link_tags
from index.models.tagging.tag_decoding import TagScores, TransitionScores, decode_tags
from index.models.tagging.tags import CONTENT, CUE, NO_LINK, SOURCE, TAG
from index.text.spans import Span


def test_a_quotation_without_source_and_cue_continues_the_statement_before() -> None:
    text = '"We will stay," said Ana Ruiz. "We are ready."'
    rows = [(0, 15, CONTENT, 2, 1), (16, 20, CUE, 2, NO_LINK), (21, 29, SOURCE, NO_LINK, NO_LINK)]
    rows.append((31, 46, CONTENT, NO_LINK, NO_LINK))
    tags = np.array([(start, end, kind, True, source, cue, 1, 1) for start, end, kind, source, cue in rows], dtype=TAG)
    (statement,) = link_tags(Discourse.parse(text), [(Span(0, len(text)), tags)])
    assert [part.slice(text) for part in statement.content] == ['"We will stay,"', '"We are ready."']


def test_a_dateline_is_no_part_of_a_source() -> None:
    text = "PORT ALMA, 3 May (Agency) — A senior official said that it was late."
    rows = [(0, 45, SOURCE, NO_LINK, NO_LINK), (46, 50, CUE, 0, NO_LINK), (51, 67, CONTENT, 0, 1)]
    tags = np.array([(start, end, kind, True, source, cue, 1, 1) for start, end, kind, source, cue in rows], dtype=TAG)
    (statement,) = link_tags(Discourse.parse(text), [(Span(0, len(text)), tags)])
    assert statement.source
    assert statement.source.slice(text) == "A senior official"


def test_a_source_goes_on_in_the_next_line_where_lines_are_wrapped() -> None:
    text = "They were asked in the morning. So said Ana Ruiz, a lawyer for\nthe families of Lusk."
    rows = [(0, 30, CONTENT, 2, 1), (35, 39, CUE, 2, NO_LINK), (40, 83, SOURCE, NO_LINK, NO_LINK)]
    tags = np.array([(start, end, kind, True, source, cue, 1, 1) for start, end, kind, source, cue in rows], dtype=TAG)
    (statement,) = link_tags(Discourse.parse(text), [(Span(0, len(text)), tags)])
    assert statement.source
    assert statement.source.slice(text).startswith("Ana Ruiz")


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_tags_of_any_scores_are_within_the_text_and_linked_to_tags_of_the_right_kind(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    words = np.stack([np.arange(count) * 4, np.arange(count) * 4 + 3], axis=1)
    scores = TagScores(words, random.normal(size=(count, 7)) * 4, random.normal(size=(2, count, count + 1)) * 4)
    (tags,) = decode_tags([scores], TransitionScores(np.zeros((7, 7), np.float32), np.zeros(7, np.float32)))
    assert all(0 <= tag["start"] < tag["end"] <= 4 * count for tag in tags)
    for field, kind in (("source", SOURCE), ("cue", CUE)):
        assert all(tags["kind"][row] == kind for row in tags[field] if row != NO_LINK)
    text = "abc " * count
    statements = link_tags(Discourse.parse(text), [(Span(0, len(text)), tags)])
    assert all(statement.content for statement in statements)


def test_a_quotation_after_a_paragraph_that_introduces_somebody_else_does_not_go_on() -> None:
    text = '"We stay," he said.\n\nIn Lusk, fishmonger Bo Reva, 44, watched.\n\n"My boat is out. It is late."'
    start = text.index('"My')
    rows = [(0, 10, CONTENT, 1, 2), (11, 13, SOURCE, NO_LINK, NO_LINK), (14, 18, CUE, 1, NO_LINK)]
    rows.append((start, len(text), CONTENT, 1, 2))
    tags = np.array([(start, end, kind, True, source, cue, 1, 1) for start, end, kind, source, cue in rows], dtype=TAG)
    first, second = link_tags(Discourse.parse(text), [(Span(0, len(text)), tags)])
    assert first.source
    assert second.source is None
