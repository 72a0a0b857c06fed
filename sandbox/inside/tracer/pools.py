"""Work handed to pools: when it was submitted, when and where it really ran. Nothing of ours is pickled with it."""

from __future__ import annotations

import sys
from _thread import get_ident
from functools import partial
from time import thread_time_ns
from types import ModuleType
from typing import Any, Final

from sandbox.inside.tracer import lanes, processes, sites, waits
from sandbox.inside.tracer.hooks import around, dress
from sandbox.inside.tracer.record import OTHERS, clip, emit, fault, now, tally, tell
from sandbox.inside.tracer.threads import function_name

_submitting: Final[dict[int, int]] = {}
"""Thread ident -> the item being submitted there."""
_submitted: Final[dict[int, list[int]]] = {}
"""Thread ident -> items submitted within `run_in_executor` there, to be tied to its future."""
_asking: Final[dict[int, int]] = {}
"""By id of a limiter of anyio: calls that wait for a token of it or have one."""
_pools: Final[dict[int, int]] = {}

Token = tuple[int, int, int]


def _pool(executor: Any) -> int:
    number: int | None = getattr(executor, "_lane", None)
    if number is None:
        number = executor._lane = len(_pools) + 1
        _pools[number] = number
    return number


def _queued(executor: Any, kind: str, func: Any, args: tuple[Any, ...], depth: int) -> None:
    item = lanes.new_number()
    name = function_name(func if not args else partial(func, *args))
    site = sites.stack_site(sys._getframe(depth)) or lanes.site_here()
    total = getattr(executor, "_max_workers", None)
    queue = getattr(executor, "_work_queue", None)
    ahead = queue.qsize() if queue is not None else None
    busy = None
    if queue is not None:
        busy = max(len(executor._threads) - executor._idle_semaphore._value, 0)
    row = "q", now(), item, _pool(executor), kind, name, site, lanes.thread(), lanes.task_here(), busy, total, ahead
    if not tell(row):
        item = 0  # not told of, neither is its run
    ident = get_ident()
    _submitting[ident] = item
    if ident in _submitted:
        _submitted[ident].append(item)


def _run_begins(owner: int, item: int) -> Token:
    start = now()
    lanes.items[get_ident()] = (start, owner, item)
    return start, item, thread_time_ns()


def _run_ended(owner: int, token: Token, error: BaseException | None) -> None:
    start, item, cpu = token
    lanes.items.pop(get_ident(), None)
    if not item:
        tally[OTHERS] += 1
        return
    name = None if error is None else clip(type(error).__name__)
    emit(("w", start, now() - start, owner, item, lanes.thread(), thread_time_ns() - cpu, name))


def _tie_item(work: Any, *_arguments: Any) -> None:
    work.item = _submitting.pop(get_ident(), 0)


def hook_thread_pool(module: ModuleType) -> None:
    """ThreadPoolExecutor; also what asyncio.to_thread and run_in_executor use."""

    def submitted(executor: Any, func: Any, /, *args: Any, **_named: Any) -> None:
        _queued(executor, "thread", func, args, 3)

    def begins(work: Any, *_arguments: Any) -> tuple[Any, Token]:
        return work.future, _run_begins(processes.own_pid(), getattr(work, "item", 0))

    def ended(token: tuple[Any, Token], _result: Any, error: BaseException | None) -> None:
        future, began = token
        _run_ended(processes.own_pid(), began, error or future._exception)

    around(module.ThreadPoolExecutor, "submit", before=submitted)
    around(module._WorkItem, "__init__", before=_tie_item)
    around(module._WorkItem, "run", before=begins, after=ended)


def hook_process_pool(module: ModuleType) -> None:
    """ProcessPoolExecutor. Parent and child agree on the item by an attribute of the call that is sent anyway."""
    waiting: dict[int, int] = {}

    def submitted(executor: Any, func: Any, /, *args: Any, **_named: Any) -> None:
        _queued(executor, "process", func, args, 3)

    def tied(_work: Any, _future: Any, _func: Any, _args: Any, named: Any) -> None:
        waiting[id(named)] = _submitting.pop(get_ident(), 0)

    def sent(call: Any, _work_id: Any, _func: Any, _args: Any, named: Any) -> None:
        call.item = (processes.own_pid(), waiting.pop(id(named), 0))

    def arrived(call: Any, state: dict[str, Any]) -> None:
        call.__dict__.update(state)
        if "item" in state:
            call.fn = _timed(call.fn, *state["item"])

    around(module.ProcessPoolExecutor, "submit", before=submitted)
    around(module._WorkItem, "__init__", before=tied)
    around(module._CallItem, "__init__", before=sent)
    module._CallItem.__setstate__ = arrived


def _timed(func: Any, owner: int, item: int) -> Any:
    """`func`, told as the run of an item, without an entry in the traceback that goes back to the parent."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        token = _run_begins(owner, item)
        error = None
        try:
            return func(*args, **kwargs)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            error = problem
            raise
        finally:
            try:
                _run_ended(owner, token, error)
            except Exception as problem:
                fault(problem)
            del error

    return timed


def hook_executor_of_loop(loop: type) -> None:
    """`run_in_executor`: the future a task waits on is tied to the item."""

    def begins(*_arguments: Any) -> None:
        _submitted[get_ident()] = []

    def ended(_token: Any, future: Any, _error: BaseException | None) -> None:
        items = _submitted.pop(get_ident(), [])
        if items and items[0] and future is not None:
            waits.future_items[future] = items[0]

    around(loop, "run_in_executor", before=begins, after=ended)


def hook_anyio(module: ModuleType) -> None:
    """anyio.to_thread.run_sync: FastAPI's `def` routes, with the state of its tokens (40 by default)."""
    original = module.run_sync

    async def run_sync(func: Any, *args: Any, **kwargs: Any) -> Any:
        call, limiter = func, 0
        try:
            call, limiter = _handed(module, func, kwargs.get("limiter"))
        except Exception as problem:
            fault(problem)
        try:
            return await original(call, *args, **kwargs)
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        finally:
            if limiter:
                _asking[limiter] -= 1
                if not _asking[limiter]:
                    del _asking[limiter]

    dress(run_sync, original)
    module.run_sync = run_sync  # type: ignore[attr-defined]


def _handed(module: Any, func: Any, limiter: Any) -> tuple[Any, int]:
    """The function as it is to be called, and the id of the limiter."""
    item = lanes.new_number()
    task = lanes.task_here()
    limiter = limiter or module.current_default_thread_limiter()
    state = limiter.statistics()
    tokens = state.total_tokens if isinstance(state.total_tokens, int) else None
    asking = _asking.get(id(limiter), 0)
    # Those that asked just before have no token yet, but will.
    busy = max(state.borrowed_tokens, asking if tokens is None else min(asking, tokens))
    site = sites.stack_site(sys._getframe(2)) or lanes.site_here()
    name = function_name(func)
    row = "q", now(), item, 0, "anyio", name, site, lanes.thread(), task, busy, tokens, max(asking - busy, 0)
    if not tell(row):
        item = 0
    if task and item:
        lanes.handed_in[task] = item
    call = _timed(func, processes.own_pid(), item)
    _asking[id(limiter)] = asking + 1
    return call, id(limiter)
