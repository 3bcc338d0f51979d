import platform
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, sys, threading
from ui.server.memory import keep_little
if sys.argv[1] == "few":
    keep_little()
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
import ctypes, sys
from ui.server.memory import keep_little
if sys.argv[1] == "little":
    keep_little()
bytes(8_000_000)
kept = bytes(4_000_000)
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has pools of memory")
@pytest.mark.parametrize(("keeps", "apart"), [("little", 1), ("much", 0)])
def test_what_is_large_stays_out_of_the_pools_of_a_server(keeps: str, apart: int) -> None:
    described = subprocess.run([sys.executable, "-c", LARGE, keeps], check=True, capture_output=True, text=True)
    assert f'<total type="mmap" count="{apart}"' in described.stdout
