"""The commands of docs/upgrading.md, over a home as release 0.1.0 wrote it."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import index
import rag
from index.store import manifest
from ui.cli.main import app

ROOT = Path(__file__).parents[3]
(BLOCK,) = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "upgrading.md").read_text(), re.DOTALL)
RELEASED = Path(__file__).parents[1] / "library" / "released" / "0.1.0.sql"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with the library of 0.1.0 and an index in the format of that release."""
    home = tmp_path / ".onrecord"
    folder = home / "index" / "1"
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(home / "library.db")) as database:
        database.executescript(RELEASED.read_text())
    np.save(folder / "passages.npy", np.zeros(3))
    manifest.seal(folder, {"format": 1, "number": 1, "model": "all-MiniLM-L6-v2", "articles": 1, "passages": 3})
    (home / "index" / "CURRENT").write_text("1\n")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "talks.txt").write_text("Talks\n\nThe envoy said on Libya: “We will meet again.”")
    return home


def run(home: Path, *arguments: str) -> Result:
    return CliRunner(env={"ONRECORD_HOME": str(home)}).invoke(app, arguments)


def test_the_commands_of_the_notes_bring_a_home_of_0_1_0_up_to_date(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "another version" in run(home, "ask", "what was said on Libya?").stderr
    commands = [shlex.split(line) for line in BLOCK.splitlines()]
    assert [command[1] for command in commands] == ["backup", "index", "verify", "status"]
    for program, *arguments in commands:
        done = run(home, *arguments)
        assert program == "onrecord"
        assert done.exit_code == 0, (arguments, done.output, done.stderr)
    record = rag.open(home)
    assert "We will meet again" in record.ask("what was said on Libya?").answer
    assert record.article("flood").version == 2
    record.close()


def test_the_backup_is_the_library_as_the_old_release_knows_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    tables = "SELECT sql FROM sqlite_master ORDER BY name"
    with closing(sqlite3.connect(home / "library.db")) as database:
        before = (database.execute("PRAGMA user_version").fetchall(), database.execute(tables).fetchall())
    assert run(home, *shlex.split(BLOCK.splitlines()[0])[1:]).exit_code == 0
    assert run(home, "index", "articles").exit_code == 0
    restored = index.restore_backup(tmp_path / "backup-before-upgrade", tmp_path / "old")
    with closing(sqlite3.connect(tmp_path / "old" / "library.db")) as database:
        after = (database.execute("PRAGMA user_version").fetchall(), database.execute(tables).fetchall())
    assert after == before
    assert (restored.generation, restored.articles) == (1, 1)
    assert (tmp_path / "old" / "index" / "CURRENT").read_text() == "1\n"
