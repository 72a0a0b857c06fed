// The tracer's rows, one entrant's, turned into lanes as they arrive. The table of rows is in sandbox/trace_rows.py.
// Rows come out of the learner's own process: they are drawn, never trusted.
import { Lane, Packing, span, type Span, type State } from "./timeline-lane.ts";
import type { Interval } from "./timeline-measure.ts";

export type Row = readonly [type: string, pid: number, ns: number, ...fields: unknown[]];

interface Task {
  lane: Lane | null;
  pid: number;
  created: number;
  wait: { cause: string; from: number; detail: unknown; line: number } | null;
  /** Where a live block told us that the step began, before the step's own row. */
  resumed: number;
  ended: number;
  stepped: boolean;
}

interface Item {
  func: string;
  submitted: number;
  began: number;
  ended: number;
}

interface Process {
  main: boolean;
  number: number;
  loops: Map<number, Lane>;
  /** Loop numbers that are open, by thread. */
  looping: Map<number, number>;
}

/** Waits for others of one's own: what those others wait for is what counts. */
const COMPOSITE = new Set(["gather", "wait", "task", "taskgroup", "timeout", "thread", "executor", "thread-token", "serve", "generator", "yield"]);
const JOINING = new Set(["thread", "process", "future", "select"]);

const MOST_TASK_LANES = 200;
const STARVED_MS = 5;
const SAMPLE_GAP_MS = 30;
const LIVE_PATIENCE_MS = 300;

export class Trace {
  readonly lanes: Lane[] = [];
  /** Every wait for something outside the program. */
  readonly waits: Interval[] = [];
  /** Every stretch in which a loop stood still, with its line. */
  readonly blocks: Span[] = [];
  /** Tasks that got no lane because there were too many. */
  crowd = 0;
  version = 0;

  /** The thread each task's loop runs in. */
  readonly taskThreads = new Map<string, number>();
  private readonly processes = new Map<number, Process>();
  private readonly tasks = new Map<string, Task>();
  private readonly items = new Map<string, Item>();
  private readonly threads = new Map<string, Lane>();
  private readonly lines = new Map<string, number>();
  private readonly liveBlocks = new Map<string, { loop: Span; task: Lane | null }>();
  private readonly blockStarts = new Set<string>();
  private readonly requests = new Map<string, { lane: Lane; from: number; path: string }>();
  private readonly packedRequests = new Packing((number) => this.lane(`requests-${number}`, "requests", 7e9 + number, "", number));
  private readonly names = new Map<string, number>();
  private taskLanes = 0;
  private threadCount = 0;
  private children = 0;

  add(row: Row): void {
    const [type, pid, ns, ...fields] = row;
    const at = ns / 1e6;
    this.version++;
    const read = READERS[type];
    if (read) read(this, pid, at, fields as never);
  }

  /** The entrant ended: nothing goes on any more. */
  finish(at: number): void {
    for (const task of this.tasks.values()) this.resume(task, at, true);
    for (const block of this.liveBlocks.values()) this.blocks.push(block.loop);
    this.liveBlocks.clear();
    for (const lane of this.lanes) lane.end(Math.min(at, Math.max(lane.reach(at), lane.open?.from ?? 0)));
    this.version++;
  }

  /** The waits so far, those included that still go on at `now`. */
  waitsUntil(now: number): Interval[] {
    const open: Interval[] = [...this.sampledWaits.values()];
    for (const task of this.tasks.values()) {
      if (task.wait && !COMPOSITE.has(task.wait.cause)) open.push([task.wait.from, Math.min(now, this.readyAt(task) ?? now)]);
    }
    return open.length ? [...this.waits, ...open] : this.waits;
  }

  /** The loop's standstills so far, the live one included. */
  blocksUntil(): Span[] {
    return this.liveBlocks.size ? [...this.blocks, ...[...this.liveBlocks.values()].map((block) => block.loop)] : this.blocks;
  }

  // Called by the readers below.

  process(pid: number, main: boolean): Process {
    let process = this.processes.get(pid);
    if (!process) {
      process = { main, number: main ? 0 : ++this.children, loops: new Map(), looping: new Map() };
      this.processes.set(pid, process);
    }
    return process;
  }

  /** A process of which no row told the beginning: the first one seen is the main one. */
  anyProcess(pid: number): Process {
    return this.process(pid, this.processes.size === 0);
  }

