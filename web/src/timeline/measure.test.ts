import assert from "node:assert/strict";
import { test } from "node:test";
import { covered, type Interval, overlap, peak, Waits } from "./measure.ts";

test("intervals that touch are not at once, those that meet are", () => {
  assert.equal(peak([[0, 10], [10, 20]]), 1);
  assert.equal(peak([[0, 10], [5, 15], [9, 20], [30, 40]]), 3);
  assert.equal(peak([]), 0);
});

test("overlap is the sum of the waits through the time they cover", () => {
  assert.equal(overlap([[0, 100], [100, 200]]), 1);
  assert.equal(overlap([[0, 100], [0, 100], [0, 100]]), 3);
  assert.equal(overlap([[0, 2]]), null);
});

test("waits that come one by one give the same overlap as all of them at once, also with some still open", () => {
  let seed = 11;
  const random = (below: number): number => (seed = (seed * 16807) % 2147483647) % below;
  const waits = new Waits();
  const all: Interval[] = [];
  for (let n = 0; n < 3000; n++) {
    const from = Math.max(0, n * 3 - random(400));
    const to = from + random(60);
    waits.add(from, to);
    all.push([from, to]);
    if (n % 500) continue;
    const open: Interval[] = [[from - 5, from + 300], [to, to + 9]];
    assert.ok(Math.abs((waits.overlap(open) ?? 0) - (overlap([...all, ...open]) ?? 0)) < 1e-9, String(n));
  }
  assert.ok(Math.abs((waits.overlap([]) ?? 0) - (overlap(all) ?? 0)) < 1e-9);
  assert.equal(waits.length, 3000);
  assert.ok(covered(all) > 0);
});
