"""`python -m sandbox run FILE` runs a file in the real jail, `race FILE FILE` runs several against each other, `step`
lets somebody choose which task of one goes next, `doctor` says what this machine can do for them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from sandbox.command import doctor, predict, race, run, step


def main(words: list[str] | None = None) -> int:
    """The exit status. Each command offers itself: its words, and what plays them."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in (run, race, doctor, predict, step):
        command.offer(commands)
    options = parser.parse_args(words)
    play: Callable[[argparse.Namespace], int] = options.play
    return play(options)
