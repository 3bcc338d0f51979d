"""Answer store: answers are kept on disk for some days, so that each can be opened again by its id.

Each day has a folder of its own: expired answers are deleted a folder at a time, and saving an answer touches only the
folder of today.
"""

import logging
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from index.errors import UnknownAnswer
from index.files import write_atomically
from rag.answers.documents import Answer

RETENTION_DAYS = 30
"""Days for which an answer is kept by default."""

_ID = re.compile(r"[0-9a-f]{16}")

log = logging.getLogger(__name__)


class StoredAnswer(Answer):
    """An answer as it was returned; `given` is when it last was, in UTC, to the second."""

    given: str


@dataclass(slots=True)
class _Janitor:
    """The one background thread of a store that deletes expired answers, and the last day it was started on."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    thread: threading.Thread | None = None
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class AnswerStore:
    """The stored answers of a home, kept for a number of days; 0 stores none and deletes those there are."""

    folder: Path
    days: int = RETENTION_DAYS
    _janitor: _Janitor = field(default_factory=_Janitor, init=False, repr=False, compare=False)

    @classmethod
    def open(cls, home: Path, days: int = RETENTION_DAYS) -> Self:
        """Open the store of a home; nothing is read or created yet."""
        return cls(home / "answers", days)

    def save(self, answer: Answer) -> Answer:
        """Store an answer and return it; if the disk refuses, log a warning and return it all the same."""
        try:
            self._write(answer)
        except OSError as error:
            log.warning("cannot store the answer %s in %s: %s", answer.id, self.folder, error.strerror)
        return answer

    def load(self, id: str) -> StoredAnswer:
        """Return an answer as it was last given; raise UnknownAnswer if it was never stored, or has expired."""
        if _ID.fullmatch(id):  # nothing else becomes part of a path
            for day in sorted(self._list_days(expired=False), reverse=True):
                with suppress(FileNotFoundError):  # not of that day, or deleted a moment ago
                    return _read_answer(day / f"{id}.json")
        message = (
            f"the answer {id[:40]!r} has expired or does not exist; answers are kept for {self.days} days: "
            "ask the question again"
        )
        raise UnknownAnswer(message)

    def _write(self, answer: Answer) -> None:
        now = datetime.now(UTC)
        today = self.folder / now.date().isoformat()
        self._begin_day(today)
        if self.days:
            stored = StoredAnswer(**dict(answer), given=now.isoformat(timespec="seconds"))
            # Not synced: an answer that is lost to a power failure can be asked for again.
            write_atomically(today / f"{answer.id}.json", stored.model_dump_json().encode(), durable=False)

    def _begin_day(self, today: Path) -> None:
        """Create the folder of the day; with the first answer of a day start one clean-up, for which no one waits."""
        janitor = self._janitor
        with janitor.lock:
            has_begun = today.is_dir() if self.days else janitor.last_day == today.name
            is_running = janitor.thread is not None and janitor.thread.is_alive()
            if not has_begun and not is_running:
                janitor.last_day = today.name
                janitor.thread = threading.Thread(target=self._delete_expired, name="deleting expired answers")
                janitor.thread.start()
            if self.days:
                today.mkdir(parents=True, exist_ok=True)

    def _delete_expired(self) -> None:
        for day in self._list_days(expired=True):
            shutil.rmtree(day, ignore_errors=True)

    def _list_days(self, *, expired: bool) -> Iterator[Path]:
        """Yield the folders of the days that have expired, or of those that have not; other names are ignored."""
        oldest = datetime.now(UTC).date() - timedelta(self.days)
        for path in self.folder.glob("????-??-??"):
            try:
                is_expired = not self.days or date.fromisoformat(path.name) < oldest
            except ValueError:
                continue
            if is_expired == expired:
                yield path


def _read_answer(path: Path) -> StoredAnswer:
    try:
        return StoredAnswer.model_validate_json(path.read_bytes())
    except ValidationError:
        message = f"the stored answer {path} is damaged or of another version; ask the question again"
        raise UnknownAnswer(message) from None
