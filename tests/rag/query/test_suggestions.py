import numpy as np

from rag import Record


def test_what_is_suggested_is_answered_and_of_several_kinds(seeds: Record) -> None:
    suggested = seeds.suggestions()
    assert {question.split()[1] for question in suggested} == {"was", "did", "spoke"}
    assert not [question for question in suggested if seeds.ask(question).abstained]


def test_the_country_most_articles_name_comes_first(seeds: Record) -> None:
    assert seeds.suggestions()[0] == "What was said about Libya?"
    naming = seeds.index.terms.find_all_words(["libya"])[0]
    assert len(np.unique(seeds.index.article_of_passage[naming])) > len(seeds.index.articles) / 2
