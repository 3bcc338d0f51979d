"""Values that are loaded once per process, also when several threads ask for them at the same time.

`functools.cache` and `functools.cached_property` take no lock while they compute: two threads that ask first would each
load a model.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar

_Key_contra = TypeVar("_Key_contra", contravariant=True)
_Value_co = TypeVar("_Value_co", covariant=True)
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Loader(Protocol[_Key_contra, _Value_co]):
    """A function that loads the value of a key, which may take seconds."""

    def __call__(self, key: _Key_contra, /) -> _Value_co:
        """Return the value of a key."""


class SingleFlight(Generic[_Key, _Value]):
    """Loaded values by key: one thread loads, others that ask for the same key wait for its value.

    Different keys load in parallel. An error reaches the thread that loaded; the next thread to ask tries again.
    """

    def __init__(self, load: Loader[_Key, _Value]) -> None:
        self._load = load
        self._values: dict[_Key, _Value] = {}
        self._locks: dict[_Key, Lock] = {}

    def get(self, key: _Key) -> _Value:
        """Return the value of a key, loading it on first use."""
        if key not in self._values:
            with self._locks.setdefault(key, Lock()):  # setdefault is atomic
                if key not in self._values:
                    self._values[key] = self._load(key)
        return self._values[key]


class FirstCall:
    """Lets the first call of a network end before another begins, whose first calls at once can deadlock.

    (By OpenVINO's lock and the GIL.) A call to warm it up would take longer, and compiles code for its length only.
    """

    def __init__(self, lock: "Lock | None" = None) -> None:
        """Take a lock that several first calls share, each of which is then made alone."""
        self._lock, self._ended = lock or Lock(), False

    def precede(self, call: Callable[[], _Value]) -> _Value:
        """Return the value of a call, made alone until one has ended."""
        if self._ended:
            return call()
        with self._lock:
            value = call()
            self._ended = True
        return value
