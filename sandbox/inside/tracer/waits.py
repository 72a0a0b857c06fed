"""What a suspended task waits for, read from outside: the chain of `cr_await` down to the library, and the task's
`_fut_waiter`.

Of the learner's frames only the line is read, never their variables; of asyncio's own frames some variables are.
Wrapping `coroutine.send` instead would change what programs see (it broke five of CPython's own asyncio tests).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType, CoroutineType, FrameType, GeneratorType
from typing import Any, Final
from weakref import WeakKeyDictionary

from sandbox.inside.tracer import lanes, sites

CHAIN: Final = 64
"""Awaits followed: deeper chains lose their end, not the run."""
IDS: Final = 100

future_items: Final[WeakKeyDictionary[Any, int]] = WeakKeyDictionary()
"""asyncio future -> the item of a pool that will complete it."""

_BY_FUNCTION: Final = {
    ("asyncio/tasks.py", "sleep"): "sleep",
    ("asyncio/tasks.py", "wait_for"): "timeout",
    ("asyncio/tasks.py", "_wait"): "wait",
    ("asyncio/tasks.py", "_wait_for_one"): "wait",
    ("asyncio/locks.py", "acquire"): "lock",
    ("asyncio/locks.py", "wait"): "lock",
    ("asyncio/locks.py", "_wait"): "barrier",
    ("asyncio/locks.py", "_block"): "barrier",
    ("asyncio/queues.py", "get"): "queue",
    ("asyncio/queues.py", "put"): "queue",
    ("asyncio/queues.py", "join"): "queue",
    ("asyncio/threads.py", "to_thread"): "thread",
    ("asyncio/base_events.py", "shutdown_default_executor"): "thread",
    ("asyncio/taskgroups.py", "__aexit__"): "taskgroup",
    ("asyncio/taskgroups.py", "_aexit"): "taskgroup",
    ("asyncio/subprocess.py", "wait"): "subprocess",
    ("asyncio/subprocess.py", "communicate"): "subprocess",
    ("asyncio/base_events.py", "getaddrinfo"): "dns",
    ("asyncio/base_events.py", "serve_forever"): "serve",
    ("anyio/_backends/_asyncio.py", "run_sync_in_worker_thread"): "thread",
    ("anyio/_backends/_asyncio.py", "acquire_on_behalf_of"): "thread-token",
}
_NETWORK: Final = frozenset(
    [
        "sock_recv",
        "sock_recv_into",
        "sock_recvfrom",
        "sock_sendall",
        "sock_sendto",
        "sock_connect",
        "_sock_connect",
        "sock_accept",
        "create_connection",
        "create_unix_connection",
        "_connect_sock",
        "create_datagram_endpoint",
        "start_tls",
        "read",
        "readline",
        "readexactly",
        "readuntil",
        "drain",
        "wait_closed",
        "_wait_for_data",
        "receive",
        "send",
        "open_connection",
        "_drain_helper",
        "_create_connection_transport",
    ]
)
_LOCKS: Final = {
    "Lock": "lock",
    "Event": "event",
    "Condition": "condition",
    "Semaphore": "semaphore",
    "Barrier": "barrier",
}

_kinds: Final[dict[int, str | None]] = {}
_places: Final[dict[tuple[int, ...], int]] = {}
_kept: Final[list[CodeType]] = []
_task_types: list[type] = []

Waiting = tuple[str, Any, int]


def set_task_types(types: list[type]) -> None:
    """The classes of asyncio's tasks, once asyncio is there."""
    _task_types[:] = types


def task_types() -> tuple[type, ...]:
    """Those classes; none where asyncio was never imported."""
    return tuple(_task_types)


def forget() -> None:
    """After a fork sites are told anew."""
    _places.clear()


