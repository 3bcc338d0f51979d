"""Facts of a converted model, which stand beside its weights and its tokenizer."""

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict


class ConvertedModel(BaseModel):
    """Facts of a model beside its weights and its tokenizer; `longest` is its maximum length in tokens."""

    model_config = ConfigDict(frozen=True)

    pooling: Literal["mean", "cls"]
    longest: int
    query_prompt: str
    passage_prompt: str

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the facts from a folder of `ensure_converted`."""
        return cls.model_validate_json((folder / "model.json").read_bytes())
