"""Small numbers for threads and tasks, and what runs on each thread just now.

Thread idents are recycled by the system, `id(task)` by the allocator: the numbers here never are.
"""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Callable
from itertools import count
from time import pthread_getcpuclockid
from typing import Any, Final

steps: Final[dict[int, tuple[int, Any]]] = {}
"""By thread ident: (since when, Handle) while a callback of an event loop runs there."""
tasks: Final[dict[int, int]] = {}
"""By id(task): its number, until it is done."""
made_at: Final[dict[int, int]] = {}
"""By task number: the site of its creation, until it is done. Speaks for tasks of library coroutines, which have no
line of their own."""
failed: Final[dict[int, int]] = {}
"""By id(task): the number of one that ended with an exception, which asyncio may complain of once it is gone."""
FAILED: Final = 10_000
handed_in: Final[dict[int, int]] = {}
"""By task number: the item of anyio's thread pool it handed in last."""
items: Final[dict[int, tuple[int, int, int]]] = {}
"""By thread ident: (since when, owner's pid, item) while an item of a pool runs there."""
looping: Final[set[int]] = set()
"""Idents of threads inside `run_forever`."""
clocks: Final[dict[int, int]] = {}
"""By ident: the id of the thread's CPU clock, asked for by the thread itself. Asking for another thread's, which may
just have ended, would read freed memory; reading a known clock of an ended thread is only an OSError."""

_threads: Final[dict[int, int]] = {}
_numbers: list[Callable[[], int]] = [count(1).__next__, count(1).__next__]


def forget() -> None:
    """After a fork: the thread that forked is the child's main thread, and no loop of the parent's runs here."""
    for known in (steps, tasks, made_at, failed, handed_in, items, clocks, _threads):
        known.clear()
    looping.clear()
    _numbers[:] = [count(1).__next__, count(1).__next__]
    begin_main()


def begin_main() -> None:
    """Call on the main thread: it becomes number 0."""
    _threads[get_ident()] = 0
    clocks[get_ident()] = pthread_getcpuclockid(get_ident())


def new_thread() -> int:
    """A number for a thread about to start."""
    return _numbers[0]()


def new_number() -> int:
    """A number for a task or an item."""
    return _numbers[1]()


def begin_thread(number: int) -> None:
    """Call on the new thread."""
    ident = get_ident()
    _threads[ident] = number
    clocks[ident] = pthread_getcpuclockid(ident)


def end_thread() -> None:
    """Call on the thread that ends."""
    ident = get_ident()
    for known in (_threads, clocks, steps, items):
        known.pop(ident, None)


def thread(ident: int | None = None) -> int:
    """The number of a thread, the calling one without an argument."""
    if ident is None:
        ident = get_ident()
    number = _threads.get(ident)
    if number is None:
        number = _threads[ident] = new_thread()
    return number


def task_on(ident: int) -> int:
    """The number of the task whose step runs on that thread, 0 for none."""
    step = steps.get(ident)
    if step is None:
        return 0
    return tasks.get(id(getattr(step[1]._callback, "__self__", None)), 0)


def site_here() -> int:
    """Where the task was created that is running on the calling thread; 0 for none."""
    return made_at.get(task_here(), 0)


def end_task(task: object) -> None:
    """The task is done: its id may be another's from now on."""
    number = tasks.pop(id(task), 0)
    made_at.pop(number, None)
    handed_in.pop(number, None)


def task_here() -> int:
    """The number of the task that is running on the calling thread, 0 for none."""
    return task_on(get_ident())