def waiting(task: Any) -> Waiting:
    """(wait, detail, site) of a task that has just suspended."""
    kind, frame, frames, key = _follow(task.get_coro())
    site = _places.get(key, 0)
    if not site and frames:
        frames.reverse()
        site = sites.site_of(frames)
        if len(_places) < sites.SITES:
            _places[key] = site
    waiter = getattr(task, "_fut_waiter", None)  # a class of the learner's own may have none
    if kind is None:
        kind, detail = _by_future(waiter)
    else:
        kind, detail = _by_frame(kind, frame, waiter, task)
    return kind, detail, site or lanes.made_at.get(lanes.tasks.get(id(task), 0), 0)


def _follow(awaited: Any) -> tuple[str | None, FrameType | None, list[FrameType], tuple[int, ...]]:
    """Down the chain of awaits: the outermost library function below the learner's last frame, and the learner's
    frames."""
    kind: str | None = None
    frame: FrameType | None = None
    frames: list[FrameType] = []
    key: tuple[int, ...] = ()
    for _ in range(CHAIN):
        if type(awaited) is CoroutineType:
            code = awaited.cr_code
            if sites.is_learners(code):
                kind = None
                if awaited.cr_frame is not None:
                    frames.append(awaited.cr_frame)
                    key += (id(code), awaited.cr_frame.f_lasti)
            elif kind is None:
                kind = _kind(code)
                frame = awaited.cr_frame
            elif kind == "thread" and _kind(code) == "thread-token":
                kind = "thread-token"  # it has not been handed to a thread yet
            awaited = awaited.cr_await
        elif type(awaited) is GeneratorType:
            awaited = awaited.gi_yieldfrom
        else:
            break
    if kind is None and type(awaited).__name__.startswith("async_generator"):
        kind = "generator"  # the chain cannot be followed into it
    return kind, frame, frames, key


def _kind(code: CodeType) -> str | None:
    try:
        return _kinds[id(code)]
    except KeyError:
        pass
    name = code.co_filename.replace("\\", "/")
    kind = next((k for (end, func), k in _BY_FUNCTION.items() if func == code.co_name and name.endswith(end)), None)
    if kind is None and code.co_name in _NETWORK and ("/asyncio/" in name or "/anyio/" in name):
        kind = "net"
    if len(_kept) < sites.CODES:
        _kept.append(code)
        _kinds[id(code)] = kind
    return kind


def _by_frame(kind: str, frame: FrameType | None, waiter: Any, task: Any) -> tuple[str, Any]:
    """The wait as the library's frame tells it."""
    known: Mapping[str, Any] = (
        frame.f_locals if frame is not None and kind in ("sleep", "lock", "wait", "taskgroup", "timeout") else {}
    )
    detail: Any = None
    if kind == "sleep":
        asked: Any = known.get("delay")
        if type(asked) in (int, float) and 0 <= asked <= 1e9:
            kind, detail = ("sleep", asked) if asked else ("yield", None)
    elif kind == "lock":
        owner = type(known.get("self"))
        kind = next((_LOCKS[base.__name__] for base in owner.__mro__ if base.__name__ in _LOCKS), "lock")
    elif kind == "wait":
        detail = _numbers(known.get("fs") or ())
    elif kind == "taskgroup":
        detail = _numbers(getattr(known.get("self"), "_tasks", ()))
    elif kind == "timeout":
        detail = lanes.tasks.get(id(known.get("fut")))
    elif kind in ("thread", "thread-token"):
        detail = future_items.get(waiter) if waiter is not None else None
        if detail is None:
            detail = lanes.handed_in.get(lanes.tasks.get(id(task), 0))
    return kind, detail


def _by_future(waiter: Any) -> tuple[str, Any]:
    """The wait as the future tells it that the task is suspended on."""
    if waiter is None:
        return "yield", None
    if isinstance(waiter, task_types()):
        return "task", lanes.tasks.get(id(waiter), 0)
    children = getattr(waiter, "_children", None)
    if type(waiter).__name__ == "_GatheringFuture" and children is not None:
        return "gather", _numbers(children)
    item = future_items.get(waiter)
    return ("future", None) if item is None else ("executor", item)


def _numbers(futures: Any) -> Any:
    if len(futures) > IDS:
        return len(futures)
    numbers = (lanes.tasks.get(id(one)) or future_items.get(one, 0) for one in futures)
    return [number for number in numbers if number]
