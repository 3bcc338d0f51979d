"""The command line: one function a command, each of them thin."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import library_commands as library
from ui.cli.failures import OneLine
from ui.cli.options import Asked, Country, Home, Json, Kind, NoAliases, Since, Source, Speaker, Until

if TYPE_CHECKING:
    from rag import Answer, Filters, Record

app = typer.Typer(
    cls=OneLine, pretty_exceptions_enable=False, no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.callback()
def onrecord() -> None:
    """Ask what was said, and read verbatim, attributed, dated citations."""


@app.command("index")
def index_(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files and folders (.jsonl .txt .md .html .pdf .docx; a feeds.txt lists more), addresses, feeds.",
        ),
    ],
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay, and do so again when files change and feeds bring news.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Encode everything anew.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Add or update articles; only what is new is encoded."""
    from index import Report, bring_up_to_date
    from ui.cli import print_runs as arrivals
    from ui.cli import terminal
    from ui.cli.homes import home_of
    from ui.settings import from_environment

    wanted = from_environment().wanted

    def run() -> Report:
        with terminal.progress() as watcher:
            return bring_up_to_date(home_of(home), sources, full=full, wanted=wanted, progress=watcher)

    def tell(report: Report) -> None:
        terminal.document(report, lambda done: arrivals.report(done, home_of(home)), json=json)

    if watch:
        arrivals.stay(run, sources, tell)
    else:
        tell(run())


@app.command()
def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="In your own words; - reads one from each line of standard input.")
    ],
    all: Annotated[bool, typer.Option("--all", help="Everything on it, not the top few.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="How many citations at most.")] = 10,
    asked: Asked = None,
    no_aliases: NoAliases = False,
    since: Since = None,
    until: Until = None,
    speaker: Speaker = None,
    source: Source = None,
    country: Country = None,
    kind: Kind = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Answer a question with citations, or say why there is no answer."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import record_of
    from ui.documents.fields import today

    filters = _filters(since=since, until=until, speaker=speaker, source=source, country=country, kind=kind)

    def answer(record: "Record", words: str) -> "Answer":
        day = asked or today()
        return record.ask(words, limit=limit, everything=all, filters=filters, asked=day, aliases=not no_aliases)

    with record_of(home) as record:
        if question != "-":
            terminal.document(answer(record, question), console.answer, json=json)
            return
        if not console.answers(lambda words: answer(record, words)):
            raise typer.Exit(1)


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to look for.")],
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="How many passages at most.")] = 10,
    asked: Asked = None,
    no_aliases: NoAliases = False,
    since: Since = None,
    until: Until = None,
    speaker: Speaker = None,
    source: Source = None,
    country: Country = None,
    kind: Kind = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """List the passages that match best."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import record_of
    from ui.documents.fields import today

    filters = _filters(since=since, until=until, speaker=speaker, source=source, country=country, kind=kind)
    with record_of(home) as record:
        found = record.search(query, limit=limit, filters=filters, asked=asked or today(), aliases=not no_aliases)
    terminal.document(found, console.hits, json=json)


@app.command()
def trace(
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="The words, as they were printed.")],
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who is said to have said them.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Tell where a quotation stands, who said it, and what of it is altered."""
    from ui.cli import print_traces as traces
    from ui.cli import terminal
    from ui.cli.homes import record_of

    with record_of(home) as record:
        traced = record.trace(quote, speaker)
    terminal.document(traced, lambda found: traces.trace(found, quote), json=json)


@app.command()
def statements(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .txt or .md file, or a .jsonl file of one article.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """Tell who said what in one file, without storing it."""
    from rag import statements_in
    from ui.cli import print_statements as voices
    from ui.cli import terminal
    from ui.cli.homes import encoder_of
    from ui.documents.extract import article_in

    told = statements_in(article_in(file), encoder_of(home))
    terminal.document(told, voices.statements, json=json)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of one article, of any format.")],
    json: Json = False,
) -> None:
    """Show the article as it would be stored, and what was left out, without storing it."""
    from ui.cli import print_runs as arrivals
    from ui.cli import terminal
    from ui.documents.extract import Extract

    terminal.document(Extract.of(file), arrivals.extract, json=json)


@app.command("eval")
def eval_(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help='Lines of {"id", "question", "answerable", "evidence"}.')
    ],
    each: Annotated[bool, typer.Option("--each", help="Show every question, too.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Measure retrieval, citations and abstentions on your own questions."""
    from rag import KnownQuestion, evaluate
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import record_of

    asked = KnownQuestion.read(questions)
    with record_of(home) as record:
        measured = evaluate(record, asked)
    terminal.document(measured, lambda done: console.evaluation(done, each=each), json=json)


@app.command()
def status(home: Home = None, json: Json = False) -> None:
    """Tell what is indexed."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import home_of, record_of
    from ui.documents.responses import Status

    with record_of(home) as record:
        now = Status.of(home_of(home), record)
    terminal.document(now, console.status, json=json)


@app.command()
def verify(
    full: Annotated[
        bool, typer.Option("--full", help="Have the model read every passage again, not a sample.")
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Check that every byte of every kept generation and of the library is sound."""
    import index
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import home_of

    found = index.verify(home_of(home), full=full)
    terminal.document(found, console.verification, json=json)
    if not found.sound:
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    home: Home = None,
    json: Json = False,
) -> None:
    """Serve the chat page and the HTTP interface."""
    from ui.cli import printers as console
    from ui.cli import terminal
    from ui.cli.homes import home_of
    from ui.server.serve import Service
    from ui.settings import from_environment

    service = Service(home_of(home), host, port, from_environment())
    service.run(lambda opened: terminal.document(opened, console.opened, json=json))


app.add_typer(library.app)


def main() -> None:
    """Run the program."""
    app()


def _filters(**given: object) -> "Filters":
    from rag import Filters

    return Filters.parse({name: value for name, value in given.items() if value})
