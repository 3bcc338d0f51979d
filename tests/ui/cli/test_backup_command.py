import json
from pathlib import Path

from typer.testing import CliRunner

from ui.cli.main import app


def test_a_backup_is_made_and_restored_from_the_command_line(home: Path, tmp_path: Path) -> None:
    folder, new = str(tmp_path / "backups"), str(tmp_path / "new")
    made = CliRunner().invoke(app, ["backup", folder, "--home", str(home)])
    assert made.exit_code == 0, made.output
    assert "of it new; checked" in made.stdout
    again = json.loads(CliRunner().invoke(app, ["backup", folder, "--home", str(home), "--keep", "1", "--json"]).stdout)
    assert again["added_bytes"] == 0
    restored = CliRunner().invoke(app, ["restore", folder, "--home", new])
    assert restored.exit_code == 0, restored.output
    assert "12 articles, generation 1; checked" in restored.stdout
    assert CliRunner().invoke(app, ["ask", "what was said on Libya?", "--home", new]).exit_code == 0
    refused = CliRunner().invoke(app, ["restore", folder, "--home", new])
    assert refused.exit_code == 1
    assert "is not empty" in refused.stderr
    assert refused.stderr.count("\n") == 1
