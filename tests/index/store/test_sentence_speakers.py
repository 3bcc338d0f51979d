from typing import get_args

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.attribution.statements import Attribution, Speaker, Statement
from index.store.article_table import ArticleRow
from index.store.sentence_speakers import NO_STATEMENT, find_statements
from index.store.statement_table import StatementTable
from index.store.tables import SENTENCE
from index.text.spans import Span
from rag.retrieval.sentence_speaker import SentenceAttribution, attribute_sentence

NEWS = ArticleRow(
    id="a", version=1, sha256="", title="", source=None, url=None, published=None, kind="news", speaker=None,
    speaker_role=None, country=None,
)  # fmt: skip
SPANS = st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))
PEOPLE = st.none() | st.sampled_from([Speaker("Zuma", span=Span(0, 4)), Speaker("Obama", span=Span(40, 45))])
STATEMENTS = st.builds(
    Statement,
    speaker=PEOPLE,
    cue=st.none() | SPANS,
    content=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
    attribution=st.sampled_from(get_args(Attribution)),
    confidence=st.just(0.5),
)
CUTS = st.lists(st.integers(0, 120), min_size=2, max_size=8, unique=True).map(sorted)


@given(st.lists(st.tuples(st.lists(STATEMENTS, max_size=5), CUTS), min_size=1, max_size=3))
def test_found_for_all_sentences_at_once_it_is_the_statement_found_for_each(
    articles: list[tuple[list[Statement], list[int]]],
) -> None:
    spoken = StatementTable.from_articles([statements for statements, _ in articles])
    spans = [
        (row, Span(*cut)) for row, (_, cuts) in enumerate(articles) for cut in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    sentences = np.array([(span.start, span.end) for _, span in spans], dtype=SENTENCE)
    found = find_statements(np.array([row for row, _ in spans], dtype=np.int64), sentences, spoken)
    for (row, span), statement in zip(spans, found.tolist(), strict=True):
        alone = attribute_sentence(span, NEWS, spoken.of_article(row))
        if statement == NO_STATEMENT:
            assert alone.kind == "outlet"
        else:
            assert SentenceAttribution(*next(spoken.read_attributions(np.array([statement])))) == alone
