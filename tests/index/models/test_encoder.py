import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from index.errors import OtherModel, UnusableModel
from index.models.convert import DEFAULT_MODEL, QUESTION_OUTPUTS, QUESTIONS, find_model
from index.models.encoder import _CORES, ModelChoice, OpenVinoEncoder
from index.models.openvino_runtime import load_query_network
from index.models.tagging.tags import CONTENT, CUE, SOURCE
from index.text.spans import Span

FIRST = "The Security Council authorised action in Libya in March 2011."
SECOND = "NATO took command of the operation at the end of that month."
TEXT = f"{FIRST} {SECOND}"
SENTENCES = [Span(0, len(FIRST)), Span(len(FIRST) + 1, len(TEXT))]


@pytest.fixture(scope="module")
def encoder() -> OpenVinoEncoder:
    return OpenVinoEncoder.load()


@pytest.mark.filterwarnings("default")  # theirs, while the original model loads
def test_vectors_are_those_of_the_original_model(encoder: OpenVinoEncoder) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (slow)

    original = SentenceTransformer(find_model(DEFAULT_MODEL), device="cpu")
    texts = [FIRST, SECOND, TEXT, "Türkiye", "Who spoke on Somalia? " * 20]
    wanted = original.encode(texts, normalize_embeddings=True)
    cosines = [float(encoder.encode_query(text) @ vector) for text, vector in zip(texts, wanted, strict=True)]
    assert min(cosines) > 0.999


def test_one_pass_returns_unit_vectors_of_the_passage_and_of_each_sentence(encoder: OpenVinoEncoder) -> None:
    ((position, encoded),) = encoder.encode_passages([TEXT], [SENTENCES])
    assert position == 0
    assert encoded.passage.shape == (encoder.dimensions,)
    assert encoded.sentences.shape == (2, encoder.dimensions)
    assert np.allclose(np.linalg.norm(encoded.sentences, axis=1), 1, atol=1e-5)
    alone = np.stack([encoder.encode_query(FIRST), encoder.encode_query(SECOND)])
    likeness = encoded.sentences @ alone.T
    assert likeness[0, 0] > likeness[0, 1]
    assert likeness[1, 1] > likeness[1, 0]


def test_the_same_pass_finds_who_said_what(encoder: OpenVinoEncoder) -> None:
    text = "“We are leaving,” the minister told reporters in Ankara."
    ((_, encoded),) = encoder.encode_passages([text], [[Span(0, len(text))]])
    found = {int(tag["kind"]): text[tag["start"] : tag["end"]] for tag in encoded.tags}
    assert found == {SOURCE: "the minister", CUE: "told", CONTENT: "“We are leaving,”"}
    content = next(tag for tag in encoded.tags if tag["kind"] == CONTENT)
    assert [int(encoded.tags[content[field]]["kind"]) for field in ("source", "cue")] == [SOURCE, CUE]


@pytest.mark.parametrize("text", ["\u0301\u0302.", "\u200b\u200b", "\u0301" * 5000])
def test_a_text_without_a_word_has_vectors_and_no_tags(encoder: OpenVinoEncoder, text: str) -> None:
    ((_, encoded),) = encoder.encode_passages([text], [[Span(0, len(text))]])
    assert np.isfinite(encoded.passage).all()
    assert np.isfinite(encoded.sentences).all()
    assert not len(encoded.tags)


def test_a_text_beyond_the_models_reach_still_has_a_vector_for_every_sentence(encoder: OpenVinoEncoder) -> None:
    text = " ".join([FIRST] * 80)
    spans = [Span(n * (len(FIRST) + 1), n * (len(FIRST) + 1) + len(FIRST)) for n in range(80)]
    ((_, encoded),) = encoder.encode_passages([text], [spans])
    assert encoded.sentences.shape[0] == 80
    assert np.isfinite(encoded.sentences).all()


