"""Child processes trace themselves, whatever way they start, and show nothing of it to the program."""

from __future__ import annotations

import pytest

from tests.sandbox.traced import VERSIONS, run, run_text

pytestmark = pytest.mark.parametrize("version", VERSIONS)
methods = pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])


@methods
def test_processes_are_told_by_parent_and_child(version: str, method: str) -> None:
    ran = run("processes", method, version=version)
    assert sorted(ran.out.split()) == ["0", "1", "chopped", "chopped"]
    started = ran.of("P")
    born = {row[1]: row[5] for row in ran.of("M", 0) if row[1] != ran.pid}
    assert born == {row[3]: "fork" if method == "fork" else "spawn" for row in started}
    assert [(row[4], row[6], ran.line(row[7])) for row in started] == [("process", "chop", 15)] * 2
    for pid in born:
        (nap,) = ran.of("z", pid)
        assert ran.line(nap[6], pid) == 7
        assert [row[4] for row in ran.of("f", pid)] == ["processes.py"]
        assert len(ran.of("E", pid)) == 1
    assert len(ran.of("E")) == 1


@methods
def test_items_of_a_process_pool_are_told_where_they_ran(version: str, method: str) -> None:
    ran = run("process_pool", method, version=version)
    queued, done = ran.of("q"), {row[5]: row for row in ran.of("w", 0)}
    assert [(row[5], row[6], row[11]) for row in queued] == [("process", "chop", 2)] * 4
    assert {row[4] for row in done.values()} == {ran.pid}
    assert {row[1] for row in done.values()} <= {row[3] for row in ran.of("P")}
    assert done.keys() == {row[3] for row in queued}
    assert all(row[7] > 1_000_000 for row in done.values())


def test_a_python_started_as_a_subprocess_traces_itself_and_sees_nothing_of_it(version: str) -> None:
    ran = run("subprocesses", version=version)
    assert ran.out.splitlines() == ["False False False"] * 2
    assert ran.err == ""
    started, ended = ran.of("P"), {row[3]: row[4] for row in ran.of("Q")}
    assert [row[4] for row in started] == ["subprocess"] * 3
    assert [ended[row[3]] for row in started] == [0, 3, 0]
    traced = [row[1] for row in ran.of("M", 0) if row[5] == "exec"]
    assert traced == [started[0][3], started[2][3]]
    assert [row[6] for pid in traced for row in ran.of("p", pid)] == ["False False False"] * 2


def test_a_bare_fork_is_followed_and_both_sides_end(version: str) -> None:
    source = """
import os, time
child = os.fork()
time.sleep(0.03)
if child:
    print(os.waitpid(child, 0)[1])
else:
    os._exit(0)
"""
    ran = run_text(source, version=version)
    assert ran.out == "0\n"
    assert ran.err == ""
    (child,) = [row[1] for row in ran.of("M", 0) if row[5] == "fork"]
    assert [ran.line(ran.of("z", pid)[0][6], pid) for pid in (ran.pid, child)] == [4, 4]
    assert len(ran.of("E", child)) == len(ran.of("E")) == 1


def test_rows_of_the_parent_go_on_leaving_after_a_bare_fork(version: str) -> None:
    source = """
import os, time
if os.fork() == 0: os._exit(0)
os.wait()
time.sleep(0.15)
print("slept")
end = time.thread_time() + 0.4
while time.thread_time() < end: pass
os.kill(os.getpid(), 9)
"""
    ran = run_text(source, version=version)
    assert ran.code == -9
    assert [ran.line(row[6]) for row in ran.of("z")] == [5]
    assert any(row[6] == "computes" for row in ran.of("l"))
