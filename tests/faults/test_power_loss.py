"""Power loss: only what was made durable survives, replayed from the calls of a real run."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import disk
import pytest
from syscalls import Call, calls
from work import Before, act, assert_finishes, assert_whole

from index.store import generation

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Some = Callable[[Sequence[int], int], Sequence[int]]
Image = dict[str, bytes | None]

# Which paths keep what was done to their names and not made durable: a disk may write any of it early, or not at all.
LOSSES: tuple[Callable[[str], bool], ...] = (
    lambda _: False,
    lambda _: True,
    lambda path: path.count("/") != 1,  # the numbers of generations do not
    lambda path: path == "index/CURRENT",
)
NOTHING = Call("nothing", ".")


@dataclass(frozen=True)
class Run:
    """A run that was watched: the home before it and after it, and the calls in between."""

    before: Path
    done: Path
    calls: list[Call]

    @property
    def encoded(self) -> int:
        """The step from which on all that was encoded is kept."""
        kept = [step for step, call in enumerate(self.calls, 1) if call.path.startswith("encoding/")]
        return max(step for step in kept if self.calls[step - 1].name == "fsync")

    def images(self, steps: Sequence[int], without: int | None = None) -> Iterator[tuple[int, Image]]:
        """Give what a power loss after so many calls leaves, in each way, all different; one call may be left out."""
        root, last = disk.Folder.read(self.before), []
        for step, call in enumerate([*self.calls, NOTHING]):
            images = [dict(root.files(survives)) for survives in LOSSES] if step in steps else []
            yield from ((step, image) for at, image in enumerate(images) if image not in [*last, *images[:at]])
            last = images if step not in {self.encoded, len(self.calls)} else []
            if call is not NOTHING and step != without:
                root.make(call)

    def check(self, step: int, image: Image, home: Path) -> None:
        """One generation or the other is whole, the new one where the run had said so; the next run finishes it."""
        shutil.rmtree(home, ignore_errors=True)
        disk.write(image, home)
        if step < len(self.calls):
            assert_whole(home, [self.before, self.done])
        else:
            assert assert_whole(home, [self.done]) == generation.current(home)
        assert assert_finishes(home, self.done).encoded <= (3 if step < self.encoded else 0)

    def survives(self, home: Path, without: int) -> bool:
        """Tell whether nothing is lost at any step though one call was not made; likely steps are tried first."""
        for steps in ([len(self.calls)], [self.encoded], range(without, len(self.calls))):
            for step, image in self.images(steps, without):
                try:
                    self.check(step, image, home)
                except Exception:  # noqa: BLE001 (whatever is noticed is noticed)
                    return False
        return True


def watch(folder: Path, generations: int) -> Run:
    """Watch a run over a home of one generation, or of two, of which it retires one."""
    before = Before.make(folder / "before", fresh=True, generations=generations)
    home = before.copy(folder / "watched")
    return Run(before.home, home, calls(home, act))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return watch(tmp_path_factory.mktemp("power"), 2)


@pytest.fixture
def home(watched: Run, tmp_path: Path) -> Path:
    shutil.copy(watched.before.parent / "source.jsonl", tmp_path)
    return tmp_path / "home"


def test_the_replayed_calls_give_what_the_run_left(watched: Run) -> None:
    root = disk.Folder.read(watched.before)
    for call in watched.calls:
        root.make(call)
    left = {path: node.content for path, node in _files(root)}
    assert left == {
        path.relative_to(watched.done).as_posix(): path.read_bytes()
        for path in watched.done.rglob("*")
        if path.is_file()
    }


def test_a_power_loss_after_any_step_leaves_one_generation_or_the_other_whole(
    watched: Run, home: Path, some: Some
) -> None:
    steps, images = some(range(len(watched.calls) + 1), 20), 0
    for step, image in watched.images(steps):
        watched.check(step, image, home)
        images += 1
    print(f"power lost after {len(steps)} steps, {images} different disks left")


def test_whichever_fsync_is_left_out_something_can_be_lost(home: Path, tmp_path: Path, some: Some) -> None:
    alone = watch(tmp_path / "alone", 1)
    steps = some(syncs(alone), 12)
    assert not [alone.calls[step].path for step in steps if alone.survives(home, step)]
    print(f"{len(steps)} calls of fsync left out, one at a time")


def test_a_generation_has_lost_its_number_for_good_before_it_loses_its_files(watched: Run, home: Path) -> None:
    last = [step for step in syncs(watched) if watched.calls[step].path == "index"][-1]
    assert not watched.survives(home, last)


def syncs(run: Run) -> list[int]:
    """Give the calls of fsync that had something to make durable; SQLite and tantivy call fdatasync."""
    root, ours = disk.Folder.read(run.before), []
    for step, call in enumerate(run.calls):
        if call.name == "fsync" and not root.idle(call):
            ours.append(step)
        root.make(call)
    return ours


def _files(root: disk.Folder, path: str = "") -> Iterator[tuple[str, disk.File]]:
    for name, node in root.names.items():
        if isinstance(node, disk.File):
            yield f"{path}{name}", node
        else:
            yield from _files(node, f"{path}{name}/")
