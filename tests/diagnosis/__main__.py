"""`python -m tests.diagnosis [--unseen] [-j N] [FILE...]`: precision and recall of the diagnosis over the corpus.

Of the programs kept apart it prints figures and no names, so that whoever works on the diagnosis may ask for them.

`--behave` asks nothing of the diagnosis: it shows how each program ends and how long it takes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.diagnosis.corpus import TUNING, UNSEEN, Program, programs
from tests.diagnosis.score import Result, score


def main() -> int:
    """0 where every program did what its label claims."""
    parser = argparse.ArgumentParser(prog="python -m tests.diagnosis", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--unseen", action="store_true", help="the programs kept apart, instead of the tuning set")
    parser.add_argument("--name", action="store_true", help="with --unseen: also which programs, not only the figures")
    parser.add_argument("--behave", action="store_true", help="how each ends and how long it takes, and no more")
    parser.add_argument(
        "--twins", action="store_true", help="only programs with a twin, and their twins, one at a time"
    )
    parser.add_argument("-j", type=int, default=3, metavar="N", help="programs at a time")
    options = parser.parse_args()
    chosen = [Program.read(path.resolve()) for path in options.files] or programs(UNSEEN if options.unseen else TUNING)
    if options.twins:
        # Beside others a program takes longer than alone, and its twin is not slowed down by as much.
        twins = {program.path.parent / program.twin for program in chosen if program.twin}
        chosen, options.j = [program for program in chosen if program.twin or program.path in twins], 1
    if not options.files and not options.behave:
        print(f"{len(chosen)} programs, {options.j} at a time", flush=True)
    result = score(chosen, options.j, _show if options.behave else id)
    if not options.behave:
        print("\n".join(result.lines(names=options.name or not options.unseen)))
    return 1 if result.astray else 0


def _show(result: Result) -> None:
    last = result.stderr.strip().splitlines()[-1:] or [""]
    mark = "  " if result.behaved else "!!"
    print(
        f"{mark} {result.program.name:60} {result.outcome} {result.exit_code} {result.wall_s:6.3f} s "
        f"cpu {result.cpu_s:5.2f} blocked {result.blocked_s:5.2f}  {last[0][:90]}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
