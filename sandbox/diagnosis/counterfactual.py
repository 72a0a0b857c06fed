"""What the run would have taken had a blocking call given up its turn: computed from the trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sandbox.diagnosis.facts import Edit, Fact
from sandbox.diagnosis.finding import Case, Saves
from sandbox.diagnosis.picture import MS, Block, Key, Task

LEAST: Final = 20 * MS
"""A saving below this is none."""
SPARE_THREADS: Final = 4
MOST_THREADS: Final = 32
"""asyncio.to_thread has min(32, cores + 4) threads."""
THREAD_START: Final = 1 * MS


def unblocked(case: Case, blocks: list[Block], *, in_threads: bool, edit: Edit | None) -> Saves | None:
    """Each task's blocks side by side with the others'. None for an app, whose time is its load's, and where nothing is
    saved.

    A task ends when it did, less the time it stood ready while others held the loop; where the calls go to threads,
    not before the threads are through.
    """
    if case.kind != "script" or not blocks:
        return None
    by_task: dict[Key, list[Block]] = defaultdict(list)
    for block in blocks:
        by_task[block.pid, block.task].append(block)
    measured = max(block.end for block in blocks)
    begun = min(block.start for block in blocks)
    ends = []
    for key, own in by_task.items():
        task = case.picture.tasks.get(key)
        end = max(block.end for block in own)
        ends.append(end - (starved(task, end) if task else 0))
    if in_threads:
        threads = min(MOST_THREADS, case.picture.cores + SPARE_THREADS)
        runs = [sum(block.dur for block in own) for own in by_task.values()]
        ends.append(begun + played(runs, threads) + THREAD_START * min(threads, len(runs)))
    saved = measured - max(begun, *ends)
    if saved < LEAST:
        return None
    return Saves(case.wall_s, case.wall_s - saved / 1e9, edit)


def starved(task: Task, until: int) -> int:
    """How long a task stood ready, and somebody else held its loop, before `until`."""
    total = max(0, task.first - task.begin)
    for wait in task.waits:
        if wait.end <= until and wait.kind == "sleep" and isinstance(wait.detail, (int, float)):
            total += max(0, wait.dur - round(wait.detail * 1e9))
        elif wait.end <= until and wait.kind == "yield":
            total += wait.dur
    return total


def played(runs: Iterable[int], seats: int) -> int:
    """How long these take on so many seats, each taking the next as soon as it is free."""
    free = [0] * max(seats, 1)
    for run in runs:
        seat = min(range(len(free)), key=free.__getitem__)
        free[seat] += run
    return max(free)


def edit_at(calls: Iterable[Fact], sorts: set[str]) -> Edit | None:
    """The change to the one call of such a sort; None where there are several."""
    edits = [call.edit for call in calls if call.tags & sorts and call.edit]
    return edits[0] if len(edits) == 1 else None
