// A run as Chrome trace events, which Perfetto and chrome://tracing open. The format: "Trace Event Format", Google, 2016.
// Each entrant stands at its own zero, in processes of its own.
import type { RunEvent } from "../run/events.ts";
import type { Lane } from "./lane.ts";
import { type Entrant, Timeline } from "./model.ts";
import type { Span } from "./span.ts";
import { laneName, type Translate } from "./words.ts";

export interface ChromeEvent {
  ph: "X" | "b" | "e" | "s" | "f" | "M" | "C";
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  cat?: string;
  id?: string;
  bp?: "e";
  args?: Record<string, unknown>;
}

/** Steps and work are slices (X), waits are asynchronous (b, e), a line leads from handing work over to its beginning (s, f), pools and services are counters (C). */
export function chromeTrace(events: readonly RunEvent[], t: Translate = (key) => key): { traceEvents: ChromeEvent[]; displayTimeUnit: "ms" } {
  const timeline = new Timeline();
  for (const event of events) timeline.add(event);
  return chromeTraceOf(timeline.entrants, t);
}

export function chromeTraceOf(entrants: readonly Entrant[], t: Translate): { traceEvents: ChromeEvent[]; displayTimeUnit: "ms" } {
  const traceEvents: ChromeEvent[] = [];
  for (const entrant of entrants) {
    const pid = entrant.index + 1;
    const put = (event: Omit<ChromeEvent, "pid">): void => void traceEvents.push({ ...event, pid });
    put({ ph: "M", name: "process_name", tid: 0, ts: 0, args: { name: entrant.name || `#${pid}` } });
    put({ ph: "M", name: "process_sort_index", tid: 0, ts: 0, args: { sort_index: pid } });
    entrant.lanes.forEach((lane, index) => putLane(put, lane, index + 1, `${pid}`, t));
    putPools(put, entrant);
  }
  return { traceEvents, displayTimeUnit: "ms" };
}

type Put = (event: Omit<ChromeEvent, "pid">) => void;

function putLane(put: Put, lane: Lane, tid: number, entrant: string, t: Translate): void {
  put({ ph: "M", name: "thread_name", tid, ts: 0, args: { name: laneName(lane, t) } });
  put({ ph: "M", name: "thread_sort_index", tid, ts: 0, args: { sort_index: tid } });
  lane.spans.forEach((span, index) => {
    const about = { tid, name: title(span), cat: span.state, args: described(span) };
    if (span.state !== "wait" && span.state !== "queued" && span.state !== "starved") {
      put({ ...about, ph: "X", ts: micro(span.from), dur: micro(span.to - span.from) });
      return;
    }
    const id = `${entrant}.${tid}.${index}`;
    put({ ...about, ph: "b", ts: micro(span.from), id });
    put({ ph: "e", tid, name: about.name, cat: about.cat, ts: micro(span.to), id });
  });
}

/** How much each pool has in hand and in line, and how work comes to the thread that does it. */
function putPools(put: Put, entrant: Entrant): void {
  const changes = new Map<string, [at: number, running: number, queued: number][]>();
  for (const { key, pool, func, submitted, began, ended } of entrant.trace.items.all.values()) {
    if (Number.isNaN(submitted)) continue;
    let steps = changes.get(pool);
    if (!steps) changes.set(pool, (steps = []));
    steps.push([submitted, 0, 1]);
    if (Number.isNaN(began)) continue;
    steps.push([began, 1, -1]);
    if (!Number.isNaN(ended)) steps.push([ended, -1, 0]);
    const lanes = entrant.lanes;
    const to = lanes.findIndex((lane) => lane.spans.some((span) => (span.state === "pool" || span.state === "proc") && span.from === began && span.name === func));
    const from = lanes.findIndex((lane) => lane.kind === "loop" || lane.kind === "main");
    if (to < 0 || from < 0) continue;
    const id = `${entrant.index + 1}.${key}`;
    put({ ph: "s", name: func, cat: "pool", tid: from + 1, ts: micro(submitted), id });
    put({ ph: "f", bp: "e", name: func, cat: "pool", tid: to + 1, ts: micro(began), id });
  }
  for (const [pool, steps] of changes) {
    let running = 0;
    let queued = 0;
    for (const [at, more, waiting] of steps.sort((a, b) => a[0] - b[0])) {
      running += more;
      queued += waiting;
      put({ ph: "C", name: `pool ${pool}`, tid: 0, ts: micro(at), args: { running, queued } });
    }
  }
}

function title(span: Span): string {
  return span.name || span.cause || span.state;
}

function described(span: Span): Record<string, unknown> {
  return { state: span.state, ...(span.cause && { cause: span.cause }), ...(span.line && { line: span.line }), ...(span.of !== null && { of: span.of }) };
}

function micro(ms: number): number {
  return Math.round(ms * 1000);
}
