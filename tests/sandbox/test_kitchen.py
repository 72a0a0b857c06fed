"""The kitchen answers in its time, seals what it says, and survives whoever comes in by its port."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.grading.crowd import seal
from tests.sandbox.beside import Companion, companion


@contextlib.contextmanager
def kitchen(**config: object) -> Iterator[Companion]:
    with companion({"kitchen": config}) as it:
        yield it


def get(it: Companion, path: str) -> tuple[int, dict[str, object]]:
    line = http.client.HTTPConnection("127.0.0.1", it.kitchen_port, timeout=20)
    line.request("GET", path)
    answer = line.getresponse()
    body = json.loads(answer.read())
    line.close()
    return answer.status, body


def raw(it: Companion, data: bytes, *, half: bool = False) -> bytes:
    """What comes back until the kitchen hangs up."""
    with socket.create_connection(("127.0.0.1", it.kitchen_port), timeout=20) as line:
        with contextlib.suppress(ConnectionError):
            line.sendall(data)
            if half:
                line.shutdown(socket.SHUT_WR)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while part := line.recv(65536):
                answer += part
        return answer


def served(it: Companion) -> int:
    """Status of a request, 0 where the connection is cut."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        return get(it, "/pan")[0]
    return 0


def descriptors(it: Companion) -> int:
    return len(os.listdir(f"/proc/{it.process.pid}/fd"))


def rss_mb(it: Companion) -> float:
    with open(f"/proc/{it.process.pid}/statm") as sizes:
        return int(sizes.read().split()[1]) * 4096 / 1e6


def test_it_answers_any_path_with_a_seal_of_this_run() -> None:
    with kitchen() as it:
        status, body = get(it, "/recetas/taco?x=1")
        report = it.report()["kitchen"]
    assert status == 200
    assert body == {"ruta": "/recetas/taco", "sello": seal(report["nonce"], "/recetas/taco")}


def test_two_runs_have_different_seals() -> None:
    with kitchen() as one, kitchen() as other:
        assert get(one, "/pan")[1]["sello"] != get(other, "/pan")[1]["sello"]


def test_a_number_is_drawn_once_a_run_and_told_in_the_evidence() -> None:
    with kitchen(random={"uid": [1000, 9999]}) as it:
        first, second = get(it, "/perfil")[1]["uid"], get(it, "/compras")[1]["uid"]
        report = it.report()["kitchen"]
    assert first == second == report["extra"]["uid"]
    assert 1000 <= report["extra"]["uid"] <= 9999


def test_a_fixed_latency_is_no_business_of_the_client() -> None:
    with kitchen(latency={"/recetas": 200}) as it:
        get(it, "/recetas/taco?ms=0")
        get(it, "/otra?ms=0")
        slow, quick = it.report()["kitchen"]["requests"]
    assert slow[5] - slow[4] >= 199
    assert quick[5] - quick[4] < slow[5] - slow[4]


def test_requests_in_flight_together_are_counted_and_logged() -> None:
    with kitchen() as it:
        with ThreadPoolExecutor(5) as pool:
            list(pool.map(lambda n: get(it, f"/{n}?ms=400"), range(5)))
        get(it, "/alone")
        report = it.report()["kitchen"]
    assert report["peak"] == 5
    assert sorted(row[7] for row in report["requests"]) == [1, 1, 2, 3, 4, 5]
    assert report["connections"] == report["count"] == 6


def test_a_lull_waits_for_whoever_is_still_coming() -> None:
    """Three requests further apart than one takes, but closer together than the lull, are all in flight at once."""
    with kitchen(ms=50, lull=2000) as it:
        with ThreadPoolExecutor(3) as pool:
            for n in range(3):
                pool.submit(get, it, f"/{n}")
                deadline = time.monotonic() + 10
                while time.monotonic() < deadline and [row[0] for row in it.rows].count("service") <= n:
                    it.next()
        report = it.report()["kitchen"]
    assert report["peak"] == 3


def test_one_connection_serves_many_requests_and_pipelined_ones_in_order() -> None:
    with kitchen() as it:
        answer = raw(it, b"GET /uno?ms=60 HTTP/1.1\r\n\r\nGET /dos HTTP/1.1\r\nconnection: close\r\n\r\n")
        report = it.report()["kitchen"]
    assert answer.index(b"/uno") < answer.index(b"/dos")
    assert report["connections"] == 1
    assert report["peak"] == 1


def test_a_client_that_hangs_up_is_seen_to_have_gone() -> None:
    with kitchen() as it:
        with socket.create_connection(("127.0.0.1", it.kitchen_port)) as line:
            line.sendall(b"GET /larga?ms=30000 HTTP/1.1\r\n\r\n")
            it.until("service")
        ended = it.until("service")["rows"][0]
        report = it.report()["kitchen"]
    assert ended[3] is not None
    assert report["requests"][0][6] is None
    assert report["requests"][0][8] is True


