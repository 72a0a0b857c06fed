// How much a program had in flight at once: requests, sleeps, work of its threads and processes.
import type { Lane } from "../timeline/lane.ts";
import { type Interval, peak } from "../timeline/measure.ts";

/** Waits for something that is itself told: what those others do is what counts. */
const COMPOSITE = new Set(["gather", "wait", "task", "taskgroup", "timeout", "thread", "executor", "thread-token", "serve", "generator", "yield"]);
const JOINING = new Set(["thread", "process", "future", "select"]);
const BLINK_MS = 1;

/**
 * The most at one moment; null where nothing was. What a service had to do, or the users that waited, says it best;
 * where neither is there, what the program's tasks waited for and its threads and processes worked on.
 */
export function peakInFlight(lanes: readonly Lane[]): number | null {
  for (const kind of ["service", "users"] as const) {
    const served = lanes.filter((lane) => lane.kind === kind);
    if (served.length) return peak(served.flatMap((lane) => lane.spans.map(({ from, to }): Interval => [from, to]))) || null;
  }
  return peak(lanes.flatMap(flights)) || null;
}

function flights(lane: Lane): Interval[] {
  switch (lane.kind) {
    case "task":
      return lane.spans.flatMap(({ state, cause, from, to }): Interval[] => (state === "wait" && !COMPOSITE.has(cause) && to - from >= BLINK_MS ? [[from, to]] : []));
    case "main":
    case "thread":
    case "process":
      // One thread does one thing at a time, however many spans tell of it.
      return union(lane.spans.flatMap(({ state, cause, from, to }): Interval[] => (state === "queued" || (state === "wait" && JOINING.has(cause)) ? [] : [[from, to]])));
    case "loop":
      return lane.spans.flatMap(({ state, from, to }): Interval[] => (state === "block" ? [[from, to]] : []));
    default:
      return [];
  }
}

function union(intervals: Interval[]): Interval[] {
  const joined: [number, number][] = [];
  for (const [from, to] of intervals.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
