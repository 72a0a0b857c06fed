import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { RunEvent } from "../run/events.ts";
import { formats } from "../format.ts";
import { RunModel } from "../run/model.ts";
import { type ChromeEvent, chromeTrace } from "./chrome.ts";
import { svgOf } from "./export.ts";
import { drawAxis } from "./marks.ts";
import type { Palette, Pen, StateColours } from "./pen.ts";
import { STATES, type State } from "./span.ts";
import type { Row } from "./trace.ts";
import { TimeWindow } from "./window.ts";

const MS = 1_000_000;
const RECORDED = JSON.parse(readFileSync(new URL("../fixtures/blocked-loop.recorded.json", import.meta.url), "utf8")) as RunEvent[];
const COLOURS: StateColours = { fill: "#001", edge: "#002", text: "#003", plate: "#004", rule: "#005" };
const PALETTE: Palette = {
  lane: "#fff", grid: "#eee", ink: "#000", ink2: "#111", ink3: "#222", paper: "#fff", sunken: "#ddd", focus: "#00f",
  states: Object.fromEntries(STATES.map((state) => [state, COLOURS])) as Record<State, StateColours>,
  faces: { text: "sans-serif", code: "monospace" },
};

function drawn(events: readonly RunEvent[], bet = 1): string {
  const model = new RunModel([], [{ entrant: 0, seconds: bet }]);
  for (const event of events) model.add(event);
  const window = new TimeWindow();
  window.fit(2000);
  return svgOf({ model, now: 9999, window, palette: PALETTE, format: formats("en") }, (key, holes) => `${key} ${Object.values(holes ?? {}).join(" ")}`.trim());
}

function run(...rows: Row[]): RunEvent[] {
  return [
    { seq: 0, t: 0, type: "entrant-started", entrant: 0, data: { name: "main" } },
    { seq: 1, t: 1, type: "trace", entrant: 0, data: { rows: [["M", 9, 0, 1, "3.11.7", "main", "main.py", 2], ["O", 9, 0, 1, 0, "Loop"], ...rows] } },
    { seq: 2, t: 500, type: "entrant-ended", entrant: 0, data: { outcome: "exited", wall_s: 0.5 } },
    { seq: 3, t: 501, type: "ended", data: { outcome: "finished" } },
  ];
}

/** By the format's rules: whole microseconds, slices of a thread within or beside each other, pairs, lines from slice to slice. */
function sound(traceEvents: readonly ChromeEvent[]): void {
  const threads = new Map<string, ChromeEvent[]>();
  const pairs = new Map<string, number>();
  for (const event of traceEvents) {
    const { ph, name, pid, tid, ts, dur, id, cat } = event;
    assert.ok(name !== "" && [ts, pid, tid].every(Number.isInteger) && ts >= 0, JSON.stringify(event));
    if (ph === "X") {
      assert.ok(Number.isInteger(dur) && (dur as number) >= 0, JSON.stringify(event));
      const thread = `${pid}:${tid}`;
      threads.set(thread, [...(threads.get(thread) ?? []), event]);
    } else if (ph === "b" || ph === "s") {
      assert.ok(id && cat && !pairs.has(`${ph}${id}`), JSON.stringify(event));
      pairs.set(`${ph}${id}`, ts);
    } else if (ph === "e" || ph === "f") {
      const began = pairs.get(`${ph === "e" ? "b" : "s"}${id}`);
      assert.ok(began !== undefined && ts >= began, JSON.stringify(event));
      pairs.delete(`${ph === "e" ? "b" : "s"}${id}`);
    }
  }
  assert.equal(pairs.size, 0);
  for (const [thread, slices] of threads) {
    const around: number[] = [];
    for (const { ts, dur, name } of slices.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
      while (around.length && (around.at(-1) as number) <= ts) around.pop();
      assert.ok(!around.length || ts + (dur ?? 0) <= (around.at(-1) as number), `${thread} ${name} at ${ts}`);
      around.push(ts + (dur ?? 0));
    }
  }
  for (const { ph, pid, tid, ts } of traceEvents) {
    if (ph !== "s" && ph !== "f") continue;
    assert.ok(threads.get(`${pid}:${tid}`)?.some((slice) => slice.ts <= ts && ts <= slice.ts + (slice.dur ?? 0)), `${ph} at ${ts}`);
  }
}

test("the exported drawing holds every lane, every block and the bet", () => {
  const text = drawn(RECORDED);
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  for (const lane of ["lane.loop", "cocinar", "cocinar 2", "cocinar 3"]) assert.ok(text.includes(`>${lane}<`), lane);
  assert.equal(text.match(/>span\.block /g)?.length, 3);
  assert.ok(text.includes("bet.yours 1.00"));
  assert.equal(text.match(/<g[ >]/g)?.length, text.match(/<\/g>/g)?.length);
});

