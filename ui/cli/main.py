"""The command line: one thin function per command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import library_commands, program_commands, workspace_commands
from ui.cli.failures import OneLineErrors
from ui.cli.options import AnswerMode, Home, Json, Llm, QueryOptions, takes_query_options
from ui.cli.process import sparing_process

if TYPE_CHECKING:
    from rag import Answer, Filters

app = typer.Typer(
    cls=OneLineErrors,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Ask what was said, and read verbatim, attributed, dated citations."""


@app.command("index")
def index_(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files and folders (.jsonl .txt .md .html .pdf .docx; a feeds.txt lists URLs), URLs, feeds.",
        ),
    ],
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running; index again when files or feeds change.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Encode every passage again.")] = False,
    ray: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Encode on the nodes of the Ray cluster at this address.")
    ] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Add or update articles; only new and changed passages are encoded."""
    from index import Report, bring_up_to_date
    from ui.cli.homes import resolve_home
    from ui.cli.printing import progress_bars, runs, terminal
    from ui.settings import load_settings

    wanted = load_settings().model_choice

    def run() -> Report:
        with progress_bars.show_progress() as on_progress:
            folder = resolve_home(home, ray)
            return bring_up_to_date(folder, sources, full=full, model=wanted, progress=on_progress)

    def show(report: Report) -> None:
        terminal.print_document(report, lambda shown: runs.print_report(shown, resolve_home(home)), json=json)

    if watch:
        runs.index_and_watch(run, sources, show)
    else:
        show(run())


@app.command()
@takes_query_options
def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question; - reads one per line from standard input.")
    ],
    all: Annotated[bool, typer.Option("--all", help="Cite everything found, not only the best.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=50, metavar="N", help="At most N citations.")] = 10,
    mode: Annotated[AnswerMode, typer.Option(help="Add a summary by the language model.")] = AnswerMode.quotes,
    llm: Llm = None,
    select: Annotated[bool, typer.Option("--select", help="Let the language model select quotations.")] = False,
    *,
    query_options: QueryOptions,
    home: Home = None,
    json: Json = False,
) -> None:
    """Answer a question with citations, or say why there is no answer."""
    from ui.cli.homes import open_record
    from ui.cli.printing import printers, terminal

    options, aliases = query_options, not query_options.no_aliases
    with open_record(home) as record:

        def answer(text: str, filters: "Filters" = options.filters, most: int = limit) -> "Answer":
            return record.ask(text, limit=most, everything=all, filters=filters, asked=options.day, aliases=aliases)

        if llm or select or mode == AnswerMode.summary:
            from ui.cli.printing import summaries

            assistant = summaries.Assistant.open(record, llm)

            def assisted(text: str) -> "Answer":
                return assistant.answer(text, options.filters, answer, limit=limit, select=select and not all)

            if question != "-":
                summaries.print_with_summary(assisted(question), assistant, json=json)
                return
            if not printers.answer_lines(lambda text: summaries.finish(assistant.write(assisted(text)))):
                raise typer.Exit(1)
            return
        if question != "-":
            terminal.print_document(answer(question), printers.print_answer, json=json)
            return
        if not printers.answer_lines(answer):
            raise typer.Exit(1)


@app.command()
@takes_query_options
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words to search for.")],
    limit: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="At most N passages.")] = 10,
    *,
    query_options: QueryOptions,
    home: Home = None,
    json: Json = False,
) -> None:
    """List the best matching passages."""
    from ui.cli.homes import open_record
    from ui.cli.printing import printers, terminal

    filters, aliases = query_options.filters, not query_options.no_aliases
    with open_record(home) as record:
        result = record.search(query, limit=limit, filters=filters, asked=query_options.day, aliases=aliases)
    terminal.print_document(result, printers.print_hits, json=json)


@app.command()
def trace(
    quote: Annotated[str, typer.Argument(metavar="QUOTE", help="The quotation, as printed.")],
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="The person it is attributed to.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Find a quotation in the library: exact, altered (with the differences) or not on record."""
    from ui.cli.homes import open_record
    from ui.cli.printing import terminal, traces

    with open_record(home) as record:
        result = record.trace(quote, speaker)
    terminal.print_document(result, lambda shown: traces.print_trace(shown, quote), json=json)


