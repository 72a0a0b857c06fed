import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "./events.ts";
import { type Message, RunClient, type Socket, type Surroundings } from "./run-client.ts";

class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

/** A browser whose clock and network the test turns by hand. */
class World implements Surroundings {
  readonly sockets: FakeSocket[] = [];
  readonly told: string[] = [];
  connected = true;
  private readonly timers = new Set<{ at: number; then: () => void }>();
  private clock = 0;
  private change: (online: boolean) => void = () => undefined;
  readonly client = new RunClient(
    "/ws/run/1/",
    {
      events: (events) => this.told.push(...events.map((event) => `event ${event.seq}`)),
      message: (message) => this.told.push(message.type === "state" ? `state ${message.state}` : message.type),
      link: (link) => this.told.push(link),
      refused: (code) => this.told.push(`refused ${code}`),
    },
    this,
  );

  open(url: string): Socket {
    const socket = new FakeSocket(url);
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

  network(change: (online: boolean) => void): () => void {
    this.change = change;
    return () => undefined;
  }

  turn(online: boolean): void {
    this.connected = online;
    this.change(online);
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

function begun(): World {
  const world = new World();
  world.client.start();
  world.socket.onopen?.();
  return world;
}

test("a new watcher asks for everything", () => {
  assert.equal(begun().socket.url, "/ws/run/1/?after=-1");
});

test("after a lost connection it goes on behind the last event, and nothing comes twice", () => {
  const world = begun();
  world.socket.say(frame(0, 1, 2));
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  assert.equal(world.socket.url, "/ws/run/1/?after=2");
  world.socket.onopen?.();
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
  world.socket.say(frame(0));
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  assert.equal(world.socket.url, "/ws/run/1/?after=0");
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
  assert.equal(world.socket.url, "/ws/run/1/?after=0");
  assert.deepEqual(world.told, ["up", "event 0", "down"]);
});

test("what an abandoned connection still says is not heard", () => {
  const world = begun();
  const old = world.socket;
  world.turn(false);
  world.turn(true);
  old.say(frame(0));
  assert.deepEqual(world.told, ["up", "down"]);
});

test("a gap is never skipped: it asks again from the last event it has", () => {
  const world = begun();
  world.socket.say(frame(0));
  world.socket.say(frame(2));
  world.pass(0);
  assert.equal(world.socket.url, "/ws/run/1/?after=0");
  assert.deepEqual(world.told, ["up", "event 0"]);
});

test("when the run has ended it leaves, and no close brings it back", () => {
  const world = begun();
  world.socket.say({ type: "state", state: "ended", run: { id: "1", state: "ended", outcome: "finished" } });
  assert.ok(world.socket.closed);
  world.socket.onclose?.({ code: 1000 });
  world.pass(60_000);
  assert.equal(world.sockets.length, 1);
});

test("a refusal is told once and not argued with", () => {
  const world = begun();
  world.socket.onclose?.({ code: 4403 });
  world.pass(60_000);
  assert.deepEqual(world.told, ["up", "refused 4403"]);
  assert.equal(world.sockets.length, 1);
});

test("a verdict cut off from its sentence is asked for again, and told once", () => {
  const world = begun();
  const verdict: RunEvent = { seq: 1, t: 1, type: "verdict", data: { code: "passed", passed: true } };
  world.socket.say(frame(0));
  world.socket.say({ type: "frame", events: [verdict] });
  world.socket.onclose?.({ code: 1006 });
  world.pass(250);
  assert.equal(world.socket.url, "/ws/run/1/?after=0");
  world.socket.say({ type: "frame", events: [verdict] });
  world.socket.say({ type: "verdict", code: "passed", passed: true, message: "Well" });
  world.socket.say({ type: "verdict", code: "passed", passed: true, message: "Well" });
  assert.deepEqual(world.told, ["up", "event 0", "event 1", "slow", "verdict"]);
});

test("a stop asked for while the connection is away is sent when it is back", () => {
  const world = begun();
  world.socket.onclose?.({ code: 1006 });
  world.client.stop();
  world.pass(250);
  world.socket.onopen?.();
  assert.deepEqual(world.socket.sent, ['{"type":"stop"}']);
});

test("a connection that falls silent is replaced", () => {
  const world = begun();
  world.socket.say(frame(0));
  world.pass(25_000);
  assert.equal(world.socket.url, "/ws/run/1/?after=0");
});