def test_capacity_rate_and_failures_are_as_configured() -> None:
    with kitchen(cap=1, ms=500, fail={"/rota": [500, 10]}) as it, ThreadPoolExecutor(3) as pool:
        statuses = sorted(status for status, _ in pool.map(lambda n: get(it, f"/{n}"), range(3)))
        assert get(it, "/rota")[0] == 500
    assert statuses == [200, 503, 503]
    with kitchen(rate=3) as it:
        statuses = [get(it, "/")[0] for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\nx: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 500 + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\ncontent-length: -5\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\ncontent-length: \xb2\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 411),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /?ms=-1 HTTP/1.1\r\nconnection: close\r\n\r\n", 400),
        (b"GET /?ms=nan HTTP/1.1\r\nconnection: close\r\n\r\n", 400),
        (b"GET /?ms=inf HTTP/1.1\r\nconnection: close\r\n\r\n", 400),
        (b"GET /?ms=a%00 HTTP/1.1\r\nconnection: close\r\n\r\n", 400),
        (b"GET /?" + b"a=b&" * 1000 + b" HTTP/1.1\r\nconnection: close\r\n\r\n", 400),
    ],
)
def test_nonsense_gets_an_error_and_the_next_client_its_answer(data: bytes, status: int) -> None:
    with kitchen() as it:
        answer = raw(it, data)
        # A head that is too large may be reset before its answer is read.
        assert answer == b"" or answer.startswith(f"HTTP/1.1 {status} ".encode())
        assert get(it, "/pan")[0] == 200


def test_a_path_of_control_characters_or_great_length_is_logged_short_and_harmless() -> None:
    with kitchen() as it:
        raw(it, b"GET /\x00\x1b[31m\xff" + b"z" * 5000 + b" HTTP/1.1\r\nconnection: close\r\n\r\n")
        report = it.report()["kitchen"]
    path = report["requests"][0][3]
    assert len(path) == 200
    assert path.startswith("/\ufffd\ufffd[31mÿzz")


def test_a_thousand_silent_connections_stop_nobody() -> None:
    with kitchen() as it, contextlib.ExitStack() as held:
        for _ in range(900):
            line = held.enter_context(socket.create_connection(("127.0.0.1", it.kitchen_port), timeout=20))
            line.sendall(b"GET / HTT")
        assert get(it, "/pan")[0] == 200


def test_more_connections_than_there_is_room_for_are_cut_and_forgotten() -> None:
    with kitchen() as it:
        with contextlib.ExitStack() as held:
            for _ in range(1500):
                line = held.enter_context(socket.create_connection(("127.0.0.1", it.kitchen_port), timeout=20))
            # The last in the row is among those there was no room for.
            with contextlib.suppress(ConnectionResetError):
                assert line.recv(1) == b""
            assert descriptors(it) < 1100
        deadline = time.monotonic() + 20
        while (status := served(it)) != 200 and time.monotonic() < deadline:
            pass
        assert status == 200


def test_a_client_that_never_reads_and_pipelines_for_ever_costs_little() -> None:
    with kitchen() as it:
        before = rss_mb(it)
        with socket.create_connection(("127.0.0.1", it.kitchen_port)) as line:
            line.setblocking(False)
            flood = b"GET /pan HTTP/1.1\r\n\r\n" * 1000
            quiet = 0
            while quiet < 50:
                try:
                    line.send(flood)
                    quiet = 0
                except BlockingIOError:
                    quiet += 1
                    time.sleep(0.005)
                except ConnectionError:
                    break  # cut for never reading: as good
            assert get(it, "/pan")[0] == 200
            assert rss_mb(it) - before < 16


def test_the_log_is_capped_and_says_so() -> None:
    with kitchen() as it:
        line = http.client.HTTPConnection("127.0.0.1", it.kitchen_port, timeout=20)
        for _ in range(5200):
            line.request("GET", "/pan")
            line.getresponse().read()
        line.close()
        report = it.report()["kitchen"]
    assert report["capped"] is True
    assert report["count"] == 5200
    assert len(report["requests"]) == 5000


def test_a_configuration_it_does_not_know_is_refused_before_anybody_is_let_loose() -> None:
    for wrong in ({"speed": 3}, {"ms": -1}, {"fail": {"/": 500}}):
        with pytest.raises(AssertionError, match="failed"), kitchen(**wrong):
            pass


def test_the_companion_leaves_at_once_when_its_control_pipe_ends() -> None:
    with kitchen() as it:
        os.close(it.control)
        assert it.process.wait(5) == 0
        it.control = -1
