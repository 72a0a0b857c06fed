"""The zygote: `python -m sandbox.zygote CONTROL_FD`, behind the outer wall. Preloads, then forks a cell per order.

Single-threaded and idle between orders. When the supervisor's end of the socket closes it ends, and every cell with it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import warnings
from typing import Any

from sandbox.inside import starter
from sandbox.jail import kernel, policy
from sandbox.zygote import birth, wire


def preload() -> list[str]:
    """Import what lessons import; names of those that are not installed."""
    missing = []
    absent: dict[str, Any] = dict.fromkeys(policy.LEFT_OUT)
    sys.modules.update(absent)
    for name in policy.PRELOAD:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    for name in absent:
        del sys.modules[name]
    return missing


def serve(control: socket.socket) -> starter.Post:
    """Fork a warden per order. Returns only in the process of a learner, deep in a cell; the zygote itself exits."""
    settings, _ = wire.receive(control)
    filters = birth.Filters(bytes.fromhex(settings["bpf"]), bytes.fromhex(settings["beside"]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        missing = preload()
    gc.collect()
    kernel.trim_heap()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    wire.send(control, {"ready": True, "missing": missing, "python": sys.version.split()[0]})
    while True:
        try:
            order, descriptors = wire.receive(control)
        except wire.Hungup:
            os._exit(0)
        (descriptor,) = descriptors
        try:
            forked = kernel.fork()
        except OSError as error:  # this machine's trouble of the moment: one cell less, not all of them
            with contextlib.suppress(wire.Hungup, OSError), socket.socket(fileno=descriptor) as asking:
                wire.send(asking, {"broken": f"no process could be made: {error}"})
            continue
        if forked == 0:
            kernel.die_with_parent(signal.SIGKILL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            return birth.build(socket.socket(fileno=descriptor), order, filters)
        os.close(descriptor)


if __name__ == "__main__":
    os.environ.clear()
    os.environ.update(policy.ENVIRONMENT)
    _post = serve(socket.socket(fileno=int(sys.argv[1])))
    starter.run(_post)
