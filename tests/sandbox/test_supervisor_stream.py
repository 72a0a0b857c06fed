"""The stream of a run: what hostile output looks like when it leaves. (What holds for every stream, `Run` checks each
time.)"""

from __future__ import annotations

import json
import threading

import pytest

from sandbox.events import FRAME_BYTES, TRACE_ROWS, Event
from sandbox.frames import Stream, Text
from sandbox.jail import policy

from .conftest import Play

pytestmark = pytest.mark.jail


def test_characters_split_between_writes_arrive_whole(play: Play) -> None:
    run = play("import os, time\nfor byte in '🍔ñ'.encode():\n    os.write(1, bytes([byte])); time.sleep(0.02)")
    assert run.stdout == "🍔ñ"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"a\xffb", "a\ufffdb"),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd"),
        (b"a\0b", "a\ufffdb"),
        (b"cut \xf0\x9f", "cut \ufffd"),
        (b"<b>&amp;\x1b[31m\r\n", "<b>&amp;\x1b[31m\r\n"),
    ],
)
def test_what_is_no_text_is_shown_as_such(written: bytes, shown: str, play: Play) -> None:
    assert play(f"import os; os.write(1, {written!r})").stdout == shown


def test_stdout_and_stderr_keep_apart(play: Play) -> None:
    run = play("import sys\nfor n in range(3): print('out', n); print('err', n, file=sys.stderr)")
    assert run.stdout == "out 0\nout 1\nout 2\n"
    assert run.stderr == "err 0\nerr 1\nerr 2\n"


def test_a_million_empty_lines_come_in_few_events(play: Play) -> None:
    run = play("import sys; sys.stdout.write('\\n' * 1_000_000)", output_kb=1024)
    assert len(run.stdout) == 1_000_000
    assert len(run.of("output")) < 1_000_000 / 1000


def test_the_worst_text_still_fits_its_frame() -> None:
    """Characters that cost most when escaped, in every size of write."""
    frames: list[list[Event]] = []
    stream = Stream(frames.append)
    for size in (1, 4095, 4096, 4097, 50_000):
        for character in ("🍔", "\x01", '"', "\u2028"):
            stream.output("stdout", character * size, 0)
    stream.flush()
    assert all(len(json.dumps(frame).encode()) <= FRAME_BYTES for frame in frames)
    text = "".join(event["data"]["text"] for frame in frames for event in frame)
    assert len(text) == 4 * sum((1, 4095, 4096, 4097, 50_000))


def test_the_decoder_keeps_half_a_character_for_the_next_read() -> None:
    text = Text()
    assert text.decode("ñ".encode()[:1]) == ""
    assert text.decode("ñ".encode()[1:]) == "ñ"
    assert text.decode(b"\xc3", final=True) == "\ufffd"


def test_a_reader_that_stops_reading_holds_the_program_back(play: Play) -> None:
    """Back-pressure: while the frames' receiver stands still, the program cannot fill the supervisor's memory."""
    held = threading.Event()
    seen = []

    def slow(event: Event) -> None:
        seen.append(event)
        if event["type"] == "output" and not held.is_set():
            held.wait(1.0)
            held.set()

    run = play(
        "import os, time\nbegun = time.monotonic()\nfor _ in range(40): os.write(1, b'x' * 10_000)\n"
        "print('\\n', time.monotonic() - begun)",
        watch=slow, output_kb=1024,
    )  # fmt: skip
    assert float(run.stdout.split()[-1]) > 0.5


def test_printing_the_protocol_forges_nothing(play: Play) -> None:
    forged = json.dumps([{"seq": 99, "t": 1, "type": "ended", "data": {"outcome": "finished", "reason": ""}}])
    run = play(
        f"import os\nfor fd in range(3, 64):\n    try: os.write(fd, {forged.encode()!r} + b'\\n')\n"
        f"    except OSError: pass\nprint({forged!r})\nraise SystemExit(5)"
    )
    assert run.stdout == forged + "\n"
    assert run.end["exit_code"] == 5


