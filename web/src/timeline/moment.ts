// Time travel: how an entrant stood at one instant, from its lanes and its pools.
import type { Item } from "./items.ts";
import type { Lane, LaneKind } from "./lane.ts";
import type { Span, State } from "./span.ts";
import type { Trace } from "./trace.ts";

/** One lane at that instant. `ready`: it exists and could go on, but has not had its turn. */
export interface Standing {
  lane: Lane;
  state: State | "ready";
  span: Span | null;
  /** Since when, in milliseconds of the entrant. */
  since: number;
  /** The line it stands on, 0 where unknown. */
  line: number;
}

export interface LoopStanding {
  lane: Lane;
  span: Span | null;
  /** The task whose step holds the loop; null between steps, and where a plain callback holds it. */
  holder: Lane | null;
}

export interface PoolStanding {
  pool: string;
  kind: Item["kind"];
  queued: readonly Item[];
  running: readonly Item[];
}

export interface Moment {
  /** Milliseconds of the entrant. */
  at: number;
  loops: LoopStanding[];
  tasks: Standing[];
  /** Tasks that had ended by then. */
  done: number;
  threads: Standing[];
  pools: PoolStanding[];
  /** Lanes that were busy then, of what was measured around the program. */
  busy: { requests: number; users: number; service: number };
}

const THREADS: ReadonlySet<LaneKind> = new Set(["main", "thread", "process"]);
const AROUND: ReadonlySet<LaneKind> = new Set(["requests", "users", "service"]);

/** How all stood at `ns` nanoseconds after the entrant's start. `now` (milliseconds) is how far what goes on is known. */
export function stateAt(trace: Trace, ns: number, now = Infinity): Moment {
  const at = ns / 1e6;
  const moment: Moment = { at, loops: [], tasks: [], done: 0, threads: [], pools: pools(trace, at), busy: { requests: 0, users: 0, service: 0 } };
  const holders = new Map<number, Lane>();
  for (const lane of trace.lanes) {
    const span = standing(lane, at, now);
    if (lane.kind === "loop") moment.loops.push({ lane, span, holder: null });
    else if (lane.kind === "task") {
      if (lane.died <= at) moment.done++;
      else if (lane.born <= at) {
        moment.tasks.push(told(lane, span, at));
        if (span && (span.state === "run" || span.state === "block")) holders.set(span.from, lane);
      }
    } else if (THREADS.has(lane.kind)) {
      if (span) moment.threads.push(told(lane, span, at));
    } else if (AROUND.has(lane.kind) && span) moment.busy[lane.kind as keyof Moment["busy"]]++;
  }
  // A step stands on two lanes, the loop's and the task's, and begins on both at once.
  for (const loop of moment.loops) loop.holder = (loop.span && holders.get(loop.span.from)) ?? null;
  return moment;
}

function standing(lane: Lane, at: number, now: number): Span | null {
  const span = lane.at(at);
  return span && span === lane.open && at > Math.max(lane.reach(now), span.to) ? null : span;
}

function told(lane: Lane, span: Span | null, at: number): Standing {
  if (span) return { lane, state: span.state, span, since: span.from, line: span.line };
  const before = lane.spans[lane.lastAt(at)];
  return { lane, state: "ready", span: null, since: before ? before.to : lane.born, line: before?.line ?? 0 };
}

function pools(trace: Trace, at: number): PoolStanding[] {
  const found = new Map<string, { pool: string; kind: Item["kind"]; queued: Item[]; running: Item[] }>();
  for (const item of trace.items.all.values()) {
    if (!(item.submitted <= at) || item.ended <= at) continue;
    let pool = found.get(item.pool);
    if (!pool) found.set(item.pool, (pool = { pool: item.pool, kind: item.kind, queued: [], running: [] }));
    (item.began <= at ? pool.running : pool.queued).push(item);
  }
  return [...found.values()];
}
