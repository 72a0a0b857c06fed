import assert from "node:assert/strict";
import { test } from "node:test";
import { beatsOf, lastAtMost, Playback } from "./playback.ts";

test("the beats are the distinct instants, with the beginning and the end", () => {
  assert.deepEqual(beatsOf([5, 5.01, 300, 300, 9000], 1000), [0, 5, 300, 1000]);
  assert.deepEqual(beatsOf([], 0), [0]);
});

test("a flood of moments is thinned out", () => {
  const beats = beatsOf(Array.from({ length: 10_000 }, (_, index) => index / 10), 1000);
  assert.ok(beats.length <= 402, String(beats.length));
  assert.equal(beats.at(-1), 1000);
});

test("the play rests at each beat and flows between them, never backwards, to the end", () => {
  const playback = new Playback([1, 2, 500], 510);
  let before = 0;
  let rested = 0;
  for (let time = 0; time <= playback.length; time += 10) {
    const at = playback.at(time);
    assert.ok(at >= before, `${at} comes after ${before}`);
    if (at === 500) rested++;
    before = at;
  }
  assert.equal(before, 510);
  assert.ok(rested > 30, "half a second at a moment");
});

test("in steps only beats are shown", () => {
  const playback = new Playback([1, 2, 500], 510);
  const shown = new Set<number>();
  for (let time = 0; time <= playback.length; time += 10) shown.add(playback.at(time, true));
  assert.deepEqual([...shown], [0, 1, 2, 500, 510]);
});

test("an instant leads to its time and back", () => {
  const playback = new Playback([100, 400], 600);
  for (const at of [0, 50, 100, 399, 400, 600]) assert.ok(Math.abs(playback.at(playback.time(at)) - at) < 1e-6, String(at));
});

test("steps go from beat to beat", () => {
  const playback = new Playback([100, 400], 600);
  assert.deepEqual([playback.step(0, false), playback.step(100, false), playback.step(600, false)], [100, 400, 600]);
  assert.deepEqual([playback.step(400, true), playback.step(450, true), playback.step(0, true)], [100, 400, 0]);
});

test("no play is longer than a minute and a half", () => {
  assert.ok(new Playback(Array.from({ length: 5000 }, (_, index) => index), 60_000).length < 90_000);
});

test("the last that is at most a value", () => {
  assert.deepEqual([lastAtMost([], 1), lastAtMost([2, 3], 1), lastAtMost([2, 3], 3)], [-1, -1, 1]);
});
