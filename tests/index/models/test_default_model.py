import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openvino
import pytest

from index.models.convert import CHAIN, DEFAULT_MODEL, ensure_converted, find_model
from index.models.default_model import DefaultModel, read_transition_scores

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TEXTS = [
    "The Security Council authorised action in Libya in March 2011.",
    "“We are leaving,” the minister told reporters in Ankara.",
    "Türkiye",
    "Who spoke on Somalia? " * 60,
]


@pytest.fixture(scope="module")
def tokens() -> dict[str, np.ndarray]:
    from tokenizers import Tokenizer  # noqa: PLC0415 (as those below)

    tokenizer = Tokenizer.from_file(str(Path(find_model(DEFAULT_MODEL)) / "tokenizer.json"))
    tokenizer.enable_truncation(512)
    tokenizer.enable_padding()
    encodings = tokenizer.encode_batch(TEXTS)
    return {
        "input_ids": np.array([encoding.ids for encoding in encodings]),
        "attention_mask": np.array([encoding.attention_mask for encoding in encodings]),
    }


@pytest.fixture(scope="module")
def outputs(tokens: dict[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    """Return what the network computes in f32: states, labels and pointers."""
    network = DefaultModel.load(Path(find_model(DEFAULT_MODEL))).build_encoder()
    compiled = openvino.Core().compile_model(network, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    return tuple(compiled(tokens).to_tuple())


@pytest.fixture(scope="module")
def original() -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (slow)

    return SentenceTransformer(find_model(DEFAULT_MODEL), device="cpu")


@pytest.mark.filterwarnings("default")  # theirs, while the original model loads
def test_vectors_are_those_of_sentence_transformers(
    tokens: dict[str, np.ndarray], outputs: tuple[np.ndarray, ...], original: "SentenceTransformer"
) -> None:
    original.max_seq_length = 512
    wanted = original.encode(TEXTS, normalize_embeddings=True)
    mask = tokens["attention_mask"][..., np.newaxis]
    means = (outputs[0] * mask).sum(axis=1) / mask.sum(axis=1)
    cosines = (means / np.linalg.norm(means, axis=1, keepdims=True) * wanted).sum(axis=1)
    assert cosines.min() > 0.9999


@pytest.mark.filterwarnings("default")
def test_tags_are_scored_as_by_the_network_that_was_trained(
    tokens: dict[str, np.ndarray], outputs: tuple[np.ndarray, ...], original: "SentenceTransformer"
) -> None:
    import torch  # noqa: PLC0415 (slow)

    from tests.quality.training.tagger_network import Tagger  # noqa: PLC0415 (imports torch)

    transformer = original[0].auto_model
    tagger = Tagger.load(transformer.config)
    with torch.inference_mode():
        given = {name: torch.from_numpy(array) for name, array in tokens.items()}
        states = transformer(**given, output_hidden_states=True).hidden_states[-1 - len(tagger.layers)]
        labels, pointers = (scores.numpy() for scores in tagger(states, given["attention_mask"]))
    for row, length in enumerate(tokens["attention_mask"].sum(axis=1)):
        assert np.allclose(outputs[1][row, :length], labels[row, :length], atol=0.02)
        inside = np.s_[row, :, :length, :length]
        assert np.allclose(outputs[2][inside], pointers[inside], atol=0.05)
    learnt = tagger.transition_scores()
    for stored, exact in zip(read_transition_scores(), learnt, strict=True):
        assert np.array_equal(stored, exact)


def test_a_converted_folder_has_everything_that_encoder_and_reranker_read() -> None:
    folder = ensure_converted(DEFAULT_MODEL, "f32")
    assert {"model.xml", "model.bin", "reranker.xml", "words.npy", "tokenizer.json", CHAIN} <= {
        path.name for path in folder.iterdir()
    }
    assert json.loads((folder / "model.json").read_text())["longest"] == 512


def test_neither_conversion_nor_indexing_nor_asking_imports_torch(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A title\n\nThe minister said on Libya: “We stay.”")
    code = """if True:
        import sys
        from pathlib import Path
        import index, rag
        home = Path(sys.argv[1])
        index.bring_up_to_date(home, [str(home / "one.txt")])
        assert rag.open(home).ask("what was said on Libya?").citations
        from index.models.reranker import OpenVinoReranker
        OpenVinoReranker.load()
        print([name for name in ("torch", "transformers", "sentence_transformers") if name in sys.modules])
    """
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}  # a model that was never converted
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
    assert any((tmp_path / "cache" / "onrecord").glob("*/model.xml"))
