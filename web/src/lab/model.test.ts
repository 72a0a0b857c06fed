import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent } from "../run/events.ts";
import { formats } from "../format.ts";
import { apart, closer, labelled, latencyScale, poolAreas, poolAt, ranks, series } from "./layout.ts";
import { nthOf, type Reading, readings } from "./model.ts";
import { figureWords, outcome, poolFigure } from "./words.ts";
import { RunModel } from "../run/model.ts";

type Event = Record<string, unknown>;
type Answer = [latency: number, status?: number | null];

const FRAME = { width: 400, height: 200, left: 40, right: 20, top: 10, bottom: 40 };
const format = formats("en");
const t = (key: string, holes: Record<string, string | number> = {}): string => [key, ...Object.values(holes)].join("|").replaceAll("\u202f", " ");

function crowd(answers: readonly Answer[], ping: readonly (readonly [number, number, number | null])[] = [], attempt = 1): Event {
  const rows = answers.map(([latency, status = 200], user) => [user, `/burger/${user}`, 1000, latency, status]);
  return { type: "load", data: { phase: "crowd", try: attempt, rows, ping } };
}

function menu(latency: number, status: number | null = 200): Event {
  return { type: "load", data: { phase: "crowd", try: 1, rows: [[99, "/menu", 1000, latency, status]], ping: [] } };
}

function read(users: number, ...events: Event[]): Reading {
  const model = new RunModel([{ name: "A", form: "" }]);
  [{ type: "entrant-started", data: {} }, ...events].forEach((event, seq) => model.add({ seq, t: 0, entrant: 0, ...event } as unknown as RunEvent));
  const [reading] = readings(model, "/menu", users);
  assert.ok(reading);
  return reading;
}

const END: Event = { type: "entrant-ended", data: { outcome: "exited", exit_code: 0, wall_s: 9 } };
const each = (n: number, ms: (index: number) => number): Answer[] => Array.from({ length: n }, (_, index) => [ms(index)]);

test("who was served is told with quantiles, and the bystander apart", () => {
  const reading = read(20, crowd(each(20, (index) => 2000 - index * 100), [[1010, 30, 200], [1100, 1900, 200]]), menu(50), END);
  assert.equal(reading.users, 20);
  assert.deepEqual([reading.half, reading.most, reading.longest], [{ ms: 1000, computed: false }, { ms: 1900, computed: false }, { ms: 2000, computed: false }]);
  assert.equal(reading.rate, 10);
  assert.deepEqual(reading.bystander, { ms: 50, computed: false });
  assert.deepEqual(reading.ping, { ms: 1900, computed: false });
  assert.equal(reading.law, null);
});

test("while they are being served there is no last one yet", () => {
  const reading = read(20, crowd(each(3, () => 100)));
  assert.equal(reading.users, 20);
  assert.equal(reading.longest, null);
  assert.deepEqual(outcome(reading, t, format), []);
});

test("whoever was not served is computed from the pace of those who were", () => {
  const served = each(60, (index) => 100 * (index + 1));
  const cut = each(140, () => 6500).map(([ms]): Answer => [ms, null]);
  const reading = read(200, crowd([...served, ...cut], [[1000, 6490, null]]), { ...menu(6500, null) }, END);
  assert.equal(reading.unserved, 140);
  assert.ok(Math.abs((reading.law?.gap ?? 0) - 100) < 1e-9);
  assert.deepEqual(reading.longest, { ms: 20_000, computed: true });
  assert.deepEqual(reading.half, { ms: 10_000, computed: true });
  assert.deepEqual([reading.bystander, reading.ping], [{ ms: 20_000, computed: true }, { ms: 20_000, computed: true }]);
  assert.deepEqual(outcome(reading, t, format).slice(0, 2), ["lab.said.cut|60|200|6.50 s", "lab.said.law|100 ms|200|20.00 s"]);
  assert.equal(figureWords(reading.longest, t, format), "lab.computed|20.00 s");
  const drawn = series(reading, FRAME, 200, 20_000);
  assert.deepEqual(drawn.law?.[1], { x: 380, y: 10 });
});

/** A crowd of whom one comes every `gap` milliseconds. */
function line(gap: number, waits: readonly Answer[]): Event {
  const rows = waits.map(([latency, status = 200], user) => [user, `/burger/${user}`, 1000 + user * gap, latency, status]);
  return { type: "load", data: { phase: "crowd", try: 1, rows, ping: [] } };
}

test("of a crowd that comes one after another everybody stands where they came", () => {
  const rising = read(5, line(150, [[50], [300], [200], [400], [500]]), END);
  assert.deepEqual([rising.rising, rising.order, rising.latencies], [true, [50, 300, 200, 400, 500], [50, 200, 300, 400, 500]]);
  assert.deepEqual([nthOf(rising, 3), nthOf(rising, 6)], [{ ms: 200, computed: false }, null]);
  assert.equal(rising.tookMs, 1100);
  assert.deepEqual(outcome(rising, t, format), ["lab.said.served|5|1.10 s|5|300 ms|500 ms", "lab.said.rising|50 ms|500 ms"]);
  const level = read(5, line(150, each(5, () => 100)), END);
  assert.equal(outcome(level, t, format)[1], "lab.said.level|100 ms|100 ms");
  assert.equal(read(5, crowd(each(5, () => 100)), END).rising, false);
});

