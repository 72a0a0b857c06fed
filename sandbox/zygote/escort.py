"""The companion's process: forked beside the cell, in its network, outside the learner's other namespaces."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from typing import Any

from sandbox.jail import cell, kernel, policy
from sandbox.zygote.database import Database


class Escort:
    """One cell's. It waits for its orders, the first of which says what it is to be; with a database, that is started
    while it waits."""

    def __init__(self, bpf: bytes, disk: int, wardens: list[int], *, database: bool) -> None:
        """Fork it. `disk`: a descriptor of the cell's slow disk. It closes `wardens`, the descriptors that are the
        warden's alone."""
        self.evidence, evidence_in = os.pipe()
        orders_out, self.orders = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                kernel.die_with_parent(signal.SIGKILL)
                for descriptor in (self.evidence, self.orders, *wardens):
                    os.close(descriptor)
                _be(evidence_in, orders_out, bpf, disk, database)
                os._exit(0)
            except BaseException as error:
                sys.excepthook(type(error), error, error.__traceback__)
                os._exit(1)
        os.close(evidence_in)
        os.close(orders_out)

    def begin(self, config: dict[str, Any]) -> None:
        """Tell it what it is to be; see `sandbox.inside.companion`."""
        line = json.dumps(config).encode() + b"\n"
        while line:
            line = line[os.write(self.orders, line) :]

    def hand_over(self) -> None:
        """The supervisor has its ends of the pipes."""
        os.close(self.evidence)
        os.close(self.orders)

    def see_out(self, control: socket.socket) -> None:
        """It ends by itself once its evidence is read; the supervisor's hanging up ends it in any case."""
        while True:
            pid, _ = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return
            ready, _, _ = select.select([control], [], [], policy.SAMPLE_MS / 1000)
            if ready:
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                return


def _be(evidence: int, orders: int, bpf: bytes, disk: int, with_database: bool) -> None:
    """The companion's process, from its birth to its end."""
    held = {"disk": disk}
    if with_database:
        database = Database(bpf)
        held |= {"database": database.folder, "server": database.pid}
    cell.give_up_rights(bpf)
    from sandbox.inside import companion

    line = b""
    while not line.endswith(b"\n"):  # of what comes next nothing is sent before `ready` is said
        part = os.read(orders, 65536)
        if not part:
            return
        line += part
    companion.main({**json.loads(line), "held": held}, evidence, orders)
