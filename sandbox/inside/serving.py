"""Kind `app`: the program is imported as module `main`, and its `app` is served by uvicorn in the learner's process."""

from __future__ import annotations

import os
import sys

START_FAILED = 3
"""Exit status where the program imported but its `app` would not start; the reason is on stderr."""


def serve(path: str, port: int) -> None:
    """Serve until told to end. Raises what the program raises on import, and SystemExit where it has no app or it fails
    to start."""
    import uvicorn

    name = os.path.splitext(os.path.basename(path))[0]
    program = __import__(name)  # unlike importlib.import_module, leaves no frame of its own in a traceback
    app = getattr(program, "app", None)
    if app is None:
        print(f"AttributeError: module '{name}' has no attribute 'app'", file=sys.stderr)
        raise SystemExit(1)
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        loop="asyncio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        backlog=1024,
    )
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        raise SystemExit(START_FAILED)
