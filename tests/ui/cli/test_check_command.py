"""`onrecord check` prints a table or JSON, and writes the draft with marks or comments."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from ui.cli.main import app

DRAFT = """“The Council represented the people of Libya,” it says.

“We never said it,” said Ann Lee. She read “The Blue Book”.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    return tmp_path / "draft.txt"


def test_a_draft_is_checked_as_a_table_as_json_and_as_files(seeds_home: Path, draft: Path) -> None:
    run = CliRunner().invoke
    table = run(app, ["check", str(draft), "--home", str(seeds_home)]).stdout
    assert "line 3, Ann Lee: “We never said it,”\n    Not on record.\n" in table
    assert "line 3, not traced (a title or a name): “The Blue Book”\n" in table
    assert table.endswith("2 quotations: 1 exact, 1 not on record\n")
    document = json.loads(run(app, ["check", str(draft), "--home", str(seeds_home), "--json"]).stdout)
    assert [one["verdict"] for one in document["quotations"]] == ["exact", "not_on_record"]
    for name in ("marked.html", "marked.docx"):
        assert run(app, ["check", str(draft), "--home", str(seeds_home), "-o", str(draft.parent / name)]).exit_code == 0
    assert "not_on_record" in (draft.parent / "marked.html").read_text("utf-8")
    assert len([*docx.Document(str(draft.parent / "marked.docx")).comments]) == 2


def test_another_ending_is_wrong_use_and_a_missing_file_one_line(seeds_home: Path, draft: Path) -> None:
    assert CliRunner().invoke(app, ["check", str(draft), "-o", "a.pdf", "--home", str(seeds_home)]).exit_code == 2
    missing = CliRunner().invoke(app, ["check", "none.txt", "--home", str(seeds_home)])
    assert missing.exit_code == 1
    assert missing.stderr.count("\n") == 1
