from pathlib import Path

import pytest

from index.files import create_folder, delete, replace_atomically, write_atomically, write_durably


def test_a_folder_is_created_with_its_parents_and_may_exist(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    create_folder(folder)
    create_folder(folder)
    assert folder.is_dir()


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_replaced_whole_and_its_size_is_returned(tmp_path: Path, *, durable: bool) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"former")
    assert write_atomically(path, b"new", durable=durable) == 3
    assert write_atomically(path, (part for part in (b"newer", b" still")), durable=durable) == 11
    assert path.read_bytes() == b"newer still"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_former_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"former")

    def parts() -> object:
        yield b"new"
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 (any)
        write_atomically(path, parts())  # type: ignore[arg-type]
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "1"
    with replace_atomically(path) as temporary:
        temporary.mkdir()
        write_durably(temporary / "a", b"content")
        assert not path.exists()
    assert (path / "a").read_bytes() == b"content"


def test_an_interrupted_folder_is_deleted(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replace_atomically(tmp_path / "1") as temporary:  # noqa: PT012 (the block raises)
        temporary.mkdir()
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_what_does_not_exist_can_be_deleted(tmp_path: Path) -> None:
    delete(tmp_path / "nothing")
