// Tasks of an event loop: each step, and what each wait between two steps was for.
import type { Items } from "./items.ts";
import type { Lane } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { type Interval, Waits } from "./measure.ts";
import type { Processes } from "./processes.ts";
import { NOWHERE, type Place, type Span, span } from "./span.ts";

export interface Wait {
  cause: string;
  from: number;
  detail: unknown;
  place: Place;
}

export interface Task {
  pid: number;
  id: number;
  thread: number;
  lane: Lane | null;
  created: number;
  wait: Wait | null;
  /** Where a live block told us that the step began, before the step's own row. */
  resumed: number;
  ended: number;
  stepped: boolean;
  /** Where it stood when it last began to wait. */
  stood: Place;
}

/** Waits for others of one's own: what those others wait for is what counts. */
const COMPOSITE = new Set(["gather", "wait", "task", "taskgroup", "timeout", "thread", "executor", "thread-token", "serve", "generator", "yield"]);
/** Waits that are over when all they name have ended. */
const FOR_OTHERS = new Set(["task", "gather", "taskgroup", "thread", "executor"]);
/** A wait beyond its end shorter than this is no starving, it is how loops are. */
export const STARVED_MS = 5;
const MOST_NAMES = 4;

export class Tasks {
  /** Every wait for something outside the program, by tasks and by threads. */
  readonly waits = new Waits();
  private readonly all = new Map<string, Task>();
  private readonly waiting = new Set<Task>();
  private readonly names = new Map<string, number>();
  private readonly lanes: Lanes;
  private readonly processes: Processes;
  private readonly items: Items;
  private count = 0;

  constructor(lanes: Lanes, processes: Processes, items: Items) {
    this.lanes = lanes;
    this.processes = processes;
    this.items = items;
  }

  get(pid: number, id: number): Task | undefined {
    return this.all.get(`${pid}:${id}`);
  }

  create(pid: number, id: number, at: number, site: number, thread: number, name: string, coro: string): void {
    // A task no line of the learner's stands behind belongs to a server or a library: its waits count, it gets no lane.
    let lane: Lane | null = null;
    if (site !== 0) {
      const order = this.processes.order(this.processes.get(pid), "tasks", ++this.count);
      lane = this.lanes.make(`task-${pid}-${id}`, "task", order, this.title(name, coro, id), id);
      lane.born = at;
    }
    this.all.set(`${pid}:${id}`, { pid, id, thread, lane, created: at, wait: null, resumed: NaN, ended: NaN, stepped: false, stood: NOWHERE });
  }

  rename(pid: number, id: number, name: string): void {
    const lane = this.get(pid, id)?.lane;
    if (!lane) return;
    lane.name = name;
    lane.version++;
  }

  /** A step of `task` from `at` on, which lasted `dur`. `blocked`: the loop's block tells of it. */
  step(task: Task, at: number, dur: number, blocked: boolean): void {
    if (task.resumed !== at) this.resume(task, at);
    task.stepped = true;
    if (!blocked) task.lane?.add(span("run", at, at + dur, "", "", task.stood));
  }

  /** It waits from `from` on. */
  wait(task: Task, from: number, cause: string, detail: unknown, place: Place): void {
    task.wait = { cause, from, detail, place };
    task.stood = place;
    this.waiting.add(task);
    if (cause === "yield" || !task.lane) return;
    const patience = cause === "sleep" && typeof detail === "number" ? detail * 1000 : Infinity;
    task.lane.begin(span("wait", from, from, cause, "", place, this.of(task, cause, detail)), patience);
  }

  end(task: Task, at: number): void {
    task.ended = at;
    if (task.lane) task.lane.died = at;
  }

