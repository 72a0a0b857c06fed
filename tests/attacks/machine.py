"""What an attack would meet outside a jail with a hole: a listener on the machine's loopback, somebody who answers on
an abstract name, a route to everywhere."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PORTS: Final = range(8002, 8100)
"""Among those that `a03_worker_loopback` tries."""
NAME: Final = "\0parrilla-rendezvous"
BROKER: Final = f"\0parrilla-broker-{os.getpid()}"
RETRY_S: Final = 0.05

WAY_OUT: Final = """\
    import ctypes, fcntl, socket, struct
    any_address, device = struct.pack("H14x", socket.AF_INET), ctypes.create_string_buffer(b"lo")
    route = struct.pack("L16s16s16sHhLPhPLLH", 0, any_address, any_address, any_address, 1, 0, 0, 0, 0,
                        ctypes.addressof(device), 0, 0, 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x890B, route)
"""
"""Lines of a cell's building: a default route (SIOCADDRT), by the loopback, where everything sent ends."""


@contextmanager
def listening() -> Iterator[None]:
    """Listen on one of PORTS, and call whoever listens on NAME in this network."""
    over = threading.Event()

    def call() -> None:
        while not over.wait(RETRY_S):
            with socket.socket(socket.AF_UNIX) as caller:
                caller.connect_ex(NAME)

    caller = threading.Thread(target=call)
    with socket.socket() as listener, socket.socket(socket.AF_UNIX) as broker:
        broker.bind(BROKER)
        broker.listen()
        for port in PORTS:
            try:
                listener.bind(("127.0.0.1", port))
                break
            except OSError:
                continue
        listener.listen()
        caller.start()
        try:
            yield
        finally:
            over.set()
            caller.join()
