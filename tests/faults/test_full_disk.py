"""A full disk: from any step of a run on, and on a small file system that grows step by step."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from syscalls import Call, after, calls, run
from work import Before, act, assert_finishes, assert_whole

from index import OnrecordError

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Some = Callable[[Sequence[int], int], Sequence[int]]
NEEDS_ROOM = {"open", "mkdir", "write"}


def run_and_note_error(home: Path) -> None:
    """Run, and write the error beside the home, where there is room."""
    try:
        act(home)
    except OnrecordError as error:
        (home.parent / "said").write_text(str(error))
        raise SystemExit(1) from None


def full_from(step: int) -> Callable[[Call], int]:
    """Return a rule: from this step on there is no room."""
    refuse = after(step, errno.ENOSPC, to_the_end=True)

    def rule(call: Call) -> int:
        verdict = refuse(call)
        return verdict if call.name in NEEDS_ROOM else 0

    return rule


def test_a_disk_that_is_full_from_any_step_on_is_reported_and_the_old_generation_stays(
    before: Before, done: Path, tmp_path: Path, some: Some
) -> None:
    home = before.copy(tmp_path / "watched")
    made = calls(home, act)
    steps = some([step for step, call in enumerate(made) if call.name in NEEDS_ROOM], 25)
    refused = 0
    for step in steps:
        home = before.copy(tmp_path / "full")
        if run(home, run_and_note_error, full_from(step)):
            refused += 1
            said = (home.parent / "said").read_text()
            assert "full" in said or "No space" in said or "room" in said, said
            assert "\n" not in said
            assert assert_whole(home, [before.home]) == 2
            assert not list(home.rglob("*.tmp"))
        else:
            assert_whole(home, [done])
        assert_finishes(home, done)
    assert refused > 0.9 * len(steps)  # the last calls only clean up, which SQLite can omit
    print(f"full at {refused} steps")


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Return a function that mounts a file system of a number of kilobytes, or resizes it when called again."""
    place, mounted = tmp_path / "disk", False
    place.mkdir()
    if os.geteuid() or sys.platform != "linux":
        pytest.skip("a file system of a given size can be mounted by root on Linux only")

    def grow(kilobytes: int) -> Path:
        nonlocal mounted
        options = f"{'remount,' if mounted else ''}size={kilobytes}k"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "onrecord", place], check=True)
        mounted = True
        return place

    yield grow
    if mounted:
        subprocess.run(["umount", "--lazy", place], check=True)


def test_on_a_growing_file_system_each_run_fails_with_a_clear_error_until_there_is_room(
    before: Before, done: Path, growing: Callable[[int], Path], many: Callable[[int, int], int]
) -> None:
    need = sum(path.stat().st_blocks for path in before.folder.rglob("*")) // 2
    home = before.copy(growing(need + 64) / "small")
    refused = 0
    for kilobytes in range(need + 64, 16 * need, many(4, 32)):
        growing(kilobytes)
        try:
            act(home)
            break
        except OnrecordError:
            refused += 1
        assert assert_whole(home, [before.home]) == 2
        assert not list(home.rglob("*.tmp"))
    assert_finishes(home, done)
    assert refused
    print(f"refused at {refused} sizes")
