from collections.abc import Callable

import numpy as np
import pytest

from index.store.engines.protocols import OpenedSearch, TermSearch
from index.store.term_index import name_term, stem_words

TEXTS = ["Libya and Syria", "Libya, Libya", "the delegations spoke of Syria", "nothing of note", "Türkiye on Libya"]


@pytest.fixture
def terms(open_search: Callable[..., OpenedSearch]) -> TermSearch:
    return open_search(["", "Malta"], [TEXTS[:3], TEXTS[3:]]).terms


def test_the_best_come_first(terms: TermSearch) -> None:
    positions, scores = terms.search_passages(stem_words("Libya"), 10)
    assert positions[0] == 1
    assert sorted(positions) == [0, 1, 4]
    assert (np.diff(scores) <= 0).all()


def test_a_filter_is_applied_before_the_limit(terms: TermSearch) -> None:
    among = np.array([False, False, False, False, True])
    assert terms.search_passages(stem_words("Libya"), 1, among)[0].tolist() == [4]


def test_words_are_compared_without_endings_and_diacritics(terms: TermSearch) -> None:
    assert terms.search_passages(stem_words("turkiye delegation"), 10)[0].tolist() == [4, 2]


def test_holding_gives_every_passage_with_all_the_words_and_scores_the_others_too(terms: TermSearch) -> None:
    positions, scores = terms.find_all_words(stem_words("Libya"), stem_words("Syria"))
    alone = dict(zip(*terms.find_all_words(stem_words("Libya")), strict=True))
    assert sorted(positions) == [0, 1, 4]
    assert dict(zip(positions, scores, strict=True))[0] > alone[0]
    assert terms.find_all_words(stem_words("Libya Syria"))[0].tolist() == [0]


@pytest.mark.parametrize("text", ["Libya", "Libya Syria", "Libya Syria delegation", "absent", "Libya absent", ""])
def test_passages_with_all_words_are_counted_as_they_are_found(terms: TermSearch, text: str) -> None:
    assert terms.count_all_words(stem_words(text)) == len(terms.find_all_words(stem_words(text))[0])


def test_a_name_is_found_under_every_form_and_its_forms_are_known(terms: TermSearch) -> None:
    assert terms.search_passages([name_term("TR")], 10)[0].tolist() == [4]
    assert sorted(terms.find_all_words([name_term("LY")])[0]) == [0, 1, 4]
    assert terms.has_form("Türkiye")
    assert not terms.has_form("Turkish")


def test_whole_articles_are_ranked_and_those_told_that_hold_most_of_the_words(terms: TermSearch) -> None:
    words = (*stem_words("note delegations"), name_term("MT"))
    ranked = terms.search_articles(words, 10)
    assert (ranked.best.tolist(), ranked.covering.tolist()) == ([1, 0], [1, 0])
    assert (ranked.scores > 0).all()
    assert ranked.coverage.tolist() == pytest.approx(
        [terms.rarities([words[0], words[2]]).sum(), terms.rarities([words[1]])[0]]
    )


def test_articles_that_carry_most_runs_of_words_come_first(terms: TermSearch) -> None:
    runs = [stem_words("the delegations"), stem_words("Libya and"), stem_words("nothing of"), stem_words("Syria Libya")]
    articles, carried = terms.search_phrases(runs, 10)
    assert (articles.tolist(), carried.tolist()) == ([0, 1], [3, 1])
    assert terms.search_phrases([stem_words("delegations the")], 10)[0].tolist() == []


@pytest.mark.parametrize("words", [(), ("nowher",), ("\0",)])
def test_words_that_stand_nowhere_find_nothing(terms: TermSearch, words: tuple[str, ...]) -> None:
    assert len(terms.search_passages(words, 10)[0]) == 0
    assert len(terms.find_all_words(words)[0]) == 0
