"""Answer store: answers are kept for some days, so that each can be opened again by its id.

Each day has a folder of its own: expired answers are deleted a folder at a time, and saving an answer touches only the
folder of today.
"""

import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError

from index.documents.protocols import Documents
from index.errors import LibraryBusy, UnknownAnswer, Unreachable, Unwritable
from index.parts import open_documents
from rag.answers.documents import Answer

RETENTION_DAYS = 30
"""Days for which an answer is kept by default."""

_FOLDER = "answers"
_ID = re.compile(r"[0-9a-f]{16}")

log = logging.getLogger(__name__)


class StoredAnswer(Answer):
    """An answer as it was returned; `given` is when it last was, in UTC, to the second."""

    given: str


_STORED = TypeAdapter(StoredAnswer)


@dataclass(slots=True)
class _Janitor:
    """The one background thread of a store that deletes expired answers, and the last day it was started on."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class AnswerStore:
    """The stored answers of a home or library, kept for a number of days; 0 stores none and deletes those there are."""

    documents: Documents
    days: int = RETENTION_DAYS
    _janitor: _Janitor = field(default_factory=_Janitor, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, home: Path, days: int = RETENTION_DAYS) -> Self:
        """Open the store of a home, or of the library that it shares; nothing is read or created yet."""
        return cls(open_documents(home), days)

    def save(self, answer: Answer) -> Answer:
        """Store an answer and return it; if that is refused, log a warning and return it all the same."""
        try:
            self._write(answer)
        except (OSError, LibraryBusy, Unreachable, Unwritable) as error:
            reason = getattr(error, "strerror", None) or error
            log.warning("cannot store the answer %s in %s: %s", answer.id, self.documents.name, reason)
        return answer

    def load(self, id: str) -> StoredAnswer:
        """Return an answer as it was last given; raise UnknownAnswer if it was never stored, or has expired."""
        if _ID.fullmatch(id):  # nothing else becomes part of a path
            for day in sorted(self._list_days(expired=False), reverse=True):
                content = self.documents.read(f"{_FOLDER}/{day}", id)
                if content is not None:  # else not of that day, or deleted a moment ago
                    return _parse_answer(id, content)
        message = (
            f"the answer {id[:40]!r} has expired or does not exist; answers are kept for {self.days} days: "
            "ask the question again"
        )
        raise UnknownAnswer(message)

    def _write(self, answer: Answer) -> None:
        now = datetime.now(UTC)
        self._begin_day(now.date().isoformat())
        if self.days:
            stored = StoredAnswer(**dict(answer), given=now.isoformat(timespec="seconds"))
            content = _STORED.dump_json(stored)  # as a string, an emoji would make each of its letters take four bytes
            # Not synced: an answer that is lost to a power failure can be asked for again.
            self.documents.write(f"{_FOLDER}/{now.date().isoformat()}", answer.id, content, durable=False)

    def _begin_day(self, today: str) -> None:
        """With the first answer of a day start one clean-up, for which no one waits."""
        janitor = self._janitor
        with janitor.lock:
            is_running = janitor.thread is not None and janitor.thread.is_alive()
            if janitor.last_day != today and not is_running:
                janitor.last_day = today
                janitor.thread = threading.Thread(target=self._delete_expired, name="deleting expired answers")
                janitor.thread.start()

    def _delete_expired(self) -> None:
        try:
            for day in self._list_days(expired=True):
                self.documents.delete_folder(f"{_FOLDER}/{day}")
        except (LibraryBusy, Unreachable, Unwritable) as error:  # tomorrow, then
            log.warning("cannot delete expired answers: %s", error)

    def _list_days(self, *, expired: bool) -> Iterator[str]:
        """Yield the days that have expired, or those that have not; folders of other names are ignored."""
        oldest = datetime.now(UTC).date() - timedelta(self.days)
        for name in self.documents.list_folders(_FOLDER):
            try:
                day = date.fromisoformat(name)
            except ValueError:
                continue
            if day.isoformat() == name and (not self.days or day < oldest) == expired:
                yield name


def _parse_answer(id: str, content: bytes) -> StoredAnswer:
    try:
        return StoredAnswer.model_validate_json(content)
    except ValidationError:
        message = f"the stored answer {id} is damaged or of another version; ask the question again"
        raise UnknownAnswer(message) from None
