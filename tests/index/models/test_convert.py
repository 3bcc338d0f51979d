import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from index import files
from index.models import openvino_runtime
from index.models.convert import create_once
from index.models.encoder import OpenVinoEncoder


def test_a_folder_is_created_once_by_those_who_need_it_at_the_same_time(tmp_path: Path) -> None:
    created: list[Path] = []
    start = Barrier(4)

    def create(folder: Path) -> None:
        created.append(folder)
        sleep(0.05)
        (folder / "model.xml").write_text("whole")

    def need(_: int) -> str:
        start.wait()
        create_once(tmp_path / "model", create)
        return (tmp_path / "model" / "model.xml").read_text()

    with ThreadPoolExecutor(4) as threads:
        assert [*threads.map(need, range(4))] == ["whole"] * 4
    assert len(created) == 1


def test_a_folder_whose_creation_fails_is_not_there_and_leaves_nothing(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "model.xml").write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        create_once(tmp_path / "model", fail)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_what_a_killed_run_left_half_created_is_replaced(tmp_path: Path) -> None:
    leftover = tmp_path / f"model{files.TEMPORARY_SUFFIX}"
    leftover.mkdir()
    (leftover / "half").touch()
    create_once(tmp_path / "model", lambda folder: (folder / "model.xml").touch())
    assert [path.name for path in (tmp_path / "model").iterdir()] == ["model.xml"]


def test_a_compiled_network_that_cannot_be_cached_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = OpenVinoEncoder.load()
    for path in encoder._path.parent.glob("model.*"):
        (tmp_path / path.name).symlink_to(path)
    before = sorted(tmp_path.iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        openvino_runtime.load_query_network(tmp_path / "model.xml", encoder.precision)
    assert sorted(tmp_path.iterdir()) == before
