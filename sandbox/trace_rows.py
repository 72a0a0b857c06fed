"""The rows of a trace: what each type carries, as data, and the check every row passes before anyone shows it.

A row is a JSON list `[type, pid, t, ...fields]`. It is written inside the jail by the learner's own process, so it can
be forged: rows are for display and advice, never evidence, and each one goes through `valid_row` outside the jail.

Common fields and units
-----------------------
`pid`     process id as the jail sees it. Every number below belongs to its process: read it as (pid, number).
`t`       nanoseconds since the entrant's zero; one clock (CLOCK_MONOTONIC) for all processes. A row that tells of a
          span has the span's start as `t`, and is written at its end: sort by `t`. Rows leave about every 50 ms.
`dur`     nanoseconds.
`cpu`     nanoseconds of that thread's CPU clock within the span; null where unknown.
`file`    small number, named by an `f` row before its first use.
`site`    small number of a place in the learner's code, told by an `S` row before its first use; 0: no place known.
`thread`  small number, never reused; 0 is the main thread. A thread not made by `threading` has no `t` row.
`task`, `item`   share one series of numbers, from 1; 0 means none.
`func`, `coro`, `name`, `exc`   names out of the learner's program, cut at 80 characters; texts at 200. Escape both.

Live rows: `B`, `W` and `l` are written while the thing still goes on. The same (type, pid, thread, t) again, with a
longer `dur`, replaces the earlier row. `b` ends the `B` of the same (pid, thread, t), `w` the `W`; the last `l` stands.

Rows: type, fields after `t`, meaning
-------------------------------------
M  parent, python, how, program, cores
       A process begins. `parent`: its parent's pid. `how`: main | fork | spawn (also forkserver) | exec (a subprocess).
E  cpu, peak, lost, faults
       It ends: CPU time of the whole process, peak memory in KiB, rows dropped because the pipe was full, errors inside
       the tracer. Missing when the process was killed.
f  file, name
       A file of the learner's, relative to the program's folder: "main.py".
S  site, frames
       `frames` [[file, line, func], ...], outermost first, at most 12; the last is where it happens.
O  loop, thread, class
       An event loop is made.
o  loop
       It is closed.
T  task, parent, site, thread, name, coro
       A task is created, by task `parent` (0: by plain code), at `site`.
N  task, name
       It is renamed.
s  dur, task, "w", wait, detail, site
       A task ran one step from `t` on and now waits, at `site`, until its next `s` row begins. `wait`: one of WAITS.
       `detail` by wait: sleep: the seconds asked for, or null; gather, wait, taskgroup: [task or item, ...], or just
       their count when more than 100; task: the task; thread, thread-token, executor: the item, or null; else null.
       `yield` is `await asyncio.sleep(0)`: a turn given away, no wait worth drawing.
s  dur, task, "d"         It ran its last step and returned.
s  dur, task, "c"         It ended cancelled.
s  dur, task, "x", exc    It ended with an exception of that name.
k  dur, thread, name
       A plain callback of the loop took 1 ms or more.
B  dur, thread, task, site, mode, doing, cpu
       Live. The loop is blocked: a step of `task` (0: a plain callback) that began at `t` has run for 20 ms or more.
       `mode`: waits | computes | "" (unknown). `doing`: one of DOINGS; or "lib:<file>:<func>", inside some library;
       or null, on the learner's own line.
b  dur, thread, task, site, mode, doing, cpu
       The same, ended.
L  late, thread
       A timer of the loop fired that many ns late, 20 ms or more.
z  dur, thread, task, site
       `time.sleep` of 0.2 ms or more, written when it ends. While it lasts there is an `l` row doing "sleep".
l  dur, thread, site, mode, doing, cpu
       Live. Sampled every 10 ms: this thread stood at `site` throughout. Threads in an idle loop give none.
q  item, pool, kind, func, site, thread, task, used, total, waiting
       Work is handed to a pool. `kind`: thread | process | anyio (FastAPI's `def` routes). `used`, `total`: busy
       and allowed workers; `waiting`: others in the queue before it; null where unknown.
W  dur, owner, item, thread, cpu, exc
       Live. An item is being run, for 20 ms or more already. `exc` null.
w  dur, owner, item, thread, cpu, exc
       It was run, by `thread` of `pid`. (owner, item) names the `q` row: `owner` is the pid that submitted it.
       `exc` null when it went well. Its wait in the queue: this `t` minus that of the `q` row.
t  thread, name, func, site, by, task
       A thread is started, by thread `by`.
u  thread, cpu
       It ended.
P  child, kind, name, func, site, dur, thread, task
       A process is started, which took `dur`. `kind`: process (multiprocessing) | subprocess.
Q  child, code
       A subprocess has ended, as its parent learnt: exit code; negative: a signal.
R  request, method, path, thread, task
       A request reaches a FastAPI (Starlette) app.
r  request, status, route, form, site
       It is answered. `route` "/items/{id}" or null; `form` async | def | ""; `site`: where the endpoint begins.
n  coro, site, origin
       A coroutine was never awaited. `site`: its definition; `origin`: where it was called, 0 where unknown.
e  message, task, exc, text, site
       The loop's exception handler was called: an exception nobody looked at, an error in a callback, or a task that
       was destroyed while it waited: then this is its end.
p  stream, thread, task, text
       A line was printed on that lane. `stream`: 1 stdout, 2 stderr.
A  dur, steps, ns, tasks, ended, others
       Only counted, not told, from `t` on for `dur`: steps (lasting `ns` together), tasks that joined the crowd of the
       untold, tasks that left it (done, or told after all), other rows. What the crowd has at an instant: the sum of
       `tasks` less that of `ended`. See "A flood" below.
!  text
       The tracer failed there; the program went on.

A task waits from the end of an `s` "w" to the beginning of its next `s`. It is ready but starved in that part of the
wait which comes after the thing waited for: a sleep's time is up, or the item or task it names has ended, and the loop
is still busy.

An instant
----------
What was so at the instant `t` can be told from the rows with a smaller `t`, and those that began before it and last:

each task   From its `T` to the end of its `s` d, c or x. Where a step of it lasts at `t` it runs: it holds the loop,
            and its line is that of the `B` or `b` of the same (pid, t), else of the `l` of the loop's thread that
            covers `t`; a shorter step has no line of its own: take the line its `s` says it went on to. Between two
            steps it waits, and the earlier `s` "w" tells for what and at which `site`. Before its first `s` it is
            ready: it stands at the first line of its coroutine, and its `T` tells who made it where.
the loop    Held by the task whose step covers `t`, by the callback whose `k` does, or by a `B` still without its `b`;
            by nobody where none does: the loop waits for its earliest timer or for the network.
each thread Between `t` and `u` (thread 0 always) at the `site` of the `l` or `z` that covers `t`, or in the item whose
            `W` or `w` does. Where none does: a worker of a pool idles, another runs too shortly to be seen.
each item   Submitted at `q`, running from the `t` of its `w`, whose end is `t` + `dur`.
a request   From `R` to `r`, in the task that `R` names.

A flood
-------
A program may do more than can be shown. Then rows that come by the ten thousand (`MANY`) thin out the longer it lasts,
and are counted; telling rows are kept. A task is told whole, with its end, or it belongs to the crowd, of which `A`
rows give the size. Told are the first thousand tasks alive at once, from then on a sample, the last fifty at the end of
the process (their rows come then, with their own earlier `t`), and every one that blocks the loop or fails: its `T` row
then comes late. A task that goes on after the budget is used up may lack steps in the middle: where an `A` covers a
wait of it, the wait may have been several. Ids in a `detail` may be those of untold tasks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

ROW_BYTES: Final = 4096
"""A row's JSON is at most this long: PIPE_BUF, so that the processes of a run never interleave."""

