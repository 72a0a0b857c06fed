import assert from "node:assert/strict";
import { test } from "node:test";
import { byLine, fromFragment, nameOf, type Standing, StepGame, type StepState, toFragment } from "./model.ts";

const ana: Standing = { task: 2, name: "Ana", coro: "deposit", line: 8, values: [["seen", "100"]] };
const main: Standing = { task: 1, name: "Task-1", coro: "main", line: 13, values: [] };

function state(made: StepState["made"], over: Partial<StepState> = {}): StepState {
  return { made, t: 0, ready: [main, ana], waiting: [], names: [[1, "Task-1"], [2, "Ana"]], values: [], end: null, refused: null, ...over };
}

const END = { how: "returned", exc: "", text: "", line: 0 };

test("a choice leads to a state nobody knows yet, undo back to one that is known", () => {
  const game = new StepGame();
  game.begin("x");
  assert.equal(game.shown, null);
  game.put({ state: state([]), output: "" });
  assert.equal(game.choose(1), true);
  assert.deepEqual(game.schedule, [1]);
  assert.equal(game.shown, null);
  game.put({ state: state([[1, 2, 2]]), output: "hi\n" });
  game.undo();
  assert.equal(game.shown?.output, "");
  assert.equal(game.canUndo, false);
});

test("there is nothing to choose beyond the ready tasks, before a state is known, or after the end", () => {
  const game = new StepGame();
  game.begin("x");
  assert.equal(game.choose(0), false);
  game.put({ state: state([]), output: "" });
  assert.equal(game.choose(2), false);
  assert.equal(game.choose(-1), false);
  game.put({ state: state([], { end: END }), output: "" });
  assert.equal(game.choose(0), false);
});

test("a run played to its end leaves its own choices behind, to be undone one by one", () => {
  const game = new StepGame();
  game.begin("x", [1]);
  game.put({ state: state([[1, 2, 2], [0, 2, 1], [0, 3, 1]], { end: END }), output: "done\n" });
  assert.deepEqual(game.schedule, [1, 0, 0]);
  game.undo();
  assert.deepEqual(game.schedule, [1, 0]);
});

test("another program knows nothing of the states of the one before", () => {
  const game = new StepGame();
  game.begin("x");
  game.put({ state: state([]), output: "" });
  game.begin("y");
  assert.equal(game.shown, null);
});

test("each line has the tasks that stand on it", () => {
  const waiting = { ...ana, task: 3, name: "Beto", wait: "lock", on: "till", until: null, holder: 2 };
  const lines = byLine(state([], { waiting: [waiting] }));
  assert.deepEqual(lines.get(8), [{ ready: true, name: "Ana" }, { ready: false, name: "Beto" }]);
  assert.deepEqual(lines.get(13), [{ ready: true, name: "Task-1" }]);
  assert.equal(nameOf(state([]), 2), "Ana");
  assert.equal(nameOf(state([]), 9), "");
});

test("a program and its schedule travel in an address", () => {
  const source = "print('señal → ✓ + / =')\n";
  assert.deepEqual(fromFragment(toFragment(source, "", [0, 1, 12])), { source, example: "", schedule: [0, 1, 12] });
  assert.deepEqual(fromFragment(toFragment(source, "two-locks", [])), { source: null, example: "two-locks", schedule: [] });
});

test("an address that brings nonsense brings no schedule, or nothing", () => {
  for (const nonsense of ["", "#", "#main", "#p=%%%", "#p=_w"]) assert.equal(fromFragment(nonsense), null);
  assert.deepEqual(fromFragment("#e=a&s=1.64")?.schedule, []);
  assert.deepEqual(fromFragment("#e=a&s=1.x")?.schedule, []);
  assert.deepEqual(fromFragment(`#e=a&s=${Array(501).fill(0).join(".")}`)?.schedule, []);
});
