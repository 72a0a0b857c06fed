"""What the benchmarks share: percentiles, and the processes of a platform."""

from __future__ import annotations

import math
import subprocess
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def family(pid: int) -> dict[int, str]:
    """A process and all its descendants, with their command lines."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], check=True, capture_output=True, text=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found = {pid}
    grown = True
    while grown:
        grown = False
        for child, parent, _args in rows:
            if int(parent) in found and int(child) not in found:
                found.add(int(child))
                grown = True
    return {int(child): args for child, _parent, args in rows if int(child) in found}
