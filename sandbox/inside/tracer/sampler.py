"""One thread that looks at all others every 10 ms: names the line where a thread stands, tells of a loop that is
blocked while it still is, and takes the rows to the pipe every 50 ms. Nothing is traced line by line.

It is a bare `_thread`: `threading.enumerate` does not list it and the end of the program does not wait for it. It
stops around a fork. Whether a thread computes or waits is told by its CPU clock: below a tenth of the time it waits.
"""

from __future__ import annotations

import _thread
import os
import sys
from time import clock_gettime_ns, thread_time_ns
from types import FrameType, ModuleType
from typing import Any, Final

from sandbox.inside.tracer import crowd, lanes, vigil
from sandbox.inside.tracer.doings import Doing, place
from sandbox.inside.tracer.pipe import Pipe
from sandbox.inside.tracer.record import asleep, emit, fault, now, take, tell
from sandbox.inside.tracer.spans import BLOCK_NS, COMPUTES, TELL_MOST_NS, Span, often_enough

PERIOD_S: Final = 0.010
FLUSH_NS: Final = 40_000_000
GONE_S: Final = 0.05
"""The thread's very last steps take so long at most, or the fork goes on beside them."""
_stands: Final[dict[int, Span]] = {}
_blocks: Final[dict[int, Span]] = {}
_items: Final[dict[int, tuple[int, int]]] = {}
_baseline: Final[dict[int, tuple[int, int]]] = {}
_state: Final[dict[str, Any]] = {"pipe": None, "stop": None, "done": None, "thread": 0, "looks": True}


def attach(pipe: Pipe) -> None:
    """Where the rows go."""
    _state["pipe"] = pipe


def start() -> None:
    """Begin, or go on after a pause. Where no thread is to be had, rows leave only at the end."""
    if _state["stop"] is not None or _state["pipe"] is None:
        return
    stop_lock, done_lock = _thread.allocate_lock(), _thread.allocate_lock()
    stop_lock.acquire()
    done_lock.acquire()
    _state.update(stop=stop_lock, done=done_lock)
    asleep[0] = False
    try:
        _thread.start_new_thread(_watch, (stop_lock, done_lock))
    except RuntimeError:
        _state.update(stop=None, done=None)


def pause() -> None:
    """Stop the thread and wait until it has: before a fork and at the end."""
    stop_lock, done_lock = _state["stop"], _state["done"]
    if stop_lock is not None:
        _state.update(stop=None, done=None)
        stop_lock.release()
        if done_lock.acquire(True, 1.0):
            _until_gone(f"/proc/self/task/{_state['thread']}", stop_lock)


def _until_gone(thread: str, held: Any) -> None:
    """It has said that it is done, and is a thread of the process for a moment more: where Python counts those at a
    fork (3.12), the learner would be warned of a thread that is not theirs."""
    until = now() + int(GONE_S * 1e9)
    while os.access(thread, os.F_OK) and now() < until:
        held.acquire(True, 0.0002)  # nobody releases it: a pause in which the thread gets the interpreter


def forget() -> None:
    """In a forked child: no thread of ours runs here yet."""
    _state.update(stop=None, done=None)
    for known in (_stands, _blocks, _items, _baseline):
        known.clear()


def tell_all() -> None:
    """At the end: what stands now, stands for the last time."""
    for ident in list(_stands):
        end_stand(ident)


def flush(patience_s: float) -> None:
    """Take the rows to the pipe. Only while the thread is paused, or by it."""
    pipe = _state["pipe"]
    if pipe is not None:
        pipe.put(take())
        pipe.drain(patience_s)


def hook_subinterpreters(_module: ModuleType) -> None:
    """`sys._current_frames()` walks the threads of all interpreters; with a subinterpreter alive that crashes 3.12.1
    and 3.13.0."""
    if sys.version_info < (3, 14):
        _state["looks"] = False


def _watch(stop_lock: Any, done_lock: Any) -> None:
    flushed = 0
    _state["thread"] = _thread.get_native_id()
    while not stop_lock.acquire(True, PERIOD_S):
        try:
            if _state["looks"]:
                _look()
            vigil.look(looked := now())
            if looked - flushed >= FLUSH_NS:
                flush(0.02)
                flushed = now()
                if flushed - looked >= BLOCK_NS and _state["looks"]:
                    _look()  # while we wrote, somebody may have held the interpreter, and stands there still
        except Exception as problem:
            fault(problem)
    done_lock.release()


