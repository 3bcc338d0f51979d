import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from scripted_model import Script, serve_script

from index.errors import InvalidEndpoint
from rag.language_model.check import inspect_model
from rag.language_model.client import LanguageModel
from rag.language_model.endpoint import Endpoint
from rag.language_model.failures import ModelFailure
from rag.language_model.prompt import Message

ASKED = (Message("user", "Say it."),)
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1"),
        (" http://localhost:11434/v1/ ", "http://localhost:11434/v1"),
        ("https://api.example.com/openai/v1", "https://api.example.com/openai/v1"),
    ],
)
def test_an_address_without_a_path_gets_that_of_the_protocol(given: str, url: str) -> None:
    assert Endpoint.parse(given).url == url


@pytest.mark.parametrize(
    "given", ["", "localhost:11434", "ftp://host", "http://", "http://host/?key=1", "http://[::1", "file:///x"]
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(InvalidEndpoint):
        Endpoint.parse(given)


def test_neither_key_nor_password_is_shown() -> None:
    endpoint = Endpoint.parse("https://me:secret@host.example/v1", key="a secret key")
    assert "a secret key" not in repr(endpoint)
    assert endpoint.recipient == "host.example"


def test_a_completion_comes_in_pieces() -> None:
    script = Script(["One ", "two"])
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url, "tiny"))) as model:
        assert [*model.stream(ASKED)] == ["One ", "two"]
    (request,) = script.requests
    assert (request["model"], request["stream"], request["temperature"]) == ("tiny", True, 0)
    assert request["messages"] == [{"role": "user", "content": "Say it."}]


def test_the_first_model_on_offer_is_asked_if_none_is_named() -> None:
    script = Script(["Yes"], models=("first", "second"))
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        assert [*model.stream(ASKED)] == ["Yes"]
    assert script.requests[0]["model"] == model.name == "first"


def test_a_key_of_the_environment_is_sent_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the key of another server")
    script = Script(["Yes"])
    with serve_script(script) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        assert [*model.stream(ASKED)] == ["Yes"]
    assert "another server" not in str(script.headers)


def test_a_redirect_is_not_followed() -> None:
    other = Script(["No"])
    with (
        serve_script(other) as elsewhere,
        serve_script(Script(redirect=f"{elsewhere}/chat/completions")) as url,
        closing(LanguageModel(Endpoint.parse(url, "tiny"))) as model,
        pytest.raises(ModelFailure) as failure,
    ):
        [*model.stream(ASKED)]
    assert failure.value.kind == "status"
    assert other.requests == []


def test_a_check_tells_what_is_offered_and_how_fast() -> None:
    with (
        serve_script(Script(["One ", "two ", "three"], between=0.01)) as url,
        closing(LanguageModel(Endpoint.parse(url))) as model,
    ):
        report = inspect_model(model)
    assert (report.models, report.model, report.sample, report.problem) == (
        ("scripted",),
        "scripted",
        "One two three",
        None,
    )
    assert report.first_piece_s is not None
    assert report.pieces_per_s
    assert report.recipient == url.removeprefix("http://").removesuffix("/v1")


def test_a_check_tells_what_is_wrong() -> None:
    with serve_script(Script(status=503)) as url, closing(LanguageModel(Endpoint.parse(url))) as model:
        report = inspect_model(model)
    assert report.problem == "The language model answered with an error (status 503)."


def test_the_client_is_not_imported_without_a_model() -> None:
    program = "import sys, rag, ui.server.app, ui.cli.main; sys.exit('openai' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "ONRECORD_LLM_URL": ""}
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False).returncode == 0
