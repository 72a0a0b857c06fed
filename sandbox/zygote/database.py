"""The process of a run's database: PID 1 of a world of its own beside the cell, in no other network than the cell's.

The learner shares none of its namespaces but the network, and of that it uses nothing: it listens on a socket in its
own data directory, which the companion reaches by a descriptor. It ends with the companion, whatever happens.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys

from sandbox.jail import cell, kernel, policy

MEGABYTE = 1024 * 1024
COPY_BYTES = 1024 * 1024


class Database:
    """`pid` of the server, and `folder`, a descriptor of its data directory; both for the companion.

    To be made by the companion's process while it still has the rights its namespaces gave it. From then on that
    process cannot start threads: its children would be in another pid namespace.
    """

    def __init__(self, bpf: bytes) -> None:
        ours, theirs = socket.socketpair()
        kernel.unshare(kernel.CLONE_NEWPID)
        self.pid = os.fork()
        if self.pid == 0:
            try:
                ours.close()
                _become(theirs, bpf)
            except BaseException as error:
                sys.excepthook(type(error), error, error.__traceback__)
            os._exit(1)
        theirs.close()
        with ours:
            _, descriptors, _, _ = socket.recv_fds(ours, 1, 1)
        if not descriptors:
            raise RuntimeError("the database's process ended while it was being built")
        self.folder = descriptors[0]


def _become(report: socket.socket, bpf: bytes) -> None:
    """Build the world, copy the template, be the server. Returns only by raising."""
    kernel.die_with_parent(signal.SIGKILL)
    kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS | kernel.CLONE_NEWCGROUP)
    cell.furnish_database()
    os.mkdir(policy.DATABASE_DATA, 0o700)
    folder = os.open(policy.DATABASE_DATA, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    socket.send_fds(report, [b"f"], [folder])
    report.close()
    copy(policy.TEMPLATE, policy.DATABASE_DATA)
    server = os.readlink(f"{policy.TEMPLATE}/server")
    for number, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, policy.DATABASE_ADDRESS_MB * MEGABYTE),
        (resource.RLIMIT_FSIZE, policy.DATABASE_DISK_MB * MEGABYTE),
        (resource.RLIMIT_NOFILE, policy.OPEN_FILES),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(number, (value, value))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.closerange(3, policy.OPEN_FILES)
    cell.give_up_rights(bpf)
    os.execve(server, [server, "-D", policy.DATABASE_DATA], {"PATH": os.defpath, "LANG": "C.UTF-8", "TZ": "UTC"})  # noqa: S606


def copy(source: str, target: str) -> None:
    """A tree of directories and files. shutil's does the same in twice the time: it asks after what nobody has here."""
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(there, 0o700)
                copy(entry.path, there)
            elif entry.is_file(follow_symlinks=False):
                _copy_file(entry.path, there)


def _copy_file(source: str, target: str) -> None:
    reading = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
    writing = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        while os.sendfile(writing, reading, None, COPY_BYTES):
            pass
    finally:
        os.close(reading)
        os.close(writing)
