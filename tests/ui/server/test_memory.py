import platform
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, sys, threading
from ui.server.memory import limit_kept_memory
if sys.argv[1] == "few":
    limit_kept_memory()
together, kept = threading.Barrier(6), []
def allocate():
    together.wait()
    kept.append(bytes(50_000))
    together.wait()
threads = [threading.Thread(target=allocate) for _ in range(6)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has pools of memory")
@pytest.mark.parametrize(("pools", "most"), [("few", 2), ("many", 7)])
def test_threads_of_a_server_share_two_pools_of_memory(pools: str, most: int) -> None:
    described = subprocess.run([sys.executable, "-c", PROGRAM, pools], check=True, capture_output=True, text=True)
    assert 1 <= described.stdout.count("<heap nr=") <= most


LARGE = """
import re, sys
from pathlib import Path
from ui.server.memory import limit_kept_memory

def taken():
    return int(re.search(r"RssAnon:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

if sys.argv[1] == "little":
    limit_kept_memory()
bytes(8_000_000)
before = taken()
large, after_it = b"a" * 4_000_000, bytes(100_000)
del large
print(taken() - before > 2_000)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has pools of memory")
@pytest.mark.parametrize(("keeps", "is_kept"), [("little", "False"), ("much", "True")])
def test_what_is_large_is_given_back_when_it_is_freed(keeps: str, is_kept: str) -> None:
    done = subprocess.run([sys.executable, "-c", LARGE, keeps], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == is_kept


SENT = r"""
import re, sys, time
from pathlib import Path
from types import SimpleNamespace
from ui.server.memory import trim_memory_after, limit_kept_memory

def taken():
    return int(re.search(r"RssAnon:\s+(\d+)", Path("/proc/self/status").read_text())[1])

limit_kept_memory()
pieces = [bytearray(b"a" * 3_000) for _ in range(20_000)]
last = pieces.pop()
pieces.clear()
before = taken()
trim_memory_after(SimpleNamespace(citations=range(int(sys.argv[1]))))
time.sleep(3)
print(before - taken() > 40_000)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has pools of memory")
@pytest.mark.parametrize(("citations", "is_given_back"), [(20_000, "True"), (10, "False")])
def test_the_small_pieces_of_a_large_answer_are_given_back_once_it_was_sent(citations: int, is_given_back: str) -> None:
    done = subprocess.run([sys.executable, "-c", SENT, str(citations)], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == is_given_back
