"""Run a command and write down its cost, from a small process of its own.

Linux counts in a child's peak memory what its parent held when it started it, and the tests hold a whole collection.

    python -IS timed.py NOTE COMMAND...     writes seconds by the clock, of all processors, and MiB at its peak, as JSON
"""

import json
import os
import sys
import time
from pathlib import Path


def main(note: str, *command: str) -> int:
    """Run the command with the input and output of this process; return its exit code."""
    began = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(command[0], command, os.environ), 0)
    wall = time.perf_counter() - began
    taken = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    Path(note).write_text(json.dumps(taken))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
