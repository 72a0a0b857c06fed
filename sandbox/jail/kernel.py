"""The few system calls the jail needs and Python's standard library lacks. Linux only. Every failure raises OSError."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
from typing import Final

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWCGROUP: Final = 0x02000000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000

MS_RDONLY: Final = 1
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_REMOUNT: Final = 32
MS_BIND: Final = 4096
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_SECCOMP: Final = 22
_PR_CAPBSET_DROP: Final = 24
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_CLEAR_ALL: Final = 4
_LINUX_CAPABILITY_VERSION_3: Final = 0x20080522
_SIOCSIFFLAGS: Final = 0x8914
_IFF_UP: Final = 1

_NUMBER_BYTES: Final = 64

_libc = ctypes.CDLL(None, use_errno=True)
_libc_holding_the_lock = ctypes.PyDLL(None, use_errno=True)
"""The interpreter's lock: a child must not be born without it."""
_libc.mount.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)
_libc.prctl.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_ulong)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


# Bare descriptors: a text file's first use, in each process that was forked, dirties a megabyte that would stay shared.
def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, _NUMBER_BYTES)
    finally:
        os.close(descriptor)


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def unshare(flags: int) -> None:
    _check(_libc.unshare(flags), f"unshare({flags:#x})")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    arguments = [text.encode() if text else None for text in (source, target, kind)]
    _check(_libc.mount(*arguments, flags, options.encode() if options else None), f"mount {kind or source} on {target}")


def prctl(option: int, first: int = 0, second: int = 0, what: str = "prctl") -> None:
    _check(_libc.prctl(option, first, second, 0, 0), f"{what}({option}, {first})")


def map_identity(inside: int, uid: int, gid: int) -> None:
    """In a fresh user namespace: `inside` is `uid`:`gid` of the parent namespace, and nobody else exists."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{inside} {uid} 1"), ("gid_map", f"{inside} {gid} 1")):
        _write(f"/proc/self/{name}", text)


def loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", _IFF_UP, b""))


def fork() -> int:
    """Fork without what Python runs after it in the child (new locks, a new random seed): half a megabyte of each such
    child would no longer be shared. Only for a process of one thread, whose child draws no random numbers: the learner
    and the local services are forked from there by `os.fork`."""
    pid: int = _libc_holding_the_lock.fork()
    _check(pid, "fork")
    return pid


def die_with_parent(signal: int) -> None:
    """Send me `signal` when the *thread* that started me ends. Cleared by some credential changes: call it last."""
    prctl(_PR_SET_PDEATHSIG, signal)


def adopt_orphans() -> None:
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def hide_from_ptrace() -> None:
    prctl(_PR_SET_DUMPABLE, 0)


def no_new_privileges() -> None:
    prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """All of them: bounding, ambient, permitted, effective, inheritable. A fresh user namespace hands out every one."""
    last = int(_read("/proc/sys/kernel/cap_last_cap"))
    for capability in range(last + 1):
        prctl(_PR_CAPBSET_DROP, capability, what="drop from the bounding set")
    prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("Ii", _LINUX_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, struct.pack("6I", *[0] * 6)), "capset")


def trim_heap() -> None:
    """Give back what importing left free: every process forked from here on would keep it."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def install_filter(bpf: bytes) -> None:
    """From here on the calling thread, and all it starts, is under the compiled seccomp filter `bpf`."""
    code = ctypes.create_string_buffer(bpf, len(bpf))
    program = _Program(len(bpf) // 8, ctypes.addressof(code))
    prctl(_PR_SET_SECCOMP, 2, ctypes.addressof(program), what="seccomp filter")
