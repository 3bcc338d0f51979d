import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.reranker import OpenVinoReranker
from index.models.reranker_inputs import ASKED, OTHER, WORD, Candidate, build_pairs
from index.models.reranker_inputs import WEIGHTS as RERANKER_WEIGHTS
from index.models.weights import read_weights, write_weights
from tests.quality.training.reranker_network import PairNetwork, Reranker

ASKED_FOR = "When did NATO take command of the operation in Libya?"
ANSWER = "NATO took command of the operation on 31 March 2011."
NEAR = "NATO's command of the operation in Libya was debated by its members and by those who took part in it."


@pytest.fixture(scope="module")
def reranker() -> OpenVinoReranker:
    return OpenVinoReranker.load()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(Path(find_model(DEFAULT_MODEL)) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def score(reranker: OpenVinoReranker, question: str, *sentences: str, title: str = "") -> list[float]:
    return reranker.score(question, [Candidate(title, sentence) for sentence in sentences])


def test_the_sentence_that_answers_scores_above_one_on_the_same_subject(reranker: OpenVinoReranker) -> None:
    answer, near = score(reranker, ASKED_FOR, ANSWER, NEAR)
    assert answer > near


def test_each_sentence_is_scored_independently(reranker: OpenVinoReranker) -> None:
    together = score(reranker, ASKED_FOR, ANSWER, NEAR, "No.")
    alone = [score(reranker, ASKED_FOR, sentence)[0] for sentence in (ANSWER, NEAR, "No.")]
    assert together == pytest.approx(alone, abs=0.1)


def test_what_is_run_is_what_was_trained(reranker: OpenVinoReranker, tokenizer: Tokenizer) -> None:
    transformer = BertModel.from_pretrained(find_model(DEFAULT_MODEL)).eval()
    network = PairNetwork(transformer, Reranker.load(transformer.config, RERANKER_WEIGHTS))
    (pair,) = build_pairs(tokenizer, ASKED_FOR, [Candidate("The operation", ANSWER)])
    words = transformer.embeddings.word_embeddings(torch.from_numpy(pair.ids))
    given = (torch.from_numpy(each)[None] for each in (np.ones_like(pair.ids), pair.types, pair.marks))
    with torch.inference_mode():
        exact = float(network(words[None], *given)[0])
    assert score(reranker, ASKED_FOR, ANSWER, title="The operation") == pytest.approx([exact], abs=0.1)


def test_a_question_a_title_and_a_sentence_are_laid_out_with_the_sentence_s_words_marked(tokenizer: Tokenizer) -> None:
    (pair,) = build_pairs(tokenizer, "Who led NATO?", [Candidate("Rasmussen", "Rasmussen led it.")])
    tokens = [tokenizer.id_to_token(number) for number in pair.ids.tolist()]
    parts = " ".join(tokens).split(" [SEP]")
    assert [parts[0], parts[1].replace(" ##", ""), parts[-1]] == ["[CLS] who led nato ?", " rasmussen", ""]
    marked = dict(zip(reversed(tokens), reversed(pair.marks.tolist()), strict=True)) | {"who": pair.marks[1]}
    assert (marked["it"], marked["led"], marked["who"]) == (WORD, OTHER, OTHER)
    assert ASKED in pair.marks[pair.types == 1]
    assert pair.types.tolist() == sorted(pair.types.tolist())


@pytest.mark.parametrize("sentence", ["", "\u0301\u0302", "word " * 5000])
def test_any_sentence_has_a_score_one_without_words_the_lowest(reranker: OpenVinoReranker, sentence: str) -> None:
    assert all(map(math.isfinite, score(reranker, "who " * 500, ANSWER, sentence)))
    answer, other = score(reranker, ASKED_FOR, ANSWER, sentence)
    assert math.isfinite(other)
    assert other < answer


def test_threads_that_score_at_the_same_time_get_the_same_scores(reranker: OpenVinoReranker) -> None:
    questions = [f"{ASKED_FOR} {number}" for number in range(40)]
    alone = [score(reranker, question, ANSWER, NEAR) for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = [*threads.map(lambda question: score(reranker, question, ANSWER, NEAR), questions)]
    assert together == alone


def test_no_sentence_has_no_score(reranker: OpenVinoReranker) -> None:
    assert reranker.score(ASKED_FOR, []) == []


def test_weights_come_back_to_within_half_a_step(tmp_path: Path) -> None:
    exact = {
        "layers.0.large": np.linspace(-1, 1, 800, dtype=np.float32).reshape(20, 40),
        "few": np.random.default_rng(1).random((3, 4), dtype=np.float32),
        "row": np.random.default_rng(2).random(9, dtype=np.float32),
    }
    write_weights(exact, tmp_path / "weights")
    again = read_weights(tmp_path / "weights")
    assert again.keys() == exact.keys()
    assert np.array_equal(again["few"], exact["few"])
    assert np.array_equal(again["row"], exact["row"])
    assert float(np.abs(again["layers.0.large"] - exact["layers.0.large"]).max()) <= 0.5 / 127
