"""Virtual time: it stands still while code runs, and jumps when everybody waits. Nobody waits for real."""

from __future__ import annotations

import random
import time

EPOCH_S = 1_767_225_600
"""What `time.time()` says when a program begins: the first second of 2026, UTC."""


class Clock:
    """Seconds since the program began."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        """`time.sleep`: the whole program stands still for so long."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.now += seconds

    def rule(self) -> None:
        """From here on the functions of `time` tell this clock's time; `random` begins where it always does."""

        def since(zero: int, unit: int) -> object:
            return lambda: (zero + self.now) * unit if unit == 1 else int((zero + self.now) * unit)

        for name in ("monotonic", "perf_counter"):
            setattr(time, name, since(0, 1))
            setattr(time, f"{name}_ns", since(0, 10**9))
        setattr(time, "time", since(EPOCH_S, 1))  # noqa: B010 - mypy knows it as a function that stays
        setattr(time, "time_ns", lambda: EPOCH_S * 10**9 + int(self.now * 1e9))  # noqa: B010
        setattr(time, "sleep", self.sleep)  # noqa: B010
        random.seed(0)
