"""Answers that were given, kept for some days so that each can be opened again by its id.

Each day has a folder: what is too old goes with its folder, and keeping one more answer looks at no other.
"""

import logging
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Self

from pydantic import ValidationError

from index.errors import UnknownAnswer
from rag.answers.documents import Answer

KEPT_DAYS = 30
"""How long an answer is kept where no other time is set."""

_ID = re.compile(r"[0-9a-f]{16}")

log = logging.getLogger(__name__)


class KeptAnswer(Answer):
    """An answer as it was given, and when it last was: UTC, to the second."""

    given: str


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The answers of a home, for as many days as are named; 0 keeps none and forgets those there are."""

    folder: Path
    days: int = KEPT_DAYS

    @classmethod
    def of(cls, home: Path, days: int = KEPT_DAYS) -> Self:
        """Give those of a home."""
        return cls(home / "answers", days)

    def keep(self, answer: Answer) -> Answer:
        """Keep an answer and give it back; where the disk refuses, the log says so and the answer is as good."""
        try:
            self._keep(answer)
        except OSError as error:
            log.warning("the answer %s is not kept: %s: %s", answer.id, self.folder, error.strerror)
        return answer

    def get(self, id: str) -> KeptAnswer:
        """Give an answer as it was last given; UnknownAnswer where none of that id is kept, or none any more."""
        if _ID.fullmatch(id):  # nothing else becomes part of a path
            for day in sorted(self._days(expired=False), reverse=True):
                with suppress(FileNotFoundError):  # not of that day, or forgotten a moment ago
                    return _read(day / f"{id}.json")
        message = f"no answer {id[:40]!r} is kept; answers are kept for {self.days} days: ask the question again"
        raise UnknownAnswer(message)

    def _keep(self, answer: Answer) -> None:
        now = datetime.now(UTC)
        today = self.folder / now.date().isoformat()
        if not self.days or not today.is_dir():  # once a day, and nobody waits for it
            threading.Thread(target=self._forget, name="forgetting answers").start()
        if self.days:
            today.mkdir(parents=True, exist_ok=True)
            kept = KeptAnswer(**dict(answer), given=now.isoformat(timespec="seconds"))
            _write(today / f"{answer.id}.json", kept.model_dump_json().encode())

    def _forget(self) -> None:
        for day in self._days(expired=True):
            shutil.rmtree(day, ignore_errors=True)

    def _days(self, *, expired: bool) -> Iterator[Path]:
        """Give the folders of the days that are over, or of those that are not; whatever else lies there is let be."""
        oldest = datetime.now(UTC).date() - timedelta(self.days)
        for path in self.folder.glob("????-??-??"):
            try:
                over = not self.days or date.fromisoformat(path.name) < oldest
            except ValueError:
                continue
            if over == expired:
                yield path


def _write(path: Path, content: bytes) -> None:
    """Write a file that others see whole or not at all; not synced, for what power failed on can be asked for again."""
    aside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _read(path: Path) -> KeptAnswer:
    try:
        return KeptAnswer.model_validate_json(path.read_bytes())
    except ValidationError:
        message = f"{path} cannot be read any more; ask the question again"
        raise UnknownAnswer(message) from None