def _look() -> None:
    me = _thread.get_ident()
    t = now()
    for ident, frame in sys._current_frames().items():
        if ident != me:
            _look_at(ident, frame, t)
    for ident, span in list(_stands.items()):  # of threads that ended by no way we saw
        if t - span.last > TELL_MOST_NS:
            end_stand(ident)


def _look_at(ident: int, frame: FrameType, t: int) -> None:
    cpu = _cpu(ident)
    step = lanes.steps.get(ident)
    _tell_item(ident, t)
    idle = step is None and ident in lanes.looping
    found = None if idle else place(frame)
    if step is None or found is None:
        _blocks.pop(ident, None)
        if cpu is not None:
            _baseline[ident] = (t, cpu)
    else:
        block = _blocks.get(ident)
        if block is None or block.since != step[0]:
            block = _blocks[ident] = Span(step[0], t, found[0], cpu, 0)
            _watched_before(ident, block)
        else:
            block.add(t, found[0], cpu)
        if block.due(t):
            block.told = t
            crowd.promote(task := lanes.task_on(ident))
            emit(("B", block.since, t - block.since, lanes.thread(ident), task, *_said(block)))
    if found is None:
        end_stand(ident)
    else:
        _stand(ident, t, found[0], cpu, found[1])


def _stand(ident: int, t: int, seen: Doing, cpu: int | None, func: int) -> None:
    span = _stands.get(ident)
    if span is not None:
        busy = (
            seen[1] is None and cpu is not None and span.cpu is not None and cpu - span.cpu > (t - span.last) * COMPUTES
        )
        same_work = (
            busy and span.func == func and span.mode() != "waits" and all(doing is None for _, doing in span.seen)
        )
        if (seen in span.seen and (len(span.seen) == 1 or busy)) or same_work:
            span.add(t, seen, cpu)
            if span.due(t):
                span.told = t
                _tell_stand(ident, span)
            return
        end_stand(ident)
    _stands[ident] = Span(t, t, seen, cpu, func)


def _tell_stand(ident: int, span: Span) -> None:
    tell(("l", span.since, max(span.last - span.since, 1), lanes.thread(ident), *_said(span)))


def end_stand(ident: int) -> None:
    """The thread stands there no longer: tell its last span, unless it was only a glimpse."""
    span = _stands.pop(ident, None)
    if span is not None and span.last > span.since:
        _tell_stand(ident, span)


def _said(span: Span) -> tuple[int, str, str | None, int | None]:
    site, doing = span.most()
    return site, span.mode(), doing, span.used()


def _watched_before(ident: int, block: Span) -> None:
    """Its clock counts from the last look before it: perhaps none came until a C call let go of the interpreter."""
    before = _baseline.get(ident)
    if before is not None and block.since - before[0] < 2 * BLOCK_NS:
        block.watched, block.since_cpu = before


def block_ended(ident: int, start_ns: int, dur: int, task: int) -> None:
    """A step of `BLOCK_NS` or more has ended on the calling thread."""
    block = _blocks.pop(ident, None)
    if block is None or block.since != start_ns:
        block = Span(start_ns, start_ns, (0, None), None, 0)  # no look at it: the step ended before our turn came
        _watched_before(ident, block)
    block.last, block.cpu = now(), thread_time_ns()
    end_stand(ident)
    emit(("b", start_ns, dur, lanes.thread(ident), task, *_said(block)))


def _tell_item(ident: int, t: int) -> None:
    item = lanes.items.get(ident)
    if item is None or not item[2]:
        return
    since, owner, number = item
    told = _items.get(ident, (0, 0))
    last = told[1] if told[0] == since else 0
    if often_enough(since, last, t):
        _items[ident] = (since, t)
        tell(("W", since, t - since, owner, number, lanes.thread(ident), None, None))


def _cpu(ident: int) -> int | None:
    clock = lanes.clocks.get(ident)
    if clock is None:
        return None
    try:
        return clock_gettime_ns(clock)
    except OSError:
        return None