  /** The task runs again at `at`: what it did until then is now known. */
  resume(task: Task, at: number, ending = false): void {
    const { wait, lane } = task;
    if (!wait) {
      if (!task.stepped && !ending && at - task.created > STARVED_MS) lane?.add(span("starved", task.created, at));
      return;
    }
    lane?.drop();
    const ready = this.readyAt(task);
    task.wait = null;
    this.waiting.delete(task);
    const began = this.itemBegan(task, wait);
    const queued = began > wait.from + STARVED_MS;
    const of = this.of(task, wait.cause, wait.detail);
    if (queued) lane?.add(span("queued", wait.from, began, "queue", "", wait.place, of));
    const from = queued ? began : wait.from;
    const until = ready !== null && at - ready > STARVED_MS && ready > from ? ready : at;
    if (wait.cause !== "yield" && until > from) lane?.add(span("wait", from, until, wait.cause, "", wait.place, of));
    if (until < at && !ending) lane?.add(span("starved", until, at, "", "", wait.place));
    if (!COMPOSITE.has(wait.cause) && until > wait.from && (lane || wait.place.line)) this.waits.add(wait.from, until);
  }

  /** Waits for something outside that still go on at `now`. */
  open(now: number): Interval[] {
    const open: Interval[] = [];
    for (const task of this.waiting) {
      if (task.wait && !COMPOSITE.has(task.wait.cause)) open.push([task.wait.from, Math.min(now, this.readyAt(task) ?? now)]);
    }
    return open;
  }

  /** All of them, or those of one process, are over. */
  finish(at: number, pid?: number): void {
    for (const task of [...this.waiting]) if (pid === undefined || task.pid === pid) this.resume(task, at, true);
  }

  /** When what the task waits for is over, where that can be told: a sleep's time is up, a task or item has ended. */
  private readyAt(task: Task): number | null {
    const { wait } = task;
    if (!wait) return null;
    if (wait.cause === "sleep") return typeof wait.detail === "number" ? wait.from + wait.detail * 1000 : null;
    if (!FOR_OTHERS.has(wait.cause)) return null;
    const ids = numbers(wait);
    if (!ids.length) return null;
    const last = Math.max(...ids.map((id) => this.get(task.pid, id)?.ended ?? this.items.find(task.pid, id)?.ended ?? NaN));
    return Number.isNaN(last) ? null : Math.max(last, wait.from);
  }

  private itemBegan(task: Task, wait: Wait): number {
    if (wait.cause !== "thread" && wait.cause !== "executor") return NaN;
    return typeof wait.detail === "number" ? (this.items.find(task.pid, wait.detail)?.began ?? NaN) : NaN;
  }

  /** What exactly it waits for, in names the learner knows. */
  private of(task: Task, cause: string, detail: unknown): Span["of"] {
    if (cause === "sleep") return typeof detail === "number" ? detail : null;
    if (!FOR_OTHERS.has(cause)) return null;
    const ids = numbers({ cause, detail });
    const names = ids.slice(0, MOST_NAMES).flatMap((id) => this.get(task.pid, id)?.lane?.name || this.items.find(task.pid, id)?.func || []);
    if (ids.length > MOST_NAMES) names.push(`+${ids.length - MOST_NAMES}`);
    return names.length ? names : null;
  }

  /** `cook`, `cook 2`, ...: what the learner wrote, numbered where it repeats. Where nobody named it anyio calls it by the coroutine and its module. */
  private title(name: string, coro: string, id: number): string {
    if (name && !/^Task-\d+$/.test(name) && !(coro && name.endsWith(`.${coro}`))) return name;
    const last = coro.split(".").at(-1) ?? "";
    if (!last) return name || String(id);
    const count = (this.names.get(last) ?? 0) + 1;
    this.names.set(last, count);
    return count === 1 ? last : `${last} ${count}`;
  }
}

/** The tasks or items a wait names. A gather or group too large to name tells only how many. */
function numbers({ cause, detail }: { cause: string; detail: unknown }): number[] {
  if (Array.isArray(detail)) return detail as number[];
  return typeof detail === "number" && cause !== "gather" && cause !== "taskgroup" ? [detail] : [];
}
