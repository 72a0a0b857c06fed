"""The hub: each event once, in order, whenever one comes and whatever dies in between."""

from __future__ import annotations

import asyncio
import json
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from parrilla.runs import hub as hubs
from parrilla.runs import wire
from parrilla.runs.hub import Frame, Hub, Place, Recorded, Watcher
from sandbox import keys
from sandbox.events import Event
from sandbox.outlet import Outlet
from tests.parrilla.conftest import MessageServer, point_at
from tests.parrilla.programs import ended, output, started, whole_run

SECONDS = 20


@pytest.fixture
async def hub(messages: MessageServer) -> AsyncIterator[Hub]:
    hub = Hub()
    yield hub
    await hub.close()


@pytest.fixture
def mortal(settings: Any) -> Iterator[MessageServer]:
    """A message server of the test's own, to be killed."""
    with tempfile.TemporaryDirectory(prefix="parrilla-") as directory:
        server = MessageServer(Path(directory) / "valkey")
        point_at(server, settings)
        yield server
        server.kill()
        wire.client.cache_clear()


def new_run() -> tuple[str, Outlet]:
    run = str(uuid.uuid4())
    return run, Outlet(wire.client(), run, "worker")


async def events_of(watcher: Watcher, last: int) -> list[Event]:
    """What a watcher is given until the event `last`."""
    found: list[Event] = []

    async def read() -> None:
        async for message in watcher:
            if isinstance(message, Frame):
                assert json.loads(message.text) == message.events
                found.extend(message.events)
                if found[-1]["seq"] >= last:
                    return

    await asyncio.wait_for(read(), SECONDS)
    return found


def seqs(events: list[Event]) -> list[int]:
    return [event["seq"] for event in events]


async def test_who_watches_from_the_start_gets_each_event_once(hub: Hub) -> None:
    run, outlet = new_run()
    async with hub.watch(run, -1) as watcher:
        reading = asyncio.create_task(events_of(watcher, 200))
        outlet.send([started()])
        for seq in range(1, 200):
            outlet.send([output(seq)])
            await asyncio.sleep(0)
        outlet.send([ended(200)])
        assert seqs(await reading) == list(range(201))


async def test_who_comes_late_gets_the_whole_run(hub: Hub) -> None:
    run, outlet = new_run()
    outlet.send(whole_run()[:2])
    outlet.send(whole_run()[2:])
    async with hub.watch(run, -1) as watcher:
        assert seqs(await events_of(watcher, 3)) == [0, 1, 2, 3]


@pytest.mark.parametrize("after", [0, 1, 2])
async def test_who_returns_goes_on_after_the_last_event_they_have(hub: Hub, after: int) -> None:
    run, outlet = new_run()
    outlet.send(whole_run()[:2])
    outlet.send(whole_run()[2:])
    async with hub.watch(run, after) as watcher:
        assert seqs(await events_of(watcher, 3)) == list(range(after + 1, 4))


async def test_coming_in_the_middle_of_a_flood_misses_and_repeats_nothing(hub: Hub) -> None:
    run, outlet = new_run()

    def flood() -> None:
        outlet.send([started()])
        for seq in range(1, 500):
            outlet.send([output(seq)])
        outlet.send([ended(500)])

    flooding = asyncio.create_task(asyncio.to_thread(flood))
    for _watcher in range(20):
        async with hub.watch(run, -1) as watcher:
            part = seqs(await events_of(watcher, 5))
            assert part == list(range(len(part)))
    async with hub.watch(run, -1) as watcher:
        assert seqs(await events_of(watcher, 500)) == list(range(501))
    await flooding


async def test_a_thousand_watchers_share_one_connection(hub: Hub, messages: MessageServer) -> None:
    run, outlet = new_run()
    before = wire.client().info("clients")["connected_clients"]
    async with asyncio.TaskGroup() as group:

        async def watch() -> list[int]:
            async with hub.watch(run, -1) as watcher:
                return seqs(await events_of(watcher, 3))

        tasks = [group.create_task(watch()) for _ in range(100)]
        await asyncio.sleep(0)
        await asyncio.to_thread(outlet.send, whole_run())
    assert all(task.result() == [0, 1, 2, 3] for task in tasks)
    assert messages.listeners(keys.channel(run)) == 0
    pubsubs = [client for client in wire.client().client_list() if int(client["sub"])]
    assert len(pubsubs) == 1
    assert wire.client().info("clients")["connected_clients"] >= before


