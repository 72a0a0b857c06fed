"""Waits that stood in line though nothing made them: proved by the trace, located by the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sandbox.diagnosis.facts import Fact
from sandbox.diagnosis.finding import Case, Finding, Saves, ms
from sandbox.diagnosis.picture import MS, Key, Task, Wait, peak

SHORT: Final = 5 * MS
"""Waits below this are nobody's loss."""
WORTH: Final = 50 * MS
"""What standing in line must cost before it is said."""
MENDED: Final = 1.25
"""A finding that can be mended is told rather than one of this much more that cannot."""
MOST_SHARE: Final = 0.15
"""Saves less than this share of the waits: not worth a word."""


@dataclass(slots=True)
class Pass:
    """One time through awaits in line, by one task: how long each of them took."""

    task: Task
    needs: frozenset[tuple[int, int]] = frozenset()
    """(3, 5): part 5 needs part 3; none where none needs another."""
    parts: dict[int, list[Wait]] = field(default_factory=dict)

    @property
    def times(self) -> list[int]:
        return [max(wait.end for wait in waits) - min(wait.start for wait in waits) for waits in self.parts.values()]

    @property
    def best(self) -> int:
        """How long it takes where each part begins as soon as it has what it needs."""
        if not self.needs:
            return max(self.times)
        ends: dict[int, int] = {}
        for number, time in sorted(zip(self.parts, self.times, strict=True)):
            ends[number] = time + max(
                (ends[one] for one, other in self.needs if other == number and one in ends), default=0
            )
        return max(ends.values())

    @property
    def beside(self) -> list[int]:
        """Parts worth their time that could run beside another such part."""
        worth = [number for number, time in zip(self.parts, self.times, strict=True) if time >= SHORT]
        if not self.needs:
            return worth
        tied = self.needs | {(other, one) for one, other in self.needs}
        return [one for one in worth if any(other != one and (one, other) not in tied for other in worth)]

    @property
    def waits(self) -> list[Wait]:
        return [wait for waits in self.parts.values() for wait in waits]

    @property
    def saved(self) -> int:
        return sum(self.times) - self.best


def lines_of(wait: Wait, fact_lines: tuple[tuple[int, int], ...]) -> int | None:
    """Which of the awaits this wait is part of."""
    for number, (first, last) in enumerate(fact_lines):
        if any(first <= line <= last for line, _ in wait.frames):
            return number
    return None


def _worth_it(passes: list[Pass]) -> bool:
    saved = sum(one.saved for one in passes)
    whole = sum(sum(one.times) for one in passes)
    return saved >= WORTH and saved >= MOST_SHARE * whole


def _decides(case: Case, passes: list[Pass]) -> bool:
    """Whether somebody gets done sooner: not where the task, or whoever waits for it, then stands waiting for something
    that takes longer anyway."""
    one = max(passes, key=lambda each: each.saved)
    end = max(wait.end for wait in one.waits)
    after = next((wait for wait in one.task.waits if wait.start >= end - MS and wait.dur >= SHORT), None)
    if after is not None and after.kind in ("task", "gather", "wait", "taskgroup") and after.start < end + 10 * MS:
        begun = min(wait.start for wait in one.waits)
        others = [
            task for task in case.picture.tasks.values() if task.parent == one.task.key[1] and task.begin <= begun
        ]
        if any((task.end or case.picture.end) >= after.end - MS for task in others):
            return False
    if not one.task.parent or one.task.end is None or case.kind == "app":
        return True
    own = {each.task.key for each in passes}
    siblings = [
        task
        for task in case.picture.tasks.values()
        if task.parent == one.task.parent and task.key not in own and task.begin < end and _joined(case, task)
    ]
    return not any((task.end or 0) >= one.task.end + SHORT for task in siblings)


def _joined(case: Case, task: Task) -> bool:
    """Whether its parent waits for it."""
    parent = case.picture.tasks.get((task.key[0], task.parent))
    return parent is not None and any(
        task.key[1] == wait.detail or (isinstance(wait.detail, list) and task.key[1] in wait.detail)
        for wait in parent.waits
        if wait.kind in ("task", "gather", "wait", "taskgroup")
    )


