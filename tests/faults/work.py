"""A small home with a past, the run that is disturbed, and what must hold of the home whatever happened."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import index
import rag
from index.store import generation
from index.store.generation import Generation

LIBYA = "what was said on Libya?"

_PLACES = ["Tripoli", "Benghazi", "Misrata", "Sirte", "Tobruk", "Derna", "Sabha", "Zawiya"]

Records = list[dict[str, str]]


def article(id: int, text: int, word: str = "report") -> dict[str, str]:
    """Give an article of one passage, plainly technical: only that all of it is still there matters here."""
    place = _PLACES[text % len(_PLACES)]
    return {"id": f"a{id}", "title": f"Report {id}", "text": f"The {word} on Libya, number {text}, names {place}."}


def write(path: Path, records: Records) -> Path:
    """Write articles as the one source of a home that stands beside it."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def act(home: Path) -> index.Report:
    """The run that is disturbed: takes in the source beside the home, publishes, retires the oldest generation."""
    return index.bring_up_to_date(home, [str(home.parent / "source.jsonl")])


@dataclass(frozen=True)
class Before:
    """A folder with a home of two generations, and beside it the source of a third.

    It adds an article and changes two, in such a way that every text is known already where `fresh` is not asked for:
    what is not about encoding does without the model, which takes longer to load than all the rest.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path, *, fresh: bool = False, generations: int = 2) -> "Before":
        """Make it; with one generation, the next run has none to retire."""
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
        """The home as it was."""
        return self.folder / "home"

    def copy(self, to: Path) -> Path:
        """Give the home of a copy that may be harmed."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder, to)
        return to / "home"


def entries(held: Generation) -> tuple[str, ...]:
    """Give what a generation knows of its articles: their versions and the digests of their texts."""
    return tuple(entry.model_dump_json() for entry in held.articles)


@cache
def _published(home: Path) -> tuple[str, ...]:
    return entries(generation.load(home))


def assert_whole(home: Path, states: Sequence[Path]) -> int:
    """The library is sound, every kept generation is, and what answers is what one of these homes holds.

    Gives the number of the generation that answers.
    """
    found = index.verify(home)
    assert found.sound, found.damage
    held = generation.load(home)
    assert entries(held) in map(_published, states)
    with index.Library.open(home) as library:
        assert library.get("a3").removed
        assert [library.get(f"a{n}", 1).text for n in range(4)] == [article(n, n)["text"] for n in range(4)]
    return held.number


def assert_finishes(home: Path, after: Path) -> index.Report:
    """The next run does all that was to be done and leaves nothing over, and questions are answered from it."""
    report = act(home)
    assert entries(generation.load(home)) == _published(after)
    found = index.verify(home)
    assert (found.sound, found.leftovers, found.not_indexed) == (True, (), ())
    assert told(home) == {entry.id for entry in generation.load(after).articles}
    return report


def told(home: Path) -> set[str]:
    """Give the articles that an answer cites, and those that carry the same."""
    record = rag.open(home)
    try:
        answer = record.ask(LIBYA)
    finally:
        record.close()
    return {one.article_id for cited in answer.citations for one in (cited, *cited.duplicates)}
