"""Process of a command: how it spends the processor on what is no part of the command itself."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 100_000
"""Objects made before Python looks for cycles among them; its default of 700 starts 300 searches while it imports."""


@contextmanager
def sparing_process() -> Iterator[None]:
    """Search for cycles of objects seldom, and leave those of the end to the system, which frees all memory at once.

    Numpy's own threads are not started: they wait for work by spinning, and what is large is computed by others.
    Pydantic does not look for plugins, for which it reads the metadata of every installed package.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # both are read at imports that no command has done yet
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        yield
    finally:
        gc.freeze()
