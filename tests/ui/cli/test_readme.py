"""The README's commands, run as they are written."""

import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from ui.cli.main import app

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text()
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
OTHERS = [command for command in COMMANDS if command and not command.startswith(("make", "#"))]
PROGRAM = re.compile(r"(?:\S*/)?onrecord (?P<arguments>[^|&;<>$`*\\]+)")
PROCESSES = 3  # of these commands, so many run as processes of their own, as a reader runs them; the others in this one
SERVER = "http://127.0.0.1:8000"


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ONRECORD_HOME": str(home)}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Run `make chat` as the README says; return its home and what it has printed."""
    home = tmp_path_factory.mktemp("readme")
    if answers():
        pytest.skip(f"another server answers at {SERVER}, where `make chat` would")
    printed = home / "printed"
    with printed.open("w") as output:
        process = subprocess.Popen(
            ["make", "chat"], cwd=ROOT, env={**os.environ, "ONRECORD_HOME": str(home)}, stdout=output, stderr=output
        )
        try:
            deadline = time.monotonic() + 300
            while not answers():
                assert process.poll() is None, printed.read_text()
                assert time.monotonic() < deadline, printed.read_text()
                time.sleep(0.2)
            yield home, printed.read_text()
        finally:
            subprocess.run(["pkill", "-INT", "-P", str(process.pid)], check=False)
            process.wait(60)


def answers() -> bool:
    try:
        return httpx2.get(f"{SERVER}/ready", timeout=5).is_success
    except httpx2.HTTPError:
        return False


def test_the_last_line_of_make_chat_is_a_link_that_signs_in(chat: tuple[Path, str]) -> None:
    last = chat[1].strip().splitlines()[-1]
    assert re.fullmatch(rf"Sign in: {SERVER}/login\?key=\S+", last)


@pytest.mark.parametrize("command", OTHERS)
def test_each_command_succeeds_and_prints_something(
    chat: tuple[Path, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = PROGRAM.fullmatch(command)
    if program and command not in OTHERS[:PROCESSES]:
        monkeypatch.chdir(ROOT)
        arguments = shlex.split(program["arguments"], comments=True)
        done = CliRunner(env={"ONRECORD_HOME": str(chat[0])}).invoke(app, arguments)
        assert done.exit_code == 0, done.output
        assert done.stdout
    else:
        process = run(command, chat[0])
        assert process.returncode == 0, process.stderr
        assert process.stdout
        assert '"status":4' not in process.stdout


def test_make_knows_the_targets_that_the_readme_names(tmp_path: Path) -> None:
    for command in (line for line in COMMANDS if line.startswith("make")):
        assert run(f"{command} --dry-run", tmp_path).returncode == 0, command


def test_the_python_of_the_readme_runs(seeds_home: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(block.replace('".onrecord"', repr(str(seeds_home))), {})  # noqa: S102 (our own README)
