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
    const giver = entrant.lanes.find(({ kind }) => kind === "loop" || kind === "main");
    entrant.lanes.forEach((lane, index) => putLane(put, lane, index + 1, `${pid}`, lane === giver ? handed(entrant) : [], t));
    putPools(put, entrant, giver);
  }
  return { traceEvents, displayTimeUnit: "ms" };
}

type Put = (event: Omit<ChromeEvent, "pid">) => void;

function putLane(put: Put, lane: Lane, tid: number, entrant: string, given: readonly Slice[], t: Translate): void {
  put({ ph: "M", name: "thread_name", tid, ts: 0, args: { name: laneName(lane, t) } });
  put({ ph: "M", name: "thread_sort_index", tid, ts: 0, args: { sort_index: tid } });
  const own = lane.spans.filter((span) => !astride(span)).map((span): Slice => ({ name: title(span), cat: span.state, from: micro(span.from), to: micro(span.to), args: described(span) }));
  for (const { name, cat, from, to, args } of nested([...own, ...given])) put({ ph: "X", name, cat, tid, ts: from, dur: Math.max(0, to - from), args });
  lane.spans.forEach((span, index) => {
    if (!astride(span)) return;
    const about = { tid, name: title(span), cat: span.state, id: `${entrant}.${tid}.${index}` };
    const from = micro(span.from);
    put({ ...about, ph: "b", ts: from, args: described(span) });
    put({ ...about, ph: "e", ts: Math.max(from, micro(span.to)) });
  });
}

/** May lie across others of its lane. */
function astride({ state }: Span): boolean {
  return state === "wait" || state === "queued" || state === "starved";
}

interface Slice {
  name: string;
  cat: string;
  /** Microseconds. */
  from: number;
  to: number;
  args: Record<string, unknown>;
}

/** Slices in order, each within another or beside it, as viewers want them: they drop what lies across. Where two do, the earlier one, mostly told by samples, ends as the later one begins. */
function nested(slices: Slice[]): Slice[] {
  slices.sort((a, b) => a.from - b.from || b.to - a.to);
  const around: Slice[] = [];
  for (const slice of slices) {
    for (let last = around.at(-1); last && last.to < slice.to; last = around.at(-1)) {
      last.to = Math.min(last.to, slice.from);
      around.pop();
    }
    around.push(slice);
  }
  return slices;
}

/** Work handed over, each as a slice of its own: a line leads from slice to slice, and samples do not tell all that a thread did. */
function handed(entrant: Entrant): Slice[] {
  return [...entrant.trace.items.all.values()].filter(({ submitted }) => !Number.isNaN(submitted)).map(({ func, submitted }) => ({ name: func, cat: "pool", from: micro(submitted), to: micro(submitted) + 1, args: { state: "queued" } }));
}

/** How much each pool has in hand and in line, and how work comes to the thread that does it. */
function putPools(put: Put, entrant: Entrant, giver: Lane | undefined): void {
  const changes = new Map<string, [at: number, running: number, queued: number][]>();
  const tids = new Map(entrant.lanes.map(({ id }, index) => [id, index + 1]));
  const from = giver && tids.get(giver.id);
  for (const { key, pool, func, submitted, began, ended, worker } of entrant.trace.items.all.values()) {
    if (Number.isNaN(submitted)) continue;
    let steps = changes.get(pool);
    if (!steps) changes.set(pool, (steps = []));
    steps.push([submitted, 0, 1]);
    if (Number.isNaN(began)) continue;
    steps.push([began, 1, -1]);
    if (!Number.isNaN(ended)) steps.push([ended, -1, 0]);
    const to = tids.get(worker);
    if (!from || !to) continue;
    const id = `${entrant.index + 1}.${key}`;
    put({ ph: "s", name: func, cat: "pool", tid: from, ts: micro(submitted), id });
    put({ ph: "f", bp: "e", name: func, cat: "pool", tid: to, ts: micro(began), id });
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