  lane(id: string, kind: Lane["kind"], order: number, name = "", number = 0): Lane {
    const lane = new Lane(id, kind, order, name, number);
    let at = this.lanes.length;
    while (at > 0 && (this.lanes[at - 1] as Lane).order > order) at--;
    this.lanes.splice(at, 0, lane);
    return lane;
  }

  /** Order of the lanes: loop, tasks, main thread, threads, processes and all that is theirs; then requests. */
  order(process: Process, group: number, birth: number): number {
    const base = process.main ? 0 : 4e9 + process.number * 1e6;
    return base + (process.main ? group * 1e9 : group * 1e5) + Math.min(birth, 99_999);
  }

  loopLane(pid: number, thread: number): Lane {
    const process = this.anyProcess(pid);
    let lane = process.loops.get(thread);
    if (!lane) {
      lane = this.lane(`loop-${pid}-${thread}`, "loop", this.order(process, 0, process.loops.size), "", process.loops.size + 1);
      process.loops.set(thread, lane);
    }
    return lane;
  }

  threadLane(pid: number, thread: number, name = ""): Lane {
    const key = `${pid}:${thread}`;
    let lane = this.threads.get(key);
    if (!lane) {
      const process = this.anyProcess(pid);
      if (thread === 0) {
        const kind = process.main ? "main" : "process";
        lane = this.lane(`thread-${key}`, kind, this.order(process, process.main ? 2 : 0, 0), "", process.number);
      } else {
        const number = ++this.threadCount;
        lane = this.lane(`thread-${key}`, "thread", this.order(process, 3, number), name, number);
      }
      this.threads.set(key, lane);
    }
    return lane;
  }

  looping(pid: number, thread: number): boolean {
    return this.anyProcess(pid).looping.has(thread);
  }

  setLine(pid: number, site: number, line: number): void {
    this.lines.set(`${pid}:${site}`, line);
  }

  line(pid: number, site: number): number {
    return this.lines.get(`${pid}:${site}`) ?? 0;
  }

  item(owner: number, item: number): Item {
    const key = `${owner}:${item}`;
    let known = this.items.get(key);
    if (!known) this.items.set(key, (known = { func: "", submitted: NaN, began: NaN, ended: NaN }));
    return known;
  }

  task(pid: number, id: number): Task | undefined {
    return this.tasks.get(`${pid}:${id}`);
  }

  newTask(pid: number, id: number, at: number, site: number, name: string, coro: string): void {
    // A task no line of the learner's stands behind belongs to a server or a library: its waits count, it gets no lane.
    const own = site !== 0;
    let lane: Lane | null = null;
    if (own && this.taskLanes < MOST_TASK_LANES) {
      this.taskLanes++;
      const process = this.anyProcess(pid);
      lane = this.lane(`task-${pid}-${id}`, "task", this.order(process, 1, this.taskLanes), this.taskName(name, coro, id), id);
    } else if (own) this.crowd++;
    this.tasks.set(`${pid}:${id}`, { lane, pid, created: at, wait: null, resumed: NaN, ended: NaN, stepped: false });
  }

  /** `cook`, `cook 2`, ...: what the learner wrote, numbered where it repeats. */
  private taskName(name: string, coro: string, id: number): string {
    if (name && !/^Task-\d+$/.test(name)) return name;
    const last = coro.split(".").at(-1) ?? "";
    if (!last) return name || String(id);
    const count = (this.names.get(last) ?? 0) + 1;
    this.names.set(last, count);
    return count === 1 ? last : `${last} ${count}`;
  }

  /** The task runs again at `at`: what it did until then is now known. */
  resume(task: Task, at: number, ending = false): void {
    const { wait, lane } = task;
    if (!wait) {
      if (!task.stepped && !ending && at - task.created > STARVED_MS) lane?.add(span("starved", task.created, at));
      return;
    }
    task.wait = null;
    lane?.drop();
    const began = this.itemBegan(task, wait.detail, wait.cause);
    if (began > wait.from + STARVED_MS) lane?.add(span("queued", wait.from, began, "queue"));
    const from = began > wait.from + STARVED_MS ? began : wait.from;
    const ready = this.readyAt({ ...task, wait });
    const until = ready !== null && at - ready > STARVED_MS && ready > from ? ready : at;
    if (wait.cause !== "yield" && until > from) lane?.add(span("wait", from, until, wait.cause, "", wait.line));
    if (until < at && !ending) lane?.add(span("starved", until, at));
    if (!COMPOSITE.has(wait.cause) && until > wait.from && (lane || wait.line)) this.waits.push([wait.from, until]);
  }

