"""The birth of a cell, process by process: the warden, a step between, init, the learner."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import socket
import sys
from typing import Final, NamedTuple

from sandbox.inside.starter import Post
from sandbox.jail import cell, kernel, policy
from sandbox.zygote import init, wire
from sandbox.zygote.escort import Escort
from sandbox.zygote.meter import Meter
from sandbox.zygote.warden import Warden

TRACE_FD: Final = 3
PROGRAM_FD: Final = 4
HIGH_FD: Final = 100


class Filters(NamedTuple):
    """Compiled seccomp filters."""

    program: bytes
    beside: bytes
    """For the local services."""


def build(control: socket.socket, order: wire.Message, filters: Filters) -> Post:
    """Build a cell and stay as its warden. Returns only in the learner's process."""
    try:
        return _build(control, order, filters)
    except wire.Hungup:
        os._exit(0)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        with contextlib.suppress(wire.Hungup, OSError):
            wire.send(control, {"broken": f"{type(error).__name__}: {error}"})
        os._exit(1)


def _build(control: socket.socket, order: wire.Message, filters: Filters) -> Post:
    uid = os.getuid()
    cell.open_network(uid)
    kernel.adopt_orphans()
    pipes = [os.pipe() for _ in range(3)]
    program, release = socket.socketpair()
    ours, theirs = wire.pair()
    between = kernel.fork()
    if between == 0:
        cell.leave_namespaces()
        first = kernel.fork()
        if first != 0:
            wire.send(theirs, {"init": first})
            os._exit(0)
        return _settle(
            theirs,
            [control, ours, program, release],
            program=program.fileno(),
            outputs=[writing for _, writing in pipes],
            order=order,
            bpf=filters.program,
        )
    theirs.close()
    program.close()
    for _, writing in pipes:
        os.close(writing)
    os.waitpid(between, 0)
    first, proc, disk = _introduced(ours)
    reading = [reading for reading, _ in pipes]
    wire.send(control, {"ready": True}, reading)
    for descriptor in reading:
        os.close(descriptor)
    wardens = [control.fileno(), ours.fileno(), release.fileno()]
    born = functools.partial(Escort, filters.beside, disk, wardens)
    escort = born(database=True) if order["database"] else None
    meter = Meter(proc)
    Warden(
        control, ours, pid=first, release=release, meter=meter, escort=escort, born=born, fresh=order["fresh"]
    ).watch()
    os._exit(0)


def _introduced(init: socket.socket) -> tuple[int, int, int]:
    """Init's pid, told by its parent, and descriptors of the cell's /proc and slow disk, sent by itself; in whatever
    order they come."""
    pid = proc = disk = -1
    while pid < 0 or proc < 0:
        try:
            message, descriptors = wire.receive(init)
        except wire.Hungup:
            raise RuntimeError("init ended while it was being built") from None
        if "broken" in message:
            raise RuntimeError(message["broken"])
        pid = message.get("init", pid)
        proc, disk = descriptors or (proc, disk)
    return pid, proc, disk


def _settle(
    report: socket.socket,
    others: list[socket.socket],
    *,
    program: int,
    outputs: list[int],
    order: wire.Message,
    bpf: bytes,
) -> Post:
    """Init's part of the building. Returns only in the learner's process."""
    learner = None
    try:
        disk = cell.furnish(order["disk_mb"])
        learner = os.fork()
        if learner == 0:
            os.setsid()
            for held in (report, *others):
                held.detach()  # else its destructor would close whatever has that number by then
            _keep_only(outputs, program)
            os.chdir(policy.HOME)
            cell.give_up_rights(bpf)
            if order["fresh"]:
                _become_fresh()
            return Post(program=PROGRAM_FD, trace=TRACE_FD)
        proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for held in others:
            held.detach()
        kept = sorted((report.fileno(), proc, disk))
        for below, held_there in zip([2, *kept], [*kept, HIGH_FD], strict=True):
            os.closerange(below + 1, held_there)
        kernel.hide_from_ptrace()
        cell.give_up_rights(bpf)
        init.take_post()
        # Only now may a program be let in: on a busy machine it would else run before its init is out of its reach.
        wire.send(report, {"pid": learner}, [proc, disk])
        os.close(proc)
        os.close(disk)
        init.watch(learner, report.detach())
    except BaseException as error:
        if learner != 0:
            sys.excepthook(type(error), error, error.__traceback__)
        with contextlib.suppress(wire.Hungup, OSError):
            wire.send(report, {"broken": f"{type(error).__name__}: {error}"})
        os._exit(1)
    raise AssertionError("init never returns")


def _keep_only(outputs: list[int], program: int) -> None:
    """The learner's descriptors: 0 empty, 1 and 2 its output, TRACE_FD, PROGRAM_FD; no other."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    wanted = [nothing, *outputs, program]
    spare = [os.dup(descriptor) for descriptor in wanted]
    high = [_above(descriptor) for descriptor in spare]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place)
    os.closerange(len(wanted), 1024)


def _become_fresh() -> None:
    """Leave the zygote's memory behind: an interpreter of its own, with its own hash seed, waiting in
    sandbox.inside.startup."""
    words = [sys.executable, "-X", f"parrilla={PROGRAM_FD}", policy.PROGRAM]
    os.execve(sys.executable, words, policy.ENVIRONMENT)  # noqa: S606


def _above(descriptor: int) -> int:
    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, HIGH_FD)