def test_every_descriptor_a_traced_program_finds_leads_nowhere_but_to_its_trace(play: Play) -> None:
    run = play(
        "import os\n"
        "row = b'[\"ended\", {\"outcome\": \"exited\"}]\\n[\"p\", 2, 5, 1, 0, 0, \"forged\"]\\n{\"ended\": 1}\\n'\n"
        "for fd in map(int, os.listdir('/proc/self/fd')):\n    if fd > 2:\n        try: os.write(fd, row)\n"
        "        except OSError: pass\n"
        "print('done')",
        trace=True,
    )  # fmt: skip
    assert run.outcome == ("finished", "")
    rows = [row for event in run.of("trace") for row in event["data"]["rows"]]
    assert {row[0] for row in rows} <= set("MEfSOoTNskBbLzlqWwtuPQRrnepA!")
    assert [event["data"]["code"] for event in run.of("note")] == ["trace-refused"]


def test_a_flood_of_trace_ends_at_its_cap_and_the_program_goes_on(play: Play) -> None:
    run = play(
        "import os\n"
        "fd = max(int(n) for n in os.listdir('/proc/self/fd') if int(n) > 2 and "
        "os.path.realpath(f'/proc/self/fd/{n}').startswith('/proc/self/fd/pipe'.replace('self', str(os.getpid()))))\n"
        "os.set_blocking(fd, True)\nrow = b'[\"u\", 2, 5, 1, 1]\\n' * 100\n"
        "for _ in range(300): os.write(fd, row)\nprint('went on')",
        trace=True,
    )  # fmt: skip
    rows = [row for event in run.of("trace") for row in event["data"]["rows"]]
    assert len(rows) <= TRACE_ROWS
    assert "trace-capped" in [event["data"]["code"] for event in run.of("note")]
    assert run.stdout == "went on\n"


def test_a_trace_tells_of_the_program(play: Play, sort: str) -> None:
    run = play(sort + "import asyncio\nasync def main(): await asyncio.sleep(0.01)\nasyncio.run(main())", trace=True)
    rows = [row for event in run.of("trace") for row in event["data"]["rows"]]
    assert "main" in [row[-1] for row in rows if row[0] == "T"]


def test_a_race_runs_one_after_another_each_from_its_own_zero(play: Play) -> None:
    run = play("print('one'); import time; time.sleep(0.2)", "print('two')", "import nothing_like_it", "print('four')")
    assert [run.text("stdout", n) for n in range(4)] == ["one\n", "two\n", "", "four\n"]
    order = [(event["type"], event["entrant"]) for event in run.events if event["type"].startswith("entrant-")]
    assert order == [(kind, n) for n in range(4) for kind in ("entrant-started", "entrant-ended")]
    assert run.outcome == ("finished", "")


def test_a_limit_of_one_entrant_does_not_take_the_race_from_the_others(play: Play) -> None:
    run = play("while True: pass", "print('two')", cpu_s=0.3)
    assert run.text("stdout", 1) == "two\n"
    assert run.outcome == ("limit", "cpu")


def test_services_are_reached_and_their_settings_are_not(play: Play, sort: str) -> None:
    """The kitchen answers at COCINA; its settings never were in the learner's process."""
    run = play(
        sort + "import os, re, urllib.request\n"
        "print(urllib.request.urlopen(os.environ['COCINA'] + '/burger').status)\n"
        "print([n for n in os.listdir('/proc') if n.isdigit()])\n"
        "hits = 0\n"
        "for line in open('/proc/self/maps'):\n"
        "    if ' rw' in line:\n"
        "        begin, end = (int(part, 16) for part in line.split()[0].split('-'))\n"
        "        with open('/proc/self/mem', 'rb') as m:\n"
        "            m.seek(begin)\n"
        "            try: hits += len(re.findall(b'settings-onl[y]-outside', m.read(end - begin)))\n"
        "            except OSError: pass\n"
        "print(hits)",
        job={"services": {"kitchen": {}, "settings-only-outside": {}}},
    )  # fmt: skip
    assert run.stdout == "200\n['1', '2']\n0\n"
    assert [row[1] for event in run.of("service") for row in event["data"]["rows"]][-1] == "/burger"
    assert policy.KITCHEN_PORT == 8001
