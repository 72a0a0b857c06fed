"""The companion's process: forked beside the cell, in its network, outside the learner's other namespaces."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
from typing import Any

from sandbox.jail import cell, kernel, policy
from sandbox.zygote.database import Database


class Escort:
    def __init__(self, config: dict[str, Any], bpf: bytes, disk: int, wardens: list[int]) -> None:
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
                held = {"disk": disk}
                if "database" in config["services"]:
                    database = Database(config["services"]["database"] or {}, bpf)
                    held |= {"database": database.folder, "server": database.pid}
                cell.give_up_rights(bpf)
                from sandbox.inside import companion

                companion.main({**config, "held": held}, evidence_in, orders_out)
                os._exit(0)
            except BaseException as error:
                sys.excepthook(type(error), error, error.__traceback__)
                os._exit(1)
        os.close(evidence_in)
        os.close(orders_out)

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