test("a line that grew is computed on from the last who was served", () => {
  const reading = read(40, line(50, [...each(20, (index) => 100 + 50 * index), ...each(20, (index): number => 1050 - 50 * index).map(([ms]): Answer => [ms, null])]), END);
  assert.ok(Math.abs((reading.law?.gap ?? 0) - 50) < 1e-9);
  assert.deepEqual(nthOf(reading, 40), { ms: 2050, computed: true });
  assert.deepEqual(outcome(reading, t, format).slice(0, 2), ["lab.said.cut|20|40|2.05 s", "lab.said.law.rising|50 ms|40|2.05 s"]);
});

test("from a handful of answers no law is read", () => {
  const reading = read(9, crowd([[100], [200], [300, null], [300, null]]), END);
  assert.equal(reading.law, null);
  assert.equal(reading.longest, null);
  assert.deepEqual(outcome(reading, t, format), ["lab.said.cut|2|9|300 ms"]);
});

test("errors and broken connections are nobody served", () => {
  const reading = read(3, crowd([[5, 500], [6, 0], [7, 404]]), END);
  assert.deepEqual([reading.failed, reading.latencies.length], [3, 0]);
  assert.deepEqual(outcome(reading, t, format), ["lab.said.nobody|3", "lab.said.failed|3"]);
});

test("a later try replaces what an earlier one told", () => {
  assert.deepEqual(read(1, crowd([[900]]), crowd([[100]], [], 2), END).latencies, [100]);
});

const call = (item: number, at: number, began: number, ended: number): unknown[][] => [
  ["q", 2, at * 1e6, item, 0, "anyio", "burger", 0, 0, 0, 0, 2, 0],
  ["w", 2, began * 1e6, (ended - began) * 1e6, 2, item, item, 0, null],
];

test("the pool gives out its tokens, and the others stand in line", () => {
  const rows = [...call(1, 0, 0, 100), ...call(2, 0, 0, 100), ...call(3, 1, 100, 200)];
  const reading = read(3, { type: "trace", data: { rows } }, crowd([[100], [100], [200]]), END);
  assert.equal(reading.manner, "pool");
  const { pool } = reading;
  assert.ok(pool);
  assert.deepEqual([pool.room, pool.most, pool.longest], [2, { used: 2, waiting: 1 }, 99]);
  assert.deepEqual([poolAt(pool, -1), poolAt(pool, 50), poolAt(pool, 150)], [{ used: 0, waiting: 0 }, { used: 2, waiting: 1 }, { used: 1, waiting: 0 }]);
  assert.equal(poolFigure(reading, t, format), "lab.threads.line|2|2|1");
  const areas = poolAreas(pool, FRAME, 0, 200);
  assert.match(areas.used, /^M40 .*Z$/);
  assert.notEqual(areas.waiting, "");
});

test("a loop that the program's own line held is told from one that was merely busy", () => {
  const named = [["O", 1, 0, 0, 0, "Loop"], ["f", 1, 0, 1, "main.py"], ["S", 1, 0, 7, [[1, 10, "burger"]]]];
  const block = (ms: number, site: number): Event => ({ type: "trace", data: { rows: [...named, ["b", 1, 1e9, ms * 1e6, 0, 1, site, "waits", "sleep", 0]] } });
  assert.equal(read(2, block(190, 7), crowd([[100], [200]]), END).manner, "block");
  assert.equal(read(2, block(60, 7), crowd([[100], [200]]), END).manner, "run");
  assert.equal(read(2, block(190, 0), crowd([[100], [200]]), END).manner, "run");
});

test("a stair has a step for each, and fewer marks where they would touch", () => {
  const few = series(read(3, crowd([[100], [100], [200]]), END), FRAME, 3, 200);
  assert.equal(few.stair, "M40 85H210V85H380V10");
  assert.equal(few.marks.length, 3);
  const many = series(read(200, crowd(each(200, () => 100)), END), FRAME, 200, 200);
  assert.ok(many.marks.length < 80);
  assert.deepEqual(series(read(3), FRAME, 3, 200), { stair: "", marks: [], law: null, end: null });
});

test("what is far too slow can be left out of the axis", () => {
  const quick = read(2, crowd([[100], [120]]), END);
  const slow = read(2, crowd([[3000], [6000]]), END);
  assert.equal(closer([quick, slow]), 120);
  assert.equal(closer([quick, quick]), null);
  assert.ok(latencyScale([quick, slow], false).max >= 6000);
  assert.ok(latencyScale([quick, slow], true).max < 200);
});

test("labels keep apart and in order, within the frame", () => {
  const heights = apart([160, 159, 20], FRAME);
  assert.deepEqual(heights, [160, 143, 20]);
});

test("ranks run from the first to the last", () => {
  assert.deepEqual(ranks(3, 11), [1, 2, 3]);
  assert.deepEqual(ranks(1, 11), [1]);
  const many = ranks(200, 11);
  assert.deepEqual([many.length, many[0], many.at(-1)], [11, 1, 200]);
});

test("labels that would touch are left out", () => {
  assert.deepEqual([labelled(60, 4), labelled(25, 4), labelled(Infinity, 1)], [1, 2, 1]);
});