NAME_CHARS: Final = 80
TEXT_CHARS: Final = 200
FRAMES: Final = 12
IDS: Final = 100
LARGEST: Final = 2**53 - 1
"""What a browser still counts exactly: 104 days in nanoseconds."""

WAITS: Final = frozenset(
    {
        "sleep", "yield", "net", "dns", "lock", "semaphore", "event", "condition", "barrier", "queue", "gather", "wait",
        "task", "taskgroup", "timeout", "thread", "executor", "thread-token", "subprocess", "serve", "generator",
        "future",
    }
)  # fmt: skip
"""What a suspended task can wait for. `future` where nothing more is known."""

DOINGS: Final = frozenset(
    {
        "sleep",
        "network",
        "lock",
        "queue",
        "thread",
        "subprocess",
        "process",
        "future",
        "file",
        "input",
        "select",
        "import",
    }
)
"""What a thread does inside a library, where its name tells. `thread`, `process`: waits for one to end."""

MODES: Final = frozenset({"waits", "computes", ""})

Check = Callable[[Any], bool]


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST


def _code(value: Any) -> bool:
    return type(value) is int and -255 <= value <= 255


def _seconds(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1e9  # NaN fails both


def _clean(value: Any, limit: int) -> bool:
    """A string that is valid Unicode without NUL: what JSON allows beyond that, sockets and databases do not."""
    if type(value) is not str or len(value) > limit or "\0" in value:
        return False
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def _name(value: Any) -> bool:
    return _clean(value, NAME_CHARS)


def _text(value: Any) -> bool:
    return _clean(value, TEXT_CHARS)


def _doing(value: Any) -> bool:
    return value is None or (type(value) is str and (value in DOINGS or (value.startswith("lib:") and _text(value))))


def _frames(value: Any) -> bool:
    return type(value) is list and 1 <= len(value) <= FRAMES and all(map(_frame, value))


def _frame(value: Any) -> bool:
    return type(value) is list and len(value) == 3 and _count(value[0]) and _count(value[1]) and _name(value[2])


def _detail(value: Any) -> bool:
    if value is None or _seconds(value):
        return True
    return type(value) is list and len(value) <= IDS and all(map(_count, value))


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _one_of(*words: str) -> Check:
    allowed = frozenset(words)
    return lambda value: type(value) is str and value in allowed


CHECKS: Final[dict[str, Check]] = {
    "count": _count,
    "count?": _or_null(_count),
    "code?": _or_null(_code),
    "name": _name,
    "name?": _or_null(_name),
    "text": _text,
    "text?": _or_null(_text),
    "doing?": _doing,
    "frames": _frames,
    "detail": _detail,
    "wait": _one_of(*WAITS),
    "mode": _one_of(*MODES),
    "how": _one_of("main", "fork", "spawn", "exec"),
    "pool": _one_of("thread", "process", "anyio"),
    "child": _one_of("process", "subprocess"),
    "form": _one_of("async", "def", ""),
    "stream": lambda value: type(value) is int and value in (1, 2),
}
"""Field types. A `?` says that null may stand there."""

_BLOCK = "dur:count thread:count task:count site:count mode:mode doing:doing? cpu:count?"
_RUN = "dur:count owner:count item:count thread:count cpu:count? exc:name?"

ROWS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    row: tuple((name, kind) for name, _, kind in (field.partition(":") for field in fields.split()))
    for row, fields in {
        "M": "parent:count python:name how:how program:text cores:count",
        "E": "cpu:count peak:count lost:count faults:count",
        "f": "file:count name:text",
        "S": "site:count frames:frames",
        "O": "loop:count thread:count class:name",
        "o": "loop:count",
        "T": "task:count parent:count site:count thread:count name:name coro:name",
        "N": "task:count name:name",
        "s w": "dur:count task:count wait:wait detail:detail site:count",
        "s d": "dur:count task:count",
        "s c": "dur:count task:count",
        "s x": "dur:count task:count exc:name",
        "k": "dur:count thread:count name:name",
        "B": _BLOCK,
        "b": _BLOCK,
        "L": "late:count thread:count",
        "z": "dur:count thread:count task:count site:count",
        "l": "dur:count thread:count site:count mode:mode doing:doing? cpu:count?",
        "q": "item:count pool:count kind:pool func:name site:count thread:count task:count"
        " used:count? total:count? waiting:count?",
        "W": _RUN,
        "w": _RUN,
        "t": "thread:count name:name func:name site:count by:count task:count",
        "u": "thread:count cpu:count?",
        "P": "child:count kind:child name:name func:name site:count dur:count thread:count task:count",
        "Q": "child:count code:code?",
        "R": "request:count method:name path:text thread:count task:count",
        "r": "request:count status:count? route:text? form:form site:count",
        "n": "coro:name site:count origin:count",
        "e": "message:text task:count exc:name? text:text site:count",
        "p": "stream:stream thread:count task:count text:text",
        "A": "dur:count steps:count ns:count tasks:count ended:count others:count",
        "!": "text:text",
    }.items()
}
"""Fields after `[type, pid, t]`, in order, as (name, type in CHECKS).
An `s` row is listed by its state, which stands after `task`."""

