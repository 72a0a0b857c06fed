import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, start } from "./sequence.ts";

test("a line moves down one place and the others close up", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 1), ["b", "a", "c"]);
});

test("a line dragged far goes where it is dropped", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 0), ["d", "a", "b", "c"]);
});

test("a place beyond the end is the end", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 9), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, -4), ["c", "a", "b"]);
});

test("moving leaves the list it was given alone", () => {
  const list = ["a", "b"];
  moved(list, 0, 1);
  assert.deepEqual(list, ["a", "b"]);
});

test("an untouched form starts with the lines as offered", () => {
  assert.deepEqual(start(["", "", ""], ["B", "A", "A"]), ["B", "A", "A"]);
});

test("an answered form starts with the answer, equal lines included", () => {
  assert.deepEqual(start(["A", "B", "A"], ["B", "A", "A"]), ["A", "B", "A"]);
});

test("a form that holds other lines than those offered is not believed", () => {
  assert.deepEqual(start(["A", "B", "B"], ["B", "A", "A"]), ["B", "A", "A"]);
});
