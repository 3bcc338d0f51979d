"""Printers: documents of commands as text for people, and answers to questions from standard input as JSON Lines."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from index import InvalidQuestion, OnrecordError, format_count, measure_generation
from ui.cli.printing.terminal import SEPARATOR, out, print_document, print_line, print_table

if TYPE_CHECKING:
    from index import Damage, Report, Verification
    from rag import Answer, Evaluation, SearchResult, Summaries
    from ui.documents.responses import ArticleDocument, ArticleList, ServerStarted, Status
    from ui.export.export import Exported

MAX_LISTED_IDS = 10


def answer_lines(ask: Callable[[str], "Answer"]) -> bool:
    """Answer each non-blank line of standard input with a line of JSON; return whether all could be answered.

    A line that cannot be answered is reported on standard error; the others are answered all the same.
    """
    all_answered = True
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            try:
                print_document(ask(_decode_question(line)), print_answer, json=True)
            except OnrecordError as error:
                all_answered = False
                typer.echo(f"line {number} of standard input: {error}", err=True)
    return all_answered


def _decode_question(line: bytes) -> str:
    try:
        return line.decode().strip()
    except UnicodeDecodeError:
        raise InvalidQuestion("not UTF-8; send it as UTF-8") from None


def print_totals(report: "Report", home: Path) -> None:
    """Print the counts of a run and the size of the index."""
    for rejected in report.rejected:
        print_line(f"rejected: {rejected.source}: {rejected.reason}", "yellow")
    counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"
    out.print(f"{counts}, {len(report.rejected):,} rejected")
    out.print(f"{format_count(report.encoded, 'passage')} encoded, in {report.seconds:.1f} s altogether")
    size = f"{measure_generation(home, report.generation) / 1e6:.1f} MB"
    contents = f"{format_count(report.articles, 'article')}, {format_count(report.passages, 'passage')}"
    out.print(f"Generation {report.generation}: {contents}, {size}")


def print_answer(answer: "Answer") -> None:
    """Print an answer and below it the source of each citation; or the reason for which there is none."""
    if answer.direct and answer.direct.text not in answer.answer:
        print_line(answer.direct.text, "bold")
    for note in answer.notes:
        if note not in answer.answer:
            print_line(note, "dim")
    print_line(answer.reason.text if answer.reason else answer.answer)
    out.print()
    for citation in answer.citations:
        page = f"page {citation.page}" if citation.page else None
        source = (citation.article_title, citation.source, citation.published, page)
        print_line(
            f"[{citation.number}] " + SEPARATOR.join(filter(None, [*source, citation.url or citation.article_id])),
            "dim",
        )
    for forms in answer.aliases.values():
        if forms:
            print_line(f"Also matched: {', '.join(forms)} (--no-aliases to turn off)", "dim")
    if answer.citations:
        print_line(_format_extent(answer), "dim")
    print_line(f"answer {answer.id}", "dim")


def _format_extent(answer: "Answer") -> str:
    found = f"{format_count(answer.found.passages, 'passage')} ({format_count(answer.found.articles, 'article')})"
    rest = "; --all for the rest" if answer.found.truncated else ""
    return f"{len(answer.citations):,} of {found}{rest}"


def print_exported(exported: "Exported") -> None:
    """Print the path and size of an exported file."""
    print_line(f"{exported.file}: {exported.bytes / 1000:,.1f} kB")


def print_hits(result: "SearchResult") -> None:
    """Print passages, best first."""
    for hit in result.hits:
        print_line(SEPARATOR.join(filter(None, [f"{hit.score:.2f}", hit.title, hit.source, hit.published])), "bold")
        print_line(" ".join(hit.text.split()), indent=4)
        print_line(hit.article_id, "dim", indent=4)
    if not result.hits:
        out.print("No passage matches; try other words or fewer filters.")


def print_evaluation(evaluation: "Evaluation", *, each: bool) -> None:
    """Print the measurements, and with `each` the result of every question."""
    for name, figures in evaluation.model_dump(exclude={"questions", "summaries"}).items():
        questions = format_count(figures.pop("questions"), "question")
        values = [f"{figure} {value:.3f}" for figure, value in figures.items() if value is not None]
        print_line(f"{name}: {', '.join(values) or 'not measured'} ({questions})".replace("_", " "))
    if evaluation.summaries:
        _print_summaries(evaluation.summaries)
    if each:
        columns = ("id", "abstained", "evidence_first", "evidence_cited", "ndcg_at_10", "question")
        rows = [tuple(str(getattr(question, column)) for column in columns) for question in evaluation.questions]
        print_table(columns, rows)


def _print_summaries(measured: "Summaries") -> None:
    """Print what a language model wrote of the answers."""
    asked = format_count(measured.questions, "question")
    print_line(f"summaries by {measured.model}: {measured.summarised:,} of {asked}; {measured.refusals:,} refused")
    counts = f"{measured.written:,} written, {measured.kept:,} kept, {measured.written - measured.kept:,} dropped"
    print_line(f"sentences: {counts}")
    for reasons in (measured.dropped, measured.without_summary):
        for reason, count in reasons.items():
            print_line(f"{count:,} {reason}", "dim", indent=4)
    if measured.facts_answered is not None:
        print_line(f"facts: answered {measured.facts_answered:.3f}, quoted {measured.facts_quoted:.3f}")
    print_line(f"seconds a question: {measured.seconds:.2f}, without a summary {measured.seconds_without:.2f}")


def print_articles(page: "ArticleList") -> None:
    """Print a page of the library."""
    rows = [(article.id, article.published, article.source, article.title) for article in page.articles]
    print_table(("id", "published", "source", "title"), rows)
    out.print(f"{len(page.articles):,} of {format_count(page.total, 'article')}")


def print_article(article: "ArticleDocument") -> None:
    """Print an article below its metadata."""
    print_line(article.title, "bold")
    for name in ("id", "version", "published", "source", "url", "kind", "speaker", "speaker_role", "country"):
        if (value := getattr(article, name)) is not None:
            print_line(f"{name.replace('_', ' ')}: {value}", "dim")
    if article.removed:
        print_line(f"removed; `onrecord restore {article.id}` restores it", "yellow")
    out.print()
    print_line(article.text)


def print_status(status: "Status") -> None:
    """Print what is indexed."""
    dates = f", {status.dates[0]} to {status.dates[1]}" if status.dates else ""
    print_line(f"{status.home}: generation {status.generation}, {status.bytes / 1e6:.1f} MB")
    print_line(f"{format_count(status.articles, 'article')}{dates}, {status.undated:,} undated")
    print_line(f"{format_count(status.passages, 'passage')}, {format_count(status.speakers, 'speaker')}")
    _print_damage(status.damage)
    _print_leftovers(status.leftovers)


def print_verification(verification: "Verification") -> None:
    """Print whether everything is sound, and what is not."""
    for checked in verification.generations:
        soundness = "sound" if checked.sound else "damaged"
        print_line(f"Generation {checked.generation}: {checked.bytes / 1e6:.1f} MB, {soundness}")
    print_line(f"{format_count(verification.read_again, 'passage')} encoded again and compared")
    _print_damage(verification.damage)
    _print_leftovers(verification.leftovers)
    if missing := verification.not_indexed:
        names = ", ".join(missing[:MAX_LISTED_IDS]) + (", ..." if len(missing) > MAX_LISTED_IDS else "")
        print_line(f"{format_count(len(missing), 'article')} not indexed yet: {names}")
    print_line("Everything is sound." if verification.sound else "Not everything is sound: see above.")


def _print_damage(damage: "Iterable[Damage]") -> None:
    for item in damage:
        print_line(f"damaged: {item.where}: {item.what}", "red")


def _print_leftovers(leftovers: Iterable[str]) -> None:
    for leftover in leftovers:
        print_line(f"left over: {leftover}", "dim")


def print_started(server: "ServerStarted") -> None:
    """Print what is served; the last line holds the link."""
    if not server.articles:
        library = f"{server.url.partition('/login')[0]}/?library="
        out.print(f"The library is empty. Add articles at {library} or with `onrecord index FOLDER`.", soft_wrap=True)
    else:
        contents = f"{format_count(server.articles, 'article')} in {format_count(server.passages, 'passage')}"
        out.print(f"Serving {contents}, ready after {server.seconds:.1f} s; Ctrl+C stops.")
    typer.echo(f"Sign in: {server.url}")