  /** When what the task waits for is over, where that can be told: a sleep's time is up, a task or item has ended. */
  private readyAt(task: Task): number | null {
    const wait = task.wait;
    if (!wait) return null;
    if (wait.cause === "sleep") return typeof wait.detail === "number" ? wait.from + wait.detail * 1000 : null;
    if (!["task", "gather", "taskgroup", "thread", "executor"].includes(wait.cause)) return null;
    const ids = Array.isArray(wait.detail) ? wait.detail : typeof wait.detail === "number" && wait.cause !== "gather" && wait.cause !== "taskgroup" ? [wait.detail] : [];
    if (!ids.length) return null;
    const ends = ids.map((id) => this.task(task.pid, id as number)?.ended ?? this.items.get(`${task.pid}:${id}`)?.ended ?? NaN);
    const last = Math.max(...ends);
    return Number.isNaN(last) ? null : Math.max(last, wait.from);
  }

  private itemBegan(task: Task, detail: unknown, cause: string): number {
    if (cause !== "thread" && cause !== "executor") return NaN;
    return typeof detail === "number" ? (this.items.get(`${task.pid}:${detail}`)?.began ?? NaN) : NaN;
  }

  step(pid: number, at: number, dur: number, task: Task | undefined, thread: number): void {
    const blocked = this.blockStarts.has(`${pid}:${thread}:${at}`);
    const loop = this.loopLane(pid, thread);
    if (!blocked) loop.add(span("run", at, at + dur));
    if (!task) return;
    if (task.resumed !== at) this.resume(task, at);
    task.stepped = true;
    if (!blocked) task.lane?.add(span("run", at, at + dur));
  }

  waiting(task: Task, from: number, cause: string, detail: unknown, line: number): void {
    task.wait = { cause, from, detail, line };
    if (cause === "yield" || !task.lane) return;
    task.lane.begin(span("wait", from, from, cause, "", line), cause === "sleep" && typeof detail === "number" ? detail * 1000 : Infinity);
  }

  /** A loop stands still: live while `ended` is false. */
  block(pid: number, at: number, dur: number, thread: number, id: number, line: number, mode: string, ended: boolean): void {
    const key = `${pid}:${thread}:${at}`;
    const lane = this.loopLane(pid, thread);
    const task = id ? this.task(pid, id) : undefined;
    if (!this.blockStarts.has(key)) {
      this.blockStarts.add(key);
      lane.remove(at, "run");
      task?.lane?.remove(at, "run");
      if (task && !task.stepped && !task.wait) this.resume(task, at);
      else if (task?.wait && task.wait.from <= at) this.resume(task, at);
      if (task) {
        task.resumed = at;
        task.stepped = true;
      }
    }
    const cause = mode === "computes" ? "computes" : mode === "waits" ? "waits" : "";
    const onLoop = span("block", at, at + dur, cause, "", line);
    const onTask = span("block", at, at + dur, "holds", "", line);
    const live = this.liveBlocks.get(key);
    if (!ended) {
      this.liveBlocks.set(key, { loop: onLoop, task: task?.lane ?? null });
      lane.begin(onLoop, LIVE_PATIENCE_MS);
      // The step's row may have come first; then the task is already past this.
      if (task && !task.wait) task.lane?.begin(onTask, LIVE_PATIENCE_MS);
      return;
    }
    this.liveBlocks.delete(key);
    if (live) {
      if (lane.open?.from === at && lane.open.state === "block") lane.drop();
      if (task?.lane?.open?.from === at && task.lane.open.state === "block") task.lane.drop();
    }
    lane.add(onLoop);
    task?.lane?.add(onTask);
    this.blocks.push(onLoop);
    if (mode === "waits") this.waits.push([at, at + dur]);
  }

