"""The commands on the library: its articles listed, shown, removed and restored."""

from typing import Annotated

import typer

from ui.options import Home, Ids, Json

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
    from ui import console
    from ui.documents import ArticleList, ListQuery
    from ui.homes import record_of

    with record_of(home) as record:
        page = ArticleList.of(record, ListQuery(limit=limit, offset=offset, q=q))
    console.document(page, console.articles, json=json)


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
    from ui import console, voices
    from ui.documents import ArticleDocument
    from ui.homes import record_of

    with record_of(home) as record:
        document = ArticleDocument.of(record, id, version)
    console.document(document, voices.shown, json=json)


@app.command()
def remove(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Take articles out of what is searched; nothing is deleted."""
    import index
    from ui import console
    from ui.homes import home_of

    folder = home_of(home)
    console.document(index.remove(folder, ids), lambda done: console.report(done, folder), json=json)


@app.command()
def restore(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Bring removed articles back."""
    import index
    from ui import console
    from ui.homes import home_of

    folder = home_of(home)
    console.document(index.restore(folder, ids), lambda done: console.report(done, folder), json=json)
