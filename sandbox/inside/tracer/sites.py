"""Which code is the learner's, and small numbers for its places: each file and each stack is told once (`f`, `S`
rows)."""

from __future__ import annotations

import os
from types import CodeType, FrameType
from typing import Final

from sandbox.inside.tracer import record
from sandbox.inside.tracer.record import clip, emit, many, now

FRAMES: Final = 12
DEPTH: Final = 400
"""Frames looked at to find the learner's: a deep recursion inside a library must not cost more."""
SITES: Final = 2_000
"""Places told in one process; further ones are 0."""
CODES: Final = 20_000
"""Code objects remembered."""
FOREIGN: Final = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
INSIDE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep

_root = [os.sep]
_verdicts: dict[int, bool] = {}
_kept: list[CodeType] = []
_files: dict[str, int] = {}
_sites: dict[tuple[tuple[int, int, str], ...], int] = {}
_stacks: dict[tuple[int, ...], int] = {}
"""By (id of code, instruction) of each frame: a faster way to the site."""
_stops: set[int] = set()


def set_root(root: str) -> None:
    """The folder of the learner's program."""
    _root[0] = os.path.join(os.path.abspath(root), "")


def forget() -> None:
    """After a fork: everything is told anew, under the child's pid."""
    _files.clear()
    _sites.clear()
    _stacks.clear()


def stop_at(code: CodeType) -> None:
    """A stack is not followed beyond this code: below it is only machinery (the event loop that runs a step)."""
    _stops.add(id(code))
    _kept.append(code)


def is_learners(code: CodeType) -> bool:
    """Whether the learner wrote this code. Remembered by id: hashing a code object hashes its contents, 0.3 to 1.6
    us."""
    verdict = _verdicts.get(id(code))
    if verdict is None:
        name = code.co_filename
        verdict = _is_learners_file(name)
        if len(_kept) < CODES:
            _kept.append(code)  # alive, so that its id stays its own
            _verdicts[id(code)] = verdict
    return verdict


def _is_learners_file(name: str) -> bool:
    if not name.startswith(os.sep):
        return name.endswith(".py") and not name.startswith("<")  # compiled under a relative name
    return name.startswith(_root[0]) and not name.startswith(INSIDE) and not any(part in name for part in FOREIGN)


record.learners_frame[0] = is_learners


def file_number(name: str) -> int:
    """The number of a file, told on first use."""
    number = _files.get(name)
    if number is None:
        number = _files[name] = len(_files)
        shown = name[len(_root[0]) :] if name.startswith(_root[0]) else os.path.basename(name)
        emit(("f", now(), number, clip(shown, record.TEXT_CHARS)))
    return number


def place(key: tuple[tuple[int, int, str], ...]) -> int:
    """The number of a stack of (file, line, function), innermost first, told on first use."""
    number = _sites.get(key)
    if number is None:
        if len(_sites) >= SITES:
            return 0
        number = _sites[key] = len(_sites) + 1
        many.told += 1
        emit(("S", now(), number, [[file, line, clip(func)] for file, line, func in reversed(key)]))
    return number


def site_of(frames: list[FrameType]) -> int:
    """The site of these frames of the learner's, innermost first; 0 for none."""
    if not frames:
        return 0
    return place(tuple((file_number(f.f_code.co_filename), f.f_lineno or 0, f.f_code.co_name) for f in frames[:FRAMES]))


def stack_site(frame: FrameType | None) -> int:
    """The site of a running stack: the learner's frames on it, seen from `frame` outwards."""
    found: list[FrameType] = []
    key: list[int] = []
    left = DEPTH
    while frame is not None and left and len(found) < FRAMES:
        code = frame.f_code
        verdict = _verdicts.get(id(code))
        if verdict or (verdict is None and is_learners(code)):
            found.append(frame)
            key += (id(code), frame.f_lasti)
        elif id(code) in _stops:
            break
        frame = frame.f_back
        left -= 1
    known = _stacks.get(tuple(key))
    if known is None:
        known = site_of(found)
        if len(_stacks) < SITES:
            _stacks[tuple(key)] = known
    return known


def definition(code: CodeType) -> int:
    """The site where a function of the learner's begins; 0 where it is a library's."""
    if not is_learners(code):
        return 0
    return place(((file_number(code.co_filename), code.co_firstlineno, code.co_name),))
