"""Backups of a home while it is written to: nothing that was committed is lost."""

import shutil
from pathlib import Path

import pytest
from backing_up import back_up_while_written

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]

ROUNDS = 200


def test_two_hundred_backups_of_a_home_that_is_written_to_lose_nothing(indexed_seeds: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(indexed_seeds, tmp_path / "home"))
    generations = back_up_while_written(home, tmp_path, ROUNDS)
    print(f"{ROUNDS} backups of {generations} generations: restored, sound, nothing lost")
    assert generations > 1
