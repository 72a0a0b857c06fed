import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { RunEvent } from "../run/events.ts";
import { headlines } from "./headlines.ts";
import { Timeline } from "./model.ts";
import { type Moment, stateAt } from "./moment.ts";
import type { Row } from "./trace.ts";

const MS = 1_000_000;

function timeline(...rows: Row[]): Timeline {
  const made = new Timeline([{ name: "main", form: "" }]);
  made.add({ seq: 0, t: 0, type: "entrant-started", entrant: 0, data: {} });
  made.add({ seq: 1, t: 1, type: "trace", entrant: 0, data: { rows } });
  return made;
}

function at(made: Timeline, ms: number): Moment {
  const trace = made.entrants[0]?.trace;
  assert.ok(trace);
  return stateAt(trace, ms * MS);
}

function told(moment: Moment): string[] {
  return moment.tasks.map(({ lane, state, line, since }) => `${lane.name} ${state} ${line} ${Math.round(since)}`);
}

const ROWS: Row[] = [
  ["M", 9, 0, 1, "3.11.7", "main", "main.py", 2],
  ["S", 9, 0, 1, [[1, 6, "cook"]]],
  ["S", 9, 0, 2, [[1, 9, "main"]]],
  ["O", 9, 0, 1, 0, "Loop"],
  ["T", 9, 0, 1, 0, 1, 0, "Task-1", "main"],
  ["T", 9, 1 * MS, 2, 1, 2, 0, "Task-2", "cook"],
  ["T", 9, 1 * MS, 3, 1, 2, 0, "Task-3", "cook"],
  ["s", 9, 0, 2 * MS, 1, "w", "gather", [2, 3], 2],
  ["s", 9, 2 * MS, 1 * MS, 2, "w", "sleep", 0.1, 1],
  ["b", 9, 3 * MS, 200 * MS, 0, 3, 1, "waits", "sleep", 0],
  ["s", 9, 3 * MS, 200 * MS, 3, "d"],
  ["s", 9, 203 * MS, 1 * MS, 2, "d"],
  ["s", 9, 205 * MS, 1 * MS, 1, "d"],
];

test("at an instant it tells who holds the loop, what the others wait for, where and since when", () => {
  const moment = at(timeline(...ROWS), 50);
  assert.deepEqual(told(moment), ["main wait 9 2", "cook wait 6 3", "cook 2 block 6 3"]);
  assert.equal(moment.loops[0]?.holder?.name, "cook 2");
  assert.equal(moment.loops[0]?.span?.state, "block");
  assert.deepEqual(moment.tasks[0]?.span?.of, ["cook", "cook 2"]);
  assert.equal(moment.tasks[1]?.span?.of, 0.1);
});

test("a task whose sleep is over while another holds the loop is ready and has no turn", () => {
  assert.deepEqual(told(at(timeline(...ROWS), 150)), ["main wait 9 2", "cook starved 6 103", "cook 2 block 6 3"]);
});

test("before its birth a task is not there, before its first step it is ready, after its end it is counted", () => {
  const made = timeline(...ROWS);
  assert.deepEqual(told(at(made, 0.5)), ["main run 0 0"]);
  assert.deepEqual(told(at(made, 1.5)), ["main run 0 0", "cook ready 0 1", "cook 2 ready 0 1"]);
  const late = at(made, 204.5);
  assert.deepEqual(told(late), ["main wait 9 2"]);
  assert.equal(late.done, 2);
  assert.equal(late.loops[0]?.span, null);
});

test("a pool tells what it has in hand and what stands in line", () => {
  const made = timeline(
    ["M", 9, 0, 1, "3.11.7", "main", "main.py", 2],
    ...[1, 2, 3].map((item): Row => ["q", 9, item * MS, item, 1, "thread", `grill ${item}`, 0, 0, 0, 1, 1, item - 1]),
    ["w", 9, 5 * MS, 100 * MS, 9, 1, 1, 0, null],
    ["w", 9, 105 * MS, 100 * MS, 9, 2, 1, 0, null],
    ["W", 9, 205 * MS, 20 * MS, 9, 3, 1, 0, null],
  );
  const pool = at(made, 50).pools[0];
  assert.deepEqual(pool?.running.map(({ func }) => func), ["grill 1"]);
  assert.deepEqual(pool?.queued.map(({ func }) => func), ["grill 2", "grill 3"]);
  assert.deepEqual(at(made, 210).pools[0]?.running.map(({ func }) => func), ["grill 3"]);
  assert.deepEqual(at(made, 2).pools[0]?.running, []);
  assert.equal(at(made, 50).threads[0]?.span?.name, "grill 1");
  const found = headlines(made.entrants[0] as never, 1000);
  assert.equal(found.queue.items, 3);
  assert.equal(Math.round(found.queue.longest), 202);
});

test("the headlines of a recorded run tell its overlap, its standstill and that nothing went on at once", () => {
  const made = new Timeline();
  for (const event of JSON.parse(readFileSync(new URL("../fixtures/blocked-loop.recorded.json", import.meta.url), "utf8")) as RunEvent[]) made.add(event);
  const found = headlines(made.entrants[0] as never, 9999);
  assert.equal(found.overlap?.toFixed(1), "1.0");
  assert.equal(found.blocked.line, 7);
  assert.equal(found.peak, 1);
  assert.ok(found.cores !== null && found.cores < 0.5);
});

test("where a service counts what it has in hand, that is how much went on at once", () => {
  const made = timeline(...ROWS);
  made.add({ seq: 2, t: 2, type: "service", entrant: 0, data: { name: "kitchen", rows: [[1, "/a", 0, null, null, 1], [2, "/b", 1, null, null, 2], [1, "/a", 0, 50, 200, 2]] } });
  assert.equal(headlines(made.entrants[0] as never, 1000).peak, 2);
});
