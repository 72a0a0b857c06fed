"""What a command of `python -m sandbox` answers the shell, where the program itself did not."""

from __future__ import annotations

import json
import sys
from typing import Final

from sandbox.supervisor import CannotJail

NO_JAIL: Final = 78
"""Exit status where no jail can be built (EX_CONFIG of sysexits.h)."""
BAD_PROGRAM: Final = 65
"""A file that cannot be a program (EX_DATAERR)."""
LIMITED: Final = 124
"""As coreutils' timeout has it: the run was ended by a limit, or stopped."""


def refuse(error: CannotJail, *, as_json: bool) -> int:
    """Say why nothing is run here, and what would mend it."""
    if as_json:
        print(json.dumps({"refused": [{"reason": reason, "remedy": remedy} for reason, remedy in error.problems]}))
    for reason, remedy in error.problems:
        print(f"no jail can be built here: {reason}" + (f"\n  remedy: {remedy}" if remedy else ""), file=sys.stderr)
    return NO_JAIL
