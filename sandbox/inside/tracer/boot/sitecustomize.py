"""Found first by a Python the learner's program starts: begins tracing there and leaves no sign of itself (see
processes.py)."""

import json
import os
import sys


def _trace() -> None:
    directions, before, packages = json.loads(os.environ.pop("PARRILLA_TRACE"))
    if before is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = before
    sys.path.insert(0, packages)
    try:
        from sandbox.inside.tracer.processes import follow
    finally:
        sys.path.remove(packages)
    follow(directions)


try:
    sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
    _trace()
except Exception:  # noqa: S110 - the program runs, traced or not
    pass
del sys.modules["sitecustomize"]
# The one this stood before. Where there is none, the error is the one site.py expects, and no such module remains.
import sitecustomize  # type: ignore[import-not-found]  # noqa: E402, F401
