import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ui.cli.main import app

FIRST = "Two dams above the Libyan city of Derna gave way on 11 September 2023."
SECOND = (
    "The mayor said that a quarter of the city had been swept into the sea, with everyone who slept in it that night."
)


def extract(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["extract", str(path), *options])


def test_a_text_is_shown_whole_and_what_is_never_cited_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "derna.txt"
    path.write_text(f"Dams break above Derna\n\n{FIRST}\n\nRead more: Derna, one year later\n\n{SECOND}\n\nUK,\n")
    shown = json.loads(extract(path, "--json").stdout)
    assert shown["article"]["text"] == path.read_text()
    assert shown["article"]["id"] == "derna.txt"
    assert [each["kind"] for each in shown["left_out"]] == [
        "the title again",
        "a link to something else",
        "a stray last line",
    ]
    assert all(path.read_text()[each["start"] : each["end"]] == each["text"] for each in shown["left_out"])


def test_a_page_is_shown_without_what_stands_around_its_article(tmp_path: Path) -> None:
    path = tmp_path / "derna.html"
    menu, share = "<nav><a href='/'>The front page</a></nav>", "<p>Share this article on Facebook</p>"
    path.write_text(
        f"<html><head><title>Derna</title></head><body>{menu}<article><h1>Dams break above Derna</h1>"
        f"<p>{FIRST}</p>{share}<p>{SECOND}</p></article></body></html>"
    )
    shown = json.loads(extract(path, "--json").stdout)
    assert shown["article"]["text"] == f"{FIRST}\n\n{SECOND}"
    told = {each["text"]: each["kind"] for each in shown["left_out"]}
    assert told["Share this article on Facebook"] == "a line to share it"
    assert told["The front page"] == "around the article"
    printed = extract(path).stdout
    assert FIRST in printed
    assert "left out: around the article: The front page" in printed


def test_nothing_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derna.txt").write_text(FIRST)
    assert extract(tmp_path / "derna.txt").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["derna.txt"]


def test_a_file_without_an_article_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    refused = extract(tmp_path / "a.pdf")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "not a valid PDF" in refused.stderr


def test_an_index_tells_what_came_what_changed_and_what_was_refused(tmp_path: Path) -> None:
    source, home = tmp_path / "in", tmp_path / "home"
    source.mkdir()
    (source / "derna.txt").write_text(f"Dams break above Derna\n\n{FIRST}")
    run = ["index", str(source), "--home", str(home)]
    assert "new: Dams break above Derna" in CliRunner().invoke(app, run).stdout
    (source / "derna.txt").write_text(f"Dams break above Derna\n\n{FIRST}\n\n{SECOND}")
    (source / "b.pdf").write_bytes(b"no PDF")
    shown = CliRunner().invoke(app, [*run, "http://127.0.0.1:1/feed"]).stdout
    assert "changed: Dams break above Derna" in shown
    assert f"+ {SECOND}" in " ".join(shown.split())
    assert "b.pdf: not a valid PDF" in " ".join(shown.split())
    assert "only public web addresses can be added" in " ".join(shown.split())


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    failed = CliRunner().invoke(app, ["index", "ftp://example.org/a", "--home", str(tmp_path)])
    assert failed.exit_code == 1
    assert "only http and https" in failed.stderr
