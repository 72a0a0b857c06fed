import assert from "node:assert/strict";
import { test } from "node:test";
import { edge, spanAt, tally } from "./hit.ts";
import { Lane } from "./lane.ts";
import { FRONT, Lanes } from "./lanes.ts";
import { linePicker } from "./light.ts";
import { LANE_PX, Rows } from "./rows.ts";
import { span } from "./span.ts";

function tasks(count: number): Lanes {
  const lanes = new Lanes();
  for (let n = 1; n <= count; n++) lanes.make(`task-${n}`, "task", n, `cook ${n}`).add(span("run", n, n + 1));
  lanes.make("main", "main", 1e6).add(span("run", 0, 1));
  return lanes;
}

function shown(lanes: Lanes, rows = new Rows()): Rows {
  rows.arrange(lanes, () => false, 0);
  return rows;
}

test("a few lanes too many are simply shown, many become one row that tells how many", () => {
  assert.equal(shown(tasks(FRONT.task + 2)).list.length, FRONT.task + 3);
  const rows = shown(tasks(10_000));
  assert.equal(rows.list.length, FRONT.task + 2);
  const crowd = rows.list[FRONT.task];
  assert.ok(crowd?.type === "crowd" && crowd.lanes === 10_000 - FRONT.task && !crowd.open);
});

test("an opened crowd shows every lane below it, and what comes after moves down", () => {
  const lanes = tasks(10_000);
  const rows = shown(lanes);
  const { height } = rows;
  rows.toggle("task");
  shown(lanes, rows);
  assert.equal(rows.list.length, 10_002);
  assert.equal(rows.height, height + (10_000 - FRONT.task) * LANE_PX);
  const [first, last] = rows.between(100_000, 100_640);
  assert.ok(last - first <= 26 && last - first >= 25);
  const row = rows.at(100_000);
  assert.ok(row?.type === "lane" && row.lane.kind === "task");
  assert.equal(rows.at(-1), null);
  assert.equal(rows.at(rows.height + 1), null);
});

test("rows stay as they are while nothing comes or goes", () => {
  const lanes = tasks(50);
  const rows = shown(lanes);
  const { version, list } = rows;
  lanes.front[0]?.add(span("run", 500, 600));
  shown(lanes, rows);
  assert.equal(rows.version, version);
  assert.equal(rows.list, list);
  lanes.make("loop", "loop", 0).add(span("run", 0, 1));
  shown(lanes, rows);
  assert.notEqual(rows.version, version);
});

test("a lane on which nothing lies has no row", () => {
  const lanes = new Lanes();
  lanes.make("loop", "loop", 0);
  assert.equal(shown(lanes).list.length, 0);
});

test("under the pointer is what matters more, and a sliver is found from a little aside", () => {
  const lane = new Lane("task", "task", 0);
  lane.add(span("wait", 0, 100));
  lane.add(span("run", 100, 100.1));
  assert.equal(spanAt(lane, 49, 51, 200)?.state, "wait");
  assert.equal(spanAt(lane, 99, 101, 200)?.state, "run");
  assert.equal(spanAt(lane, 150, 151, 200), null);
  assert.deepEqual(tally(lane, 99, 101).map(({ span: { state }, count }) => [state, count]), [["run", 1], ["wait", 1]]);
  assert.equal(edge(lane, 50, false, 200), 100);
  assert.equal(edge(lane, 100, true, 200), 0);
  assert.equal(edge(lane, 150, false, 200), null);
});

test("a line lights the spans that stand on it, or else those that it called", () => {
  const lane = new Lane("task", "task", 0);
  lane.add(span("wait", 0, 1, "sleep", "", { line: 6, lines: [12, 6], func: "cook" }));
  lane.add(span("wait", 2, 3, "gather", "", { line: 12, lines: [12], func: "main" }));
  lane.add(span("wait", 4, 5, "net", "", { line: 7, lines: [20, 7], func: "cook" }));
  const picked = (line: number): number[] => lane.spans.filter((one) => linePicker([lane], line).pick?.(one)).map(({ from }) => from);
  assert.deepEqual([picked(6), picked(12), picked(20), picked(99), picked(0)], [[0], [2], [4], [], []]);
  assert.equal(linePicker([lane], 12).count, 1);
});
