"""Check of a language model: what its address offers, and how fast it writes."""

import time

from pydantic import BaseModel, ConfigDict

from rag.language_model.client import LanguageModel
from rag.language_model.failures import ModelFailure
from rag.language_model.prompt import Message

_PROBE = (Message("user", "Count from one to twenty in words, separated by commas."),)
_MAX_TOKENS = 60


class ModelReport(BaseModel):
    """What a language model offers: the document of `onrecord llm check`.

    Speeds are None if it failed; `problem` then says how. A piece is what the server sends at a time, mostly a token.
    """

    model_config = ConfigDict(frozen=True)

    recipient: str
    models: tuple[str, ...] = ()
    model: str | None = None
    first_piece_s: float | None = None
    pieces_per_s: float | None = None
    sample: str | None = None
    problem: str | None = None


def inspect_model(model: LanguageModel) -> ModelReport:
    """Ask a server what it offers, and have it write a line; raise MissingPackage if the client is not installed."""
    report = ModelReport(recipient=model.endpoint.recipient)
    try:
        report = report.model_copy(update={"models": _list_models(model), "model": model.choose_model()})
        began, first, pieces = time.monotonic(), 0.0, list[str]()
        for piece in model.stream(_PROBE, max_tokens=_MAX_TOKENS):
            first = first or time.monotonic()
            pieces.append(piece)
    except ModelFailure as failure:
        return report.model_copy(update={"problem": str(failure)})
    if not pieces:
        return report.model_copy(update={"problem": str(ModelFailure("empty"))})
    seconds = max(time.monotonic() - first, 1e-6)
    speed = round((len(pieces) - 1) / seconds, 1) if len(pieces) > 1 else None
    sample = " ".join("".join(pieces).split())[:200]
    return report.model_copy(update={"first_piece_s": round(first - began, 2), "pieces_per_s": speed, "sample": sample})


def _list_models(model: LanguageModel) -> tuple[str, ...]:
    """Return the models on offer; none if the server has no list and the model is named."""
    try:
        return model.list_models()
    except ModelFailure:
        if model.endpoint.model:
            return ()
        raise