async def test_a_slow_reader_keeps_nothing_in_memory_and_loses_nothing(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "QUEUE_FRAMES", 4)
    run, outlet = new_run()
    async with hub.watch(run, -1) as watcher:
        outlet.send([started()])
        assert seqs(await events_of(watcher, 0)) == [0]
        for seq in range(1, 300):
            outlet.send([output(seq)])
        for _turn in range(200):  # the hub hears all of it while this reader does not read
            await asyncio.sleep(0.001)
        assert len(watcher._queue) <= 5
        assert seqs(await events_of(watcher, 299)) == list(range(1, 300))


async def test_the_whole_run_comes_through_the_death_of_the_message_server(mortal: MessageServer) -> None:
    hub = Hub()
    run, outlet = new_run()
    try:
        async with hub.watch(run, -1) as watcher:
            outlet.send([started(), output(1)])
            assert seqs(await events_of(watcher, 1)) == [0, 1]
            mortal.kill()
            outlet.send([output(2)])
            mortal.start()
            assert await asyncio.to_thread(outlet.finish, SECONDS)
            outlet.send([output(3), ended(4)])
            assert seqs(await events_of(watcher, 4)) == [2, 3, 4]
        async with hub.watch(run, -1) as late:
            assert seqs(await events_of(late, 4)) == [0, 1, 2, 3, 4]
    finally:
        await hub.close()


async def test_those_who_wait_are_told_their_new_place_when_a_run_is_taken(hub: Hub) -> None:
    client = wire.client()
    line = [str(uuid.uuid4()) for _ in range(3)]
    for score, run in enumerate(line):
        client.zadd(keys.WAITING, {run: score})
    assert await hub.place(line[2]) == Place(2, None)
    assert await hub.place(str(uuid.uuid4())) is None

    async def next_place(watcher: Watcher) -> int:
        async for message in watcher:
            if isinstance(message, Place):
                return message.ahead
        raise AssertionError

    async with hub.watch(line[2], -1) as watcher:
        async for message in watcher:
            if isinstance(message, Recorded):  # subscribed
                break
        client.zrem(keys.WAITING, line[0])
        client.publish(keys.QUEUE_CHANNEL, line[0])
        assert await asyncio.wait_for(next_place(watcher), SECONDS) == 1


@pytest.mark.parametrize(
    "frame",
    [
        '[{"seq":0,"t":0,"type":"started","data":{}}],"type":"verdict","x":[{}',
        '[{"seq":0,"t":0,"type":"started","data":{}},{"seq":2,"t":0,"type":"started","data":{}}]',
        "[]",
        "{}",
        '[{"seq":0,"t":NaN,"type":"started","data":{}}]',
        '[{"seq":0,"t":0,"type":"admin","data":{}}]',
        '[{"seq":0,"t":0,"type":"output","data":{"stream":"stdout","text":{"html":1}}}]',
        '[{"seq":0,"t":0,"type":"output","data":{"stream":"stdout","text":"\\ud800"}}]',
        "[" * 50_000,
    ],
)
async def test_what_no_worker_of_ours_would_send_reaches_nobody(hub: Hub, frame: str) -> None:
    run, outlet = new_run()
    async with hub.watch(run, -1) as watcher:
        async for message in watcher:
            if isinstance(message, Recorded):
                break
        wire.client().publish(keys.channel(run), f"0 0 {frame}")
        outlet.send([started()])
        assert seqs(await events_of(watcher, 0)) == [0]


async def test_an_unsound_stream_ends_nobodys_connection(hub: Hub) -> None:
    run, _outlet = new_run()
    wire.client().xadd(keys.events(run), {"f": "nonsense"}, id="1-0")
    async with hub.watch(run, -1) as watcher:
        wire.client().publish(keys.channel(run), keys.RECORDED)
        async for message in watcher:
            assert isinstance(message, Recorded)
            break
