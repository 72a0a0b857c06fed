import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "./events.ts";
import { RunModel } from "./model.ts";

const STARTED: RunEvent = { seq: 0, t: 0, type: "started", data: {} };

test("between messages the run's clock goes on with the page's", () => {
  const model = new RunModel([{ name: "main", form: "" }]);
  model.add(STARTED, 1000);
  assert.equal(model.now(1250), 250);
});

test("late messages do not set the clock back, quick ones set it right", () => {
  const model = new RunModel([{ name: "main", form: "" }]);
  model.add(STARTED, 1000);
  model.add({ seq: 1, t: 90, type: "usage", entrant: 0, data: {} }, 1100);
  assert.equal(model.now(1200), 200);
  model.add({ seq: 2, t: 300, type: "usage", entrant: 0, data: {} }, 1220);
  assert.equal(model.now(1220), 300);
});

test("once ended the clock stands still", () => {
  const model = new RunModel([{ name: "main", form: "" }]);
  model.add(STARTED, 1000);
  model.add({ seq: 1, t: 500, type: "ended", data: { outcome: "limit", reason: "wall" } }, 1500);
  assert.equal(model.now(9000), 500);
  assert.deepEqual([model.phase, model.outcome, model.reason], ["ended", "limit", "wall"]);
});

test("output is timed from its own program's start", () => {
  const model = new RunModel([{ name: "a", form: "" }, { name: "b", form: "" }]);
  model.add(STARTED);
  model.add({ seq: 1, t: 1530, type: "entrant-started", entrant: 1, data: {} });
  model.add({ seq: 2, t: 1540, type: "output", entrant: 1, data: { stream: "stdout", text: "hot\n" } });
  assert.deepEqual(model.console(1).lines.map((line) => [line.at, line.text]), [[10, "hot"]]);
});

test("a page that comes back is given the programs with the run's state", () => {
  const model = new RunModel([]);
  model.state({ id: "r", state: "running", entrants: [{ name: "main", form: "async" }] });
  assert.equal(model.timeline.entrants[0]?.source, "");
  model.state({ id: "r", state: "ended", entrants: [{ name: "main", form: "async", source: "print(1)\n" }] });
  assert.equal(model.timeline.entrants[0]?.source, "print(1)\n");
  model.state({ id: "r", state: "ended", entrants: [{ name: "main", form: "async" }] });
  assert.equal(model.timeline.entrants[0]?.source, "print(1)\n");
});

test("a database that ended before its program is remembered, with why", () => {
  const model = new RunModel([{ name: "a", form: "" }, { name: "b", form: "" }]);
  model.add({ seq: 1, t: 10, type: "note", entrant: 1, data: { code: "database-ended", why: "memory" } });
  assert.deepEqual([...model.databaseEnded], [[1, "memory"]]);
});
