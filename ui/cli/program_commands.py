"""Commands for whole texts and for programs: check a draft, and serve assistants that speak MCP."""

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.options import Home, Json

app = typer.Typer()


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A draft: .txt, .md, .docx, .html or .pdf.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the draft with marks (.html) or comments (.docx)."),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Trace every quotation in a draft: exact, altered, another speaker's, or not on record."""
    from ui.cli.homes import open_record
    from ui.cli.printing import checks, terminal
    from ui.documents.drafts import DraftFile
    from ui.export.checks.check_files import export_check
    from ui.export.export import save_file

    format_ = output.suffix.lower().removeprefix(".") if output else ""
    if output and format_ not in {"html", "docx"}:
        raise typer.BadParameter("the file to write ends in .html or .docx", param_hint="--output")
    draft = DraftFile.from_content(file.read_bytes(), file.name)
    with open_record(home) as record:
        checked = record.check(draft.text)
    if output:
        save_file(output, [export_check(checked, "html" if format_ == "html" else "docx", draft.word)])
    terminal.print_document(checked, checks.print_check, json=json)


@app.command()
def mcp(home: Home = None) -> None:
    """Serve an assistant that speaks MCP, on standard input and output."""
    from contextlib import closing

    from ui.cli.homes import resolve_home
    from ui.mcp.server import RecordServer
    from ui.runtime.live_record import LiveRecord
    from ui.settings import load_settings

    settings = load_settings()
    live = LiveRecord(resolve_home(home), settings.model_choice, keep_days=settings.keep_answers_days)
    with closing(live):
        live.watch()
        RecordServer(live.lease).run("stdio")
