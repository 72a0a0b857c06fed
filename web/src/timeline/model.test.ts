import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { LoadRow, PingRow, RunEvent } from "../run/events.ts";
import type { Lane } from "./lane.ts";
import { type Entrant, Timeline } from "./model.ts";
import type { Row } from "./trace.ts";

function recorded(name: string): RunEvent[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as RunEvent[];
}

function played(events: readonly RunEvent[], until = Infinity): Timeline {
  const timeline = new Timeline();
  for (const event of events) if (event.t <= until) timeline.add(event);
  return timeline;
}

function entrant(timeline: Timeline, index: number): Entrant {
  const found = timeline.entrants[index];
  assert.ok(found);
  return found;
}

function traced(...rows: Row[]): Entrant {
  const timeline = new Timeline([{ name: "main", form: "" }]);
  timeline.add({ seq: 0, t: 0, type: "entrant-started", entrant: 0, data: {} });
  timeline.add({ seq: 1, t: 1, type: "trace", entrant: 0, data: { rows } });
  return entrant(timeline, 0);
}

function states(lane: Lane | undefined): string[] {
  assert.ok(lane);
  return lane.spans.map((span) => `${span.state} ${Math.round(span.from)}-${Math.round(span.to)}`);
}

const MS = 1_000_000;
const LOOP: Row[] = [["M", 9, 0, 1, "3.11.7", "main", "main.py", 2], ["S", 9, 0, 1, [[1, 6, "cook"]]], ["O", 9, 0, 1, 0, "Loop"]];

test("three sleeps of one program lie one after another, three tasks of the other side by side", () => {
  const timeline = played(recorded("three-burgers"));
  const [sync, concurrent] = [entrant(timeline, 0), entrant(timeline, 1)];
  assert.deepEqual(sync.lanes.map((lane) => lane.kind), ["main"]);
  assert.deepEqual(states(sync.lanes[0]), ["sleep 3-503", "sleep 505-1005", "sleep 1007-1507"]);
  assert.deepEqual(concurrent.lanes.map((lane) => lane.name || lane.kind), ["loop", "main", "cook", "cook 2", "cook 3"]);
  assert.deepEqual(states(concurrent.lanes[3]), ["run 3-4", "wait 4-505", "run 505-505"]);
});

test("overlap is one where waits stand in line and three where three wait at once", () => {
  const timeline = played(recorded("three-burgers"));
  assert.equal(entrant(timeline, 0).overlap(9999)?.toFixed(1), "1.0");
  assert.equal(entrant(timeline, 1).overlap(9999)?.toFixed(1), "3.0");
});

test("a blocked loop is told with its line, and those behind it are ready without a turn", () => {
  const main = entrant(played(recorded("blocked-loop")), 0);
  const [loop, , first, second, third] = main.lanes;
  assert.deepEqual(states(loop), ["run 1-4", "block 4-505", "block 508-1009", "block 1012-1513", "run 1516-1516"]);
  assert.deepEqual(states(first), ["block 4-505"]);
  assert.deepEqual(states(second), ["starved 2-508", "block 508-1009"]);
  assert.deepEqual(states(third), ["starved 2-1012", "block 1012-1513"]);
  assert.equal(main.blocked().line, 6);
  assert.equal(Math.round(main.blocked().ms), 1503);
  assert.equal(main.overlap(9999)?.toFixed(1), "1.0");
});

test("while the loop is blocked its span grows, and the same block is never drawn twice", () => {
  const main = entrant(played(recorded("blocked-loop"), 900), 0);
  const loop = main.lanes[0];
  assert.ok(loop?.open);
  assert.equal(loop.open.state, "block");
  assert.equal(loop.open.line, 6);
  assert.deepEqual(states(loop), ["run 1-4", "block 4-505"]);
  assert.ok(main.blocked().live);
});

test("events in one piece or one by one give the same picture", () => {
  const events = recorded("blocked-loop");
  const whole = played(events);
  const pieces = new Timeline();
  for (const event of events) {
    if (event.type !== "trace") pieces.add(event);
    else for (const row of event.data.rows) pieces.add({ ...event, data: { rows: [row] } });
  }
  assert.deepEqual(pieces.entrants[0]?.lanes.map(states), whole.entrants[0]?.lanes.map(states));
});