@app.command()
def statements(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of one article, such as .txt, .md or .jsonl.")],
    home: Home = None,
    json: Json = False,
) -> None:
    """List who said what in one file, without storing it."""
    from rag import read_statements
    from ui.cli.homes import load_encoder
    from ui.cli.printing import statements, terminal
    from ui.documents.extract import read_article

    extracted = read_statements(read_article(file), load_encoder(home))
    terminal.print_document(extracted, statements.print_text_statements, json=json)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of one article, in any format.")],
    json: Json = False,
) -> None:
    """Show the article as it would be stored, and what was left out, without storing it."""
    from ui.cli.printing import runs, terminal
    from ui.documents.extract import Extract

    terminal.print_document(Extract.from_file(file), runs.print_extract, json=json)


@app.command("eval")
def eval_(
    questions: Annotated[
        Path,
        typer.Argument(metavar="QUESTIONS.jsonl", help='JSON Lines: {"id", "question", "answerable", "evidence"}.'),
    ],
    each: Annotated[bool, typer.Option("--each", help="Also show the result of each question.")] = False,
    llm: Llm = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Measure retrieval, citations and abstentions on your own questions, and attribution on your own corrections."""
    from rag import KnownQuestion, evaluate, load_attributions
    from ui.cli.homes import open_record
    from ui.cli.printing import printers, terminal
    from ui.settings import load_settings

    known = KnownQuestion.load(questions)
    model = load_settings().open_language_model(llm) if llm else None
    with open_record(home) as record:
        evaluation = evaluate(record, known, load_attributions(questions), model)
    terminal.print_document(evaluation, lambda shown: printers.print_evaluation(shown, each=each), json=json)


@app.command()
def status(home: Home = None, json: Json = False) -> None:
    """Show what is indexed."""
    from ui.cli.homes import open_record, resolve_home
    from ui.cli.printing import printers, terminal
    from ui.documents.responses import Status

    with open_record(home) as record:
        loaded = Status.load(resolve_home(home), record)
    terminal.print_document(loaded, printers.print_status, json=json)


@app.command()
def verify(
    full: Annotated[
        bool, typer.Option("--full", help="Encode every passage again to compare, not only a sample.")
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Check every byte of every kept generation and of the library."""
    import index
    from ui.cli.homes import resolve_home
    from ui.cli.printing import printers, terminal

    result = index.verify_home(resolve_home(home), full=full)
    terminal.print_document(result, printers.print_verification, json=json)
    if not result.sound:
        raise typer.Exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    root_path: Annotated[
        str | None, typer.Option(metavar="PATH", help="Path that a proxy serves it at [ONRECORD_ROOT_PATH].")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Serve the chat page and the HTTP API."""
    from ui.cli.homes import resolve_home
    from ui.cli.options import parse_root_path
    from ui.cli.printing import printers, terminal
    from ui.server.serve import Service
    from ui.settings import load_settings

    settings = load_settings()
    if root_path is not None:
        settings = settings.model_copy(update={"root_path": parse_root_path(root_path)})
    service = Service(resolve_home(home), host, port, settings)
    service.run(lambda started: terminal.print_document(started, printers.print_started, json=json))


llm_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The language model, if one is set.")
app.add_typer(llm_app, name="llm")


@llm_app.command("check")
def check_llm(llm: Llm = None, json: Json = False) -> None:
    """Show what the language model's address offers, and how fast it writes."""
    from ui.cli.printing import summaries, terminal

    report = summaries.check_model(llm)
    terminal.print_document(report, summaries.print_report, json=json)
    if report.problem:
        raise typer.Exit(1)


app.add_typer(library_commands.app)
app.add_typer(program_commands.app)
app.add_typer(workspace_commands.app)


def main() -> None:
    """Run the program."""
    with sparing_process():
        app()
