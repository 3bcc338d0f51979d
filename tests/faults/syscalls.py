"""Interception of every system call by which a process changes the disk (seccomp user notification).

The kernel suspends each call until a rule decides on it. All threads are covered, and so are SQLite and tantivy;
nothing in the process is replaced.
"""

import fcntl
import multiprocessing
import os
import select
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

try:
    import pyseccomp
except (ImportError, RuntimeError) as reason:
    pytest.skip(f"needs Linux and libseccomp: {reason}", allow_module_level=True)

KILL = -1

_RECEIVE, _SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_RECV and _SEND of linux/seccomp.h
_NOTICE, _REPLY = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE
_HERE = 2**32 - 100  # AT_FDCWD
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True)
class Call:
    """A system call before it is executed; paths are relative to the home that is watched."""

    name: str
    path: str
    target: str = ""
    offset: int = 0
    data: bytes = b""
    size: int = 0
    flags: int = 0


Rule = Callable[[Call], int]
"""Returns 0 to execute a call, an errno to let it fail, KILL to kill the process before it."""


def calls(home: Path, act: Callable[[Path], object]) -> list[Call]:
    """Run an action on a home in another process and return its system calls."""
    made: list[Call] = []

    def keep(call: Call) -> int:
        made.append(call)
        return 0

    assert run(home, act, keep) == 0
    return made


def after(step: int, verdict: int, *, to_the_end: bool = False) -> Rule:
    """Return a rule that executes `step` calls and applies the verdict to the next one, or to all that follow."""
    passed = count()
    return lambda _: verdict if (now := next(passed)) == step or (to_the_end and now > step) else 0


def run(home: Path, act: Callable[[Path], object], rule: Rule) -> int:
    """Run an action on a home in another process, with a rule for each call that changes that home.

    Returns the exit status of the process.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["index"])
    ours, theirs = socket.socketpair()
    process = context.Process(target=_watched, args=(theirs, act, home))
    process.start()
    theirs.close()
    _, (notices,), _, _ = socket.recv_fds(ours, 1, 1)
    ours.close()
    try:
        _rule(notices, home, rule)
    finally:
        os.close(notices)
        process.join()
    return process.exitcode or 0


def _watched(report_to: socket.socket, act: Callable[[Path], object], home: Path) -> None:
    watch = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for number in _NUMBERS:
        watch.add_rule(pyseccomp.NOTIFY, number)
    watch.load()
    notices = pyseccomp._libseccomp.seccomp_notify_fd(watch._filter)
    socket.send_fds(report_to, [b"!"], [notices])
    os.close(notices)
    act(home)


def _rule(notices: int, home: Path, rule: Rule) -> None:
    poll = select.poll()
    poll.register(notices, select.POLLIN)
    while poll.poll()[0][1] & select.POLLIN:
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(notices, _RECEIVE, notice)
            id_, pid, _, number, _, _, *arguments = _NOTICE.unpack(notice)
            call = _READ[_NUMBERS[number]](_Process(pid), arguments)
            verdict = rule(_below(home, call)) if call and call.path.startswith(f"{home}") else 0
            if verdict == KILL:
                os.kill(pid, signal.SIGKILL)
            else:
                fcntl.ioctl(notices, _SEND, _REPLY.pack(id_, 0, -verdict, 0 if verdict else _GO_ON))
        except (FileNotFoundError, ProcessLookupError):  # the process has ended
            continue


def _below(home: Path, call: Call) -> Call:
    target = os.path.relpath(call.target, home) if call.target else ""
    return replace(call, path=os.path.relpath(call.path, home), target=target)


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that waits in a system call, for reading what the arguments point at."""

    id: int

    def file(self, descriptor: int) -> str:
        return str(Path(f"/proc/{self.id}/fd/{descriptor & 0xFFFFFFFF}").readlink())

    def path(self, folder: int, address: int) -> str:
        path = os.fsdecode(self.memory(address, _LONGEST_PATH).partition(b"\0")[0])
        here = folder & 0xFFFFFFFF == _HERE
        start = str(Path(f"/proc/{self.id}/cwd").readlink()) if here else self.file(folder)
        return os.path.normpath(Path(start) / path)

    def memory(self, address: int, length: int) -> bytes:
        with Path(f"/proc/{self.id}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(length)

    def position(self, descriptor: int) -> int:
        return int(Path(f"/proc/{self.id}/fdinfo/{descriptor}").read_text().split()[1])


_READ: dict[str, Callable[[_Process, list[int]], Call | None]] = {
    "openat": lambda by, a: Call("open", by.path(a[0], a[1]), flags=a[2]) if a[2] & (os.O_CREAT | os.O_TRUNC) else None,
    "mkdir": lambda by, a: Call("mkdir", by.path(_HERE, a[0])),
    "mkdirat": lambda by, a: Call("mkdir", by.path(a[0], a[1])),
    "rmdir": lambda by, a: Call("rmdir", by.path(_HERE, a[0])),
    "unlink": lambda by, a: Call("unlink", by.path(_HERE, a[0])),
    "unlinkat": lambda by, a: Call("rmdir" if a[2] else "unlink", by.path(a[0], a[1])),
    "rename": lambda by, a: Call("rename", by.path(_HERE, a[0]), by.path(_HERE, a[1])),
    "renameat": lambda by, a: Call("rename", by.path(a[0], a[1]), by.path(a[2], a[3])),
    "renameat2": lambda by, a: Call("rename", by.path(a[0], a[1]), by.path(a[2], a[3])),
    "write": lambda by, a: Call("write", by.file(a[0]), data=by.memory(a[1], a[2]), offset=by.position(a[0])),
    "pwrite64": lambda by, a: Call("write", by.file(a[0]), data=by.memory(a[1], a[2]), offset=a[3]),
    "ftruncate": lambda by, a: Call("ftruncate", by.file(a[0]), size=a[1]),
    "fsync": lambda by, a: Call("fsync", by.file(a[0])),
    "fdatasync": lambda by, a: Call("fdatasync", by.file(a[0])),
}
_ALL = {pyseccomp.resolve_syscall(pyseccomp.system_arch(), name): name for name in _READ}
_NUMBERS = {number: name for number, name in _ALL.items() if number >= 0}  # newer processors lack the oldest calls
