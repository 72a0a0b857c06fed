"""What a cell uses, read from its own /proc by the warden: CPU of everything that ever ran in it, memory, processes,
threads."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from typing import Final

from sandbox.jail import policy

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE: Final = 1024 * 1024
_READ_BYTES: Final = 8192
_EPOLL: Final = "anon_inode:[eventpoll]"
LOOKED_INTO: Final = 8
"""Selectors of a process whose watches are counted, where it has so many."""
FIRST: Final = "2"
"""The entrant's first process: the first that PID 1 of a cell makes."""

# Places in /proc/<pid>/stat after the name in parentheses, see proc(5).
_PARENT, _UTIME, _STIME, _CUTIME, _CSTIME, _THREADS = 1, 11, 12, 13, 14, 17


@dataclass(slots=True)
class Reading:
    cpu_s: float = 0.0
    """Of the living and of all the dead: init is the ancestor of whoever lost its parent."""
    bound_mb: float = 0.0
    """Anonymous memory, pages shared between processes counted in each: never less than what is used."""
    processes: int = 0
    threads: int = 0
    """Of all processes together; one each at least."""
    watchers: int = 0
    """How many of them would be the tracer's: one in each process of two or more, and in the entrant's first process,
    where the vigil is kept, another one of three or more."""


def only_child(parent: int) -> int | None:
    """The pid of `parent`'s first child, as this process numbers it; None where it has ended.

    The cell's own /proc would not do: it numbers the learner 2, in any cell.
    """
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                stat = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat[_PARENT]) == parent:
            return int(name)
    return None


class Meter:
    """`proc` is a descriptor of the cell's own /proc, which lists nothing but the cell."""

    def __init__(self, proc: int) -> None:
        self._proc = proc

    def pids(self) -> list[str]:
        return [name for name in os.listdir(self._proc) if name.isdigit()]

    def read(self) -> Reading:
        """Cheap, exact in CPU and counts; memory as an upper bound. Init counts in CPU only."""
        reading = Reading()
        for pid in self.pids():
            stat = self._text(f"{pid}/stat").rpartition(")")[2].split()
            if not stat:
                continue
            ticks = sum(int(stat[place]) for place in (_UTIME, _STIME, _CUTIME, _CSTIME))
            reading.cpu_s += ticks / _TICKS
            if pid == "1":
                continue
            reading.processes += 1
            threads = max(1, int(stat[_THREADS]))
            reading.threads += threads
            reading.watchers += (threads > 1) + (pid == FIRST and threads > 2)
            sizes = self._text(f"{pid}/statm").split()
            if len(sizes) > 2:
                reading.bound_mb += (int(sizes[1]) - int(sizes[2])) * _PAGE / _MEGABYTE
        return reading

    def memory_mb(self) -> float:
        """Proportional set size of all processes but init. A process that hides its pages counts in full."""
        total = 0.0
        for pid in self.pids():
            if pid == "1":
                continue
            for line in self._text(f"{pid}/smaps_rollup").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1024
                    break
            else:
                sizes = self._text(f"{pid}/statm").split()
                total += int(sizes[1]) * _PAGE / _MEGABYTE if len(sizes) > 1 else 0.0
        return total

    def watches(self) -> int:
        """About what is watched by epoll, in processes with many open files. A selector that two share counts twice."""
        return sum(self._watches(pid) for pid in self.pids() if pid != "1")

    def _watches(self, pid: str) -> int:
        try:
            folder = os.open(f"{pid}/fd", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return 0
        try:
            names = os.listdir(folder)
            if len(names) < policy.FEW_FILES:
                return 0
            selectors = [name for name in names if _leads(name, folder) == _EPOLL]
        finally:
            os.close(folder)
        if len(selectors) < LOOKED_INTO:
            return 0
        looked = random.sample(selectors, LOOKED_INTO)  # to read what all of them watch takes seconds
        return sum(self._watched(f"{pid}/fdinfo/{name}") for name in looked) * len(selectors) // LOOKED_INTO

    def _watched(self, path: str) -> int:
        """Of one selector: a line each."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return 0
        with open(descriptor, "rb") as lines:
            return sum(line.startswith(b"tfd:") for line in lines)

    def resident_kb(self, pid: str = FIRST) -> int:
        sizes = self._text(f"{pid}/statm").split()
        return int(sizes[1]) * _PAGE // 1024 if len(sizes) > 1 else 0

    def _text(self, path: str) -> str:
        """Content of a file under the cell's /proc; '' when its process has gone or refuses."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return ""
        try:
            return os.read(descriptor, _READ_BYTES).decode(errors="replace")
        except OSError:
            return ""
        finally:
            os.close(descriptor)


def _leads(name: str, folder: int) -> str:
    """Where a link leads; '' when its process has gone or has closed it."""
    try:
        return os.readlink(name, dir_fd=folder)
    except OSError:
        return ""
