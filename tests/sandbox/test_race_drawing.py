"""A race drawn in a terminal: textures, words, one axis, and nothing of a program's own that steers the terminal."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest

from sandbox.command.drawing import MOST_LANES, TEXTURES, Axis, draw, fit, painter, printable, width
from sandbox.command.lanes import Lane, Lanes, Span

S = 1_000_000_000
MAIN = ["M", 1, 0, 0, "3.11", "main", "main.py", 2]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(*spans: Span, columns: int = 20, ms: float = 1000, label: str = "") -> str:
    lane = Lane("main", 1, "x", list(spans))
    [line] = draw([lane], Axis(ms, columns, 2), lambda lane: lane.name, lambda span: [label], lambda _, text: text)
    return line[2:]


def test_each_state_has_a_texture_of_its_own() -> None:
    assert len(set(TEXTURES.values())) == len(TEXTURES)
    for state, mark in TEXTURES.items():
        assert drawn(Span(state, 0, 500)) == mark * 10


def test_places_follow_the_axis() -> None:
    assert drawn(Span("run", 250, 500)) == " " * 5 + "█" * 5


def test_what_is_too_thin_shows_where_nothing_longer_does() -> None:
    assert drawn(Span("wait", 0, 500), Span("run", 100, 101), Span("run", 800, 801)) == "░" * 10 + " " * 6 + "█"


def test_a_standstill_lies_on_top() -> None:
    assert drawn(Span("block", 200, 400), Span("wait", 0, 1000)) == "░" * 4 + "▓" * 4 + "░" * 12


def test_a_word_is_written_where_it_fits() -> None:
    assert drawn(Span("sleep", 0, 500), label="sleep") == "═ sleep ══"
    assert drawn(Span("sleep", 0, 250), label="sleep") == "═" * 5


def test_more_lanes_than_anybody_reads_are_left_out() -> None:
    lanes = [Lane("task", n, "x", [Span("run", 0, 9)]) for n in range(MOST_LANES + 5)]
    lines = list(draw(lanes, Axis(10, 30, 4), lambda lane: lane.name, lambda span: [], lambda _, text: text))
    assert len(lines) == MOST_LANES


@pytest.mark.parametrize("columns", [30, 80, 200])
def test_marks_of_the_axis_are_round_and_apart(columns: int) -> None:
    ruler = Axis(1300, columns, 5).ruler(lambda seconds, step: f"{seconds:.3f}")
    assert ruler[5:].startswith("0.000")
    marks = [float(mark) for mark in ruler.split()]
    steps = {round(b - a, 3) for a, b in pairwise(marks)}
    assert len(steps) == 1
    assert str(steps.pop()).strip("0.")[0] in "125"


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert painter(Terminal())("block", "x") == "\x1b[38;5;166mx\x1b[0m"
    assert painter(io.StringIO())("block", "x") == "x"
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert painter(Terminal())("block", "x") == "\x1b[38;2;213;94;0mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Terminal())("block", "x") == "x"


def test_names_cannot_steer_the_terminal_and_are_cut_to_their_room() -> None:
    assert printable("\x1b[2Jboo\x07") == "\ufffd[2Jboo\ufffd"
    assert fit("\x1b]0;title\x07", 6) == "\ufffd]0;t…"
    assert width(fit("線程線程線程", 7)) <= 7


def test_a_program_is_known_by_what_it_did() -> None:
    thread = ["t", 1, 0, 1, "Thread-1 (f)", "f", 0, 0, 0]
    child = ["M", 2, 0, 1, "3.11", "spawn", "main.py", 2]
    loop = ["O", 1, 0, 1, 0, "_UnixSelectorEventLoop"]
    forms = [Lanes(rows, []).form for rows in ([MAIN], [MAIN, thread], [MAIN, child, thread], [MAIN, loop, thread])]
    assert forms == ["sync", "threads", "processes", "async"]


def test_sleeping_threads_are_counted_and_so_is_what_the_kitchen_had() -> None:
    slept = [["z", 1, thread, S, thread, 0, 0] for thread in (1, 2, 3)]
    assert Lanes([MAIN, *slept], []).peak == 3
    served = [[1, "/a", 0, None, None, 1], [2, "/b", 10, 30, 200, 2], [1, "/a", 0, 20, 200, 1]]
    lanes = Lanes([MAIN, *slept], served)
    assert lanes.peak == 2
    assert [lane.kind for lane in lanes.all].count("kitchen") == 2


def test_a_task_that_was_due_but_got_no_turn_is_starved() -> None:
    rows = [
        MAIN, ["f", 1, 0, 1, "main.py"], ["S", 1, 0, 1, [[1, 3, "main"]]], ["O", 1, 0, 1, 0, "Loop"],
        ["T", 1, 0, 1, 0, 1, 0, "Task-1", "cook"],
        ["s", 1, 0, 1000, 1, "w", "sleep", 0.1, 1], ["s", 1, S // 2, 1000, 1, "d"],
    ]  # fmt: skip
    [task] = [lane for lane in Lanes(rows, []).all if lane.kind == "task"]
    assert task.name == "cook"
    told = [(span.state, round(span.start), round(span.end)) for span in task.spans if span.state != "run"]
    assert told == [("wait", 0, 100), ("starved", 100, 500)]


def test_a_task_that_only_a_library_named_is_called_by_its_function() -> None:
    coro = "connect_tcp.<locals>.try_connect"
    rows = [
        MAIN, ["f", 1, 0, 1, "main.py"], ["S", 1, 0, 1, [[1, 3, "main"]]], ["O", 1, 0, 1, 0, "Loop"],
        ["T", 1, 0, 1, 0, 1, 0, f"anyio._core._sockets.{coro}", coro], ["s", 1, 0, 1000, 1, "d"],
        ["T", 1, 0, 2, 0, 1, 0, "Ana", "cook"], ["s", 1, 0, 1000, 2, "d"],
    ]  # fmt: skip
    assert [lane.name for lane in Lanes(rows, []).all if lane.kind == "task"] == ["try_connect", "Ana"]