def sequential(case: Case) -> Iterator[Finding]:
    """Awaits one after the other that need nothing of one another."""
    for fact in case.facts.of("sequence"):
        spans = tuple(zip(fact.lines[::2], fact.lines[1::2], strict=False))
        needs = _needs(fact)
        passes: list[Pass] = []
        for task in case.picture.tasks.values():
            one: Pass | None = None
            last = -1
            for wait in task.waits:
                number = lines_of(wait, spans)
                if number is None or wait.kind == "yield":
                    continue
                if one is None or number < last:
                    one = Pass(task, needs)
                    passes.append(one)
                last = number
                if len(set(spans)) == 1:  # all in one line: told apart by what they wait in
                    number = len(one.parts)
                one.parts.setdefault(number, []).append(wait)
        passes = [one for one in passes if len(one.beside) >= 2]
        if passes and _worth_it(passes) and _decides(case, passes):
            found = _line_up(case, "sequential-awaits", fact, passes)
            one = max(passes, key=lambda each: each.saved)
            if needs:
                found.line = spans[min(one.beside)][0]
            elif fact.edit:
                found.weight *= MENDED
            yield found


def _needs(fact: Fact) -> frozenset[tuple[int, int]]:
    """Which await needs which, as the text was read; what is no such pair is left out."""
    pairs = [tag.split("<") for tag in fact.tags]
    return frozenset((int(pair[0]), int(pair[1])) for pair in pairs if len(pair) == 2 and all(map(_numeral, pair)))


