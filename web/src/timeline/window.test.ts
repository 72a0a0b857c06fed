import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeWindow } from "./window.ts";

function window(max: number): TimeWindow {
  const made = new TimeWindow();
  made.fit(max);
  return made;
}

test("whoever looks closer keeps the moment under the pointer where it is", () => {
  const made = window(1000);
  made.zoom(4, 300);
  assert.equal(made.length, 250);
  assert.ok(Math.abs((300 - made.from) / made.length - 0.3) < 1e-9);
});

test("the window never leaves the axis", () => {
  const made = window(1000);
  made.zoom(10, 0);
  made.pan(-500);
  assert.deepEqual([made.from, made.to], [0, 100]);
  made.pan(5000);
  assert.deepEqual([made.from, made.to], [900, 1000]);
  made.zoom(0.001, 950);
  assert.deepEqual([made.from, made.to, made.all], [0, 1000, true]);
});

test("a growing axis stays in sight as a whole, or leaves alone who looks closer", () => {
  const made = window(1000);
  made.fit(2000);
  assert.equal(made.to, 2000);
  made.zoom(2, 500);
  const { from, to } = made;
  made.fit(4000);
  assert.deepEqual([made.from, made.to], [from, to]);
  made.reset();
  assert.deepEqual([made.from, made.to, made.all], [0, 4000, true]);
});

test("there is an end to looking closer", () => {
  const made = window(1000);
  for (let n = 0; n < 100; n++) made.zoom(10, 500);
  assert.ok(made.length >= 0.0199 && made.length < 0.03);
});

test("a moment out of sight is brought into it with the least movement", () => {
  const made = window(1000);
  made.zoom(10, 500);
  made.reveal(700);
  assert.ok(made.to > 700 && made.to < 710);
  const { from } = made;
  made.reveal(690);
  assert.equal(made.from, from);
});
