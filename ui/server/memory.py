"""Memory of the server: how much the C library keeps of what was freed."""

import ctypes
from contextlib import suppress
from threading import Timer

from rag import Answer

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of glibc's malloc.h
_POOLS = 2
_LARGE = 1 << 20  # bytes
_MANY = 1_000  # citations, of four kilobytes each
_SENT = 2.0  # seconds after which an answer has mostly been sent


def limit_kept_memory() -> None:
    """Have all threads take memory from two pools, where glibc makes eight a core; each keeps what was freed in it.

    What is large never comes from a pool, where glibc takes up to 32 MB from it, and is given back when it is freed.
    Other C libraries have no such pools, and nothing is done.
    """
    with suppress(OSError, AttributeError):
        malloc = ctypes.CDLL(None)
        malloc.mallopt(_M_ARENA_MAX, _POOLS)
        malloc.mallopt(_M_MMAP_THRESHOLD, _LARGE)


def trim_memory_after(answer: Answer) -> None:
    """Have glibc return freed memory to the system, which it keeps in small pieces, once a large answer was sent."""
    if len(answer.citations) >= _MANY:
        timer = Timer(_SENT, _trim_memory)
        timer.daemon = True
        timer.start()


def _trim_memory() -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