test("a task whose sleep is over while the loop is busy waits first and is starved then", () => {
  const main = traced(
    ...LOOP,
    ["T", 9, 0, 1, 0, 1, 0, "Task-1", "cook"],
    ["s", 9, 0, 1 * MS, 1, "w", "sleep", 0.1, 1],
    ["s", 9, 300 * MS, 1 * MS, 1, "d"],
  );
  assert.deepEqual(states(main.lanes[1]), ["run 0-1", "wait 1-101", "starved 101-300", "run 300-301"]);
});

test("giving a turn away is no wait", () => {
  const main = traced(
    ...LOOP,
    ["T", 9, 0, 1, 0, 1, 0, "Task-1", "cook"],
    ["s", 9, 0, 1 * MS, 1, "w", "yield", null, 1],
    ["s", 9, 50 * MS, 1 * MS, 1, "d"],
  );
  assert.deepEqual(states(main.lanes[1]), ["run 0-1", "run 50-51"]);
});

test("threads of pools are numbered, others are called by what they run", () => {
  const started = (thread: number, name: string, func: string): Row[] => [["t", 9, thread * MS, thread, name, func, 0, 0, 0], ["z", 9, thread * MS, MS, thread, 0, 0]];
  const made = traced(...LOOP, ...started(1, "AnyIO worker thread", "WorkerThread"), ...started(2, "ThreadPoolExecutor-0_0", "_worker"), ...started(3, "Thread-1 (bake)", "bake"), ...started(4, "oven", "bake"));
  assert.deepEqual(made.lanes.filter(({ kind }) => kind === "thread").map(({ name }) => name), ["", "", "bake", "oven"]);
});

test("a task that only a library named is called by its function", () => {
  const coro = "connect_tcp.<locals>.try_connect";
  const made = traced(...LOOP, ["T", 9, 0, 1, 0, 1, 0, `anyio._core._sockets.${coro}`, coro], ["T", 9, 0, 2, 0, 1, 0, "Ana", "cook"], ["T", 9, 0, 3, 0, 1, 0, "Task-3", "cook"]);
  assert.deepEqual(made.lanes.filter(({ kind }) => kind === "task").map(({ name }) => name), ["try_connect", "Ana", "cook"]);
});

test("what samples tell of work in a pool is the line it stands on, before its end and after", () => {
  const work: Row[] = [
    ["q", 9, 60 * MS, 1, 1, "thread", "grill", 0, 0, 0, 1, 1, 0],
    ["t", 9, 60 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 0, 0, 0],
    ["W", 9, 60 * MS, 30 * MS, 9, 1, 1, null, null],
    ["l", 9, 75 * MS, 10 * MS, 1, 1, "computes", null, null],
  ];
  const ended: Row[] = [
    ["w", 9, 60 * MS, 100 * MS, 9, 1, 1, 0, null],
    ["l", 9, 75 * MS, 84 * MS, 1, 1, "computes", null, null],
    ["l", 9, 200 * MS, 20 * MS, 1, 1, "computes", null, null],
  ];
  const going = traced(...LOOP, ...work).lanes.find(({ kind }) => kind === "thread");
  assert.deepEqual([going?.open?.state, going?.open?.line], ["pool", 6]);
  for (const rows of [[...work, ...ended], [...work.slice(0, 2), ...ended]]) {
    const over = traced(...LOOP, ...rows);
    const thread = over.lanes.find(({ kind }) => kind === "thread");
    over.finish({ outcome: "exited", wall_s: 0.3 });
    assert.deepEqual(states(thread), ["pool 60-160", "run 200-300"]);
    assert.equal(thread?.spans[0]?.line, 6);
  }

  // On the same line from one item to the next: one row tells both.
  const next: Row[] = [
    ["q", 9, 60 * MS, 2, 1, "thread", "grill", 0, 0, 0, 2, 1, 0],
    ["w", 9, 160 * MS, 100 * MS, 9, 2, 1, 0, null],
    ["l", 9, 75 * MS, 184 * MS, 1, 1, "computes", null, null],
  ];
  const both = traced(...LOOP, ...work, ended[0] as Row, ...next).lanes.find(({ kind }) => kind === "thread");
  assert.deepEqual(states(both), ["pool 60-160", "pool 160-260"]);
  assert.deepEqual(both?.spans.map(({ line }) => line), [6, 6]);
});

