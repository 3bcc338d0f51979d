"""Processes: the processor time that a server has used."""

import os
from contextlib import suppress
from pathlib import Path


def count_seconds(server: int) -> float:
    """Return the processor time of a process and of all that it has started, also of those which have ended."""
    fields: dict[int, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()  # from the state on
    family, ticks = {server}, 0
    while found := {id_ for id_, each in fields.items() if int(each[1]) in family} - family:
        family |= found
    for id_ in family & fields.keys():
        ticks += sum(map(int, fields[id_][11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")
