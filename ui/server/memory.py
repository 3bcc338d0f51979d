"""Memory of the server: how the C library keeps what threads have freed."""

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8  # of glibc's malloc.h
_POOLS = 2


def keep_few_pools() -> None:
    """Have all threads take memory from two pools, where glibc makes eight a core; each keeps what was freed in it.

    Other C libraries have no such pools, and nothing is done.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _POOLS)
