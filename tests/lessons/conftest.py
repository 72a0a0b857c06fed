from collections.abc import Iterator

import pytest

from lessons.checks import JOBS
from sandbox.supervisor import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The real jail, shared by the checks of the course."""
    with Sandbox(warm=JOBS, check=False) as opened:
        yield opened
