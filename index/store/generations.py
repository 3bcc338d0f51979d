"""Generations: complete, checksummed, immutable indexes on disk, each published whole or not at all."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

from index import files
from index.errors import DamagedIndex, NotIndexed, OtherFormat, Unwritable
from index.store import manifest
from index.store.engines.embedded import EMBEDDED
from index.store.engines.protocols import Engine
from index.store.generation import READABLE, Generation, count_rows, open_folder, write_folder
from index.store.tables import GenerationContents

DAMAGED = ".damaged"
"""Suffix of a generation that was set aside because its content is not what was published."""

_GENERATIONS_KEPT = 2

log = logging.getLogger(__name__)


def read_current(home: Path) -> int:
    """Return the number in CURRENT; raise NotIndexed if nothing was published, DamagedIndex if it cannot be read."""
    try:
        return int((home / "index" / "CURRENT").read_text())
    except FileNotFoundError:
        message = f"nothing is indexed in {home}; run `onrecord index FOLDER` first"
        raise NotIndexed(message) from None
    except (OSError, ValueError):
        message = f"{home / 'index' / 'CURRENT'} is damaged; run `onrecord index --full SOURCE` to rebuild it"
        raise DamagedIndex(message) from None


def find_current(home: Path) -> int | None:
    """Return the number in CURRENT; None if there is none or it cannot be read."""
    try:
        return read_current(home)
    except (NotIndexed, DamagedIndex):
        return None


def list_generations(home: Path) -> list[int]:
    """Return the numbers of all generations on disk, newest first."""
    return sorted((int(path.name) for path in _folders(home) if path.name.isdecimal()), reverse=True)


def publish(home: Path, contents: GenerationContents, engine: Engine = EMBEDDED) -> int:
    """Write a new generation, make it the current one and return its number; the caller holds the writer's lock.

    Its folder appears first, then the engine publishes it, then `CURRENT` names it.

    Everything is written to temporary files first: if the disk is full, OSError is raised and nothing has changed.
    """
    folder = home / "index"
    files.create_folder(folder)
    highest = max((int(path.stem) for path in _folders(home) if path.stem.isdecimal()), default=0)
    number = 1 + max(highest, engine.find_highest_number())
    with files.replace_atomically(folder / "CURRENT") as pointer:
        files.write_durably(pointer, _name(number))
        with files.replace_atomically(folder / str(number)) as new:
            facts = write_folder(new, number, contents, engine)
            manifest.seal(new, facts)
        engine.publish(number, folder / str(number))
    kept = engine.list_published(list_generations(home))[:_GENERATIONS_KEPT]
    _retire(home, [each for each in list_generations(home) if each not in kept])
    engine.retire(kept)
    return number


def clear_leftovers(home: Path) -> None:
    """Delete what a killed run left half written or half deleted; the caller holds the writer's lock."""
    for leftover in (home / "index").glob(f"*{files.TEMPORARY_SUFFIX}"):
        files.delete(leftover)


def set_aside(home: Path, number: int) -> None:
    """Rename a damaged generation, so that it is neither loaded nor deleted; the caller holds the writer's lock."""
    folder = home / "index"
    (folder / str(number)).rename(folder / f"{number}{DAMAGED}")
    files.sync(folder)


def make_current(home: Path, number: int) -> None:
    """Write a generation's number into CURRENT unless it is there; the caller holds the writer's lock."""
    if find_current(home) != number:
        with files.replace_atomically(home / "index" / "CURRENT") as pointer:
            files.write_durably(pointer, _name(number))


def load(
    home: Path,
    on_damage: Callable[[int], None] = lambda _: None,
    *,
    trust_unchanged: bool = False,
    engine: Engine = EMBEDDED,
) -> Generation:
    """Open the newest valid generation, after checking every byte of it.

    A folder gets its number when it is complete, so the newest is the current one even if CURRENT is damaged or was not
    written before a kill. `on_damage` is called with the number of each generation that is damaged. With
    `trust_unchanged`, files are not read whose state is that of when they were last checked. Raise NotIndexed if
    nothing was published yet, and DamagedIndex if no generation is valid.
    """
    published, reasons = engine.list_published(list_generations(home)), []
    for number in published:
        try:
            return open_generation(home, number, trust_unchanged=trust_unchanged, engine=engine)
        except DamagedIndex as reason:
            if engine.list_published(list_generations(home)) != published:  # a writer has since, and deleted it
                return load(home, on_damage, trust_unchanged=trust_unchanged, engine=engine)
            log.warning("%s", reason)
            reasons.append(reason)
            if not isinstance(reason, OtherFormat):
                on_damage(number)
    if reasons:
        raise reasons[0]
    message = f"generation {read_current(home)} is not in {home / 'index'}; run `onrecord index --full SOURCE`"
    raise DamagedIndex(message)


def open_generation(home: Path, number: int, *, trust_unchanged: bool = False, engine: Engine = EMBEDDED) -> Generation:
    """Open one generation after checking every byte of it; raise DamagedIndex if it is damaged.

    With `trust_unchanged`, files are not read whose state is that of when they were last checked.

    Raise Unwritable if it is valid and cannot be opened: it is not damaged, so no older one must replace it.
    """
    folder = home / "index" / str(number)
    if not folder.exists():
        engine.fetch(number, folder)
    facts = manifest.check_unless_unchanged(folder) if trust_unchanged else manifest.check(folder)
    if facts["format"] not in READABLE:
        message = f"{folder} has the format of another version; run `onrecord index --full SOURCE` to rebuild it"
        raise OtherFormat(message)
    try:
        generation = open_folder(folder, facts, engine)
    except (OSError, ValueError, RuntimeError) as error:
        manifest.check(folder)  # raises if it was deleted meanwhile
        message = f"{folder} is valid and cannot be opened: {error}; free disk space, which tantivy needs for reading"
        raise Unwritable(message) from error
    counts = count_rows(generation)
    if counts != {name: facts[name] for name in counts}:
        message = f"{folder} has other row counts than its manifest; run `onrecord index --full SOURCE` to rebuild it"
        raise DamagedIndex(message)
    return generation


def is_of_another_version(home: Path, number: int) -> bool:
    """Return whether a generation says that it has the format of another version; reads only its manifest."""
    try:
        facts = json.loads((home / "index" / str(number) / manifest.NAME).read_bytes())
        return facts["format"] not in READABLE
    except (OSError, ValueError, KeyError, TypeError):
        return False


def measure_size(home: Path, number: int) -> int:
    """Return the size of a generation on disk, in bytes."""
    return sum(path.stat().st_size for path in (home / "index" / str(number)).rglob("*") if path.is_file())


def _folders(home: Path) -> list[Path]:
    return [path for path in (home / "index").glob("*") if path.is_dir()]


def _name(number: int) -> bytes:
    return f"{number}\n".encode()


def _retire(home: Path, numbers: list[int]) -> None:
    """Delete generations; each is renamed durably before its first file is deleted."""
    folder = home / "index"
    if not numbers:
        return
    for number in numbers:
        (folder / str(number)).rename(folder / f"{number}{files.TEMPORARY_SUFFIX}")
        (folder / f"{number}{manifest.CHECKED}").unlink(missing_ok=True)
    files.sync(folder)
    clear_leftovers(home)
