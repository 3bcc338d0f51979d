from pathlib import Path

import pytest

import rag
from index import DEFAULT_MODEL, ModelChoice
from ui.cli import homes


def test_the_model_of_an_index_is_known_without_opening_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "index" / "1" / "passages.npy").write_bytes(b"?")
    monkeypatch.setattr(rag, "open", lambda *_, **__: pytest.fail("the index was opened"))
    loaded: list[ModelChoice] = []
    monkeypatch.setattr(homes, "load_default_encoder", loaded.append)
    homes.load_encoder(home)
    assert [choice.model for choice in loaded] == [DEFAULT_MODEL]


def test_without_an_index_the_requested_model_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[ModelChoice] = []
    monkeypatch.setattr(homes, "load_default_encoder", loaded.append)
    monkeypatch.setenv("ONRECORD_PRECISION", "int8")
    homes.load_encoder(tmp_path)
    assert [(choice.model, choice.precision) for choice in loaded] == [(None, "int8")]
