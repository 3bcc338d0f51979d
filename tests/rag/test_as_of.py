import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import index
import rag
from index import Article
from index.library.articles import sha256_of
from rag import Filters, Record


def build(home: Path, days: dict[str, str]) -> Record:
    """Return the record of a library to which one article was added on each of some days."""
    for number, (id_, day) in enumerate(days.items()):
        text = f"The port of Atlantis has {number + 2} gates."
        index.add_article(home, Article(id=id_.partition(" ")[0], title="Port", text=text))
        with closing(sqlite3.connect(home / "library.db")) as database:
            database.create_function("digest", -1, lambda *parts: sha256_of(*map(_text, parts)))
            database.execute("DROP TRIGGER IF EXISTS versions_stay_at_UPDATE")
            newest = "rowid = (SELECT max(rowid) FROM versions)"
            database.execute(f"UPDATE versions SET added = ? WHERE {newest}", (f"{day}T10:00:00+00:00",))  # noqa: S608 (no input)
            database.execute("UPDATE versions SET seal = digest(id, version, sha256, record, added, origin)")
            database.commit()
    index.bring_up_to_date(home)
    return rag.open(home)


def _text(part: object) -> str | None:
    return None if part is None else str(part)


@pytest.mark.parametrize(
    ("day", "gates"),
    [
        ("2020-01-01", []),
        ("2020-05", ["2"]),
        ("2020-05-03", ["2"]),
        ("2021", ["2", "3"]),
        ("9999", ["2", "3"]),
    ],
)
def test_an_answer_as_of_a_day_has_what_was_there_then(tmp_path: Path, day: str, gates: list[str]) -> None:
    record = build(tmp_path, {"one": "2020-05-03", "two": "2021-02-01"})
    answer = record.ask("what was said on Atlantis?", filters=Filters(as_of=day), keep=False)
    assert sorted(citation.cited_text.split()[5] for citation in answer.citations) == gates
    assert f"As of {day}." in answer.notes
    record.close()


def test_what_was_corrected_later_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    record = build(tmp_path, {"one": "2020-05-03", "one again": "2021-02-01"})
    answer = record.ask("what was said on Atlantis?", filters=Filters(as_of="2020-12-31"), keep=False)
    assert answer.abstained
    assert "As of 2020-12-31. Not searched: 1 article corrected or removed since." in answer.notes
    assert record.ask("what was said on Atlantis?", keep=False).id != answer.id
    record.close()
