import assert from "node:assert/strict";
import { test } from "node:test";
import { Lane } from "./lane.ts";
import { RANK, span } from "./span.ts";

function lane(...spans: [state: "run" | "wait" | "pool" | "sleep", from: number, to: number][]): Lane {
  const made = new Lane("task-1", "task", 0);
  for (const [state, from, to] of spans) made.add(span(state, from, to));
  return made;
}

test("spans lie in order of their start, in whatever order they come", () => {
  assert.deepEqual(lane(["run", 5, 6], ["run", 0, 1], ["run", 3, 4]).spans.map(({ from }) => from), [0, 3, 5]);
});

test("of two spans at one moment the one that matters more is on top, and in a gap there is none", () => {
  const made = lane(["pool", 0, 10], ["sleep", 2, 8], ["run", 20, 30]);
  assert.equal(made.at(1)?.state, "pool");
  assert.equal(made.at(5)?.state, "sleep");
  assert.equal(made.at(9)?.state, "pool");
  assert.equal(made.at(15), null);
  assert.equal(made.at(30), null);
});

test("what goes on is on top from its start", () => {
  const made = lane(["run", 0, 5]);
  made.begin(span("wait", 5, 5, "sleep"), 100);
  assert.equal(made.at(5)?.state, "wait");
  assert.equal(made.at(4)?.state, "run");
  assert.equal(made.reach(50), 50);
  assert.equal(made.reach(500), 105);
});

test("sums of pieces stay right when spans come late or are taken away", () => {
  const made = new Lane("loop", "loop", 0);
  for (let n = 0; n < 300; n++) made.add(span("run", n * 2, n * 2 + 1));
  made.chunks();
  made.add(span("wait", 101, 102));
  made.remove(4, "run");
  const total = (rank: number): [number, number] => made.chunks().reduce<[number, number]>(([ms, count], chunk) => [ms + (chunk.ms[rank] as number), count + (chunk.counts[rank] as number)], [0, 0]);
  assert.deepEqual(total(RANK.run), [299, 299]);
  assert.deepEqual(total(RANK.wait), [1, 1]);
  assert.equal(made.chunks().at(-1)?.last, made.spans.length);
});

test("a thing without length leaves no trace", () => {
  const made = lane();
  made.begin(span("wait", 5, 5), 0);
  made.end(5);
  assert.ok(made.empty);
});
