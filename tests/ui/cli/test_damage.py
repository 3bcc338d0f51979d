import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from typer.testing import CliRunner, Result

import index
from index import Article
from ui.cli.main import app

LIBYA = {"question": "what was said on Libya?"}


@pytest.fixture
def damaged(home: Path) -> Path:
    """Return a home whose newest generation is damaged, and the one before it sound."""
    index.add_article(home, Article(title="Sitting in Tobruk", text="Libya's parliament met in Tobruk."))
    index.bring_up_to_date(home)
    (home / "index" / "2" / "passages.npy").write_bytes(b"?")
    return home


def test_ready_says_which_generation_answers_in_place_of_a_damaged_one(
    damaged: Path, serve: Callable[..., TestClient]
) -> None:
    client = serve(damaged)
    ready = client.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["generation"] == client.get("/ask", params=LIBYA).json()["generation"] == 1
    assert ready.json()["reason"] == "generation 2 is damaged; generation 1 is served instead"


def test_ready_says_nothing_more_where_all_is_well(client: TestClient) -> None:
    assert client.get("/ready").json() == {"ready": True, "version": version("onrecord"), "generation": 1}


def test_a_damaged_article_is_not_quoted(
    home: Path, serve: Callable[..., TestClient], detail_of: Callable[[Response, int], str]
) -> None:
    with closing(sqlite3.connect(home / "library.db")) as database:
        database.execute("DROP TRIGGER versions_stay_at_UPDATE")
        database.execute("UPDATE versions SET text = replace(text, 'Libya', 'MARKER')")
        database.commit()
    assert "damaged" in detail_of(serve(home).get("/ask", params=LIBYA), 503)


def run(home: Path, *arguments: str) -> Result:
    """Run a command over a home."""
    return CliRunner().invoke(app, [*arguments, "--home", str(home)])


def test_verify_fails_where_something_is_damaged_and_says_what(damaged: Path) -> None:
    shown = run(damaged, "verify")
    assert shown.exit_code == 1
    assert "Generation 2: " in shown.stdout
    assert f"damaged: index/2: {damaged / 'index' / '2'} is damaged" in shown.stdout
    told = run(damaged, "verify", "--json")
    assert told.exit_code == 1
    found = json.loads(told.stdout)
    assert (found["sound"], found["generation"], [one["where"] for one in found["damage"]]) == (False, 1, ["index/2"])


def test_verify_is_content_where_all_is_sound(home: Path) -> None:
    shown = run(home, "verify", "--full")
    assert (shown.exit_code, shown.stdout.splitlines()[-1]) == (0, "Everything is sound.")


def test_status_tells_of_a_damaged_generation_and_which_one_answers(damaged: Path) -> None:
    shown = run(damaged, "status")
    assert shown.exit_code == 0
    assert f"{damaged}: generation 1" in shown.stdout
    assert "damaged: index/2: " in shown.stdout
    now = json.loads(run(damaged, "status", "--json").stdout)
    assert (now["generation"], [one["where"] for one in now["damage"]]) == (1, ["index/2"])


def test_a_damaged_generation_is_set_aside_by_the_next_run_and_never_deleted(damaged: Path) -> None:
    assert run(damaged, "index", str(Path(__file__).parents[3] / "seeds")).exit_code == 0
    for number in range(3):
        index.add_article(damaged, Article(title=f"Sitting {number}", text=f"Parliament met, sitting {number}."))
        index.bring_up_to_date(damaged)
    assert (damaged / "index" / "2.damaged" / "passages.npy").read_bytes() == b"?"
    shown = run(damaged, "verify")
    assert shown.exit_code == 0
    assert "left over: index/2.damaged" in shown.stdout
