"""Every call by which a process changes the disk, held by the kernel until it is ruled on (seccomp user notification).

It sees what SQLite, tantivy and Python write, from every thread, in one order; nothing in the process is replaced.
"""

import fcntl
import multiprocessing
import os
import select
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pyseccomp

_NAMES = (
    "openat", "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2",
    "write", "pwrite64", "writev", "pwritev", "ftruncate", "fsync", "fdatasync",
    "open", "creat", "truncate", "link", "linkat", "symlink", "symlinkat", "fallocate", "copy_file_range",
)  # fmt: skip
_NUMBERS = {pyseccomp.resolve_syscall(pyseccomp.system_arch(), name): name for name in _NAMES}
_RECEIVE, _SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_RECV and _SEND of linux/seccomp.h
_NOTICE, _REPLY = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE
_HERE = 2**32 - 100  # AT_FDCWD

KILL = -1


@dataclass(frozen=True, slots=True)
class Call:
    """One call before it is made: what it does to which path below the watched folder, at most one of them a target."""

    name: str
    path: str
    target: str = ""
    offset: int = 0
    data: bytes = b""
    size: int = 0
    flags: int = 0


Rule = Callable[[Call], int]
"""0 lets a call be made, an errno makes it fail, KILL kills the process before it is made."""


def calls(home: Path, act: Callable[[Path], object]) -> list[Call]:
    """Have an act done to a home by a process of its own, and give the calls that it took."""
    made: list[Call] = []

    def keep(call: Call) -> int:
        made.append(call)
        return 0

    assert run(home, act, keep) == 0
    return made


def after(step: int, verdict: int, *, to_the_end: bool = False) -> Rule:
    """Rule that so many calls are made; the next one comes to harm, or all that follow."""
    passed = count()
    return lambda _: verdict if (now := next(passed)) == step or (to_the_end and now > step) else 0


def run(home: Path, act: Callable[[Path], object], rule: Rule) -> int:
    """Have an act done to a home by a process of its own, ruling on each call that changes something below that home.

    Gives the exit status of the process.
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


def _rule(notices: int, folder: Path, rule: Rule) -> None:
    poll = select.poll()
    poll.register(notices, select.POLLIN)
    while poll.poll()[0][1] & select.POLLIN:
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(notices, _RECEIVE, notice)
            id_, pid, _, number, _, _, *arguments = _NOTICE.unpack(notice)
            call = _read(pid, _NUMBERS[number], arguments)
            verdict = rule(_below(folder, call)) if call and call.path.startswith(f"{folder}") else 0
            if verdict == KILL:
                os.kill(pid, signal.SIGKILL)
            else:
                fcntl.ioctl(notices, _SEND, _REPLY.pack(id_, 0, -verdict, 0 if verdict else _GO_ON))
        except (FileNotFoundError, ProcessLookupError):  # the process is gone
            continue


def _below(folder: Path, call: Call) -> Call:
    def cut(path: str) -> str:
        return os.path.relpath(path, folder) if path else ""

    return Call(call.name, cut(call.path), cut(call.target), call.offset, call.data, call.size, call.flags)


def _read(pid: int, name: str, a: list[int]) -> Call | None:
    """Read from a process what its call is about; None where it changes nothing, as where a file is opened to read."""
    match name:
        case "openat":
            changes = a[2] & (os.O_CREAT | os.O_TRUNC)
            return Call("open", _path(pid, a[0], a[1]), flags=a[2]) if changes else None
        case "mkdir" | "rmdir" | "unlink":
            return Call(name, _path(pid, _HERE, a[0]))
        case "mkdirat":
            return Call("mkdir", _path(pid, a[0], a[1]))
        case "unlinkat":
            return Call("rmdir" if a[2] else "unlink", _path(pid, a[0], a[1]))
        case "rename":
            return Call(name, _path(pid, _HERE, a[0]), _path(pid, _HERE, a[1]))
        case "renameat" | "renameat2":
            return Call("rename", _path(pid, a[0], a[1]), _path(pid, a[2], a[3]))
        case "write":
            return Call("write", _file(pid, a[0]), data=_memory(pid, a[1], a[2]), offset=_position(pid, a[0]))
        case "pwrite64":
            return Call("write", _file(pid, a[0]), data=_memory(pid, a[1], a[2]), offset=a[3])
        case "ftruncate":
            return Call(name, _file(pid, a[0]), size=a[1])
        case "fsync" | "fdatasync":
            return Call(name, _file(pid, a[0]))
    message = f"{name} is called, and this does not know it yet"
    raise NotImplementedError(message)


def _file(pid: int, descriptor: int) -> str:
    return os.readlink(f"/proc/{pid}/fd/{descriptor & 0xFFFFFFFF}")


def _path(pid: int, folder: int, address: int) -> str:
    path = os.fsdecode(_memory(pid, address, 4096).partition(b"\0")[0])
    folder &= 0xFFFFFFFF
    start = os.readlink(f"/proc/{pid}/cwd") if folder == _HERE else _file(pid, folder)
    return os.path.normpath(os.path.join(start, path))


def _memory(pid: int, address: int, length: int) -> bytes:
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(length)


def _position(pid: int, descriptor: int) -> int:
    with open(f"/proc/{pid}/fdinfo/{descriptor}") as facts:
        return int(facts.readline().split()[1])