MANY: Final = frozenset({"T", "N", "s", "k", "L", "z", "p"})
"""Types that can come by the ten thousand. See `is_telling`."""

_LONG_NS: Final = 20_000_000

_STEP_STATE: Final = 5
"""Place of the state in an `s` row: after type, pid, t, dur, task."""

_COMPILED: Final[dict[str, tuple[Check, ...]]] = {
    key: tuple(CHECKS[kind] for _, kind in fields) for key, fields in ROWS.items()
}


def valid_row(row: object) -> bool:
    """True when `row`, anything JSON can say, is a row of this schema: type, arity, each field of its type and size.

    Never raises, whatever comes in.
    """
    if (
        type(row) is not list
        or not 3 <= len(row) <= 16
        or type(row[0]) is not str
        or not (_count(row[1]) and _count(row[2]))
    ):
        return False
    key, fields = row[0], row[3:]
    if key == "s":
        if len(row) <= _STEP_STATE or type(row[_STEP_STATE]) is not str:
            return False
        key, fields = "s " + row[_STEP_STATE], row[3:_STEP_STATE] + row[_STEP_STATE + 1 :]
    checks = _COMPILED.get(key)
    if checks is None or len(checks) != len(fields):
        return False
    return all(check(value) for check, value in zip(checks, fields, strict=True))


def is_telling(row: list[Any]) -> bool:
    """Whether a valid row is worth keeping when not all can be: not one of many, or a task's failure or long step."""
    if row[0] != "s":
        return row[0] not in MANY
    return bool(row[_STEP_STATE] == "x" or row[3] >= _LONG_NS)


def read_row(line: bytes) -> list[Any] | None:
    """The row in one line that came out of the jail, or None for whatever is not exactly one. Never raises."""
    if len(line) > ROW_BYTES:
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if valid_row(row) else None
