"""What the rows say of threads, pools, sleeps and blocking calls, of a synchronous program above all."""

from __future__ import annotations

import pytest

from tests.sandbox.traced import VERSIONS, run, run_text

pytestmark = pytest.mark.parametrize("version", VERSIONS)


def test_a_synchronous_program_can_be_drawn_from_its_sleeps_and_printed_lines(version: str) -> None:
    ran = run("synchronous", version=version)
    sleeps = ran.of("z")
    assert [(row[4], row[5], ran.line(row[6])) for row in sleeps] == [(0, 0, 5)] * 3
    assert all(row[3] >= 120_000_000 for row in sleeps)
    assert [(row[3], row[4], row[6]) for row in ran.of("p")] == [(1, 0, f"burger {n}") for n in range(3)]
    assert not ran.of("T")
    standing = [row for row in ran.of("l") if row[7] == "sleep"]
    assert [ran.line(row[5]) for row in standing] == [5, 5, 5]
    assert {row[6] for row in standing} == {"waits"}


def test_a_blocking_read_in_the_main_thread_is_told_as_waiting_at_its_line(version: str) -> None:
    ran = run("blocking_socket", version=version)
    standing = [row for row in ran.of("l") if row[4] == 0 and row[7] == "network"]
    assert [(ran.line(row[5]), row[6]) for row in standing] == [(15, "waits")]
    assert standing[0][3] > 100_000_000
    (thread,), (ended,) = ran.of("t"), ran.of("u")
    assert (thread[5], ran.line(thread[6]), thread[7], ended[3]) == ("slow_server", 13, 0, thread[3])
    assert [row[4] for row in ran.of("z")] == [thread[3]]


def test_work_given_to_threads_by_a_task_is_told_from_submission_to_result(version: str) -> None:
    ran = run("to_thread", version=version)
    queued, done = ran.of("q"), {row[5]: row for row in ran.of("w")}
    assert [(row[5], row[6], ran.line(row[7])) for row in queued] == [("thread", "grill", 11)] * 5
    assert all(done[row[3]][3] >= 80_000_000 and done[row[3]][8] is None for row in queued)
    assert len({done[row[3]][6] for row in queued}) == 5
    tasks = ran.task("to_thread")
    assert [row[9] for row in queued] == [row[3] for row in tasks]
    assert [ran.waits(row[3])[0][:2] for row in tasks] == [("thread", item[3]) for item in queued]
    assert {row[5] for row in ran.of("W")} <= set(done)
    assert ran.of("W")


def test_a_pool_of_two_tells_who_waited_in_its_queue_and_who_failed(version: str) -> None:
    ran = run("thread_pool", version=version)
    queued, done = ran.of("q"), {row[5]: row for row in ran.of("w")}
    waits = [done[row[3]][2] - row[2] for row in queued]
    assert min(waits[2:]) > 150_000_000 > max(waits[:2])
    assert [row[11] for row in queued] == [2] * 4
    assert [done[row[3]][8] for row in queued] == [None, None, None, "ValueError"]
    assert len(ran.of("t")) == len(ran.of("u")) == 2
    assert any(row[4] == 0 and row[7] in ("future", "thread") for row in ran.of("l"))


def test_computing_threads_are_told_by_their_own_cpu_clocks(version: str) -> None:
    source = """
import threading, time
def count():
    end = time.thread_time() + 0.15
    while time.thread_time() < end:
        sum(range(200))
threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
    ran = run_text(source, version=version)
    computing = {row[4] for row in ran.of("l") if row[6] == "computes" and ran.func(row[5]) == "count"}
    assert computing == {1, 2}
    assert all(row[4] >= 140_000_000 for row in ran.of("u"))
    assert any(row[4] == 0 and row[7] == "thread" and row[6] == "waits" for row in ran.of("l"))
