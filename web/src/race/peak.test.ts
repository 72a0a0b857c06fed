import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { RunEvent } from "../run/events.ts";
import { figures } from "./figures.ts";
import { RunModel } from "../run/model.ts";

type Event = Record<string, unknown>;

function peak(...events: Event[]): number | null | undefined {
  const model = new RunModel([{ name: "A", form: "" }]);
  const all: Event[] = [{ type: "entrant-started", data: {} }, ...events, { type: "entrant-ended", data: { outcome: "exited", exit_code: 0, wall_s: 2 } }];
  all.forEach((event, seq) => model.add({ seq, t: 0, entrant: 0, ...event } as unknown as RunEvent));
  return figures(model)[0]?.peak;
}

function rows(...all: unknown[][]): Event {
  return { type: "trace", data: { rows: all } };
}

const MAIN = ["M", 1, 0, 0, "3.11", "main", "main.py", 2];
const second = 1e9;

test("three sleeps at once, and three in a row", () => {
  const events = JSON.parse(readFileSync(new URL("../fixtures/three-burgers.json", import.meta.url), "utf8")) as RunEvent[];
  const model = new RunModel([]);
  for (const event of events) model.add(event);
  assert.deepEqual(figures(model).map((one) => one.peak), [1, 3]);
});

test("threads that sleep side by side", () => {
  const slept = [1, 2, 3].map((thread) => ["z", 1, thread * 1e6, second, thread, 0, 0]);
  assert.equal(peak(rows(MAIN, ...slept)), 3);
});

test("an item of a pool and the sleep within it are one thing", () => {
  assert.equal(peak(rows(MAIN, ["z", 1, 2e6, second, 1, 0, 0], ["w", 1, 1e6, 1.1 * second, 1, 1, 1, null, null])), 1);
});

test("the kitchen knows best", () => {
  const served = { type: "service", data: { name: "kitchen", rows: [[1, "/a", 0, 300, 200, 1], [2, "/b", 100, 400, 200, 2], [3, "/c", 400, 500, 200, 1]] } };
  assert.equal(peak(rows(MAIN, ["z", 1, 0, second, 1, 0, 0], ["z", 1, 0, second, 2, 0, 0], ["z", 1, 0, second, 3, 0, 0]), served), 2);
});

test("where nothing was told there is no figure", () => {
  assert.equal(peak(), null);
});
