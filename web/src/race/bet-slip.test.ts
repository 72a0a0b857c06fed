import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeconds } from "./bet-slip.ts";

test("a bet is read as people write it", () => {
  assert.deepEqual(["0,5", "0.5", " 1 ", "1,25 s", ".5", "2."].map(readSeconds), [0.5, 0.5, 1, 1.25, 0.5, null]);
});

test("what is no time, or no time of a race, is no bet", () => {
  assert.deepEqual(["", " ", "abc", "-1", "0", "61", "1e3", "1,2,3", "s"].map(readSeconds), Array(9).fill(null));
});
