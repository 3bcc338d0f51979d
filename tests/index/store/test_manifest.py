import os
import time
from pathlib import Path

import pytest

from index.errors import DamagedIndex
from index.store import manifest


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    folder = tmp_path / "1"
    (folder / "terms").mkdir(parents=True)
    (folder / "vectors").write_bytes(b"vectors" * 100)
    (folder / "terms" / "words").write_bytes(b"words" * 100)
    manifest.seal(folder, {"number": 1})
    return folder


def damage(path: Path) -> None:
    """Change a byte and set the time of the last change back, as a program that hides it would."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_unchanged_files_are_known_by_their_state(sealed: Path) -> None:
    assert manifest.check_unless_unchanged(sealed)["number"] == 1
    stamp = sealed.with_name("1.checked")
    written = stamp.stat().st_mtime_ns
    assert manifest.check_unless_unchanged(sealed)["number"] == 1
    assert stamp.stat().st_mtime_ns == written


@pytest.mark.parametrize("name", ["vectors", "terms/words", manifest.NAME])
def test_a_byte_that_was_changed_since_the_check_is_found(sealed: Path, name: str) -> None:
    manifest.check_unless_unchanged(sealed)
    damage(sealed / name)
    with pytest.raises(DamagedIndex):
        manifest.check_unless_unchanged(sealed)


def test_a_file_that_was_removed_or_added_since_the_check_is_checked_for(sealed: Path) -> None:
    manifest.check_unless_unchanged(sealed)
    (sealed / "vectors").unlink()
    with pytest.raises(DamagedIndex):
        manifest.check_unless_unchanged(sealed)


def test_after_a_day_every_byte_is_checked_again(sealed: Path) -> None:
    manifest.check_unless_unchanged(sealed)
    stamp = sealed.with_name("1.checked")
    day_before = time.time() - 25 * 3600
    os.utime(stamp, (day_before, day_before))
    manifest.check_unless_unchanged(sealed)
    assert time.time() - stamp.stat().st_mtime < 3600


def test_a_damaged_index_leaves_no_stamp(sealed: Path) -> None:
    damage(sealed / "vectors")
    with pytest.raises(DamagedIndex):
        manifest.check_unless_unchanged(sealed)
    assert not sealed.with_name("1.checked").exists()
