"""The commands on the library: its articles listed, shown, removed, restored; what is taken away from it."""

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
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="How many at most.")] = 20,
    offset: Annotated[int, typer.Option(min=0, max=2**31 - 1, metavar="N", help="How many to pass over.")] = 0,
    q: Annotated[
        str, typer.Option(metavar="WORDS", help="Only those whose id, title, source or speaker holds this.")
    ] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """List the library, newest first."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import record_of
    from ui.documents.requests import ListQuery
    from ui.documents.responses import ArticleList

    with record_of(home) as record:
        page = ArticleList.of(record, ListQuery(limit=limit, offset=offset, q=q))
    terminal.document(page, console.articles, json=json)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="As `onrecord articles` lists it.")],
    version: Annotated[
        int | None, typer.Option(min=1, max=2**31 - 1, metavar="N", help="Another than the latest.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show one article with its text, and who said what in it."""
    from ui.cli import print_statements as voices
    from ui.cli import terminal
    from ui.cli.homes import record_of
    from ui.documents.responses import ArticleDocument

    with record_of(home) as record:
        document = ArticleDocument.of(record, id, version)
    terminal.document(document, voices.shown, json=json)


@app.command()
def remove(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Take articles out of what is searched; nothing is deleted."""
    import index
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import home_of

    folder = home_of(home)
    terminal.document(index.remove(folder, ids), lambda done: console.report(done, folder), json=json)


@app.command()
def restore(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Bring removed articles back."""
    import index
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import home_of

    folder = home_of(home)
    terminal.document(index.restore(folder, ids), lambda done: console.report(done, folder), json=json)


@app.command()
def export(
    answer: Annotated[str | None, typer.Argument(metavar="ANSWER_ID", help="As `onrecord ask` shows it.")] = None,
    format: Annotated[Format | None, typer.Option(help="Of an answer [md].")] = None,
    library: Annotated[bool, typer.Option("--library", help="All articles, as `onrecord index` reads them.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to [standard output].")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Give an answer with its evidence as a file, or all articles as JSON Lines."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import answer_of, library_of
    from ui.export import export

    if (answer is None) != library or (library and format not in {None, "jsonl"}):
        raise typer.BadParameter("name an answer, or take --library, which gives JSON Lines")
    if answer is None:
        with library_of(home) as held:
            _deliver(export.articles(held), "jsonl", output, json=json)
    elif json and output is None:
        terminal.document(answer_of(home, answer), console.answer, json=True)
    else:
        chosen = format or "md"
        _deliver([export.exported(answer_of(home, answer), chosen)], chosen, output, json=json)


def _deliver(content: "Iterable[bytes]", format: Format, output: Path | None, *, json: bool) -> None:
    """Write a file and tell so, or write to standard output where no file is named."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.escaping import coded
    from ui.export.export import Exported, save

    if output is None and (json or (format == "docx" and sys.stdout.isatty())):
        raise typer.BadParameter("this goes into a file, and none is named; name one with -o")
    if output is None:
        for part in content:
            typer.echo(coded(part.decode()) if sys.stdout.isatty() else part, nl=False)
    else:
        done = Exported(file=str(output), format=format, bytes=save(output, content))
        terminal.document(done, console.exported, json=json)
