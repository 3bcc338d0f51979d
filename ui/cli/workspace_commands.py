"""Commands of the workspace: followed questions, and corrections by hand."""

from typing import Annotated

import typer

from ui.cli.options import Home, Json, QueryOptions, takes_query_options

app = typer.Typer()


@app.command()
@takes_query_options
def follow(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="A question to follow from now on.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="List what is new, and mark it as seen.")] = False,
    *,
    query_options: QueryOptions,
    home: Home = None,
    json: Json = False,
) -> None:
    """Follow a question, or list the followed questions; with --new only those with news, which is then seen."""
    from rag import FollowStore
    from ui.cli.homes import open_record
    from ui.cli.printing import terminal, workspace

    with open_record(home) as record:
        store = FollowStore(record.home)
        if question is not None:
            store.add(record, question, query_options.filters)
        follows = store.list_news(record)
        shown = tuple(news for news in follows if news.new or not new)
        terminal.print_document(workspace.FollowReport(follows=shown), workspace.print_follows, json=json)
        if new:
            for news in shown:
                store.mark_seen(record, news.id)


@app.command()
def corrections(
    lines: Annotated[
        bool, typer.Option("--lines", help="Print those that hold as JSON Lines; `onrecord eval` reads them.")
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """List the corrections by hand: people merged and split, and quotations attributed."""
    from ui.cli.homes import open_record
    from ui.cli.printing import terminal, workspace

    with open_record(home) as record:
        log = record.library.corrections
        report = workspace.CorrectionReport(corrections=log.list_active() if lines else log.list_all())
    if lines:
        workspace.print_correction_lines(report)
        return
    terminal.print_document(report, workspace.print_corrections, json=json)
