"""Run by every Python interpreter that starts in the jail, before anything else: output leaves line by line, as at a
terminal.

The learner's own interpreter (`-X parrilla=<descriptor>`) waits here for its program, before it opens it: what follows
is
Python itself running a file, with no frame of ours, and with a hash seed nobody else has.
"""

from __future__ import annotations

import sys

for _stream in (sys.stdout, sys.stderr):
    if _stream is not None:
        _stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]

if "parrilla" in sys._xoptions:
    from sandbox.inside import starter

    starter.wait(int(sys._xoptions.pop("parrilla")))
elif "parrilla-step" in sys._xoptions:
    from sandbox.inside import stepping

    stepping.begin(str(sys._xoptions.pop("parrilla-step")))
