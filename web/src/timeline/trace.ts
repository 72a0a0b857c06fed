// The tracer's rows, one entrant's, turned into lanes as they arrive. The table of rows is in sandbox/trace_rows.py.
// Rows come out of the learner's own process: they are drawn, never trusted.
import { type Item, Items } from "./items.ts";
import type { Lane } from "./lane.ts";
import { Lanes } from "./lanes.ts";
import { Loops } from "./loops.ts";
import type { Waits } from "./measure.ts";
import { Processes } from "./processes.ts";
import { Requests } from "./requests.ts";
import { type Frame, Sites } from "./sites.ts";
import type { Span } from "./span.ts";
import { Tasks } from "./tasks.ts";
import { Threads } from "./threads.ts";

export type Row = readonly [type: string, pid: number, ns: number, ...fields: unknown[]];

export class Trace {
  readonly book = new Lanes();
  readonly sites = new Sites();
  readonly processes = new Processes();
  readonly items = new Items();
  readonly tasks = new Tasks(this.book, this.processes, this.items);
  readonly loops = new Loops(this.book, this.processes, this.tasks);
  readonly threads = new Threads(this.book, this.processes, this.items, this.tasks.waits);
  readonly requests = new Requests(this.book);
  /** Tasks the tracer only counted. */
  untold = 0;
  version = 0;

  get lanes(): readonly Lane[] {
    return this.book.all;
  }

  get waits(): Waits {
    return this.tasks.waits;
  }

  get blocks(): readonly Span[] {
    return this.loops.blocks;
  }

  add(row: Row): void {
    const [type, pid, ns, ...fields] = row;
    this.version++;
    READERS[type]?.(this, pid, ms(ns), fields as never);
  }

  /** Overlap of all waits so far, those included that still go on at `now`; null where nothing waited. */
  overlap(now: number): number | null {
    return this.waits.overlap([...this.tasks.open(now), ...this.threads.open()]);
  }

  /** The entrant ended: nothing goes on any more. */
  finish(at: number): void {
    this.tasks.finish(at);
    this.loops.finish();
    for (const lane of this.lanes) lane.end(Math.min(at, Math.max(lane.reach(at), lane.open?.from ?? 0)));
    this.version++;
  }
}

type Reader = (trace: Trace, pid: number, at: number, fields: readonly never[]) => void;

const ms = (ns: number): number => ns / 1e6;

function reader<F extends unknown[]>(read: (trace: Trace, pid: number, at: number, fields: F) => void): Reader {
  return read as unknown as Reader;
}

type BlockFields = [dur: number, thread: number, task: number, site: number, mode: string, doing: string | null];

const block = (ended: boolean): Reader =>
  reader<BlockFields>((trace, pid, at, [dur, thread, task, site, mode, doing]) => {
    trace.loops.block(pid, at, ms(dur), { thread, task, mode, doing: doing ?? "", place: trace.sites.place(pid, site), ended });
  });

const ran = (ended: boolean): Reader =>
  reader<[dur: number, owner: number, item: number, thread: number]>((trace, pid, at, [dur, owner, item, thread]) => {
    trace.threads.ran(pid, at, ms(dur), owner, item, thread, ended);
  });

const READERS: Readonly<Record<string, Reader>> = {
  M: reader<[parent: number, python: string, how: string, program: string]>((trace, pid, at, [, , how, program]) => {
    if (how === "main") trace.sites.started(program);
    trace.threads.processBorn(pid, at, how === "main");
  }),
  E: reader<[]>((trace, pid, at) => {
    trace.threads.processEnded(pid, at);
    trace.tasks.finish(at, pid);
  }),
  f: reader<[file: number, name: string]>((trace, pid, _at, [file, name]) => trace.sites.file(pid, file, name)),
  S: reader<[site: number, frames: Frame[]]>((trace, pid, _at, [site, frames]) => trace.sites.tell(pid, site, frames)),
  O: reader<[loop: number, thread: number]>((trace, pid, _at, [loop, thread]) => trace.loops.opened(pid, loop, thread)),
  o: reader<[loop: number]>((trace, pid, _at, [loop]) => trace.loops.closed(pid, loop)),
  T: reader<[number, number, number, number, string, string]>((trace, pid, at, [id, , site, thread, name, coro]) => {
    trace.tasks.create(pid, id, at, site, thread, name, coro);
    const lane = trace.tasks.get(pid, id)?.lane;
    if (lane) lane.made = trace.sites.place(pid, site);
  }),
  N: reader<[task: number, name: string]>((trace, pid, _at, [id, name]) => trace.tasks.rename(pid, id, name)),
  s: reader<[number, number, string, string, unknown, number]>((trace, pid, at, [dur, id, state, cause, detail, site]) => {
    const task = trace.tasks.get(pid, id);
    trace.loops.ran(pid, at, ms(dur), task?.thread ?? 0, task);
    if (!task) return;
    if (state === "w") trace.tasks.wait(task, at + ms(dur), cause, detail, trace.sites.place(pid, site));
    else trace.tasks.end(task, at + ms(dur));
  }),
  k: reader<[dur: number, thread: number]>((trace, pid, at, [dur, thread]) => trace.loops.ran(pid, at, ms(dur), thread, undefined)),
  B: block(false),
  b: block(true),
  z: reader<[dur: number, thread: number, task: number, site: number]>((trace, pid, at, [dur, thread, , site]) => {
    trace.threads.slept(pid, at, ms(dur), thread, trace.sites.place(pid, site));
  }),
  l: reader<[number, number, number, string, string | null]>((trace, pid, at, [dur, thread, site, mode, doing]) => {
    trace.threads.sampled(pid, at, ms(dur), thread, trace.sites.place(pid, site), mode, doing ?? "");
  }),
  q: reader<[number, number, Item["kind"], string, number, number, number, number | null, number | null]>((trace, pid, at, [item, pool, kind, func, site, , , , room]) => {
    trace.items.submit(pid, item, at, pool, kind, func, room);
    trace.items.get(pid, item).place = trace.sites.place(pid, site);
  }),
  W: ran(false),
  w: ran(true),
  t: reader<[thread: number, name: string, func: string, site: number]>((trace, pid, at, [thread, name, func, site]) => {
    trace.threads.started(pid, thread, at, name, func);
    trace.threads.lane(pid, thread).made = trace.sites.place(pid, site);
  }),
  u: reader<[thread: number]>((trace, pid, at, [thread]) => trace.threads.ended(pid, thread, at)),
  P: reader<[child: number]>((trace, _pid, at, [child]) => trace.threads.processStarted(child, at)),
  R: reader<[number, string, string]>((trace, pid, at, [number, , path]) => trace.requests.came(pid, at, number, path)),
  r: reader<[number, number | null, string | null, string]>((trace, pid, at, [number, , , form]) => trace.requests.answered(pid, at, number, form)),
  A: reader<[steps: number, ns: number, tasks: number]>((trace, _pid, _at, [, , tasks]) => {
    trace.untold += tasks;
  }),
};
