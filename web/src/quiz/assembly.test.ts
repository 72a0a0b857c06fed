import assert from "node:assert/strict";
import { test } from "node:test";
import { type Assembly, assembly, exchanged, levelAfter, placed, shifted, taken } from "./assembly.ts";
import { placeAt } from "./drag.ts";

const OFFERED = ["c", "a", "b", "a"];
const empty = assembly([], OFFERED);
const keys = (state: Assembly): string => state.built.map((line) => `${line.key}${line.level}`).join(" ");

test("at first everything is at hand", () => {
  assert.deepEqual(empty, { built: [], hand: OFFERED });
});

test("an answered form starts with what was built, equal lines included", () => {
  const state = assembly([{ key: "a", level: 0 }, { key: "a", level: 2 }], OFFERED);
  assert.equal(keys(state), "a0 a2");
  assert.deepEqual(state.hand, ["c", "b"]);
});

test("a form that holds a line nobody offers is not believed", () => {
  assert.equal(keys(assembly([{ key: "z", level: 0 }, { key: "b", level: 1 }, { key: "b", level: 1 }], OFFERED)), "b1");
});

test("a piece goes where it is put, and out again to where it was offered", () => {
  const state = placed(placed(empty, 0, 0, 0), 1, 0, 1);
  assert.equal(keys(state), "b1 c0");
  assert.deepEqual(state.hand, ["a", "a"]);
  assert.deepEqual(taken(state, 1, OFFERED), { built: [{ key: "b", level: 1 }], hand: ["c", "a", "a"] });
});

test("taking out one of two equal lines leaves the other", () => {
  const both = placed(placed(empty, 1, 0, 0), 2, 1, 0);
  assert.equal(keys(both), "a0 a0");
  assert.deepEqual(taken(both, 0, OFFERED).hand.filter((key) => key === "a").length, 1);
});

test("what is not there cannot be moved", () => {
  assert.equal(placed(empty, 9, 0, 0), empty);
  assert.equal(taken(empty, 0, OFFERED), empty);
});

test("lines change places and levels, never beyond the last", () => {
  const state = placed(placed(empty, 0, 0, 0), 0, 1, 0);
  assert.equal(keys(exchanged(state, 1, 0)), "a0 c0");
  assert.equal(keys(shifted(state, 0, -1, 7)), "c0 a0");
  assert.equal(keys(shifted(state, 0, 9, 7)), "c6 a0");
});

test("a line put in after one that opens a block is one deeper", () => {
  const state = placed(empty, 0, 0, 1);
  assert.equal(levelAfter(state, 0, () => true, 7), 2);
  assert.equal(levelAfter(state, 0, () => false, 7), 1);
  assert.equal(levelAfter(state, -1, () => true, 7), 0);
});

test("a row lands before the first whose middle is below it", () => {
  assert.deepEqual([5, 15, 25, 99].map((y) => placeAt([10, 20, 30], y)), [0, 1, 2, 3]);
  assert.equal(placeAt([], 5), 0);
});
