import assert from "node:assert/strict";
import { test } from "node:test";
import { proof } from "./evidence.ts";
import { type Row, Trace } from "./trace.ts";

const MS = 1_000_000;
const PID = 9;

function trace(...rows: Row[]): Trace {
  const made = new Trace();
  for (const row of [["M", PID, 0, 1, "3.11.7", "main", "main.py", 2], ["f", PID, 0, 1, "main.py"], ["S", PID, 0, 4, [[1, 12, "main"], [1, 4, "milk"]]], ["S", PID, 0, 8, [[1, 13, "main"], [1, 8, "bread"]]], ["O", PID, 0, 1, 0, "Loop"], ...rows] as Row[]) made.add(row);
  return made;
}

function named(made: Trace, ...rows: unknown[][]): [state: string, from: number, line: number][] {
  return [...proof(made, rows)].map(({ state, from, line }): [string, number, number] => [state, from, line]);
}

const WAITS: Row[] = [
  ["T", PID, 0, 1, 0, 4, 0, "Task-1", "main"],
  ["s", PID, 0, MS, 1, "w", "sleep", 0.3, 4],
  ["s", PID, 301 * MS, MS, 1, "w", "sleep", 0.4, 8],
  ["s", PID, 702 * MS, MS, 1, "d"],
];

test("a step's row is drawn as the wait behind it", () => {
  const made = trace(...WAITS);
  made.finish(703);
  assert.deepEqual(named(made, ["s", PID, 0, 1], ["s", PID, 301 * MS, 1]), [["wait", 1, 4], ["wait", 302, 8]]);
  assert.deepEqual(named(made, ["s", PID, 702 * MS, 1]), [["run", 702, 8], ["run", 702, 8]]);
  assert.equal(named(made, ["T", PID, 0, 1]).length, 5);
});

test("a block lies on the loop and on its task, work of a pool where it was run", () => {
  const made = trace(
    ["T", PID, 0, 1, 0, 4, 0, "Task-1", "main"],
    ["b", PID, 10 * MS, 150 * MS, 0, 1, 4, "waits", "sleep", 0],
    ["q", PID, 200 * MS, 5, 1, "thread", "grill", 4, 0, 1, 1, 1, 0],
    ["t", PID, 200 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 0, 0, 0],
    ["w", PID, 250 * MS, 100 * MS, PID, 5, 1, 0, null],
  );
  assert.deepEqual(named(made, ["b", PID, 10 * MS, 0]), [["block", 10, 4], ["block", 10, 4]]);
  assert.deepEqual(named(made, ["q", PID, 200 * MS, 0]), [["pool", 250, 0]]);
});

test("rows that are not drawn, and nonsense, prove nothing", () => {
  const made = trace(...WAITS);
  assert.deepEqual(named(made, ["n", PID, 5 * MS, 0], ["s", PID, 0, 77], ["s", "x", 0, 1], [], ["q", PID, 1, 1]), []);
});
