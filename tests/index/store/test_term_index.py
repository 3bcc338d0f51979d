from pathlib import Path

import numpy as np
import pytest

from index.names.gazetteer import aliases
from index.store.term_index import Terms, name_term, stems

TEXTS = ["Libya and Syria", "Libya, Libya", "the delegations spoke of Syria", "nothing of note", "Türkiye on Libya"]


@pytest.fixture
def terms(tmp_path: Path) -> Terms:
    Terms.build(tmp_path / "terms", ["", "Malta"], [TEXTS[:3], TEXTS[3:]], aliases())
    return Terms.load(tmp_path / "terms")


def test_the_best_come_first(terms: Terms) -> None:
    positions, scores = terms.best(stems("Libya"), 10)
    assert positions[0] == 1
    assert sorted(positions) == [0, 1, 4]
    assert (np.diff(scores) <= 0).all()


def test_a_filter_is_applied_before_the_limit(terms: Terms) -> None:
    among = np.array([False, False, False, False, True])
    assert terms.best(stems("Libya"), 1, among)[0].tolist() == [4]


def test_words_are_compared_without_endings_and_diacritics(terms: Terms) -> None:
    assert terms.best(stems("turkiye delegation"), 10)[0].tolist() == [4, 2]


def test_holding_gives_every_passage_with_all_the_words_and_scores_the_others_too(terms: Terms) -> None:
    positions, scores = terms.holding(stems("Libya"), stems("Syria"))
    alone = dict(zip(*terms.holding(stems("Libya")), strict=True))
    assert sorted(positions) == [0, 1, 4]
    assert dict(zip(positions, scores, strict=True))[0] > alone[0]
    assert terms.holding(stems("Libya Syria"))[0].tolist() == [0]


def test_a_name_is_found_under_every_form_and_its_forms_are_known(terms: Terms) -> None:
    assert terms.best([name_term("TR")], 10)[0].tolist() == [4]
    assert sorted(terms.holding([name_term("LY")])[0]) == [0, 1, 4]
    assert terms.written("Türkiye")
    assert not terms.written("Turkish")


def test_whole_articles_are_ranked_and_those_told_that_hold_most_of_the_words(terms: Terms) -> None:
    words = (*stems("note delegations"), name_term("MT"))
    ranked = terms.articles(words, 10)
    assert (ranked.best.tolist(), ranked.covering.tolist()) == ([1, 0], [1, 0])
    assert (ranked.scores > 0).all()
    assert ranked.held.tolist() == pytest.approx(
        [terms.rarity([words[0], words[2]]).sum(), terms.rarity([words[1]])[0]]
    )


def test_articles_that_carry_most_runs_of_words_come_first(terms: Terms) -> None:
    runs = [stems("the delegations"), stems("Libya and"), stems("nothing of"), stems("Syria Libya")]
    articles, carried = terms.carrying(runs, 10)
    assert (articles.tolist(), carried.tolist()) == ([0, 1], [3, 1])
    assert terms.carrying([stems("delegations the")], 10)[0].tolist() == []


@pytest.mark.parametrize("words", [(), ("nowher",)])
def test_words_that_stand_nowhere_find_nothing(terms: Terms, words: tuple[str, ...]) -> None:
    assert len(terms.best(words, 10)[0]) == 0
    assert len(terms.holding(words)[0]) == 0
