"""Control messages: JSON objects, one a packet, with descriptors beside them, over a SEQPACKET socket pair.

Supervisor to zygote: `{}` the settings, then for each cell `{"disk_mb", "fresh", "database"}` + its control socket.
Supervisor to warden: run, release, end, over, stop. Warden to supervisor: ready (+ pipes), companion (+ pipes),
released, usage, ended, or broken. The learner's process holds none of these sockets.
"""

from __future__ import annotations

import json
import os
import resource
import socket
from typing import Any, Final

MESSAGE_BYTES: Final = 1024 * 1024
DESCRIPTORS: Final = 8

Message = dict[str, Any]


class Hungup(ConnectionError):
    """The other side is gone."""


def make_room() -> None:
    """For this process and all it will start: as many open files as it may have.

    The kernel counts descriptors on their way through sockets for all of a user, whatever the namespace, and refuses
    who sends one more than *its own* limit of open files. A program may have as many on their way as its limit says;
    where ours is no higher, no cell could be built beside it (unix(7), ETOOMANYREFS).
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def pair() -> tuple[socket.socket, socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MESSAGE_BYTES)
    return ours, theirs


def send(control: socket.socket, message: Message, descriptors: list[int] | None = None) -> None:
    """Raises Hungup."""
    try:
        socket.send_fds(control, [json.dumps(message).encode()], descriptors or [])
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Hungup from error


def receive(control: socket.socket) -> tuple[Message, list[int]]:
    """Raises Hungup; BlockingIOError where the socket does not block and nothing is there."""
    try:
        packet, descriptors = _packet(control)
    except ConnectionResetError:
        # It left without reading our last message. The kernel says so once, ahead of what it had still told us.
        try:
            packet, descriptors = _packet(control)
        except ConnectionResetError as error:
            raise Hungup from error
    if not packet:
        for descriptor in descriptors:
            os.close(descriptor)
        raise Hungup
    message: Message = json.loads(packet)
    return message, descriptors


def _packet(control: socket.socket) -> tuple[bytes, list[int]]:
    packet, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, DESCRIPTORS)
    return packet, descriptors
