"""API keys and what each may do; kept only as digests. `guard.py` asks for them.

Keys come from a setting, where each may do everything, or from a file of TOML, which is read again when it changes:

    [[key]]
    name = "newsroom"
    sha256 = "9f86d081884c7d65..."  # printf %s KEY | sha256sum
    role = "read"                   # read, write or admin
    per_minute = 60                 # requests; no limit if it is left out
"""

import hmac
import logging
import threading
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index import OnrecordError

Role = Literal["read", "write", "admin"]

_ORDER: tuple[Role, ...] = ("read", "write", "admin")
_DIGEST_LENGTH = 64  # characters of a digest in hexadecimal

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a key or has signed in: the name in the audit log, the role, and requests per minute if limited."""

    name: int | str
    role: Role
    per_minute: int | None = None
    digest: bytes = b""

    def has_role(self, role: Role) -> bool:
        """Return whether this role, or a greater one, is held."""
        return _ORDER.index(self.role) >= _ORDER.index(role)


class Keys:
    """The API keys of a server; they cannot be read back from it."""

    def __init__(self, keys: Iterable[str], file: Path | None = None) -> None:
        """Take keys that may do everything, and a file of others. Raises OnrecordError if the file is not valid."""
        self._holders = tuple(
            Holder(number, "admin", digest=compute_digest(key.encode())) for number, key in enumerate(keys, 1)
        )
        self._file = _KeysFile(file) if file else None

    def __bool__(self) -> bool:
        """Return whether there is any key."""
        return bool(self._holders) or self._file is not None

    def find_key(self, key: bytes) -> Holder | None:
        """Return the holder of a key, or None if it is not valid; takes the same time for every wrong key."""
        digest = compute_digest(key)
        return self.find(lambda holder: hmac.compare_digest(digest, holder.digest))

    def find(self, is_wanted: Callable[[Holder], bool]) -> Holder | None:
        """Return the first holder who meets a condition, of which every one is asked; None if nobody does."""
        holders = (*self._holders, *(self._file.read() if self._file else ()))
        matches = [holder for holder in holders if is_wanted(holder)]
        return matches[0] if matches else None


class _Entry(BaseModel):
    """A key in the file."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=100)]
    sha256: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{_DIGEST_LENGTH}}}$")]
    role: Role
    per_minute: Annotated[int, Field(ge=1)] | None = None

    def to_holder(self) -> Holder:
        return Holder(self.name, self.role, self.per_minute, bytes.fromhex(self.sha256))


class _Document(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    key: list[_Entry] = []

    @field_validator("key")
    @classmethod
    def _check_names(cls, entries: list[_Entry]) -> list[_Entry]:
        if len({entry.name for entry in entries}) < len(entries):
            raise ValueError("two keys have the same name")
        return entries


class _KeysFile:
    """The keys of a file; while a changed file is not valid, those that it had before hold."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen = self._stamp()
        self._holders = self._parse()

    def read(self) -> tuple[Holder, ...]:
        """Return the keys, read again if the file has changed."""
        with self._lock:
            if (stamp := self._stamp()) != self._seen:
                self._seen = stamp
                try:
                    self._holders = self._parse()
                except OnrecordError as error:
                    log.error("%s; the keys that it had before still hold", error)  # noqa: TRY400 (one line)
            return self._holders

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _parse(self) -> tuple[Holder, ...]:
        try:
            document = _Document.model_validate(tomllib.loads(self._path.read_text("utf-8")))
        except OSError as error:
            message = f"the keys in {self._path} cannot be read: {error.strerror}; check ONRECORD_KEYS_FILE"
            raise OnrecordError(message) from None
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            message = f"the keys in {self._path} are not valid: {where}: {first['msg'].removeprefix('Value error, ')}"
            raise OnrecordError(message) from None
        except ValueError as error:
            message = f"the keys in {self._path} are not valid TOML in UTF-8: {' '.join(str(error).split())}"
            raise OnrecordError(message) from None
        return tuple(entry.to_holder() for entry in document.key)


def compute_digest(secret: bytes) -> bytes:
    """Return the digest that a secret is kept and compared as."""
    return sha256(secret).digest()
