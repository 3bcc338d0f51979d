"""LlamaIndex's client of OpenAI's protocol against a real server.

It needs an older `openai` than the one that is pinned here, and so an environment of its own.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from programs import ONRECORD

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

PACKAGES = ["llama-index-llms-openai-like"]
FOLDER = Path(__file__).parents[2] / ".venv" / "peers"
PROGRAM = Path(__file__).with_name("openai_like.py")


@pytest.fixture(scope="module")
def python() -> Path:
    """Return the Python of an environment with LlamaIndex, which is created once."""
    folder = FOLDER / "openai-like"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (folder / "ready").touch()
    return folder / "bin" / "python"


def test_llamaindex_asks_whole_streams_and_remembers(seeds_home: Path, python: Path) -> None:
    command = [*ONRECORD, "serve", "--home", str(seeds_home), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        link = next(found for line in server.stdout if (found := re.search(r"http://[\d.:]+", line)))
        done = subprocess.run([python, PROGRAM, link[0]], capture_output=True, text=True, check=False)
        server.terminate()
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert "[1]" in said["whole"]
    assert said["stream"] == said["whole"]
    assert "Somalia" in said["follow_up"]
