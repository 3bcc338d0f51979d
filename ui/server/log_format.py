"""Log format: text quoted in an entry can neither steer a terminal nor forge an entry."""

import json
import logging
from datetime import UTC, datetime


class SingleEntryFormatter(logging.Formatter):
    """Escapes unprintable characters, and indents all lines of an entry except the first."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of an entry."""
        first, *more = super().format(record).split("\n")
        return "\n".join([_escape_unprintable(first), *(f"    {_escape_unprintable(line)}" for line in more)])


def _escape_unprintable(line: str) -> str:
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)


class JsonFormatter(logging.Formatter):
    """Writes each entry as one line of JSON, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an entry as JSON: ASCII only, so that it can neither steer a terminal nor forge an entry."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry)
