import assert from "node:assert/strict";
import { test } from "node:test";
import { look, patience, read, spoken, step, type Change } from "./board.ts";

const change = (label: string, live = false): Change => ({ row: 1, done: 0, exercise: "A1", kind: "trying", mark: "1", href: "/", label, live });

test("a cell looks like its state, and running comes on top", () => {
  assert.equal(look({ kind: "unseen", live: false }), "cell");
  assert.equal(look({ kind: "trying", live: true }), "cell try live");
  assert.equal(look({ kind: "stuck", live: false }), "cell stuck");
});

test("arrows move one cell and stop at the edges", () => {
  assert.deepEqual(step("ArrowRight", { row: 0, column: 0 }, 2, 3), { row: 0, column: 1 });
  assert.deepEqual(step("ArrowRight", { row: 0, column: 2 }, 2, 3), { row: 0, column: 2 });
  assert.deepEqual(step("ArrowUp", { row: 0, column: 1 }, 2, 3), { row: 0, column: 1 });
  assert.deepEqual(step("ArrowDown", { row: 0, column: 1 }, 2, 3), { row: 1, column: 1 });
});

test("Home and End lead along the row, with Control to the corners", () => {
  assert.deepEqual(step("End", { row: 0, column: 0 }, 2, 3), { row: 0, column: 2 });
  assert.deepEqual(step("End", { row: 0, column: 0 }, 2, 3, true), { row: 1, column: 2 });
  assert.deepEqual(step("Home", { row: 1, column: 2 }, 2, 3, true), { row: 0, column: 0 });
});

test("other keys are left to the browser", () => {
  assert.equal(step("Enter", { row: 0, column: 0 }, 2, 3), null);
  assert.equal(step("Tab", { row: 0, column: 0 }, 2, 3), null);
});

test("messages that are not the board's are ignored", () => {
  assert.equal(read("{"), null);
  assert.equal(read("null"), null);
  assert.equal(read('"snapshot"'), null);
  assert.equal(read('{"type": "snapshot"}'), null);
  assert.equal(read('{"type": "party"}'), null);
  assert.equal(read('{"type": "beat", "version": 3}')?.version, 3);
});

test("a beginning run is shown but not spoken, and only the last few changes are", () => {
  assert.equal(spoken([change("Ana runs", true)]), "");
  assert.equal(spoken(["a", "b", "c", "d"].map((name) => change(name))), "b. c. d");
});

test("patience grows, has an end, and is spread", () => {
  assert.ok(patience(0, 1) < patience(3, 1));
  assert.equal(patience(50, 1), 15_000);
  assert.ok(patience(3, 0) < patience(3, 1));
});
