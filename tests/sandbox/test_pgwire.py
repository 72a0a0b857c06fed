"""What is read of PostgreSQL's protocol: whole queries out of bytes however cut, one after another on a connection."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from sandbox.inside.services.log import Log
from sandbox.inside.services.pgwire import KEPT_BYTES, Broken, Messages, Told


def message(kind: str, *parts: str | bytes) -> bytes:
    body = b"".join(part if isinstance(part, bytes) else part.encode() + b"\0" for part in parts)
    return kind.encode() + struct.pack("!I", len(body) + 4) + body


READY = message("Z", b"I")
DONE = message("C", "SELECT 1")
EXECUTE = message("E", "", b"\0\0\0\0")
SYNC = message("S")


def told() -> tuple[Log, Messages, Messages]:
    log = Log()
    of = Told(log, log.connect())
    return log, Messages(of.ask), Messages(of.answer)


def texts(log: Log) -> list[Any]:
    return [row[3] for row in log.rows]


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_messages_are_whole_however_the_stream_is_cut(size: int) -> None:
    log, ask, _ = told()
    stream = message("Q", "select  1,\n 'ñandú'") + message("Q", "select 2")
    for place in range(0, len(stream), size):
        ask.feed(stream[place : place + size])
    assert texts(log) == ["select 1, 'ñandú'"], "the second waits for the first"


def test_a_query_sent_ahead_begins_when_the_one_before_it_ends() -> None:
    log, ask, answer = told()
    ask.feed(message("Q", "select 1") + message("Q", "select 2"))
    assert (log.in_flight, log.peak) == (1, 1)
    answer.feed(DONE + READY)
    assert texts(log) == ["select 1", "select 2"]
    answer.feed(DONE + READY)
    assert (log.in_flight, log.peak) == (0, 1)
    assert log.rows[1][4] >= log.rows[0][5]


def test_a_prepared_statement_is_told_by_its_text_each_time_it_is_executed() -> None:
    log, ask, answer = told()
    ask.feed(message("P", "s1", "select espera($1)", b"\0\0") + SYNC)
    answer.feed(message("1") + READY)
    for _ in range(2):
        ask.feed(message("B", "", "s1", b"\0\0\0\0\0\0") + EXECUTE + SYNC)
        answer.feed(message("2") + DONE + READY)
    assert texts(log) == ["select espera($1)"] * 2
    assert [row[6] for row in log.rows] == [200, 200]


def test_after_an_error_the_rest_of_a_pipeline_is_skipped_and_what_follows_is_told() -> None:
    log, ask, answer = told()
    for text in ("select 1/0", "select 2"):
        ask.feed(message("P", "", text, b"\0\0") + message("B", "", "", b"\0\0\0\0\0\0") + EXECUTE)
    ask.feed(SYNC + message("Q", "select 3"))
    answer.feed(message("E", b"SERROR\0\0") + READY)
    answer.feed(DONE + READY)
    assert [(row[3], row[6]) for row in log.rows] == [("select 1/0", 500), ("select 3", 200)]
    assert log.in_flight == 0


def test_what_drivers_and_pools_say_among_themselves_is_not_told() -> None:
    log, ask, answer = told()
    for text in ("BEGIN", "select 1", "COMMIT", "SELECT pg_advisory_unlock_all(); CLOSE ALL;", "select 2"):
        ask.feed(message("Q", text))
        answer.feed(DONE + READY)
    assert texts(log) == ["select 1", "select 2"]


def test_a_connection_that_is_lost_leaves_its_query_unanswered() -> None:
    log = Log()
    of = Told(log, log.connect())
    Messages(of.ask).feed(message("Q", "select pg_sleep(100)") + message("Q", "select 2"))
    of.over()
    assert [(row[3], row[6], row[8]) for row in log.rows] == [("select pg_sleep(100)", None, True)]
    assert log.in_flight == 0


def test_of_a_long_message_only_the_beginning_is_kept() -> None:
    log, ask, _ = told()
    ask.feed(message("Q", "select '" + "x" * 1_000_000 + "'"))
    assert len(texts(log)[0]) == 200
    assert len(ask.kept) <= KEPT_BYTES


@pytest.mark.parametrize("length", [0, 3, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_that_is_none_is_refused(length: int) -> None:
    _, ask, _ = told()
    with pytest.raises(Broken):
        ask.feed(b"Q" + struct.pack("!I", length) + b"x")


def test_nobody_sends_queries_ahead_without_end() -> None:
    _, ask, _ = told()
    with pytest.raises(Broken):
        ask.feed(EXECUTE * 20_000)
