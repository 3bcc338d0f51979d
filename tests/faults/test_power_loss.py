"""Power loss: only what was made durable survives. The system calls of a real run are replayed on a simulated disk."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import disk
import pytest
from syscalls import Call, calls
from work import Before, act, assert_finishes, assert_whole

from index.store import generations

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Some = Callable[[Sequence[int], int], Sequence[int]]
Image = dict[str, bytes | None]

# For which paths changes of names survive without fsync: a disk may write any of them early, or none.
LOSSES: tuple[Callable[[str], bool], ...] = (
    lambda _: False,
    lambda _: True,
    lambda path: path.count("/") != 1,  # all but the folders of generations
    lambda path: path == "index/CURRENT",
)
END = Call("end", ".")


@dataclass(frozen=True)
class Run:
    """A recorded run: the home before it and after it, and its system calls."""

    before: Path
    done: Path
    calls: list[Call]

    @property
    def encoded(self) -> int:
        """The step from which all encoded passages are durable."""
        kept = [step for step, call in enumerate(self.calls, 1) if call.path.startswith("encoding/")]
        return max(step for step in kept if self.calls[step - 1].name == "fsync")

    def images(self, steps: Sequence[int], without: int | None = None) -> Iterator[tuple[int, Image]]:
        """Yield the different disks that a power loss at these steps may leave; one call may be left out."""
        root, last = disk.Folder.read(self.before), []
        for step, call in enumerate([*self.calls, END]):
            images = [dict(root.files(survives)) for survives in LOSSES] if step in steps else []
            yield from ((step, image) for at, image in enumerate(images) if image not in [*last, *images[:at]])
            last = images if step not in {self.encoded, len(self.calls)} else []
            if call is not END and step != without:
                root.replay(call)

    def check(self, step: int, image: Image, home: Path) -> None:
        """Assert that a generation is intact, the new one if the run had ended, and that the next run finishes."""
        shutil.rmtree(home, ignore_errors=True)
        disk.write(image, home)
        if step < len(self.calls):
            assert_whole(home, [self.before, self.done])
        else:
            assert assert_whole(home, [self.done]) == generations.read_current(home)
        assert assert_finishes(home, self.done).encoded <= (3 if step < self.encoded else 0)

    def survives(self, home: Path, without: int) -> bool:
        """Return whether nothing is lost at any step although one call is left out; likely steps come first."""
        for steps in ([len(self.calls)], [self.encoded], range(without, len(self.calls))):
            for step, image in self.images(steps, without):
                try:
                    self.check(step, image, home)
                except Exception:  # noqa: BLE001 (any failure shows that the call is needed)
                    return False
        return True


def watch(folder: Path, generations: int) -> Run:
    """Record a run over a home of one generation, or of two, of which it deletes one."""
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


def test_replaying_the_calls_gives_the_same_files_as_the_run(watched: Run) -> None:
    root = disk.Folder.read(watched.before)
    for call in watched.calls:
        root.replay(call)
    left = {path: node.content for path, node in _files(root)}
    assert left == {
        path.relative_to(watched.done).as_posix(): path.read_bytes()
        for path in watched.done.rglob("*")
        if path.is_file()
    }


def test_a_power_loss_after_any_step_leaves_the_old_or_the_new_generation_intact(
    watched: Run, home: Path, some: Some
) -> None:
    steps, images = some(range(len(watched.calls) + 1), 20), 0
    for step, image in watched.images(steps):
        watched.check(step, image, home)
        images += 1
    print(f"power lost after {len(steps)} steps, {images} different disks left")


def test_without_any_one_fsync_something_can_be_lost(home: Path, tmp_path: Path, some: Some) -> None:
    alone = watch(tmp_path / "alone", 1)
    steps = some(syncs(alone), 12)
    assert not [alone.calls[step].path for step in steps if alone.survives(home, step)]
    print(f"{len(steps)} calls of fsync left out, one at a time")


def test_the_folder_of_a_deleted_generation_is_durably_renamed_before_its_files_are_deleted(
    watched: Run, home: Path
) -> None:
    last = [step for step in syncs(watched) if watched.calls[step].path == "index"][-1]
    assert not watched.survives(home, last)


def syncs(run: Run) -> list[int]:
    """Return the steps of our own calls of fsync that make something durable; SQLite and tantivy call fdatasync."""
    root, ours = disk.Folder.read(run.before), []
    for step, call in enumerate(run.calls):
        if call.name == "fsync" and not root.is_idle(call):
            ours.append(step)
        root.replay(call)
    return ours


def _files(root: disk.Folder, path: str = "") -> Iterator[tuple[str, disk.File]]:
    for name, node in root.names.items():
        if isinstance(node, disk.File):
            yield f"{path}{name}", node
        else:
            yield from _files(node, f"{path}{name}/")
