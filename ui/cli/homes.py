"""The home folder of a command: its library, its index and its model."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import index
import rag
from index import (
    ANY_MODEL,
    DamagedIndex,
    Encoder,
    Library,
    ModelChoice,
    NotIndexed,
    OnrecordError,
    Parts,
    model_of,
    require_published,
    use_parts,
)
from rag import AnswerStore, Record, ReopenedAnswer, reopen
from ui.runtime.live_record import load_default_encoder
from ui.settings import load_settings


def resolve_home(given: Path | None, cluster: str = "") -> Path:
    """Return the given folder, or the one from the environment, and choose the parts that the environment names.

    `cluster` is the address of a cluster that encodes; without it, this process does.
    """
    settings = load_settings()
    use_parts(replace(settings.parts, cluster=cluster))
    return given or settings.home


def name_parts(addresses: Sequence[str]) -> Parts:
    """Return the parts at these addresses. Raises OnrecordError if one is of no part, or there are two of one."""
    libraries = [address for address in addresses if address.startswith("postgres")]
    engines = [address for address in addresses if address.startswith("milvus")]
    if len(libraries) > 1 or len(engines) > 1 or len(libraries) + len(engines) < len(addresses):
        raise OnrecordError("name postgresql://USER@HOST/DATABASE, and milvus://HOST:PORT if vectors move, too")
    return Parts(library="".join(libraries), engine="".join(engines))


@contextmanager
def open_record(given: Path | None) -> Iterator[Record]:
    """Open the index of a home for one command."""
    settings = load_settings()
    home, keep_days = resolve_home(given), settings.keep_answers_days
    with closing(rag.open(home, settings.model_choice, keep_days=keep_days, once=True)) as record:
        yield record


@contextmanager
def open_library(given: Path | None) -> Iterator[Library]:
    """Open the library of a home, even if its index is damaged. Raises NotIndexed if there is none; creates none."""
    home = resolve_home(given)
    with suppress(DamagedIndex):
        require_published(home)
    with index.open_library(home) as library:
        yield library


def reopen_answer(given: Path | None, id: str) -> ReopenedAnswer:
    """Load an answer with what has changed since. Raises UnknownAnswer if no answer of that id is kept."""
    answer = AnswerStore.open(resolve_home(given), load_settings().keep_answers_days).load(id)
    with open_library(given) as library:
        return reopen(answer, library)


def load_encoder(given: Path | None) -> Encoder:
    """Return the requested encoder, or that of the index where the environment names none.

    Reads only the manifest of the index: checking all of its files takes minutes where it is large.
    """
    requested = load_settings().model_choice
    try:
        indexed = model_of(resolve_home(given))
    except (DamagedIndex, NotIndexed):
        indexed = ANY_MODEL
    if requested.model not in {None, indexed.model}:
        return load_default_encoder(requested)
    return load_default_encoder(ModelChoice(indexed.model, requested.precision or indexed.precision))
