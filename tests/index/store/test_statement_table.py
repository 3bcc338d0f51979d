"""The statements of all articles, laid out as tables."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.attribution.statements import Speaker, Statement
from index.store.statement_table import StatementTable
from index.text.spans import Span

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))
SAID = st.builds(
    Statement,
    speaker=st.none() | st.sampled_from([Speaker("Ada Berg"), Speaker("Omar", span=Span(3, 7))]),
    cue=st.none() | SPANS,
    content=st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    attribution=st.sampled_from(["direct", "indirect", "mixed"]),
    confidence=st.just(0.5),
)


@given(st.lists(st.lists(SAID, max_size=5), min_size=1, max_size=3), SPANS)
def test_the_statements_that_overlap_a_span_are_returned_in_order(articles: list[list[Statement]], span: Span) -> None:
    table = StatementTable.from_articles(articles)
    for article in range(len(articles)):
        statements, overlapping = table.of_article(article), table.overlapping(article, span)
        rows = [row for row, statement in enumerate(statements) if statement.overlap(span)]
        assert overlapping == (statements[rows[0] : rows[-1] + 1] if rows else [])


@given(st.lists(SAID, min_size=1, max_size=5))
def test_spans_are_plain_integers_which_every_serializer_knows(said: list[Statement]) -> None:
    for statement in StatementTable.from_articles([said]).of_article(0):
        spans = [statement.cue, *statement.content, statement.speaker.span if statement.speaker else None]
        assert {type(number) for span in filter(None, spans) for number in (span.start, span.end)} == {int}


def test_words_of_people_that_other_rules_wrote_are_found_again(tmp_path: Path) -> None:
    said = Statement(Speaker("Ada Berg"), None, (Span(0, 9),), "direct", 0.5)
    StatementTable.from_articles([[said]]).write(tmp_path)
    current = StatementTable.load(tmp_path, has_current_rules=True)
    other = StatementTable.load(tmp_path)
    assert current.person_lookup is current.stored_lookup is not None
    assert other.stored_lookup is None
    assert other.person_lookup.find_by_name("Berg") == current.person_lookup.find_by_name("Berg") == {0}
