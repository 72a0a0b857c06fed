import assert from "node:assert/strict";
import { test } from "node:test";
import { Crowd } from "./crowd.ts";
import { Lane } from "./lane.ts";
import { span, type State } from "./span.ts";

function crowd(lanes: number): { crowd: Crowd; lanes: Lane[] } {
  const made = new Crowd();
  const all = Array.from({ length: lanes }, (_, n) => new Lane(`task-${n}`, "task", n));
  for (const lane of all) made.join(lane);
  return { crowd: made, lanes: all };
}

/** How many lanes were in `state` at `ms`. */
function count(made: Crowd, state: State, ms: number, now: number): number {
  const found = made.counts(now).find((one) => one.state === state);
  return found?.lanes[Math.floor(ms / made.binMs)] ?? 0;
}

test("it tells how many lanes were in a state at a time, however long the run became since", () => {
  const { crowd: made, lanes } = crowd(100);
  for (const lane of lanes) lane.add(span("wait", 0, 64));
  for (const lane of lanes.slice(0, 30)) lane.add(span("run", 64, 96));
  assert.equal(count(made, "wait", 10, 100), 100);
  assert.equal(count(made, "run", 70, 100), 30);
  lanes[0]?.add(span("run", 50_000, 50_001));
  assert.equal(count(made, "wait", 10, 50_001), made.binMs > 64 ? (100 * 64) / made.binMs : 100);
});

test("what goes on is counted up to now, and no longer than it went on", () => {
  const { crowd: made, lanes } = crowd(10);
  for (const lane of lanes) lane.begin(span("wait", 16, 16), Infinity);
  assert.equal(Math.round(count(made, "wait", 60, 90)), 10);
  // The bins fold while they wait.
  lanes[0]?.end(2000);
  assert.equal(Math.round(count(made, "wait", 3000, 4000)), 9);
  for (const lane of lanes) lane.drop();
  assert.equal(count(made, "wait", 3000, 4000), 0);
  assert.equal(Math.round(count(made, "wait", 1000, 4000)), 1);
});

test("its sums are those of its lanes, whatever is added and taken away", () => {
  const { crowd: made, lanes } = crowd(20);
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 16807) % 2147483647) % below;
  let sum = 0;
  for (let n = 0; n < 2000; n++) {
    const lane = lanes[random(20)] as Lane;
    if (random(4) === 0 && lane.spans.length) {
      const gone = lane.spans[random(lane.spans.length)];
      if (!gone) continue;
      lane.forget(gone);
      sum -= gone.to - gone.from;
    } else {
      const from = random(9000) / 3;
      const length = random(500) / 7;
      lane.add(span("run", from, from + length));
      sum += length;
    }
  }
  const told = made.counts(1e6).find(({ state }) => state === "run")?.lanes.reduce((total, lanesThen) => total + lanesThen * made.binMs, 0) ?? 0;
  assert.ok(Math.abs(told - sum) < 0.01, `${told} ${sum}`);
});
