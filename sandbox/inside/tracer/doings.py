"""What a thread is doing, by the frames on its stack: the learner's line, and what the library below is known for."""

from __future__ import annotations

import os
from types import FrameType
from typing import Final

from sandbox.inside.tracer import sites
from sandbox.inside.tracer.record import TEXT_CHARS, clip

_WHERE: Final = {
    "socket.py": "network",
    "ssl.py": "network",
    "http/client.py": "network",
    "urllib3/connectionpool.py": "network",
    "httpcore/_backends/sync.py": "network",
    "subprocess.py": "subprocess",
    "queue.py": "queue",
    "selectors.py": "select",
    "concurrent/futures/_base.py": "future",
    "concurrent/futures/thread.py": "thread",
    "concurrent/futures/process.py": "process",
    "multiprocessing/connection.py": "process",
    "multiprocessing/popen_fork.py": "process",
    "multiprocessing/process.py": "process",
    "multiprocessing/synchronize.py": "lock",
}
_THREADING: Final = {
    "join": "thread",
    "_wait_for_tstate_lock": "thread",
    "_join_thread": "thread",
    "_shutdown": "thread",
}

Doing = tuple[int, str | None]
"""(site, doing)"""


def place(top: FrameType) -> tuple[Doing, int] | None:
    """Where a thread stands: ((site, doing), id of the learner's innermost code); None where no code of the learner's
    is running."""
    doing = None
    frame: FrameType | None = top
    left = sites.DEPTH
    while frame is not None and left and not sites.is_learners(frame.f_code):
        said = _doing(frame)
        if said is not None:
            doing = said  # the nearest to the learner's line says it best: queue.get rather than the lock beneath
        frame = frame.f_back
        left -= 1
    if frame is None or not left:
        return None
    if doing is None and frame is not top:
        doing = clip(f"lib:{os.path.basename(top.f_code.co_filename)}:{top.f_code.co_name}", TEXT_CHARS)
    return (sites.stack_site(frame), doing), id(frame.f_code)


def _doing(frame: FrameType) -> str | None:
    code = frame.f_code
    name = code.co_filename
    if name.startswith("<frozen importlib"):
        return "import"
    if code.co_name == "<module>":
        return None
    if name.startswith(sites.INSIDE):
        return "sleep" if code.co_name == "__call__" and name.endswith("threads.py") else None
    if name.endswith("threading.py"):
        return _THREADING.get(
            code.co_name, "lock" if code.co_name in ("wait", "acquire", "__enter__", "wait_for") else None
        )
    parts = name.rsplit("/", 3)
    return _WHERE.get(parts[-1]) or _WHERE.get("/".join(parts[-2:])) or _WHERE.get("/".join(parts[-3:]))
