"""Backups of a home while another process writes to it."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import index

WRITER = """if True:
    import sys
    from pathlib import Path
    import index
    home, committed = Path(sys.argv[1]), open(sys.argv[2], "a")
    for number in range(100_000):
        article = index.Article(id=f"day-{number}", title=f"Day {number}", text=f"On day {number} envoys met in Sirte.")
        index.add_article(home, article)
        print(f"day-{number}", file=committed, flush=True)
        if number % 5 == 4:
            index.bring_up_to_date(home)
"""


def ids_in(home: Path) -> set[str]:
    """Return the ids of the articles in a library."""
    with index.Library.open(home) as library:
        return {head.id for head in library.list_heads(limit=100_000)[0]}


def back_up_while_written(home: Path, folder: Path, rounds: int) -> int:
    """Back up and restore so many times; return how many generations were in the backups.

    Everything that was committed before a backup must be in it, and what is restored must be sound to the last byte.
    """
    committed, generations = folder / "committed", set()
    committed.touch()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(home), str(committed)])
    try:
        for number in range(rounds):
            while len(committed.read_text().split()) <= number:
                assert writer.poll() is None
                time.sleep(0.01)
            before = set(committed.read_text().split())
            generations.add(index.back_up(home, folder / "backups", keep=2).generation)
            new = folder / f"new {number}"
            index.restore_backup(folder / "backups", new)
            assert before <= ids_in(new)
            assert index.find_damage(new) == ()  # reads every byte of the generation
            with index.Library.open(new) as library:
                assert [*library.find_damage()] == []
            if number == rounds - 1:
                assert index.verify_home(new).sound  # vectors as well
            shutil.rmtree(new)
    finally:
        writer.kill()
        writer.wait()
    return len(generations)
