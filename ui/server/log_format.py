"""The lines of the server's log: whatever an error quotes, it can neither steer a terminal nor pass for a line."""

import logging


class OneEntry(logging.Formatter):
    """Shows what does not print by its code, and indents all lines of an entry but its first."""

    def format(self, record: logging.LogRecord) -> str:
        """Give an entry as it is written."""
        first, *more = super().format(record).split("\n")
        return "\n".join([_printing(first), *(f"    {_printing(line)}" for line in more)])


def _printing(line: str) -> str:
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in line)
