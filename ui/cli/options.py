"""The options that several commands share, each with the one line of help it has everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OfKind(StrEnum):
    """The kinds of articles."""

    news = "news"
    official = "official"


def _date(text: str | None) -> str | None:
    from index.library.periods import Period  # noqa: PLC0415 (slow to import, and --help needs none of it)

    try:
        if text is not None:
            Period.parse(text)
    except ValueError:
        raise typer.BadParameter("not a date such as 2014, 2014-09 or 2014-09-27") from None
    return text


Home = Annotated[Path | None, typer.Option(metavar="DIR", help="Where the library is [ONRECORD_HOME, else .onrecord].")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID", help="Articles, by the ids that `onrecord articles` lists.")]

Since = Annotated[str | None, typer.Option(metavar="DATE", callback=_date, help="From then on: 2014, 2014-09-27.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=_date, help="Up to then, all of it included.")]
Speaker = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only by this speaker. Repeatable.")]
Source = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only from this source. Repeatable.")]
Country = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only on this country. Repeatable.")]
Kind = Annotated[list[OfKind] | None, typer.Option(help="Only of this kind. Repeatable.")]
Asked = Annotated[str | None, typer.Option(metavar="DATE", callback=_date, help="The day of asking [today].")]
NoAliases = Annotated[bool, typer.Option("--no-aliases", help="Names only as they are typed, not under other forms.")]
