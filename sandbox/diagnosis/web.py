"""FastAPI: routes that wait for one of the 40 threads, and routes sent to a thread for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Final

from sandbox.diagnosis.finding import Case, Finding, ms
from sandbox.diagnosis.picture import MS, Item

QUEUED: Final = 10 * MS


def threads_used_up(case: Case) -> Iterator[Finding]:
    """More `def` requests at once than there are tokens."""
    by_func: dict[str, list[Item]] = defaultdict(list)
    for item in case.picture.items:
        if item.kind == "anyio" and item.used is not None and item.total and item.used >= item.total:
            by_func[item.func].append(item)
    for func, items in by_func.items():
        delays = [item.queued for item in items if item.start is not None]
        name = func.rpartition(".")[2]
        function = case.facts.function(name)
        line = function.lines[0] if function and function.lines else items[0].line
        if not delays or max(delays) < 5 * QUEUED or len(items) < 5 or not line:
            continue
        runs = [item.dur for item in case.picture.items if item.func == func and item.start is not None]
        yield Finding(
            "thread-limit-reached", line,
            {"route": name, "tokens": items[0].total or 0, "requests": len(runs), "waited": len(items),
             "longest_ms": ms(max(delays)), "run_ms": ms(median(runs))},
            [item.row for item in items], ms(max(delays)), around=(line,),
        )  # fmt: skip


def threads_for_nothing(case: Case) -> Iterator[Finding]:
    """A `def` route with nothing in it that waits or computes."""
    by_func: dict[str, list[Item]] = defaultdict(list)
    for item in case.picture.items:
        if item.kind == "anyio" and item.start is not None:
            by_func[item.func.rpartition(".")[2]].append(item)
    for name, items in by_func.items():
        function = case.facts.function(name)
        if (
            function is None
            or "endpoint" not in function.tags
            or "trivial" not in function.tags
            or "async" in function.tags
        ):
            continue
        if len(items) >= 10 and median(item.dur for item in items) < MS:
            yield Finding(
                "thread-for-nothing", function.lines[0],
                {"route": name, "requests": len(items), "run_us": round(median(item.dur for item in items) / 1000)},
                [item.row for item in items], 10, around=(function.line,),
            )  # fmt: skip