test("work handed to a pool shows its wait in the queue and the thread that did it", () => {
  const main = traced(
    ...LOOP,
    ["T", 9, 0, 1, 0, 1, 0, "Task-1", "cook"],
    ["q", 9, 1 * MS, 2, 1, "thread", "grill", 1, 0, 1, 5, 5, 0],
    ["s", 9, 0, 2 * MS, 1, "w", "executor", 2, 1],
    ["t", 9, 3 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 1, 0, 1],
    ["w", 9, 60 * MS, 100 * MS, 9, 2, 1, 0, null],
    ["s", 9, 161 * MS, 1 * MS, 1, "d"],
  );
  assert.deepEqual(states(main.lanes[1]), ["run 0-2", "queued 2-60", "wait 60-161", "run 161-162"]);
  const thread = main.lanes.find((lane) => lane.kind === "thread");
  assert.deepEqual(states(thread), ["pool 60-160"]);
  assert.equal(thread?.spans[0]?.name, "grill");
});

test("another process takes its time to start before it works", () => {
  const main = traced(
    ["M", 9, 0, 1, "3.11.7", "main", "main.py", 2],
    ["P", 9, 1 * MS, 12, "process", "SpawnProcess-1", "chop", 1, 2 * MS, 0, 0],
    ["M", 12, 120 * MS, 9, "3.11.7", "spawn", "main.py", 2],
    ["w", 12, 130 * MS, 200 * MS, 9, 1, 0, 0, null],
    ["E", 12, 340 * MS, 0, 0, 0, 0],
  );
  const child = main.lanes.find((lane) => lane.kind === "process");
  assert.deepEqual(states(child), ["queued 1-120", "proc 130-330"]);
});

test("samples of a computing thread join to one span, and give way to the sleep they foretold", () => {
  const main = traced(
    ["M", 9, 0, 1, "3.11.7", "main", "main.py", 2],
    ["l", 9, 10 * MS, 40 * MS, 0, 1, "computes", null, 0],
    ["l", 9, 10 * MS, 90 * MS, 0, 1, "computes", null, 0],
    ["l", 9, 110 * MS, 20 * MS, 0, 2, "computes", null, 0],
    ["l", 9, 140 * MS, 50 * MS, 0, 1, "waits", "sleep", 0],
    ["z", 9, 132 * MS, 100 * MS, 0, 0, 1],
  );
  assert.deepEqual(states(main.lanes[0]), ["run 10-130", "sleep 132-232"]);
});

test("what was still going on when a program was cut is drawn up to the cut", () => {
  const timeline = new Timeline([{ name: "main", form: "" }]);
  timeline.add({ seq: 0, t: 0, type: "entrant-started", entrant: 0, data: {} });
  timeline.add({ seq: 1, t: 5, type: "trace", entrant: 0, data: { rows: [...LOOP, ["T", 9, 0, 1, 0, 1, 0, "Task-1", "cook"], ["s", 9, 0, MS, 1, "w", "net", null, 1]] } });
  timeline.add({ seq: 2, t: 5000, type: "entrant-ended", entrant: 0, data: { outcome: "limit", limit: "wall", wall_s: 5 } });
  assert.deepEqual(states(entrant(timeline, 0).lanes[1]), ["run 0-1", "wait 1-5000"]);
});

test("answers of the kitchen share lanes as soon as one is free", () => {
  const timeline = new Timeline([{ name: "main", form: "" }]);
  const rows = [[1, "/burger", 0, null, null, 1], [2, "/burger", 1, null, null, 2], [1, "/burger", 0, 100, 200, 1], [3, "/burger", 101, 200, 200, 2], [2, "/burger", 1, 150, 200, 1]] as const;
  timeline.add({ seq: 0, t: 0, type: "service", entrant: 0, data: { name: "kitchen", rows: [...rows] } });
  assert.deepEqual(entrant(timeline, 0).lanes.map(states), [["wait 0-100", "wait 101-200"], ["wait 1-150"]]);
});

