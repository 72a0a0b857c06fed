import assert from "node:assert/strict";
import { test } from "node:test";
import { bars, THIN_PX } from "./bars.ts";
import { Lane } from "./lane.ts";
import { span, type State } from "./span.ts";

function lane(spans: readonly (readonly [State, number, number, number?])[]): Lane {
  const made = new Lane("loop", "loop", 0);
  for (const [state, from, to, line = 0] of spans) made.add(span(state, from, to, "", "", { line, lines: [line], func: "" }));
  return made;
}

const slivers = (count: number): Lane => lane(Array.from({ length: count }, (_, n) => [n % 2 ? "run" : "wait", n * 0.05, n * 0.05 + 0.05] as const));

test("fifty thousand slivers become no more bars than there is room for, and none is lost", () => {
  const made = bars(slivers(50_000), 0, 2500, 0.4);
  assert.ok(made.length <= (2 * 1000) / THIN_PX + 2, String(made.length));
  assert.equal(made.reduce((sum, bar) => sum + bar.count, 0), 50_000);
});

test("a gathered bar tells how much of its time was filled", () => {
  for (const bar of bars(slivers(20_000), 0, 1000, 1).slice(1, -1)) assert.ok(Math.abs(bar.share - 0.5) < 0.2, String(bar.share));
});

test("wide spans stay by themselves, and a single thin one is drawn as what it is", () => {
  const made = bars(lane([["sleep", 0, 500], ["sleep", 500, 1000], ["run", 1000, 1000.01]]), 0, 1600, 0.5);
  assert.deepEqual(made.map(({ state, count, from }) => [state, count, from]), [["sleep", 1, 0], ["sleep", 1, 500], ["run", 1, 1000]]);
});

test("what is out of sight makes no bars", () => {
  const made = bars(slivers(50_000), 1000, 1001, 800);
  assert.ok(made.length <= 23, String(made.length));
  assert.ok(made.every((bar) => bar.to >= 1000 && bar.from <= 1001));
});

test("bars keep their places when the window moves", () => {
  const whole = slivers(2000);
  const before = bars(whole, 0, 50, 4);
  const after = bars(whole, 10, 60, 4);
  const places = new Set(before.map((bar) => `${bar.state} ${bar.from} ${bar.count}`));
  const shared = after.filter((bar) => bar.from > 12 && bar.to < 48);
  assert.ok(shared.length > 10);
  assert.ok(shared.every((bar) => places.has(`${bar.state} ${bar.from} ${bar.count}`)));
});

test("among spans too thin to tell apart the lit one is still lit", () => {
  const made = lane(Array.from({ length: 640 }, (_, n) => ["run", n, n + 1, n === 333 ? 7 : 6] as const));
  const lit = bars(made, 0, 640, 0.1, (one) => one.line === 7).filter((bar) => bar.lit);
  assert.equal(lit.length, 1);
  assert.ok((lit[0]?.from ?? 0) <= 333 && (lit[0]?.to ?? 0) >= 334);
});

test("what matters more comes later, so that it lies on top", () => {
  assert.deepEqual(bars(lane([["block", 0, 100], ["wait", 10, 90], ["run", 20, 80]]), 0, 100, 1).map(({ state }) => state), ["wait", "run", "block"]);
});
