"""How the tests are dealt out to the workers that run side by side."""

from __future__ import annotations

from typing import Any, Final

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

EACH_ALONE: Final = ("tests/lessons/test_content.py",)
"""Files whose tests share nothing that is dear to make, and together take longer than any worker should."""
AT_ONCE: Final = 2
"""Of the tests of EACH_ALONE, as long as there are others: each of them runs several programs side by side."""


class ByFile(LoadFileScheduling):
    """A file's tests go to one worker, which starts what they share once; those of EACH_ALONE to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return nodeid if file in EACH_ALONE else file

    def _assign_work_unit(self, node: WorkerController) -> None:
        """From the first minute to the last some of EACH_ALONE are under way, never all of them at the end."""
        at_hand = sum(
            _each_alone(scope) and not all(unit.values())
            for work in self.assigned_work.values()
            for scope, unit in work.items()
        )
        wanted = at_hand < AT_ONCE
        first = next((scope for scope in self.workqueue if _each_alone(scope) == wanted), None)
        if first is not None:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def _each_alone(scope: str) -> bool:
    return scope.partition("::")[0] in EACH_ALONE


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)
