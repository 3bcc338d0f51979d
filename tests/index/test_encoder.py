import subprocess
import sys
import threading

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index.encoder import DEFAULT_MODEL, OpenVinoEncoder, _find
from index.spans import Span

FIRST = "The Security Council authorised action in Libya in March 2011."
SECOND = "NATO took command of the operation at the end of that month."
TEXT = f"{FIRST} {SECOND}"
SENTENCES = [Span(0, len(FIRST)), Span(len(FIRST) + 1, len(TEXT))]


@pytest.fixture(scope="module")
def encoder() -> OpenVinoEncoder:
    return OpenVinoEncoder.load()


@pytest.mark.filterwarnings("default")  # theirs, while the original model loads
def test_vectors_are_those_of_the_original_model(encoder: OpenVinoEncoder) -> None:
    original = SentenceTransformer(_find(DEFAULT_MODEL), device="cpu")
    texts = [FIRST, SECOND, TEXT, "Türkiye", "Who spoke on Somalia? " * 20]
    wanted = original.encode(texts, normalize_embeddings=True)
    cosines = [float(encoder.query(text) @ vector) for text, vector in zip(texts, wanted, strict=True)]
    assert min(cosines) > 0.999


def test_one_pass_gives_unit_vectors_of_the_passage_and_of_each_sentence(encoder: OpenVinoEncoder) -> None:
    ((position, reading),) = encoder.read([TEXT], [SENTENCES])
    assert position == 0
    assert reading.passage.shape == (encoder.dimensions,)
    assert reading.sentences.shape == (2, encoder.dimensions)
    assert np.allclose(np.linalg.norm(reading.sentences, axis=1), 1, atol=1e-5)
    alone = np.stack([encoder.query(FIRST), encoder.query(SECOND)])
    likeness = reading.sentences @ alone.T
    assert likeness[0, 0] > likeness[0, 1]
    assert likeness[1, 1] > likeness[1, 0]


def test_a_text_beyond_the_models_reach_still_has_a_vector_for_every_sentence(encoder: OpenVinoEncoder) -> None:
    text = " ".join([FIRST] * 80)
    spans = [Span(n * (len(FIRST) + 1), n * (len(FIRST) + 1) + len(FIRST)) for n in range(80)]
    ((_, reading),) = encoder.read([text], [spans])
    assert reading.sentences.shape[0] == 80
    assert np.isfinite(reading.sentences).all()


def test_threads_may_ask_at_the_same_time(encoder: OpenVinoEncoder) -> None:
    alone = encoder.query(TEXT)
    vectors: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: vectors.append(encoder.query(TEXT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vectors) == 8
    assert all(float(vector @ alone) > 0.999 for vector in vectors)


def test_asking_imports_neither_torch_nor_anything_that_reports_home() -> None:
    code = "import rag, sys; print([m for m in ('torch', 'transformers', 'openvino_telemetry') if sys.modules.get(m)])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
