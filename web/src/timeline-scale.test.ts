import assert from "node:assert/strict";
import { test } from "node:test";
import { axisFor, bars, fitting, growingAxis } from "./timeline-scale.ts";

test("a race of a second and a half gets eight marks of two tenths", () => {
  assert.deepEqual(axisFor(1520), { max: 1600, step: 200, divisions: 8 });
});

test("an axis always holds what it is for, with at most eight divisions", () => {
  for (let ms = 1; ms < 100_000; ms = Math.ceil(ms * 1.37)) {
    const axis = axisFor(ms);
    assert.ok(axis.max >= ms, `${ms}`);
    assert.ok(axis.divisions >= 2 && axis.divisions <= 8, `${ms}: ${axis.divisions}`);
  }
});

test("a growing axis stays as it is until the front comes near its end", () => {
  const start = growingAxis(null, 0, 1000);
  assert.equal(growingAxis(start, 900, 1000), start);
  const later = growingAxis(start, start.max, 1000);
  assert.ok(later.max > start.max);
});

test("twenty thousand slivers become no more bars than there are pixels", () => {
  const stretches = Array.from({ length: 20_000 }, (_, n) => ({ state: n % 2 ? "run" : "wait", from: n * 0.05, to: n * 0.05 + 0.05 }));
  const made = bars(stretches, 1);
  assert.ok(made.length <= 1000, String(made.length));
  assert.equal(made.reduce((sum, bar) => sum + bar.count, 0), 20_000);
});

test("wide neighbours stay apart, and a sliver is still visible", () => {
  const made = bars([{ state: "sleep", from: 0, to: 500 }, { state: "sleep", from: 500, to: 1000 }, { state: "run", from: 1000, to: 1000.01 }], 0.5);
  assert.equal(made.length, 3);
  assert.ok((made[2]?.width ?? 0) >= 2);
});

test("a label shows only where there is room for it", () => {
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 300), "BLOCKED 500 ms · line 6");
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 120), "500 ms · l. 6");
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 20), "");
});
