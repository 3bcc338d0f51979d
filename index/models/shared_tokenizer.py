"""Tokenizer of a converted model: read once per process, for the encoder and the reranker."""

from pathlib import Path

from tokenizers import Tokenizer

from index.models.converted_model import ConvertedModel
from index.models.single_flight import SingleFlight


def load_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer of a converted model, which pads nothing and cuts texts at the length that the model reads.

    Threads share it, so that no caller may change its settings.
    """
    return _TOKENIZERS.get(folder)


def _load_tokenizer(folder: Path, /) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(ConvertedModel.load(folder).longest)
    return tokenizer


_TOKENIZERS = SingleFlight(_load_tokenizer)
