"""Printer of checks: the quotations of a draft as a table, each with its verdict and where its words stand."""

from index import format_count
from rag import Check
from ui.cli.printing.terminal import print_line
from ui.export.checks.remarks import LABELS, describe_verdict

MAX_CHARACTERS = 160
"""Characters of a quotation that are shown."""

_STYLES = {"exact": "green", "altered": "yellow", "other_speaker": "magenta", "not_on_record": "red"}


def print_check(check: Check) -> None:
    """Print each quotation with its line, speaker and verdict, then the counts, then what was not traced."""
    for quotation in check.quotations:
        line = check.text.count("\n", 0, quotation.start) + 1
        who = quotation.said_by.name if quotation.said_by else "no speaker named"
        print_line(f"line {line:,}, {who}: “{_shorten(quotation.text)}”")
        print_line(describe_verdict(quotation), _STYLES[quotation.verdict], indent=4)
    for unchecked in check.unchecked:
        line = check.text.count("\n", 0, unchecked.start) + 1
        print_line(f"line {line:,}, not traced ({unchecked.reason}): “{_shorten(unchecked.text)}”", "dim")
    counts = {verdict: sum(one.verdict == verdict for one in check.quotations) for verdict in LABELS}
    named = (f"{count:,} {LABELS[verdict].lower()}" for verdict, count in counts.items() if count)
    total = format_count(len(check.quotations), "quotation")
    print_line(f"{total}: {', '.join(named)}" if check.quotations else total, "bold")


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_CHARACTERS else f"{line[:MAX_CHARACTERS].rstrip()}…"
