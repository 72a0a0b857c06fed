import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "./events.ts";
import { type Message, RunClient } from "./client.ts";
import { RunSocket, type Socket, type Surroundings } from "./socket.ts";

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify({ id: "1", ...message }) });
  }

  /** What it was told, one word or number for each message. */
  get asked(): unknown[] {
    return this.sent.map((text) => JSON.parse(text)).map((said) => (said.type === "watch" ? said.after : said.type));
  }
}

/** A browser whose clock and network the test turns by hand. */
class World implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  readonly told: string[] = [];
  connected = true;
  private readonly timers = new Set<{ at: number; then: () => void }>();
  private clock = 0;
  private change: ((online: boolean) => void) | undefined;
  readonly wire: RunSocket = new RunSocket("/ws/runs/", this);
  readonly client = new RunClient(
    "1",
    {
      events: (events) => this.told.push(...events.map((event) => `event ${event.seq}`)),
      message: (message) => this.told.push(message.type === "state" ? `state ${message.state}` : message.type),
      link: (link) => this.told.push(link),
      refused: (code) => this.told.push(`refused ${code}`),
    },
    this.wire,
  );

  open(): Socket {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.clock + ms, then };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  online(): boolean {
    return this.connected;
  }

  random(): number {
    return 0.5;
  }

  network(change: (online: boolean) => void): void {
    this.change = change;
  }

  turn(online: boolean): void {
    this.connected = online;
    this.change?.(online);
    this.pass(0);
  }

  pass(ms: number): void {
    this.clock += ms;
    for (const timer of [...this.timers].filter((one) => one.at <= this.clock)) {
      this.timers.delete(timer);
      timer.then();
    }
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    assert.ok(last);
    return last;
  }
}

function frame(...seqs: number[]): Message {
  return { type: "frame", events: seqs.map((seq) => ({ seq, t: seq, type: "output", entrant: 0, data: { stream: "stdout", text: "x" } })) };
}

/** A page whose socket is open, and a run that is watched on it. */
function begun(): World {
  const world = open();
  world.client.start();
  return world;
}

function open(): World {
  const world = new World();
  world.wire.start();
  world.socket.onopen?.();
  return world;
}

/** The socket that comes after the one that was lost. */
function back(world: World): FakeSocket {
  world.pass(0);
  world.socket.onopen?.();
  return world.socket;
}

const ORDER = { context: "home", purpose: "race", entrants: [], bets: [] };

test("a new watcher asks for everything", () => {
  assert.deepEqual(begun().socket.asked, [-1]);
});

test("one that joins before the socket is open asks as soon as it is", () => {
  const world = new World();
  world.client.start();
  assert.deepEqual(world.socket.asked, []);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.asked, [-1]);
});

test("after a lost connection it goes on behind the last event, and nothing comes twice", () => {
  const world = begun();
  world.socket.say(frame(0, 1, 2));
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.asked, [2]);
  world.socket.say(frame(1, 2, 3));
  assert.deepEqual(world.told, ["up", "event 0", "event 1", "event 2", "slow", "up", "event 3"]);
});

test("pauses between attempts double, up to eight seconds, and one message makes them short again", () => {
  const world = begun();
  for (const pause of [250, 500, 1000, 2000, 4000, 8000, 8000]) {
    const before = world.sockets.length;
    world.socket.onclose?.({ code: 1006 });
    world.pass(pause - 1);
    assert.equal(world.sockets.length, before);
    world.pass(1);
    assert.equal(world.sockets.length, before + 1);
  }
  world.socket.onopen?.();
  world.socket.say(frame(0));
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.asked, [0]);
});

test("offline it waits without trying, and comes back the moment the network does", () => {
  const world = begun();
  world.socket.say(frame(0));
  world.turn(false);
  assert.ok(world.sockets[0]?.closed);
  world.pass(20_000);
  assert.equal(world.sockets.length, 1);
  world.turn(true);
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(back(world).asked, [0]);
  assert.deepEqual(world.told, ["up", "event 0", "down", "up"]);
});

test("what an abandoned connection still says is not heard", () => {
  const world = begun();
  const old = world.socket;
  world.turn(false);
  world.turn(true);
  old.say(frame(0));
  assert.deepEqual(world.told, ["up", "down"]);
});

