"""Printers of backups: what was copied, and what was restored."""

from pathlib import Path

from index import BackupReport, RestoreReport, format_count
from ui.cli.comparison import CheckedMigration
from ui.cli.printing.terminal import print_line

_MEGABYTE = 1_000_000


def print_backup(report: BackupReport, folder: Path) -> None:
    """Print the name of a snapshot, and its size."""
    new = f"{report.bytes / _MEGABYTE:,.1f} MB, {report.added_bytes / _MEGABYTE:,.1f} MB of it new"
    print_line(f"Snapshot {report.snapshot} in {folder}: {format_count(report.files, 'file')}, {new}; checked")


def print_migration(checked: CheckedMigration, home: Path) -> None:
    """Print what was copied and checked, and how many answers are alike."""
    copied, answers = checked.copied, checked.answers
    rows = f"{format_count(copied.rows.versions, 'version')} of {format_count(copied.articles, 'article')}"
    print_line(f"Copied to {home}: {rows}, {format_count(copied.documents, 'document')}; every digest checked")
    alike = f"{answers.same_verdict:.0%} with the same verdict, {answers.same_first:.0%} with the same first citation"
    print_line(f"{format_count(answers.questions, 'question')} asked of both: {alike}")
    if not answers.holds:
        print_line("The answers differ too much; keep the old home, and run `onrecord verify` on both")


def print_restored(report: RestoreReport, home: Path) -> None:
    """Print what a restored home holds."""
    index = "nothing indexed" if report.generation is None else f"generation {report.generation}"
    print_line(f"Restored {report.snapshot} to {home}: {format_count(report.articles, 'article')}, {index}; checked")
