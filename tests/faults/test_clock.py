"""A clock that is ten years off, and files that change without a new modification time."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import ONRECORD
from work import LIBYA, act, article, entries, write

import index
import rag
from index.store import generations

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


def at(clock: str, *command: str) -> None:
    """Run the program with its clock shifted, for example by +10y."""
    wrong = {"LD_PRELOAD": LIBRARY, "FAKETIME": clock}
    subprocess.run([*ONRECORD, *command], env=os.environ | wrong, check=True, stdout=subprocess.DEVNULL)


def without_times(home: Path) -> tuple[tuple[str, ...], list[tuple[str, int]]]:
    """Return the article rows of an index, and the citations of an answer."""
    held = generations.load(home)
    record = rag.open(home)
    cited = [(one.cited_text, one.article_version) for one in record.ask(LIBYA).citations]
    record.close()
    return entries(held), cited


@pytest.mark.skipif(not Path(LIBRARY).exists(), reason="needs the package faketime")
def test_a_clock_that_jumps_ten_years_back_and_forth_changes_no_index(
    tmp_path: Path, many: Callable[[int, int], int]
) -> None:
    turns = many(20, 4)
    for name in ("right", "wrong"):
        (tmp_path / name).mkdir()
    for turn in range(turns):
        records = [article(n, turn % 2 * 3 + n) for n in range(3)]
        write(tmp_path / "right" / "source.jsonl", records)
        source = write(tmp_path / "wrong" / "source.jsonl", records)
        clock = "+10y" if turn % 2 else "-10y"
        home = str(tmp_path / "wrong" / "home")
        at(clock, "index", str(source), "--home", home)
        act(tmp_path / "right" / "home")
        for command in ("remove", "restore")[: 1 + turn % 2]:
            at(clock, command, "a0", "--home", home)
            getattr(index, command)(tmp_path / "right" / "home", ["a0"])
        assert without_times(tmp_path / "wrong" / "home") == without_times(tmp_path / "right" / "home")
    assert index.verify_home(tmp_path / "wrong" / "home").sound
    print(f"{turns} turns of the clock")


def test_a_changed_file_of_the_same_size_and_time_is_noticed(tmp_path: Path) -> None:
    for text in range(4):
        source = write(tmp_path / "source.jsonl", [article(0, text)])
        os.utime(source, (0, 0))
        assert act(tmp_path / "home").updated == (1 if text else 0)
