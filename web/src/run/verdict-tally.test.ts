import assert from "node:assert/strict";
import { test } from "node:test";
import { tallies } from "./verdict-tally.ts";

test("a count is a share of its bound", () => {
  assert.deepEqual(tallies({ peak: 15, users: 60, wall_s: 2.1 }), [{ name: "peak", share: 0.25, n: 15, all: 60 }]);
});

test("what is lacking counts as what is there", () => {
  assert.deepEqual(tallies({ unanswered: 20, users: 60 }), [{ name: "answered", share: 40 / 60, n: 40, all: 60 }]);
});

test("a share needs no other bound", () => {
  assert.deepEqual(tallies({ overlap_share: 0.02, span_s: 0.8 }), [{ name: "overlap", share: 0.02 }]);
});

test("no bar without a number, without its bound, or beyond it", () => {
  assert.deepEqual(tallies({}), []);
  assert.deepEqual(tallies({ error: "NameError: x" }), []);
  assert.deepEqual(tallies({ peak: 12 }), []);
  assert.deepEqual(tallies({ peak: 0, users: 0 }), []);
  assert.deepEqual(tallies({ peak: "12", users: "60" }), []);
  assert.deepEqual(tallies({ parallelism: 2.4, cores: 2 }), []);
  assert.deepEqual(tallies({ overlap_share: 1.2, peak: -1, users: 3 }), []);
  assert.deepEqual(tallies({ overlap_share: Number.NaN }), []);
});

test("three at most", () => {
  const everything = { errors: 0, unanswered: 0, right: 8, answered: 8, users: 8, peak: 8, parallelism: 2, cores: 2, overlap_share: 1 };
  assert.deepEqual(
    tallies(everything).map(({ name }) => name),
    ["sound", "answered", "right"],
  );
});
