"""Status of a home: its generations, the model they were made with, and files that are damaged or left over."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from index import files
from index.build import checkpoint
from index.errors import DamagedIndex, NotIndexed, OtherFormat
from index.models.encoder import ModelChoice
from index.parts import list_published, open_engine
from index.store import generations, manifest
from index.store.generation import Generation


class Damage(BaseModel):
    """A file or generation that is damaged, and how."""

    model_config = ConfigDict(frozen=True)

    where: str
    what: str


def model_of(home: Path) -> ModelChoice:
    """Return the model and precision of the newest generation, reading only its manifest.

    Checks no other file and loads no model. Raises NotIndexed if nothing has been published, and DamagedIndex if no
    manifest can be read.
    """
    for number in generations.list_generations(home):
        try:
            facts = json.loads((home / "index" / str(number) / manifest.NAME).read_bytes())
            return ModelChoice(str(facts["model"]), "int8" if facts["precision"] == "int8" else None)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    generations.read_current(home)
    message = f"no manifest in {home / 'index'} can be read; run `onrecord index --full SOURCE` to rebuild the index"
    raise DamagedIndex(message)


def open_sound_generations(home: Path) -> tuple[list[Generation], list[Damage]]:
    """Open every generation whose files are all intact, newest first, and return the damage of the others."""
    sound, damage, engine = [], [*_check_pointer(home)], open_engine()
    for number in list_published(home):
        try:
            sound.append(generations.open_generation(home, number, engine=engine))
        except OtherFormat:
            continue  # sound, for the release that wrote it
        except DamagedIndex as error:
            damage.append(Damage(where=generation_folder(number), what=str(error)))
    return sound, damage


def find_damage(home: Path) -> tuple[Damage, ...]:
    """Return the damaged files of all generations, after reading every byte of them."""
    return tuple(open_sound_generations(home)[1])


def find_leftovers(home: Path) -> Iterator[str]:
    """Yield a line for each file of an interrupted run, and for each damaged generation that was set aside."""
    if (home / checkpoint.FOLDER).exists():
        yield f"{checkpoint.FOLDER}: passages encoded by a run that did not finish; the next run continues from them"
    newest = max(generations.list_generations(home), default=0)
    if generations.find_current(home) not in {newest, None}:
        yield f"index/CURRENT: does not name generation {newest}, the newest; the next run corrects it"
    for number in sorted(generations.list_generations(home)):
        if generations.is_of_another_version(home, number):
            yield f"{generation_folder(number)}: written by another version; a later run of onrecord index deletes it"
    for path in sorted((home / "index").glob(f"*{files.TEMPORARY_SUFFIX}")):
        yield f"index/{path.name}: half written by an interrupted run; the next run deletes it"
    for path in sorted((home / "index").glob(f"*{generations.DAMAGED}")):
        yield f"index/{path.name}: damaged and set aside; it is not used and may be deleted"


def generation_folder(number: int) -> str:
    """Return the folder of a generation, relative to its home."""
    return f"index/{number}"


def _check_pointer(home: Path) -> Iterator[Damage]:
    """Yield damage if CURRENT is damaged; one that is behind is left by an interrupted run and is no damage."""
    try:
        if generations.read_current(home) > max(generations.list_generations(home), default=0):
            yield Damage(where="index/CURRENT", what="names a generation that does not exist")
    except NotIndexed:
        return
    except DamagedIndex as error:
        yield Damage(where="index/CURRENT", what=str(error))
