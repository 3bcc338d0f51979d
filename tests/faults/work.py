"""A small home with two generations, the run that is disturbed, and what must hold for the home afterwards."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import index
import rag
from index.store import generations
from index.store.generation import Generation

LIBYA = "what was said on Libya?"

_PLACES = ["Tripoli", "Benghazi", "Misrata", "Sirte", "Tobruk", "Derna", "Sabha", "Zawiya"]

Records = list[dict[str, str]]


def article(id: int, text: int, word: str = "report") -> dict[str, str]:
    """Return an article of one passage."""
    place = _PLACES[text % len(_PLACES)]
    return {"id": f"a{id}", "title": f"Report {id}", "text": f"The {word} on Libya, number {text}, names {place}."}


def write(path: Path, records: Records) -> Path:
    """Write articles to a file, the source of the home beside it."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def act(home: Path) -> index.Report:
    """The run that is disturbed: it reads the source beside the home, publishes, and deletes the oldest generation."""
    return index.bring_up_to_date(home, [str(home.parent / "source.jsonl")])


@dataclass(frozen=True)
class Before:
    """A folder with a home of two generations, and beside it the source of a third.

    The source adds an article and changes two. Unless `fresh` is set, all of their texts have been encoded before: the
    tests that are not about encoding then need no model, which takes longer to load than all the rest.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, *, fresh: bool = False, generations: int = 2) -> "Before":
        """Make the folder; with one generation, the next run has none to delete."""
        folder.mkdir(parents=True)
        write(folder / "source.jsonl", [article(n, n) for n in range(4)])
        act(folder / "home")
        index.remove(folder / "home", ["a3"])
        if generations == 1:
            shutil.rmtree(folder / "home" / "index" / "1")
        changed = [article(0, 2), article(1, 1), article(2, 0), article(4, 1)]
        renewed = [article(n, n, "correction") for n in range(3)]
        write(folder / "source.jsonl", renewed if fresh else changed)
        return cls(folder)

    @property
    def home(self) -> Path:
        """The home before the run."""
        return self.folder / "home"

    def copy(self, to: Path) -> Path:
        """Copy the folder and return the home in the copy, which a test may damage."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to / "home"


def entries(held: Generation) -> tuple[str, ...]:
    """Return the rows of a generation's articles: their versions and the digests of their texts."""
    return tuple(entry.model_dump_json() for entry in held.articles)


@cache
def _published(home: Path) -> tuple[str, ...]:
    return entries(generations.load(home))


def assert_whole(home: Path, states: Sequence[Path]) -> int:
    """Assert that the library and every generation are intact, and that the newest equals that of one of these homes.

    Returns the number of the newest generation.
    """
    found = index.verify_home(home)
    assert found.sound, found.damage
    held = generations.load(home)
    assert entries(held) in map(_published, states)
    with index.Library.open(home) as library:
        assert library.get("a3").removed
        assert [library.get(f"a{n}", 1).text for n in range(4)] == [article(n, n)["text"] for n in range(4)]
    return held.number


def assert_finishes(home: Path, after: Path) -> index.Report:
    """Assert that the next run completes the work, leaves no temporary files, and that its index answers questions."""
    report = act(home)
    assert entries(generations.load(home)) == _published(after)
    found = index.verify_home(home)
    assert (found.sound, found.leftovers, found.not_indexed) == (True, (), ())
    assert told(home) == {entry.id for entry in generations.load(after).articles}
    return report


def told(home: Path) -> set[str]:
    """Return the articles that an answer cites, and their near duplicates."""
    record = rag.open(home)
    try:
        answer = record.ask(LIBYA)
    finally:
        record.close()
    return {one.article_id for cited in answer.citations for one in (cited, *cited.duplicates)}
