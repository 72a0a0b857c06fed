import assert from "node:assert/strict";
import { test } from "node:test";
import { axisFor, fitting, growingAxis, marks } from "./scale.ts";

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

test("marks are round, at most nine, and lie within what is in sight", () => {
  assert.deepEqual(marks(0, 1600), { step: 200, at: [0, 200, 400, 600, 800, 1000, 1200, 1400, 1600] });
  for (let length = 0.02; length < 100_000; length *= 1.7) {
    const { step, at } = marks(length / 3, length / 3 + length);
    assert.ok(at.length >= 2 && at.length <= 9, `${length}: ${at.length}`);
    assert.ok((at[0] as number) >= length / 3 - 1e-9 && (at.at(-1) as number) <= length / 3 + length + 1e-9);
    assert.match((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toFixed(0), /^(1|2|5|10)$/);
  }
});

test("a label shows only where there is room for it", () => {
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 300), "BLOCKED 500 ms · line 6");
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 120), "500 ms · l. 6");
  assert.equal(fitting(["BLOCKED 500 ms · line 6", "500 ms · l. 6"], 20), "");
});
