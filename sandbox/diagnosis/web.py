"""FastAPI: routes that wait for one of the 40 threads, and routes sent to a thread for nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Final

from sandbox.diagnosis.finding import Case, Finding, ms
from sandbox.diagnosis.picture import MS, Item, peak

QUEUED: Final = 10 * MS
BUILTINS: Final = frozenset({"len", "str", "int", "float", "abs", "max", "min", "upper", "lower", "round", "repr"})
TOKENS: Final = 40
"""Fewer are somebody's choice: `pool-too-small`."""


def threads_used_up(case: Case) -> Iterator[Finding]:
    """More `def` requests at once than there are tokens."""
    run = sorted((one for one in case.picture.items if one.kind == "anyio" and one.start is not None), key=_start)
    tokens = max((item.total or 0 for item in run), default=0)
    if tokens < TOKENS or len(run) <= tokens or peak((_start(item), _start(item) + item.dur) for item in run) < tokens:
        return
    usual = median(item.queued for item in run[:tokens])  # threads take time to be made
    by_func: dict[str, list[Item]] = defaultdict(list)
    for item in run[tokens:]:
        if item.queued > usual + QUEUED:
            by_func[item.func].append(item)
    for func, items in by_func.items():
        delays = [item.queued for item in items]
        name = func.rpartition(".")[2]
        function = case.facts.function(name)
        line = function.lines[0] if function and function.lines else items[0].line
        runs = [item.dur for item in run if item.func == func]
        if max(delays) < 5 * QUEUED or len(items) < 5 or median(runs) < QUEUED or not line:
            continue
        yield Finding(
            "thread-limit-reached", line,
            {"route": name, "tokens": tokens, "requests": len(runs), "waited": len(items),
             "longest_ms": ms(max(delays)), "run_ms": ms(median(runs))},
            [item.row for item in items], ms(max(delays)), around=(line,),
        )  # fmt: skip


def _start(item: Item) -> int:
    return item.start or 0


def clients_made_anew(case: Case) -> Iterator[Finding]:
    """An HTTP client for each request: its certificates are read on the loop's thread each time."""
    for fact in case.facts.of("client-made"):
        blocks = [block for block in case.picture.blocks if fact.covers(block.line)]
        spent = sum(block.dur for block in blocks)
        if len(blocks) >= 3 and spent >= 100 * MS:
            yield Finding(
                "client-is-free", fact.line, {"times": len(blocks), "ms": ms(spent)},
                [block.row for block in blocks], ms(spent), around=(fact.line,),
            )  # fmt: skip


def threads_for_nothing(case: Case) -> Iterator[Finding]:
    """A `def` route with nothing in it that waits or computes."""
    by_func: dict[str, list[Item]] = defaultdict(list)
    for item in case.picture.items:
        if item.kind != "process" and item.start is not None:
            by_func[item.func.rpartition(".")[2]].append(item)
    for name, items in by_func.items():
        function = case.facts.function(name)
        trivial = function is not None and "trivial" in function.tags
        if (trivial or name in BUILTINS) and items[0].kind == "thread" and len(items) >= 20:
            if items[0].line and max(item.cpu or 0 for item in items) < MS and median(i.dur for i in items) < MS // 2:
                yield Finding(
                    "thread-for-nothing", items[0].line,
                    {"route": name, "requests": len(items), "run_us": round(median(i.dur for i in items) / 1000)},
                    [item.row for item in items], 10, around=(items[0].line,),
                )  # fmt: skip
            continue
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