test("a gap is never skipped: it asks again from the last event it has, once for all that is on its way", () => {
  const world = begun();
  world.socket.say(frame(0));
  world.socket.say(frame(2));
  world.socket.say(frame(3));
  assert.deepEqual(world.socket.asked, [-1, 0]);
  world.socket.say(frame(1, 2, 3));
  world.socket.say(frame(5));
  assert.deepEqual(world.socket.asked, [-1, 0, 3]);
  assert.deepEqual(world.told, ["up", "event 0", "event 1", "event 2", "event 3"]);
});

test("when the run has ended it hears no more, and the socket stays open for the next", () => {
  const world = begun();
  const end = { type: "state", state: "ended", run: { id: "1", state: "ended", outcome: "finished" } };
  world.socket.say(end);
  world.socket.say(end);
  assert.deepEqual(world.told, ["up", "state ended"]);
  assert.ok(!world.socket.closed);
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  assert.deepEqual(back(world).asked, []);
  assert.deepEqual(world.told, ["up", "state ended"], "an idle connection is nobody's worry");
});

test("a run that is not for this person is told once and not argued with", () => {
  const world = begun();
  world.socket.say({ type: "unseen", code: 4403 });
  world.socket.say(frame(0));
  assert.deepEqual(world.told, ["up", "refused 4403"]);
});

test("a socket that is nobody's stays away until there is somebody", () => {
  const world = begun();
  world.socket.onclose?.({ code: 4401 });
  world.pass(60_000);
  world.turn(true);
  assert.deepEqual(world.told, ["up", "refused 4401"]);
  assert.equal(world.sockets.length, 1);
  world.wire.start();
  assert.equal(world.sockets.length, 2);
});

test("a verdict cut off from its sentence is asked for again, and told once", () => {
  const world = begun();
  const verdict: RunEvent = { seq: 1, t: 1, type: "verdict", data: { code: "passed", passed: true } };
  world.socket.say(frame(0));
  world.socket.say({ type: "frame", events: [verdict] });
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.asked, [0]);
  world.socket.say({ type: "frame", events: [verdict] });
  world.socket.say({ type: "verdict", code: "passed", passed: true, message: "Well" });
  world.socket.say({ type: "verdict", code: "passed", passed: true, message: "Well" });
  assert.deepEqual(world.told, ["up", "event 0", "event 1", "slow", "up", "verdict"]);
});

test("a stop asked for while the connection is away is sent when it is back", () => {
  const world = begun();
  world.socket.onclose?.({ code: 1006 });
  world.client.stop();
  world.pass(250);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.asked, [-1, "stop"]);
});

test("a connection that falls silent in the middle of a run is replaced, an idle one is left alone", () => {
  const world = begun();
  world.socket.say(frame(0));
  world.pass(25_000);
  assert.deepEqual(back(world).asked, [0]);
  const idle = open();
  idle.pass(60_000);
  assert.equal(idle.sockets.length, 1);
});

test("a launch on an open socket is answered there, and its run is told without being asked for", async () => {
  const world = open();
  const answer = world.wire.launch("k", ORDER);
  assert.deepEqual(JSON.parse(world.socket.sent[0] ?? ""), { type: "launch", key: "k", ...ORDER });
  world.socket.say({ type: "launched", key: "k", url: "/runs/1/" });
  assert.equal((await answer)?.id, "1");
  world.client.start(true);
  world.socket.say(frame(0));
  assert.deepEqual(world.socket.asked, ["launch"]);
  assert.deepEqual(world.told, ["up", "event 0"]);
});

test("a launch finds another way where no socket is open, where it dies, and where no answer comes", async () => {
  assert.equal(await new World().wire.launch("k", ORDER), null);
  const died = open();
  const first = died.wire.launch("k", ORDER);
  died.socket.onclose?.({ code: 1006 });
  assert.equal(await first, null);
  const mute = open();
  const second = mute.wire.launch("k", ORDER);
  mute.pass(5000);
  assert.equal(await second, null);
  mute.socket.say({ type: "launched", key: "k" }); // too late, and harmless
});

test("a program too long for a message of the socket is not sent on it", async () => {
  const world = open();
  assert.equal(await world.wire.launch("k", { ...ORDER, source: "ñ".repeat(31_000) }), null);
  assert.deepEqual(world.socket.sent, []);
});
