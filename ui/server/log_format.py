"""Log format: text quoted in an entry can neither steer a terminal nor forge an entry."""

import logging


class SingleEntryFormatter(logging.Formatter):
    """Escapes unprintable characters, and indents all lines of an entry except the first."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of an entry."""
        first, *more = super().format(record).split("\n")
        return "\n".join([_escape_unprintable(first), *(f"    {_escape_unprintable(line)}" for line in more)])


def _escape_unprintable(line: str) -> str:
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)
