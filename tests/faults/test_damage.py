"""Flipped bits and truncated files are noticed and never lead to a wrong answer."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from work import LIBYA, Before, act

import index
import rag
from index import OnrecordError
from index.store import generations

pytestmark = [pytest.mark.faults, pytest.mark.timeout(0)]

Many = Callable[[int, int], int]
Quotation = tuple[str, int, str]


def harm(path: Path, chance: random.Random) -> str:
    """Flip a bit of a file, or truncate it in one of four cases; return a description."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    if chance.random() < 0.25:
        path.write_bytes(content[:at])
        return f"{path} cut to {at} bytes"
    content[at] ^= 1 << (bit := chance.randrange(8))
    path.write_bytes(content)
    return f"{path}, byte {at}, bit {bit}"


def quoted(home: Path) -> list[Quotation]:
    """Ask a question and return the quotations of its answer."""
    record = rag.open(home)
    try:
        answer = record.ask(LIBYA)
        return [(one.article_id, one.article_version, one.cited_text) for one in answer.citations]
    finally:
        record.close()


def rows(home: Path) -> list[str]:
    """Return the contents of a library as SQL."""
    with closing(sqlite3.connect(home / "library.db")) as database:
        return [*database.iterdump()]


def test_damage_in_any_file_is_noticed_and_never_leads_to_a_wrong_answer(
    before: Before, tmp_path: Path, many: Many
) -> None:
    act(home := before.copy(tmp_path / "sound"))
    newest, whole = quoted(home), rows(home)
    older = quoted(before.home)
    chance, harmless, refused, times = random.Random(11), 0, set(), many(1000, 100)
    for _ in range(times):
        victim = tmp_path / "victim"
        shutil.rmtree(victim, ignore_errors=True)
        shutil.copytree(home, victim)
        shutil.rmtree(
            victim / "answers", ignore_errors=True
        )  # they are compared with their articles when they are opened
        files = sorted(path for path in victim.rglob("*") if path.is_file() and path.stat().st_size)
        harmed = chance.choice(files) if chance.random() < 0.5 else chance.choice([victim / "library.db", *files])
        told = harm(harmed, chance)
        found = index.verify_home(victim)
        if found.sound:
            harmless += 1
            assert harmed.name in {"library.db", "CURRENT"}, told
            assert rows(victim) == whole, told
        try:
            answered = quoted(victim)
        except OnrecordError:
            refused.add(harmed.name)
        else:
            assert answered in (newest, older), told
    assert refused <= {"library.db"}
    assert harmless < times / 4
    print(f"{times} flips and cuts, {harmless} of them where nothing is kept")


def test_a_library_that_was_cut_is_refused(before: Before, tmp_path: Path) -> None:
    library = before.copy(tmp_path / "cut") / "library.db"
    library.write_bytes(library.read_bytes()[: library.stat().st_size // 2])
    assert not index.verify_home(library.parent).sound
    with pytest.raises(OnrecordError):
        quoted(library.parent)


def test_the_next_run_replaces_a_damaged_generation_and_keeps_its_files(before: Before, tmp_path: Path) -> None:
    act(home := before.copy(tmp_path / "harmed"))
    expected = quoted(home)
    harm(home / "index" / "3" / "passages.faiss", random.Random(1))
    assert generations.load(home).number == 2
    report = act(home)
    assert (report.generation, report.unchanged) == (4, 4)
    assert quoted(home) == expected
    assert (home / "index" / "3.damaged" / "MANIFEST").exists()
    found = index.verify_home(home)
    assert found.sound
    assert [left for left in found.leftovers if "3.damaged" in left]


def test_indexing_the_source_again_repairs_a_damaged_article(before: Before, tmp_path: Path) -> None:
    act(home := before.copy(tmp_path / "harmed"))
    expected = {text for _, _, text in quoted(home)}
    path = home / "library.db"
    path.write_bytes(path.read_bytes().replace(b"number 2, names Misrata.", b"number 2, names Mizrata."))
    found = index.verify_home(home)
    assert {one.where for one in found.damage} == {"library.db", "index/2", "index/3"}
    with pytest.raises(OnrecordError, match="index its source again"):
        quoted(home)
    act(home)
    assert {text for _, _, text in quoted(home)} == expected
