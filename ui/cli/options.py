"""Options shared by several commands, each with one help line."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag import Filters


class ArticleKind(StrEnum):
    """The kinds of articles."""

    news = "news"
    official = "official"


class AnswerMode(StrEnum):
    """What an answer has: quotations alone, or a summary besides."""

    quotes = "quotes"
    summary = "summary"


def _check_date(text: str | None) -> str | None:
    from index import Period  # noqa: PLC0415 (slow to import, and --help does not need it)

    try:
        if text is not None:
            Period.parse(text)
    except ValueError:
        message = f"“{text}” is not a date; use 2014, 2014-09 or 2014-09-27"
        raise typer.BadParameter(message) from None
    return text


def parse_root_path(text: str) -> str:
    """Return the path that a proxy serves the page at; wrong use of the command if it is none."""
    from ui.middleware.proxies import parse_prefix  # noqa: PLC0415 (slow to import, and --help does not need it)

    try:
        return parse_prefix(text)
    except ValueError as error:
        message = f"--root-path {error}"
        raise typer.BadParameter(message) from None


Home = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of the library and index [ONRECORD_HOME, else .onrecord].")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Llm = Annotated[
    str | None, typer.Option(metavar="URL", help="OpenAI-compatible server that writes a summary [ONRECORD_LLM_URL].")
]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Ids of articles, as listed by `onrecord articles`.")]

Since = Annotated[str | None, typer.Option(metavar="DATE", callback=_check_date, help="From this date: 2014, 2014-09.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=_check_date, help="Up to and including this date.")]
Speaker = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only by this speaker. Repeatable.")]
Source = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only from this source. Repeatable.")]
Country = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only passages about, or speakers from, this country. Repeatable."),
]
Kind = Annotated[list[ArticleKind] | None, typer.Option(help="Only articles of this kind. Repeatable.")]
Asked = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_check_date, help='Date that "last week" is relative to [today].'),
]
NoAliases = Annotated[bool, typer.Option("--no-aliases", help="Match names exactly as typed.")]


@dataclass(frozen=True)
class QueryOptions:
    """The options of every command that searches the index; the fields become the command's options."""

    asked: Asked = None
    no_aliases: NoAliases = False
    since: Since = None
    until: Until = None
    speaker: Speaker = None
    source: Source = None
    country: Country = None
    kind: Kind = None

    @property
    def filters(self) -> "Filters":
        """The filters that were given."""
        from rag import Filters  # noqa: PLC0415 (slow to import, and --help does not need it)

        names = ("since", "until", "speaker", "source", "country", "kind")
        return Filters.parse({name: value for name in names if (value := getattr(self, name))})

    @property
    def day(self) -> str:
        """The day of asking, today unless given."""
        from ui.documents.fields import today  # noqa: PLC0415 (slow to import, and --help does not need it)

        return self.asked or today()


def takes_query_options(command: Callable[..., None]) -> Callable[..., None]:
    """Replace a command's parameter `query_options` by one option for each field of `QueryOptions`."""
    names = [field.name for field in fields(QueryOptions)]

    @wraps(command)
    def run(**given: object) -> None:
        options = {name: given.pop(name) for name in names}
        command(query_options=QueryOptions(**options), **given)  # type: ignore[arg-type] # parsed by typer

    parameters = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name == "query_options":
            parameters += [
                parameter.replace(name=field.name, default=field.default, annotation=field.type)
                for field in fields(QueryOptions)
            ]
        else:
            parameters.append(parameter)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # read by typer
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
