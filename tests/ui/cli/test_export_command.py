import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import index
from rag import Record
from ui.cli.main import app
from ui.export import export
from ui.export.formats import MEDIA_TYPES

LIBYA = "what was said on Libya?"

Opened = Callable[[list[dict[str, object]]], Record]
Run = Callable[..., Result]


@pytest.fixture
def run(home: Path) -> Run:
    def program(*arguments: str) -> Result:
        return CliRunner(env={"ONRECORD_HOME": str(home)}).invoke(app, arguments)

    return program


def test_an_answer_that_was_shown_is_exported_by_its_id(run: Run, tmp_path: Path) -> None:
    shown = run("ask", LIBYA).stdout
    (id_,) = re.findall(r"^answer ([0-9a-f]{16})$", shown, re.MULTILINE)
    for format_ in MEDIA_TYPES:
        file = tmp_path / f"libya.{format_}"
        done = run("export", id_, "--format", format_, "-o", str(file))
        assert (done.exit_code, done.stderr) == (0, "")
        assert str(file) in done.stdout.replace("\n", "")
        assert run("export", id_, "--format", format_).stdout_bytes == file.read_bytes() or format_ == "docx"
        told = json.loads(run("export", id_, "--format", format_, "-o", str(file), "--json").stdout)
        assert told == {"file": str(file), "format": format_, "bytes": file.stat().st_size}
    assert run("export", id_).stdout.startswith("# what was said on Libya?\n")


def test_a_failed_export_leaves_the_file_that_is_there(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "libya.md"
    file.write_text("what was there")

    def breaking() -> Any:  # noqa: ANN401
        yield b"half of it"
        raise OSError(28, "No space left on device", str(file))

    with pytest.raises(OSError, match="No space left"):
        export.save_file(file, breaking())
    assert [path.read_text() for path in tmp_path.iterdir() if path.is_file()] == ["what was there"]
    assert "No such file or directory" in run("export", "--library", "-o", str(tmp_path / "none" / "a.jsonl")).stderr


@pytest.mark.parametrize(
    "arguments",
    [[], ["0" * 16, "--library"], ["--library", "--format", "csv"], ["--library", "--json"], ["x", "--format", "pdf"]],
)
def test_an_export_of_nothing_or_of_two_things_is_wrong_use(run: Run, arguments: list[str]) -> None:
    assert run("export", *arguments).exit_code == 2


def test_an_unknown_answer_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    for arguments in (("0" * 16,), ("../../x", "--json"), ("x", "-o", str(tmp_path / "x.md"))):
        failed = run("export", *arguments)
        assert (failed.exit_code, failed.stdout, failed.stderr.count("\n")) == (1, "", 1)
        assert "ask the question again" in failed.stderr
    assert run("export", "--library", "--home", str(tmp_path / "none")).exit_code == 1
    assert not (tmp_path / "none").exists()


def test_the_library_comes_back_as_it_was(opened: Opened, tmp_path: Path) -> None:
    story = {"title": "Port opens", "text": "The port of Libya is open.", "url": "https://a.example/port?x=1"}
    odd = {
        "id": "a/b c", "title": "", "text": "\ufeffA\0 line\r\nof Libya\u2028and\x85more\n", "kind": "official",
        "speaker": "K", "speaker_role": "Minister", "country": "Libya", "published": "2014", "language": "en",
    }  # fmt: skip
    record = opened([story, odd, {"id": "gone", "title": "Gone", "text": "Removed from Libya."}])
    index.add_article(record.home, index.Article.from_record(odd | {"speaker": "Kask"}))
    index.remove(record.home, ["gone"])
    file = tmp_path / "library.jsonl"
    command = ["export", "--library", "-o", str(file), "--home", str(record.home)]
    assert CliRunner().invoke(app, command).exit_code == 0
    before = list(record.library.load_current())
    report = index.bring_up_to_date(tmp_path / "second", [str(file)])
    assert (report.added, report.rejected) == (2, ())
    with index.Library.open(tmp_path / "second") as second:
        after = list(second.load_current())
        fields = set(index.Article.model_fields)
        assert [one.model_dump(include=fields) for one in after] == [one.model_dump(include=fields) for one in before]
        assert [one.sha256 for one in after] == [one.sha256 for one in before]
    assert index.bring_up_to_date(record.home, [str(file)]).unchanged == 2


def test_the_library_is_exported_though_its_index_is_damaged(run: Run, home: Path) -> None:
    (home / "index" / "CURRENT").write_text("damaged")
    assert run("export", "--library").stdout.count("\n") == 12
