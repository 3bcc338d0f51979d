"""The README's commands, run as they are written."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text()
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
SERVER = "http://127.0.0.1:8000"


def run(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ONRECORD_HOME": str(home)}
    return subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Run `make chat` as it stands in the README; give its home and what it printed."""
    home = tmp_path_factory.mktemp("readme")
    if answers():
        pytest.skip(f"something else is serving {SERVER}, where `make chat` would")
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
            process.wait(20)


def answers() -> bool:
    try:
        return httpx2.get(f"{SERVER}/ready", timeout=5).is_success
    except httpx2.HTTPError:
        return False


def test_the_last_line_of_make_chat_is_a_link_that_signs_in(chat: tuple[Path, str]) -> None:
    last = chat[1].strip().splitlines()[-1]
    assert re.fullmatch(rf"{SERVER}/login\?key=\S+", last)


@pytest.mark.parametrize("command", [one for one in COMMANDS if not one.startswith("make")])
def test_a_command_of_the_readme_does_what_it_says(chat: tuple[Path, str], command: str) -> None:
    done = run(command, chat[0])
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert '"status":4' not in done.stdout


def test_the_readme_names_targets_that_make_knows(tmp_path: Path) -> None:
    for command in (one for one in COMMANDS if one.startswith("make")):
        assert run(f"{command} --dry-run", tmp_path).returncode == 0, command


def test_the_python_of_the_readme_runs(seeds_home: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(block.replace('".onrecord"', repr(str(seeds_home))), {})  # noqa: S102 (our own README)
