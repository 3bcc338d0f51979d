"""Commands on the library: list, show, remove, restore and export articles and answers."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.options import Home, Ids, Json
from ui.export.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

app = typer.Typer()


@app.command()
def articles(
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most N articles.")] = 20,
    offset: Annotated[int, typer.Option(min=0, max=2**31 - 1, metavar="N", help="Skip the first N.")] = 0,
    q: Annotated[
        str, typer.Option(metavar="WORDS", help="Only articles with this in their id, title, source or speaker.")
    ] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """List the library, newest first."""
    from ui.cli.homes import open_record
    from ui.cli.printing import printers, terminal
    from ui.documents.requests import ListQuery
    from ui.documents.responses import ArticleList

    with open_record(home) as record:
        page = ArticleList.load(record, ListQuery(limit=limit, offset=offset, q=q))
    terminal.print_document(page, printers.print_articles, json=json)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of the article, as listed by `onrecord articles`.")],
    version: Annotated[
        int | None, typer.Option(min=1, max=2**31 - 1, metavar="N", help="Show this version instead of the latest.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show an article with its text and its statements."""
    from ui.cli.homes import open_record
    from ui.cli.printing import statements, terminal
    from ui.documents.responses import ArticleDocument

    with open_record(home) as record:
        document = ArticleDocument.load(record, id, version)
    terminal.print_document(document, statements.print_article_statements, json=json)


@app.command()
def remove(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Remove articles from the index; nothing is deleted, and `onrecord restore` undoes it."""
    import index
    from ui.cli.homes import resolve_home
    from ui.cli.printing import printers, terminal

    folder = resolve_home(home)
    terminal.print_document(index.remove(folder, ids), lambda report: printers.print_totals(report, folder), json=json)


@app.command()
def backup(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of backups; what it has already is not copied.")
    ],
    keep: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Delete all but the N newest snapshots [keep all].")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Copy the library and its index while they are in use, and check the copy."""
    import index
    from ui.cli.homes import resolve_home
    from ui.cli.printing import backups, terminal

    report = index.back_up(resolve_home(home), folder, keep=keep)
    terminal.print_document(report, lambda shown: backups.print_backup(shown, folder), json=json)


@app.command()
def migrate(
    new_home: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new home, for the parts that --to names.")],
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="ADDRESS",
            help="postgresql://... for the library, milvus://... for vectors and words; without any, all is in FOLDER.",
        ),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions", metavar="FILE", exists=True, dir_okay=False, help="Questions that both have to answer alike."
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Copy a home to other parts, check every digest, and compare answers; go on where it was interrupted."""
    from contextlib import closing

    import index
    import rag
    from ui.cli import comparison
    from ui.cli.homes import name_parts, resolve_home
    from ui.cli.printing import backups, progress_bars, terminal
    from ui.settings import load_settings

    former, settings, target = resolve_home(home), load_settings(), name_parts(to or [])
    with closing(rag.open(former, settings.model_choice, keep_days=settings.keep_answers_days)) as record:
        given = questions.read_text().splitlines() if questions else comparison.make_questions(record)
        asked = [line for line in given if line.strip()]
        before = comparison.ask_all(record, asked)
    with progress_bars.show_progress() as on_progress:
        copied = index.migrate(former, settings.parts, new_home, target, progress=on_progress)
    with closing(rag.open(new_home, settings.model_choice, keep_days=settings.keep_answers_days)) as record:
        answers = comparison.compare_answers(before, comparison.ask_all(record, asked))
    checked = comparison.CheckedMigration(copied=copied, answers=answers)
    terminal.print_document(checked, lambda shown: backups.print_migration(shown, new_home), json=json)
    if not answers.holds:
        raise typer.Exit(1)


@app.command()
def restore(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID|DIR", help="Ids of removed articles, or a folder of `onrecord backup`.")
    ],
    at: Annotated[
        str | None, typer.Option(metavar="SNAPSHOT", help="Snapshot of the backup to restore [the newest].")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Restore removed articles, or a backup into a new home."""
    import index
    from ui.cli.homes import resolve_home
    from ui.cli.printing import backups, printers, terminal

    folder = resolve_home(home)
    if at is not None or (len(ids) == 1 and index.is_backup(Path(ids[0]))):
        restored = index.restore_backup(Path(ids[0]), folder, at=at)
        terminal.print_document(restored, lambda report: backups.print_restored(report, folder), json=json)
        return
    terminal.print_document(index.restore(folder, ids), lambda report: printers.print_totals(report, folder), json=json)


@app.command()
def export(
    answer: Annotated[
        str | None, typer.Argument(metavar="ANSWER_ID", help="Id of the answer, as shown by `onrecord ask`.")
    ] = None,
    format: Annotated[Format | None, typer.Option(help="Format of the answer [md].")] = None,
    library: Annotated[
        bool, typer.Option("--library", help="Export all articles, as `onrecord index` reads them.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write [standard output].")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Export an answer with its evidence, or all articles as JSON Lines."""
    from ui.cli.homes import open_library, reopen_answer
    from ui.cli.printing import printers, terminal
    from ui.export import export

    if (answer is None) != library or (library and format not in {None, "jsonl"}):
        raise typer.BadParameter("give an ANSWER_ID, or --library to export all articles as JSON Lines")
    if answer is None:
        with open_library(home) as opened:
            _write_export(export.export_articles(opened), "jsonl", output, json=json)
    elif json and output is None:
        terminal.print_document(reopen_answer(home, answer), printers.print_answer, json=True)
    else:
        chosen = format or "md"
        _write_export([export.export_answer(reopen_answer(home, answer), chosen)], chosen, output, json=json)


def _write_export(content: "Iterable[bytes]", format: Format, output: Path | None, *, json: bool) -> None:
    """Write to the file and report its size, or to standard output if no file is given."""
    from ui.cli.printing import printers, terminal
    from ui.escaping import escape_unprintable
    from ui.export.export import Exported, save_file

    if output is None and (json or (format == "docx" and sys.stdout.isatty())):
        raise typer.BadParameter("this format needs a file; give one with -o FILE")
    if output is None:
        for part in content:
            typer.echo(escape_unprintable(part.decode()) if sys.stdout.isatty() else part, nl=False)
    else:
        done = Exported(file=str(output), format=format, bytes=save_file(output, content))
        terminal.print_document(done, printers.print_exported, json=json)
