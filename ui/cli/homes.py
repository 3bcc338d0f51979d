"""The home that a command works in: its folder, its record, the model that reads for it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import rag
from index import DamagedIndex, Library, NotIndexed, OtherModel
from index.models.encoder import Encoder
from index.store import generation
from rag import KeptAnswers, Record, ReopenedAnswer, reopen
from ui.runtime.live_record import without_index
from ui.settings import from_environment


def home_of(given: Path | None) -> Path:
    """Give the folder that was named, else that of the environment."""
    return given or from_environment().home


@contextmanager
def record_of(given: Path | None) -> Iterator[Record]:
    """Open the record of a home for one command."""
    settings = from_environment()
    with closing(rag.open(home_of(given), settings.wanted, keep_days=settings.keep_answers_days)) as record:
        yield record


@contextmanager
def library_of(given: Path | None) -> Iterator[Library]:
    """Open the library of a home, though its index be damaged; NotIndexed where there is none, and none is made."""
    home = home_of(given)
    with suppress(DamagedIndex):
        generation.current(home)
    with Library.open(home) as library:
        yield library


def answer_of(given: Path | None, id: str) -> ReopenedAnswer:
    """Open an answer again; UnknownAnswer where none of that id is kept."""
    answer = KeptAnswers.of(home_of(given), from_environment().keep_answers_days).get(id)
    with library_of(given) as library:
        return reopen(answer, library)


def encoder_of(given: Path | None) -> Encoder:
    """Give the model of the index; where there is none to go by, the one that is wanted."""
    try:
        with record_of(given) as record:
            return record.encoder
    except (DamagedIndex, NotIndexed, OtherModel):
        return without_index(from_environment().wanted)