def test_threads_may_ask_at_the_same_time(encoder: OpenVinoEncoder) -> None:
    alone = encoder.encode_query(TEXT)
    vectors: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: vectors.append(encoder.encode_query(TEXT))) for _ in range(8)]
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


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another model than the default one: untrained, pooled by its first token, with a prompt for either side."""
    import torch  # noqa: PLC0415 (slow, as those below)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer  # noqa: PLC0415
    from transformers import AutoTokenizer, BertConfig, BertModel  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("model")
    tokenizer = AutoTokenizer.from_pretrained(find_model(DEFAULT_MODEL))
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    torch.manual_seed(1)
    BertModel(BertConfig(vocab_size=len(tokenizer), **sizes)).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    prompts = {"query": "query: ", "document": "passage: "}
    SentenceTransformer(modules=[transformer, Pooling(32, "cls")], prompts=prompts).save(str(folder / "whole"))
    return folder / "whole"


@pytest.mark.filterwarnings("default")  # theirs, while the original model loads
def test_any_sentence_transformers_model_can_be_named_by_its_folder(small_model: Path) -> None:
    encoder = OpenVinoEncoder.load(str(small_model))
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    original = SentenceTransformer(str(small_model), device="cpu")
    ((_, encoded),) = encoder.encode_passages([TEXT], [SENTENCES])
    assert encoder.dimensions == 32
    for mine, theirs in (
        (encoder.encode_query(TEXT), original.encode_query(TEXT, normalize_embeddings=True)),
        (encoded.passage, original.encode_document(TEXT, normalize_embeddings=True)),
    ):
        assert float(mine @ theirs) > 0.999


@pytest.mark.filterwarnings("default")
def test_a_model_without_a_tagging_branch_is_tagged_by_the_default_one(
    small_model: Path, encoder: OpenVinoEncoder
) -> None:
    (_, encoded), (_, default) = (
        next(iter(one.encode_passages([TEXT], [SENTENCES])))
        for one in (OpenVinoEncoder.load(str(small_model)), encoder)
    )
    assert (encoded.tags == default.tags).all()


def test_a_missing_model_is_reported_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnusableModel, match="cannot be loaded") as raised:
        OpenVinoEncoder.load(str(tmp_path / "nowhere"))
    assert "\n" not in str(raised.value)


@pytest.mark.quality  # rounding the weights takes most of a minute
def test_int8_keeps_the_vectors_and_another_precision_is_another_index(encoder: OpenVinoEncoder) -> None:
    rounded = OpenVinoEncoder.load(precision="int8")
    texts = [FIRST, SECOND, TEXT, "Türkiye", "Who spoke on Somalia? " * 20]
    cosines = [float(rounded.encode_query(text) @ encoder.encode_query(text)) for text in texts]
    assert min(cosines) > 0.99
    assert max(cosines) < 1
    assert (rounded.precision, OpenVinoEncoder.load_compatible(rounded.model, rounded.precision)) == ("int8", rounded)


def link_model(encoder: OpenVinoEncoder, folder: Path) -> None:
    """Make a folder of the converted model that has no compiled networks."""
    for path in encoder._path.parent.iterdir():
        if path.suffix != ".blob":
            (folder / path.name).symlink_to(path)


def test_the_network_of_passages_is_cached_and_gives_the_same_numbers_from_a_cache_that_is_sound_or_damaged(
    encoder: OpenVinoEncoder, tmp_path: Path
) -> None:
    link_model(encoder, tmp_path)
    spans = [[Span(0, len(TEXT))]]
    ((_, compiled),) = OpenVinoEncoder(tmp_path, encoder.model, encoder.precision).encode_passages([TEXT], spans)
    kept = tmp_path / f"model-{encoder.precision}-{_CORES}.blob"
    whole = kept.read_bytes()
    for damaged in (whole, b"", whole[: len(whole) // 2]):
        kept.unlink()
        kept.write_bytes(damaged)
        ((_, again),) = OpenVinoEncoder(tmp_path, encoder.model, encoder.precision).encode_passages([TEXT], spans)
        assert np.array_equal(again.passage, compiled.passage)
        assert np.array_equal(again.sentences, compiled.sentences)
        assert repr(again.tags) == repr(compiled.tags)
        assert len(kept.read_bytes()) > len(whole) * 0.9


def test_passages_are_encoded_where_their_network_cannot_be_cached(encoder: OpenVinoEncoder, tmp_path: Path) -> None:
    link_model(encoder, tmp_path)
    again = OpenVinoEncoder(tmp_path, encoder.model, encoder.precision)
    (tmp_path / f"model-{encoder.precision}-{_CORES}.blob").mkdir()  # a file cannot take its place
    assert len([*again.encode_passages([TEXT], [[Span(0, len(TEXT))]])]) == 1


def test_a_damaged_cache_costs_only_time(encoder: OpenVinoEncoder) -> None:
    folder = encoder._path.parent
    kept = folder / f"questions-{encoder.precision}.blob"
    whole = kept.read_bytes()
    inputs = {name: np.ones((1, 8), dtype=np.int64) for name in ("input_ids", "attention_mask")}
    states = encoder._for_questions.network.create_infer_request().infer(inputs)[0]
    for damaged in (b"", whole[:1000], whole[: len(whole) // 2], bytes(len(whole))):
        kept.unlink()  # what is mapped is replaced and never written to, as by `write_atomically`
        kept.write_bytes(damaged)
        again = load_query_network(folder / QUESTIONS, encoder.precision, QUESTION_OUTPUTS)
        assert np.array_equal(again.create_infer_request().infer(inputs)[0], states)
        assert len(kept.read_bytes()) > len(whole[:1000])
        assert kept.read_bytes() != damaged


@pytest.mark.parametrize("wanted", [ModelChoice("another"), ModelChoice(precision="int8")])
def test_an_index_of_another_model_or_precision_says_how_to_rebuild(wanted: ModelChoice) -> None:
    ModelChoice().require("this", "f32")
    with pytest.raises(OtherModel, match="rebuild with `onrecord index --full"):
        wanted.require("this", "f32")
