// Threads and processes: what samples told of them, what they slept, and the work of pools they did.
import type { Items } from "./items.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { LIVE_PATIENCE_MS } from "./loops.ts";
import type { Interval, Waits } from "./measure.ts";
import type { Processes } from "./processes.ts";
import { type Place, type Span, type State, span } from "./span.ts";

/** The items of pools that a thread ran between two moments, in order. */
function itemsOf(lane: Lane, from: number, to: number): Span[] {
  const is = ({ state, name }: Span): boolean => state === "pool" || (state === "proc" && name !== "");
  const found: Span[] = [];
  if (lane.open && is(lane.open) && lane.open.from < to) found.push(lane.open);
  for (let index = lane.lastAt(to); index >= 0; index--) {
    const one = lane.spans[index] as Span;
    if (!is(one)) continue;
    if (one.to <= from) break; // a thread runs one at a time
    if (one.from < to) found.unshift(one);
  }
  return found;
}

/** Waits that are for others of one's own. */
const JOINING = new Set(["thread", "process", "future", "select"]);
/** What the threads of pools run, whoever's work it is: of the standard library, of anyio. */
const WORKERS = new Set(["_worker", "WorkerThread"]);
const SAMPLE_GAP_MS = 30;
const SAMPLE_PATIENCE_MS = 150;
const START_PATIENCE_MS = 10_000;

export class Threads {
  private readonly all = new Map<string, Lane>();
  /** Waits only samples told of, by thread and start: each row replaces the one before. */
  private readonly sampledWaits = new Map<string, Interval>();
  private readonly lanes: Lanes;
  private readonly processes: Processes;
  private readonly items: Items;
  private readonly waits: Waits;
  private count = 0;

  constructor(lanes: Lanes, processes: Processes, items: Items, waits: Waits) {
    this.lanes = lanes;
    this.processes = processes;
    this.items = items;
    this.waits = waits;
  }

  lane(pid: number, thread: number, name = ""): Lane {
    const key = `${pid}:${thread}`;
    let lane = this.all.get(key);
    if (lane) return lane;
    const process = this.processes.get(pid);
    if (thread === 0) {
      const order = process.main ? this.processes.order(process, "main", 0) : this.processes.order(process, "loops", 0);
      lane = this.lanes.make(`thread-${key}`, process.main ? "main" : "process", order, "", process.number);
    } else {
      const number = ++this.count;
      lane = this.lanes.make(`thread-${key}`, "thread", this.processes.order(process, "threads", number), name, number);
    }
    this.all.set(key, lane);
    return lane;
  }

  started(pid: number, thread: number, at: number, name: string, func: string): void {
    const given = /^(Thread|ThreadPoolExecutor|asyncio|AnyIO)/.test(name);
    const lane = this.lane(pid, thread, !given ? name : /^\w+$/.test(func) && !WORKERS.has(func) ? func : "");
    lane.born = at;
  }

  ended(pid: number, thread: number, at: number): void {
    const lane = this.lane(pid, thread);
    lane.end(Math.min(at, lane.reach(at)));
    lane.died = at;
  }

  slept(pid: number, at: number, dur: number, thread: number, place: Place): void {
    if (this.processes.looping(pid, thread)) return;
    const lane = this.lane(pid, thread);
    // Samples told of it while it lasted; they began a little later than it did.
    if (lane.open?.cause === "sleep") lane.drop();
    for (let last = lane.spans.at(-1); last?.cause === "sleep" && last.from >= at && last.from < at + dur; last = lane.spans.at(-1)) lane.forget(last);
    lane.add(span(this.processes.get(pid).main ? "sleep" : "proc", at, at + dur, "sleep", "", place));
    this.waits.add(at, at + dur);
  }

  sampled(pid: number, at: number, dur: number, thread: number, place: Place, mode: string, doing: string): void {
    if (this.processes.looping(pid, thread)) return;
    const lane = this.lane(pid, thread);
    const { main } = this.processes.get(pid);
    let state: State = main ? "run" : "proc";
    let cause = "computes";
    if (mode === "waits") {
      cause = doing.startsWith("lib:") ? "" : doing;
      state = cause === "sleep" ? (main ? "sleep" : "proc") : "wait";
    }
    const outside = state === "wait" && !JOINING.has(cause);
    const items = itemsOf(lane, at, at + dur);
    if (items.length) {
      // An item says more; only on which line it stands it does not know. The last sample of it comes after its end, and
      // what stands on the same line in the next item is sampled as one.
      for (const item of items) {
        if (item.line || !place.line) continue;
        item.place = place;
        item.line = place.line;
        lane.version++;
      }
      if (outside) this.sampledWaits.set(`${pid}:${thread}:${at}`, [at, at + dur]);
      return;
    }
    const { open } = lane;
    if (open && open.from !== at) {
      if (open.state === state && open.cause === cause && at - open.to < SAMPLE_GAP_MS) {
        open.to = Math.max(open.to, at + dur);
        lane.version++;
        return;
      }
      lane.end(open.to);
    }
    lane.begin(span(state, at, at + dur, cause, "", place), SAMPLE_PATIENCE_MS);
    if (outside) this.sampledWaits.set(`${pid}:${thread}:${at}`, [at, at + dur]);
  }

  /** An item of a pool is run by this thread. */
  ran(pid: number, at: number, dur: number, owner: number, number: number, thread: number, ended: boolean): void {
    const item = this.items.get(owner, number);
    item.began = at;
    const lane = this.lane(pid, thread);
    item.worker = lane.id;
    const [before] = itemsOf(lane, at, at + dur);
    const made = span(this.processes.get(pid).main ? "pool" : "proc", at, at + dur, "", item.func, before?.from === at ? before.place : undefined);
    if (!ended) {
      if (lane.open && lane.open.from !== at && lane.open.state !== "pool") lane.end(Math.min(lane.open.to, at));
      lane.begin(made, LIVE_PATIENCE_MS);
      return;
    }
    item.ended = at + dur;
    if (lane.open && lane.open.from >= at - 1) lane.drop();
    lane.add(made);
  }

  /** A process was asked for; its own first row says when it was there. */
  processStarted(child: number, at: number): void {
    const known = this.processes.has(child);
    const lane = this.lane(child, 0);
    lane.born = at;
    const { born } = this.processes.get(child);
    if (known) lane.add(span("queued", at, Math.max(at, Number.isNaN(born) ? at : born), "starts"));
    else lane.begin(span("queued", at, at, "starts"), START_PATIENCE_MS);
  }

  processBorn(pid: number, at: number, main: boolean): void {
    const expected = this.processes.has(pid);
    this.processes.make(pid, main).born = at;
    if (main) return;
    const lane = this.lane(pid, 0);
    if (Number.isNaN(lane.born)) lane.born = at;
    if (expected && lane.open?.cause === "starts") lane.end(at);
  }

  processEnded(pid: number, at: number): void {
    for (const [key, lane] of this.all) {
      if (!key.startsWith(`${pid}:`)) continue;
      lane.end(Math.min(at, lane.reach(at)));
      if (Number.isNaN(lane.died)) lane.died = at;
    }
    for (const lane of this.processes.get(pid).loops.values()) lane.end(lane.reach(at));
  }

  /** Waits only samples told of. */
  open(): Interval[] {
    return [...this.sampledWaits.values()];
  }
}