  slept(pid: number, at: number, dur: number, thread: number, line: number): void {
    if (this.looping(pid, thread)) return;
    const lane = this.threadLane(pid, thread);
    // Samples told of it while it lasted; they began a little later than it did.
    if (lane.open?.cause === "sleep") lane.drop();
    for (let last = lane.spans.at(-1); last?.cause === "sleep" && last.from >= at && last.from < at + dur; last = lane.spans.at(-1)) {
      lane.spans.pop();
    }
    lane.add(span(this.anyProcess(pid).main ? "sleep" : "proc", at, at + dur, "sleep", "", line));
    this.waits.push([at, at + dur]);
  }

  sampled(pid: number, at: number, dur: number, thread: number, line: number, mode: string, doing: string): void {
    if (this.looping(pid, thread)) return;
    const lane = this.threadLane(pid, thread);
    const main = this.anyProcess(pid).main;
    let state: State = main ? "run" : "proc";
    let cause = "computes";
    if (mode === "waits") {
      cause = doing.startsWith("lib:") ? "" : doing;
      state = cause === "sleep" ? (main ? "sleep" : "proc") : "wait";
    }
    const open = lane.open;
    if (open && (open.state === "pool" || (open.state === "proc" && open.name))) return; // an item being run says more
    if (open && open.from !== at) {
      if (open.state === state && open.cause === cause && at - open.to < SAMPLE_GAP_MS) {
        open.to = Math.max(open.to, at + dur);
        lane.version++;
        return;
      }
      lane.end(open.to);
    }
    lane.begin(span(state, at, at + dur, cause, "", line), 150);
    if (state === "wait" && !JOINING.has(cause)) this.sampledWaits.set(`${pid}:${thread}:${at}`, [at, at + dur]);
  }

  /** Waits only samples told of, by thread and start: each row replaces the one before. */
  readonly sampledWaits = new Map<string, Interval>();

  ran(pid: number, at: number, dur: number, owner: number, number: number, thread: number, ended: boolean): void {
    const item = this.item(owner, number);
    item.began = at;
    const lane = this.threadLane(pid, thread);
    const made = span(this.anyProcess(pid).main ? "pool" : "proc", at, at + dur, "", item.func);
    if (!ended) {
      if (lane.open && lane.open.from !== at && lane.open.state !== "pool") lane.end(Math.min(lane.open.to, at));
      lane.begin(made, LIVE_PATIENCE_MS);
      return;
    }
    item.ended = at + dur;
    if (lane.open && lane.open.from >= at - 1) lane.drop();
    lane.add(made);
  }

  processStarted(child: number, at: number): void {
    const known = this.processes.has(child);
    const lane = this.threadLane(child, 0);
    if (known) lane.add(span("queued", at, Math.max(at, this.births.get(child) ?? at), "starts"));
    else lane.begin(span("queued", at, at, "starts"), 10_000);
  }

  readonly births = new Map<number, number>();

  processBorn(pid: number, at: number, main: boolean): void {
    const expected = this.processes.has(pid);
    this.process(pid, main);
    this.births.set(pid, at);
    if (main) return;
    const lane = this.threadLane(pid, 0);
    if (expected && lane.open?.cause === "starts") lane.end(at);
  }

  processEnded(pid: number, at: number): void {
    for (const [key, lane] of this.threads) if (key.startsWith(`${pid}:`)) lane.end(Math.min(at, lane.reach(at)));
    for (const task of this.tasks.values()) if (task.pid === pid) this.resume(task, at, true);
    for (const lane of this.processes.get(pid)?.loops.values() ?? []) lane.end(lane.reach(at));
  }

  requestCame(pid: number, at: number, number: number, path: string): void {
    const lane = this.packedRequests.take(at);
    lane.begin(span("wait", at, at, "", path), Infinity);
    this.requests.set(`${pid}:${number}`, { lane, from: at, path });
  }

  requestAnswered(pid: number, at: number, number: number, form: string): void {
    const request = this.requests.get(`${pid}:${number}`);
    if (!request) return;
    this.requests.delete(`${pid}:${number}`);
    request.lane.drop();
    request.lane.add(span(form === "def" ? "pool" : "wait", request.from, at, "", request.path));
    this.packedRequests.release(request.lane, at);
  }
}

type Reader = (trace: Trace, pid: number, at: number, fields: readonly never[]) => void;

const ms = (ns: number): number => ns / 1e6;

function reader<F extends unknown[]>(read: (trace: Trace, pid: number, at: number, fields: F) => void): Reader {
  return read as unknown as Reader;
}