test("a server's own tasks get no lane, but what their requests wait for counts", () => {
  const main = traced(
    ...LOOP,
    ["T", 9, 0, 1, 0, 0, 0, "Task-1", "RequestResponseCycle.run_asgi"],
    ["R", 9, 1 * MS, 1, "GET", "/burger", 0, 1],
    ["s", 9, 1 * MS, 1 * MS, 1, "w", "sleep", 0.1, 1],
    ["s", 9, 102 * MS, 1 * MS, 1, "d"],
    ["r", 9, 102 * MS, 1, 200, "/burger", "async", 1],
  );
  assert.deepEqual(main.lanes.map((lane) => lane.kind), ["loop", "requests"]);
  assert.equal(main.overlap(9999)?.toFixed(1), "1.0");
});

test("of thousands of tasks a few stand in front, and all the others are one crowd", () => {
  const rows: Row[] = [...LOOP];
  for (let id = 1; id <= 5000; id++) rows.push(["T", 9, id, id, 0, 1, 0, `Task-${id}`, "cook"]);
  const main = traced(...rows);
  assert.equal(main.lanes.length, 5001);
  assert.deepEqual(main.trace.book.front.map((lane) => lane.kind), ["loop", ...Array.from({ length: 12 }, () => "task")]);
  assert.equal(main.trace.book.crowds.get("task")?.lanes.length, 4988);
});

test("tasks the tracer only counted are told as such", () => {
  assert.equal(traced(["A", 9, 0, 100, 5, 40, 0], ["A", 9, 1, 0, 0, 2, 0]).trace.untold, 42);
});

test("a load's phase that was tried again shows its last try only, also when rows of the first come late", () => {
  const timeline = new Timeline([{ name: "main", form: "" }]);
  const load = (seq: number, number: number, rows: LoadRow[], ping: PingRow[]): void =>
    timeline.add({ seq, t: seq, type: "load", entrant: 0, data: { phase: "crowd", try: number, rows, ping } });
  load(1, 1, [[0, "/", 0, 900, 200], [1, "/", 1, 950, 200]], [[10, 400, 200]]);
  load(2, 2, [[0, "/", 2000, 100, 200]], [[2010, 3, 200]]);
  load(3, 1, [[2, "/", 2, 990, 200]], []);
  load(4, 2, [[1, "/", 2001, 101, 200]], []);
  const lanes = entrant(timeline, 0).lanes.filter((lane) => lane.spans.length);
  assert.deepEqual(lanes.map((lane) => `${lane.kind}: ${states(lane).join()}`), ["ping: run 2010-2013", "users: wait 2000-2100", "users: wait 2001-2102"]);
});

test("a line of another file than the program is nobody's line in its editor", () => {
  const main = traced(
    ["M", 9, 0, 1, "3.11.7", "main", "main.py", 2],
    ["f", 9, 0, 1, "main.py"],
    ["f", 9, 0, 2, "menu.py"],
    ["S", 9, 0, 1, [[1, 9, "<module>"], [2, 3, "read"]]],
    ["S", 9, 0, 2, [[2, 4, "<module>"]]],
    ["z", 9, 10 * MS, 100 * MS, 0, 0, 1],
    ["z", 9, 200 * MS, 100 * MS, 0, 0, 2],
  );
  assert.deepEqual(main.lanes[0]?.spans.map((span) => span.line), [9, 0]);
});

test("rows of an unknown type are let pass", () => {
  assert.deepEqual(traced(["?", 9, 0], ["!", 9, 0, "tracer failed"]).lanes.length, 0);
});

test("a run recorded in the real jail gives the picture its program promises", () => {
  const main = entrant(played(recorded("blocked-loop.recorded")), 0);
  const [loop, order, ...cooks] = main.lanes;
  assert.deepEqual(loop?.spans.filter((span) => span.state === "block").map((span) => span.line), [7, 7, 7]);
  assert.deepEqual(order?.spans.map((span) => span.state).slice(0, 2), ["run", "wait"]);
  assert.deepEqual(cooks.map((lane) => lane.spans.map((span) => span.state).join(" ")), ["block", "starved block", "starved block"]);
  assert.ok(main.blocked().ms > 1500 && main.blocked().ms < 1800);
  assert.ok(main.lanes.every((lane) => lane.open === null));
});