def _numeral(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _line_up(case: Case, slug: str, fact: Fact, passes: list[Pass]) -> Finding:
    one = max(passes, key=lambda each: sum(each.times))
    times = [time for time in one.times if time >= SHORT]
    per_task: dict[Key, int] = defaultdict(int)
    whole: dict[Key, int] = defaultdict(int)
    for each in passes:
        per_task[each.task.key] += each.saved
        whole[each.task.key] += sum(each.times)
    slowest = max(whole, key=lambda key: whole[key])
    values: dict[str, int | float | str] = {
        "waits": len(times), "ms": ms(sum(one.times)), "best_ms": ms(one.best), "names": fact.name,
        "task": one.task.coro.rpartition(".")[2],
    }  # fmt: skip
    if case.kind == "app":
        saves = Saves(sum(one.times) / 1e9, one.best / 1e9, fact.edit)
    else:
        saves = Saves(case.wall_s, case.wall_s - per_task[slowest] / 1e9, fact.edit)
    rows = [wait.row for wait in one.waits]
    lines = (fact.line, *fact.lines) if slug != "await-in-loop" else (fact.line, *range(*fact.lines[:2]))
    return Finding(slug, fact.line, values, rows, ms(per_task[slowest]), saves, around=lines)


def in_loop(case: Case) -> Iterator[Finding]:
    """Awaits in a loop whose rounds need nothing of one another."""
    for fact in case.facts.of("loop"):
        passes: list[Pass] = []
        for task in case.picture.tasks.values():
            rounds = _rounds(task, fact)
            if len(rounds.parts) >= 2:
                passes.append(rounds)
        if "given" in fact.tags:
            passes = [one for one in passes if not _waits_for_more(one, fact.lines[0])]
        if passes and _worth_it(passes) and not _shared_out(case, passes) and _decides(case, passes):
            yield _line_up(case, "await-in-loop", fact, passes)


def _waits_for_more(one: Pass, line: int) -> bool:
    """Whether what the `async for` takes is slower to come than what is done with it."""
    coming = sum(wait.dur for wait in one.task.waits if wait.kind == "generator" and wait.line == line)
    return 2 * coming > sum(one.times)


def _rounds(task: Task, fact: Fact) -> Pass:
    """Waits under the awaits, cut into rounds: a place that comes again begins a new one, as does a line above."""
    one = Pass(task)
    seen: set[tuple[object, ...]] = set()
    number = -1
    last = 0
    for wait in task.waits:
        taken = fact.lines[2:] if wait.kind == "generator" else ()
        at = next((place for place, (line, _) in enumerate(wait.frames) if fact.covers(line) or line in taken), None)
        if at is None or wait.kind == "yield":
            continue
        place = (wait.frames[at:], wait.kind)
        line = wait.frames[at][0]
        further = last < line and not taken and fact.covers(line)
        if number < 0 or line < last or place in seen or (len(wait.frames) == at + 1 and not further):
            number += 1
            seen = set()
        seen.add(place)
        last = line
        one.parts.setdefault(number, []).append(wait)
    one.parts = {at: waits for at, waits in one.parts.items() if sum(wait.dur for wait in waits) >= MS}
    return one


def _shared_out(case: Case, passes: list[Pass]) -> bool:
    """Several tasks the learner made go through loops of their own at once: that is how they share the work out."""
    if len(passes) < 2 or case.kind == "app":
        return False
    made = [one for one in passes if one.task.parent]
    spans = [(one.waits[0].start, one.waits[-1].end) for one in made]
    return len(made) >= 2 and peak(spans) >= 2


def created_then_awaited(case: Case) -> Iterator[Finding]:
    """A task awaited as soon as it is made: it ran alone. Said where a second wait of the same task could have run
    beside it."""
    yield from _alone(case, "create-then-await", "create-then-await", ("task", "timeout", "future"))


def gathered_alone(case: Case) -> Iterator[Finding]:
    yield from _alone(case, "gather-of-one", "gather-of-one", ("gather", "wait", "taskgroup"))


def _alone(case: Case, slug: str, kind: str, kinds: tuple[str, ...]) -> Iterator[Finding]:
    facts = list(case.facts.of(kind))
    found: dict[Key, list[tuple[Fact, Wait]]] = defaultdict(list)
    for wait in case.picture.waits:
        fact = next((one for one in facts if any(one.covers(line) for line, _ in wait.frames)), None)
        if fact is None or wait.kind not in kinds or wait.dur < SHORT:
            continue
        if (isinstance(wait.detail, list) and len(wait.detail) != 1) or not _made_alone(case, wait):
            continue
        found[wait.task].append((fact, wait))
    for key, alone in found.items():
        task = case.picture.tasks[key]
        own = {id(wait) for _, wait in alone}
        beside = [
            wait for wait in task.waits if id(wait) not in own and wait.kind in (*kinds, "net") and wait.dur >= SHORT
        ]
        waits = [wait for _, wait in alone]
        whole = sum(wait.dur for wait in waits) + sum(wait.dur for wait in beside)
        if len(waits) + len(beside) < 2 or whole < WORTH or _others_ran(case, task, waits):
            continue
        fact = alone[0][0]
        longest = max(wait.dur for wait in [*waits, *beside])
        edit = next((one.edit for one in case.facts.of("loop", "sequence") if one.line <= fact.line <= one.end), None)
        saves = Saves(case.wall_s, case.wall_s - (whole - longest) / 1e9, edit) if case.kind == "script" else None
        yield Finding(
            slug, fact.line, {"name": fact.name, "times": len(waits), "ms": ms(whole), "best_ms": ms(longest)},
            [wait.row for wait in waits], ms(whole - longest), saves, around=tuple(one.line for one, _ in alone),
        )  # fmt: skip
        return


def _made_alone(case: Case, wait: Wait) -> bool:
    """Whether the step before the wait made one task, and no other."""
    begun, ended = wait.row[2], wait.start
    made = [
        task
        for task in case.picture.tasks.values()
        if task.parent == wait.task[1] and task.key[0] == wait.task[0] and begun <= task.begin <= ended
    ]
    return len(made) == 1


def _others_ran(case: Case, task: Task, waits: list[Wait]) -> bool:
    """Whether tasks made before went on beside it, so that the time was not lost."""
    begin, end = waits[0].start, waits[-1].end
    for other in case.picture.tasks.values():
        if other.key == task.key or other.parent != task.key[1]:
            continue
        spans = [wait for wait in waits if other.first < wait.start - MS and (other.end or end) > wait.end]
        if spans and other.begin < begin:
            return True
    return False
