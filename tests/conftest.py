"""How the tests are dealt out to the workers that run side by side."""

from __future__ import annotations

from typing import Any, Final

import pytest
from xdist.scheduler import LoadFileScheduling

EACH_ALONE: Final = ("tests/lessons/test_content.py",)
"""Files whose tests share nothing that is dear to make, and together take longer than any worker should."""


class ByFile(LoadFileScheduling):
    """A file's tests go to one worker, which starts what they share once; those of EACH_ALONE to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return nodeid if file in EACH_ALONE else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)
