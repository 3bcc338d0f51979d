"""The command line: one function a command, each of them thin."""

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.failures import OneLine
from ui.options import Asked, Country, Home, Ids, Json, Kind, NoAliases, Since, Source, Speaker, Until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.encoder import Encoder
    from rag import Answer, Filters, Record

app = typer.Typer(
    cls=OneLine, pretty_exceptions_enable=False, no_args_is_help=True, add_completion=False, rich_markup_mode=None
)


@app.callback()
def onrecord() -> None:
    """Ask what was said, and read verbatim, attributed, dated citations."""


@app.command("index")
def index_(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files and folders: .jsonl, .txt, .md.")],
    full: Annotated[bool, typer.Option("--full", help="Encode everything anew.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Add or update articles; only what is new is encoded."""
    from index import bring_up_to_date
    from ui import console
    from ui.settings import from_environment

    wanted = from_environment().wanted
    with console.progress() as watcher:
        report = bring_up_to_date(_home(home), sources, full=full, wanted=wanted, progress=watcher)
    console.document(report, lambda done: console.report(done, _home(home)), json=json)


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
    from ui import console
    from ui.documents import today

    filters = _filters(since=since, until=until, speaker=speaker, source=source, country=country, kind=kind)

    def answer(record: "Record", words: str) -> "Answer":
        day = asked or today()
        return record.ask(words, limit=limit, everything=all, filters=filters, asked=day, aliases=not no_aliases)

    with _record(home) as record:
        if question != "-":
            console.document(answer(record, question), console.answer, json=json)
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
    from ui import console
    from ui.documents import today

    filters = _filters(since=since, until=until, speaker=speaker, source=source, country=country, kind=kind)
    with _record(home) as record:
        found = record.search(query, limit=limit, filters=filters, asked=asked or today(), aliases=not no_aliases)
    console.document(found, console.hits, json=json)


@app.command()
def statements(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .txt or .md file, or a .jsonl file of one article.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """Tell who said what in one file, without storing it."""
    from rag import statements_in
    from ui import console, voices
    from ui.statements import article_in

    told = statements_in(article_in(file), _encoder(home))
    console.document(told, voices.statements, json=json)


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

    with _record(home) as record:
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

    with _record(home) as record:
        document = ArticleDocument.of(record, id, version)
    console.document(document, voices.shown, json=json)


@app.command()
def remove(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Take articles out of what is searched; nothing is deleted."""
    import index
    from ui import console

    console.document(index.remove(_home(home), ids), lambda done: console.report(done, _home(home)), json=json)


@app.command()
def restore(ids: Ids, home: Home = None, json: Json = False) -> None:
    """Bring removed articles back."""
    import index
    from ui import console

    console.document(index.restore(_home(home), ids), lambda done: console.report(done, _home(home)), json=json)


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
    from ui import console

    asked = KnownQuestion.read(questions)
    with _record(home) as record:
        measured = evaluate(record, asked)
    console.document(measured, lambda done: console.evaluation(done, each=each), json=json)


@app.command()
def status(home: Home = None, json: Json = False) -> None:
    """Tell what is indexed."""
    from ui import console
    from ui.documents import Status

    with _record(home) as record:
        now = Status.of(_home(home), record)
    console.document(now, console.status, json=json)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8000,
    home: Home = None,
    json: Json = False,
) -> None:
    """Serve the chat page and the HTTP interface."""
    from ui import console
    from ui.serve import Service
    from ui.settings import from_environment

    service = Service(_home(home), host, port, from_environment())
    service.run(lambda opened: console.document(opened, console.opened, json=json))


def main() -> None:
    """Run the program."""
    app()


def _home(given: Path | None) -> Path:
    from ui.settings import from_environment

    return given or from_environment().home


@contextmanager
def _record(home: Path | None) -> "Iterator[Record]":
    import rag
    from ui.settings import from_environment

    with closing(rag.open(_home(home), from_environment().wanted)) as record:
        yield record


def _encoder(home: Path | None) -> "Encoder":
    """Give the model of the index; where there is none to go by, the one that is wanted."""
    from index import DamagedIndex, NotIndexed, OtherModel
    from ui.live import without_index
    from ui.settings import from_environment

    try:
        with _record(home) as record:
            return record.encoder
    except (DamagedIndex, NotIndexed, OtherModel):
        return without_index(from_environment().wanted)


def _filters(**given: object) -> "Filters":
    from rag import Filters

    return Filters.parse({name: value for name, value in given.items() if value})
