"""kill -9 before every system call that changes the disk, and at random moments of a build."""

import multiprocessing
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from syscalls import KILL, after, calls, run
from work import Before, act, article, assert_finishes, assert_whole, write

import index
from index import Progress
from index.store import generations

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Some = Callable[[Sequence[int], int], Sequence[int]]
Many = Callable[[int, int], int]


def test_a_run_killed_at_any_step_leaves_an_intact_generation_and_the_next_run_finishes(
    before: Before, done: Path, tmp_path: Path, some: Some
) -> None:
    home = before.copy(tmp_path / "watched")
    steps = some(range(len(calls(home, act))), 40)
    killed, served = 0, set()
    for step in steps:
        home = before.copy(tmp_path / "killed")
        killed += run(home, act, after(step, KILL)) != 0
        served.add(assert_whole(home, [before.home, done]))
        assert assert_finishes(home, done).encoded == 0
    assert served == {2, 3}
    assert killed > len(steps) - 5  # the number of steps varies a little, with tantivy's threads
    print(f"killed at {killed} steps")


def test_a_run_killed_while_it_saves_a_checkpoint_encodes_only_that_batch_again(tmp_path: Path, some: Some) -> None:
    before = Before.make(tmp_path / "before", fresh=True)
    done = before.copy(tmp_path / "done")
    steps = [step for step, call in enumerate(calls(done, act)) if call.path.startswith("encoding")]
    for step in some(steps, 5):
        home = before.copy(tmp_path / "killed")
        assert run(home, act, after(step, KILL)) != 0
        assert_whole(home, [before.home, done])
        assert assert_finishes(home, done).encoded <= 3
    print(f"killed at {len(some(steps, 5))} steps of keeping what was encoded")


def build(home: Path, first: "Synchronized[int]", last: "Synchronized[int]") -> None:
    """Index, and record the number of encoded passages at the first and at the latest report of progress."""

    def note(progress: Progress) -> None:
        if progress.stage == "encoding":
            last.value = progress.done
            first.value = progress.done if first.value < 0 else first.value

    index.bring_up_to_date(home, [str(home.parent / "source.jsonl")], progress=note)


def test_builds_killed_at_random_moments_lose_no_article_and_at_most_a_thousand_encoded_passages(
    tmp_path: Path, many: Many
) -> None:
    chance, times, finished, most_lost = random.Random(7), many(500, 8), 0, 0
    context, home, reached = multiprocessing.get_context("forkserver"), tmp_path / "home", -1
    write(tmp_path / "source.jsonl", [article(n, n, "first report") for n in range(1100)])
    act(home)
    write(tmp_path / "source.jsonl", [article(n, n, f"report {finished}") for n in range(1100)])
    for _ in range(times):
        first, last = context.Value("q", -1), context.Value("q", -1)
        process = context.Process(target=build, args=(home, first, last))
        process.start()
        process.join(chance.uniform(0.1, 6))
        process.kill()
        process.join()
        if reached >= 0 and first.value >= 0:
            most_lost = max(most_lost, reached - first.value)
        reached = max(last.value, reached if last.value < 0 else -1)
        found = index.verify_home(home)
        assert found.sound, found.damage
        assert len(generations.load(home).articles) == 1100
        if process.exitcode == 0:
            finished, reached = finished + 1, -1
            assert not found.not_indexed
            write(tmp_path / "source.jsonl", [article(n, n, f"report {finished}") for n in range(1100)])
    assert most_lost <= 1000
    print(f"killed {times - finished} of {times} builds; at most {most_lost} passages encoded again")
    assert not index.bring_up_to_date(home, [str(tmp_path / "source.jsonl")]).rejected