const READERS: Record<string, Reader> = {
  M: reader<[number, string, string]>((trace, pid, at, [, , how]) => trace.processBorn(pid, at, how === "main")),
  E: reader<[]>((trace, pid, at) => trace.processEnded(pid, at)),
  S: reader<[number, [number, number, string][]]>((trace, pid, _at, [site, frames]) => trace.setLine(pid, site, frames.at(-1)?.[1] ?? 0)),
  O: reader<[number, number]>((trace, pid, _at, [loop, thread]) => {
    trace.loopLane(pid, thread);
    trace.anyProcess(pid).looping.set(thread, loop);
  }),
  o: reader<[number]>((trace, pid, _at, [loop]) => {
    const { looping } = trace.anyProcess(pid);
    for (const [thread, open] of looping) if (open === loop) looping.delete(thread);
  }),
  T: reader<[number, number, number, number, string, string]>((trace, pid, at, [id, , site, thread, name, coro]) => {
    trace.newTask(pid, id, at, site, name, coro);
    trace.taskThreads.set(`${pid}:${id}`, thread);
  }),
  N: reader<[number, string]>((trace, pid, _at, [id, name]) => {
    const lane = trace.task(pid, id)?.lane;
    if (!lane) return;
    lane.name = name;
    lane.version++;
  }),
  s: reader<[number, number, string, string, unknown, number]>((trace, pid, at, [dur, id, state, cause, detail, site]) => {
    const task = trace.task(pid, id);
    trace.step(pid, at, ms(dur), task, trace.taskThreads.get(`${pid}:${id}`) ?? 0);
    if (!task) return;
    const end = at + ms(dur);
    if (state === "w") trace.waiting(task, end, cause, detail, trace.line(pid, site));
    else task.ended = end;
  }),
  k: reader<[number, number]>((trace, pid, at, [dur, thread]) => {
    trace.step(pid, at, ms(dur), undefined, thread);
  }),
  B: reader<[number, number, number, number, string]>((trace, pid, at, [dur, thread, id, site, mode]) => {
    trace.block(pid, at, ms(dur), thread, id, trace.line(pid, site), mode, false);
  }),
  b: reader<[number, number, number, number, string]>((trace, pid, at, [dur, thread, id, site, mode]) => {
    trace.block(pid, at, ms(dur), thread, id, trace.line(pid, site), mode, true);
  }),
  z: reader<[number, number, number, number]>((trace, pid, at, [dur, thread, , site]) => {
    trace.slept(pid, at, ms(dur), thread, trace.line(pid, site));
  }),
  l: reader<[number, number, number, string, string | null]>((trace, pid, at, [dur, thread, site, mode, doing]) => {
    trace.sampled(pid, at, ms(dur), thread, trace.line(pid, site), mode, doing ?? "");
  }),
  q: reader<[number, number, string, string]>((trace, pid, at, [number, , , func]) => {
    const item = trace.item(pid, number);
    item.func = func;
    item.submitted = at;
  }),
  W: reader<[number, number, number, number]>((trace, pid, at, [dur, owner, item, thread]) => {
    trace.ran(pid, at, ms(dur), owner, item, thread, false);
  }),
  w: reader<[number, number, number, number]>((trace, pid, at, [dur, owner, item, thread]) => {
    trace.ran(pid, at, ms(dur), owner, item, thread, true);
  }),
  t: reader<[number, string, string]>((trace, pid, _at, [thread, name, func]) => {
    const own = /^(Thread|ThreadPoolExecutor|asyncio|AnyIO)/.test(name) ? (/^\w+$/.test(func) && func !== "_worker" ? func : "") : name;
    trace.threadLane(pid, thread, own);
  }),
  u: reader<[number]>((trace, pid, at, [thread]) => {
    const lane = trace.threadLane(pid, thread);
    lane.end(Math.min(at, lane.reach(at)));
  }),
  P: reader<[number]>((trace, _pid, at, [child]) => trace.processStarted(child, at)),
  R: reader<[number, string, string]>((trace, pid, at, [number, , path]) => trace.requestCame(pid, at, number, path)),
  r: reader<[number, number | null, string | null, string]>((trace, pid, at, [number, , , form]) => trace.requestAnswered(pid, at, number, form)),
};