test("no two labels of the axis touch, whatever the width", () => {
  for (let width = 200; width <= 1000; width += 7) {
    const ends: [from: number, to: number][] = [];
    const text = (words: string, x: number, _y: number, { anchor }: { anchor?: string }): void => {
      const wide = words.length * 7.8;
      const from = anchor === "end" ? x - wide : anchor === "middle" ? x - wide / 2 : x;
      ends.push([from, from + wide]);
    };
    drawAxis({ text } as unknown as Pen, { from: 0, to: 3000, length: 3000 }, 0, width, PALETTE, formats("es"));
    ends.sort((a, b) => a[0] - b[0]);
    assert.ok(ends.length >= 2, `${width}`);
    ends.forEach(([from], index) => assert.ok(index === 0 || from >= (ends[index - 1]?.[1] ?? 0) + 5, `${width}: ${JSON.stringify(ends)}`));
  }
});

test("a name that looks like markup stays a name", () => {
  const text = drawn(run(["T", 9, 0, 1, 0, 1, 0, "</text><script>alert(1)</script>\u0001", "cook"], ["s", 9, 0, MS, 1, "w", "sleep", 0.1, 1], ["s", 9, 100 * MS, MS, 1, "d"]));
  assert.ok(!text.includes("<script"));
  assert.ok(text.includes("&#60;/text&#62;"));
  assert.ok(!text.includes("\u0001"));
});

test("as a Chrome trace every step is a slice, every wait an asynchronous pair, every lane has its name", () => {
  const { traceEvents } = chromeTrace(RECORDED);
  sound(traceEvents);
  const of = (ph: string): typeof traceEvents => traceEvents.filter((event) => event.ph === ph);
  const blocks = of("X").filter((event) => event.cat === "block" && event.tid === 1);
  assert.equal(blocks.length, 3);
  assert.ok(blocks.every((event) => (event.dur ?? 0) > 400_000 && event.args?.["line"] === 7));
  assert.deepEqual(of("b").map(({ id }) => id).sort(), of("e").map(({ id }) => id).sort());
  assert.ok(of("b").length >= 3);
  assert.deepEqual(of("M").filter(({ name }) => name === "thread_name").map(({ args }) => args?.["name"]), ["lane.loop", "main", "cocinar", "cocinar 2", "cocinar 3"]);
  assert.ok(traceEvents.every(({ ts, pid, tid }) => Number.isInteger(ts) && ts >= 0 && pid === 1 && Number.isInteger(tid)));
});

test("as a Chrome trace work leads from where it was handed over to the thread that did it, and a pool counts", () => {
  const { traceEvents } = chromeTrace(
    run(
      ...[1, 2].map((item): Row => ["q", 9, item * MS, item, 1, "thread", "grill", 0, 0, 0, 1, 1, 0]),
      ["t", 9, 2 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 0, 0, 0],
      ["w", 9, 5 * MS, 100 * MS, 9, 1, 1, 0, null],
      ["w", 9, 105 * MS, 100 * MS, 9, 2, 1, 0, null],
      ["T", 9, 0, 7, 0, 1, 0, "Task-7", "cook"],
      ["s", 9, 0, MS, 7, "d"],
    ),
  );
  sound(traceEvents);
  const starts = traceEvents.filter(({ ph }) => ph === "s");
  const ends = traceEvents.filter(({ ph }) => ph === "f");
  assert.deepEqual(starts.map(({ id, ts }) => [id, ts]), [["1.9:1", 1000], ["1.9:2", 2000]]);
  assert.deepEqual(ends.map(({ id, ts, bp }) => [id, ts, bp]), [["1.9:1", 5000, "e"], ["1.9:2", 105_000, "e"]]);
  const counts = traceEvents.filter(({ ph }) => ph === "C").map(({ args }) => [args?.["running"], args?.["queued"]]);
  assert.deepEqual(counts, [[0, 1], [0, 2], [1, 1], [0, 1], [1, 0], [0, 0]]);
});

test("as a Chrome trace nothing lies across: not what samples told, nor what rounding moves", () => {
  const { traceEvents } = chromeTrace(
    run(
      ["l", 9, 10 * MS, 12 * MS, 0, 1, "computes", null],
      ["z", 9, 20 * MS, 200 * MS, 0, 0, 1],
      ["T", 9, 0, 1, 0, 1, 0, "Task-1", "cook"],
      ["s", 9, 600, 1600, 1, "w", "yield", null, 1],
      ["s", 9, 2300, 1600, 1, "d"],
      ["q", 9, 300 * MS, 1, 1, "thread", "grill", 0, 0, 0, 1, 1, 0],
      ["t", 9, 300 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 0, 0, 0],
      ["w", 9, 301 * MS, 100 * MS, 9, 1, 1, 0, null],
    ),
  );
  sound(traceEvents);
  const steps = traceEvents.filter(({ ph, cat, tid }) => ph === "X" && cat === "run" && tid === 1);
  assert.deepEqual(steps.map(({ ts, dur }) => [ts, dur]), [[1, 1], [2, 2]]);
});
