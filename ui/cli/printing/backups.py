"""Printers of backups: what was copied, and what was restored."""

from pathlib import Path

from index import BackupReport, RestoreReport, format_count
from ui.cli.printing.terminal import print_line

_MEGABYTE = 1_000_000


def print_backup(report: BackupReport, folder: Path) -> None:
    """Print the name of a snapshot, and its size."""
    new = f"{report.bytes / _MEGABYTE:,.1f} MB, {report.added_bytes / _MEGABYTE:,.1f} MB of it new"
    print_line(f"Snapshot {report.snapshot} in {folder}: {format_count(report.files, 'file')}, {new}; checked")


def print_restored(report: RestoreReport, home: Path) -> None:
    """Print what a restored home holds."""
    index = "nothing indexed" if report.generation is None else f"generation {report.generation}"
    print_line(f"Restored {report.snapshot} to {home}: {format_count(report.articles, 'article')}, {index}; checked")
