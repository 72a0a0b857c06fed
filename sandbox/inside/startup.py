"""Run by every Python interpreter that starts in the jail, before anything else: output leaves line by line, as at a terminal."""

from __future__ import annotations

import sys

for _stream in (sys.stdout, sys.stderr):
    if _stream is not None:
        _stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
