"""What the command line reads and prints: questions by lines, documents as JSON or for people, a progress bar."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from index import Damage, InvalidQuestion, OnrecordError, Report, Verification
from index.store import generation
from rag import Answer, Evaluation, SearchResult
from ui.cli.terminal import SEPARATOR, count, document, line, out, table
from ui.documents.responses import ArticleDocument, ArticleList, Opened, Status
from ui.export.export import Exported


def answers(ask: Callable[[str], Answer]) -> bool:
    """Answer each line of standard input that is not blank, with a line of JSON; tell if all could be answered.

    A line that could not is told on standard error, and the others are answered all the same.
    """
    sound = True
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if raw.strip():
            try:
                document(ask(_question(raw)), answer, json=True)
            except OnrecordError as error:
                sound = False
                typer.echo(f"line {number} of standard input: {error}", err=True)
    return sound


def _question(raw: bytes) -> str:
    try:
        return raw.decode().strip()
    except UnicodeDecodeError:
        raise InvalidQuestion("not UTF-8; send it as UTF-8") from None


def report(done: Report, home: Path) -> None:
    """Print what a run did, and how large the index has become."""
    size = f"{generation.size(home, done.generation) / 1e6:.1f} MB"
    for each in done.rejected:
        line(f"rejected: {each.source}: {each.reason}", "yellow")
    refused = f"{len(done.rejected):,} rejected"
    out.print(f"{done.added:,} added, {done.updated:,} updated, {done.unchanged:,} unchanged, {refused}")
    out.print(f"{count(done.encoded, 'passage')} encoded, in {done.seconds:.1f} s altogether")
    held = f"{count(done.articles, 'article')}, {count(done.passages, 'passage')}"
    out.print(f"Generation {done.generation}: {held}, {size}")


def answer(given: Answer) -> None:
    """Print an answer and under it where each quotation stands; or why there is none."""
    if given.direct and given.direct.text not in given.answer:
        line(given.direct.text, "bold")
    for note in given.notes:
        if note not in given.answer:
            line(note, "dim")
    line(given.reason.text if given.reason else given.answer)
    out.print()
    for cited in given.citations:
        page = f"page {cited.page}" if cited.page else None
        place = [cited.article_title, cited.source, cited.published, page, cited.url or cited.article_id]
        line(f"[{cited.number}] " + SEPARATOR.join(filter(None, place)), "dim")
    for name, others in given.aliases.items():
        if others:
            line(f"{name} was also searched for as {', '.join(others)}; --no-aliases leaves these out", "dim")
    if given.citations:
        found = f"{count(given.found.passages, 'passage')} of {count(given.found.articles, 'article')}"
        line(f"{count(len(given.citations), 'citation')}; on record: {found}", "dim")
    line(f"answer {given.id}", "dim")


def exported(done: Exported) -> None:
    """Print what was written where."""
    line(f"{done.file}: {done.bytes / 1000:,.1f} kB")


def hits(found: SearchResult) -> None:
    """Print passages, best first."""
    for hit in found.hits:
        line(SEPARATOR.join(filter(None, [f"{hit.score:.2f}", hit.title, hit.source, hit.published])), "bold")
        line(" ".join(hit.text.split()), indent=4)
        line(hit.article_id, "dim", indent=4)
    if not found.hits:
        out.print("No passage matches; ask with other words or fewer filters.")


def evaluation(done: Evaluation, *, each: bool) -> None:
    """Print what was measured, and what came of every question where that is wanted."""
    for name, figures in done.model_dump(exclude={"questions"}).items():
        asked = count(figures.pop("questions"), "question")
        told = [f"{figure} {value:.3f}" for figure, value in figures.items() if value is not None]
        line(f"{name}: {', '.join(told) or 'not measured'} ({asked})".replace("_", " "))
    if each:
        columns = ("id", "abstained", "evidence_first", "evidence_cited", "ndcg_at_10", "question")
        rows = [tuple(str(getattr(one, column)) for column in columns) for one in done.questions]
        table(columns, rows)


def articles(page: ArticleList) -> None:
    """Print a page of the library."""
    rows = [(each.id, each.published, each.source, each.title) for each in page.articles]
    table(("id", "published", "source", "title"), rows)
    out.print(f"{len(page.articles):,} of {count(page.total, 'article')}")


def article(shown: ArticleDocument) -> None:
    """Print one article, headed by what is known of it."""
    line(shown.title, "bold")
    for name in ("id", "version", "published", "source", "url", "kind", "speaker", "speaker_role", "country"):
        if (value := getattr(shown, name)) is not None:
            line(f"{name.replace('_', ' ')}: {value}", "dim")
    if shown.removed:
        line(f"removed; `onrecord restore {shown.id}` brings it back", "yellow")
    out.print()
    line(shown.text)


def status(now: Status) -> None:
    """Print what is indexed."""
    span = f", {now.dates[0]} to {now.dates[1]}" if now.dates else ""
    line(f"{now.home}: generation {now.generation}, {now.bytes / 1e6:.1f} MB")
    line(f"{count(now.articles, 'article')}{span}, {now.undated:,} undated")
    line(f"{count(now.passages, 'passage')}, {count(now.speakers, 'speaker')}")
    _damage(now.damage)
    _leftovers(now.leftovers)


def verification(found: Verification) -> None:
    """Print whether all is sound, and what is not."""
    for kept in found.generations:
        line(f"Generation {kept.generation}: {kept.bytes / 1e6:.1f} MB, {'sound' if kept.sound else 'damaged'}")
    line(f"{count(found.read_again, 'passage')} read again by the model")
    _damage(found.damage)
    _leftovers(found.leftovers)
    if found.not_indexed:
        names = ", ".join(found.not_indexed[:10]) + (", ..." if len(found.not_indexed) > 10 else "")  # noqa: PLR2004
        line(f"{count(len(found.not_indexed), 'article')} not indexed yet: {names}")
    line("Everything is sound." if found.sound else "Not everything is sound: see above.")


def _damage(found: Iterable[Damage]) -> None:
    for each in found:
        line(f"damaged: {each.where}: {each.what}", "red")


def _leftovers(found: Iterable[str]) -> None:
    for each in found:
        line(f"left over: {each}", "dim")


def opened(served: Opened) -> None:
    """Print what is served; the last line is the link."""
    if served.generation is None:
        out.print("Nothing is indexed yet: run `onrecord index FOLDER`, and this server takes it up.")
    else:
        held = f"{count(served.articles, 'article')} in {count(served.passages, 'passage')}"
        out.print(f"Serving {held}, ready after {served.seconds:.1f} s; Ctrl+C stops.")
    typer.echo(served.url)  # bare, so that a terminal makes it a link
