"""What the parts of the sandbox say to one another last: it arrives, whoever hangs up first."""

from __future__ import annotations

import socket

import pytest

from sandbox.zygote import wire

from .conftest import Play


@pytest.fixture
def ends() -> tuple[socket.socket, socket.socket]:
    return wire.pair()


def test_a_last_message_is_heard_though_its_sender_left_ours_unread(ends: tuple[socket.socket, socket.socket]) -> None:
    """As a warden does, that reports the end while the order to stop is on its way."""
    ours, theirs = ends
    wire.send(theirs, {"ended": {}})
    wire.send(ours, {"order": "stop"})
    theirs.close()
    assert wire.receive(ours) == ({"ended": {}}, [])
    with pytest.raises(wire.Hungup):
        wire.receive(ours)
    ours.close()


def test_whoever_left_without_a_word_has_hung_up(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    wire.send(ours, {"order": "stop"})
    theirs.close()
    with pytest.raises(wire.Hungup):
        wire.receive(ours)
    ours.close()


@pytest.mark.jail
def test_init_is_deaf_to_the_one_signal_that_python_listens_for(play: Play, sort: str) -> None:
    """SIGINT would else make it fail in the middle of its wait, and the run with it, as if the fault were ours."""
    run = play(sort + "import os, signal, time\nos.kill(1, signal.SIGINT)\ntime.sleep(0.3)\nprint('still here')")
    assert run.outcome == ("finished", "")
    assert run.stdout == "still here\n"


@pytest.mark.jail
def test_output_and_end_arrive_when_the_cap_is_met_in_the_last_moment(play: Play) -> None:
    """The order to end crosses the report of the end, as often as chance has it."""
    for _ in range(10):
        run = play("import os\nfor _ in range(3): os.write(1, b'x' * 32768)\nos._exit(0)", output_kb=64)
        assert run.outcome == ("limit", "output") or run.outcome == ("finished", "")
        assert run.stdout == "x" * 65536
