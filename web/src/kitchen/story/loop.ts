// An event loop in small: tasks take turns as in asyncio, timers wake them, a call that blocks stops everybody.
import { Rows } from "./rows.ts";

/** What a task asks for, with the line it does so on: to sleep, or the end of other tasks. */
export type Ask = { sleep: number; line: number } | { all: readonly Task[]; line: number };

export type Body = Generator<Ask, void, void>;

export interface Task {
  id: number;
  name: string;
  done: boolean;
  body: Body;
}

/** What one step of a task costs, in milliseconds: about what CPython takes. */
const STEP_MS = 0.15;
/** Of that, `create_task`. */
const SPAWN_MS = 0.02;
/** From here on a step counts as one that blocked the loop. */
const BLOCK_MS = 20;
const MOST_TURNS = 20_000;

export class Loop {
  now: number;
  readonly rows: Rows;
  private ready: (() => void)[] = [];
  private readonly timers: { at: number; order: number; task: Task }[] = [];
  private readonly joins: { all: readonly Task[]; task: Task }[] = [];
  private readonly all: Task[] = [];
  private step: { task: Task; from: number; line: number; blocked: boolean } | null = null;
  private order = 0;

  /** `startMs`: how long the program takes to get there. */
  constructor(rows: Rows, startMs = 1) {
    this.rows = rows;
    this.now = startMs;
    rows.put("O", startMs, 1, 0, "_UnixSelectorEventLoop");
  }

  /** `create_task`, on `line`: it is ready from now on. */
  spawn(name: string, body: Body, line: number): Task {
    const task: Task = { id: this.all.length + 1, name, done: false, body };
    this.all.push(task);
    this.soon(task);
    if (this.step) this.now += SPAWN_MS;
    this.rows.put("T", this.now, task.id, this.step?.task.id ?? 0, line, 0, `Task-${task.id}`, name);
    return task;
  }

  /** A call that blocks for `ms`, on `line`, within the step that goes on. */
  block(ms: number, line: number): void {
    const { step } = this;
    if (!step) throw new Error("only a task's step can block");
    this.rows.put("z", this.now, ms * 1e6, 0, step.task.id, line);
    this.now += ms;
    step.line = line;
    step.blocked ||= ms >= BLOCK_MS;
  }

  /** Run until nothing is left to do. Returns the time, in milliseconds. */
  run(): number {
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      if (!this.ready.length) {
        if (!this.timers.length) break;
        this.now = Math.max(this.now, Math.min(...this.timers.map(({ at }) => at)));
      }
      this.wake();
      // As in asyncio: what becomes ready during a turn of the loop has its own in the next.
      const turn = this.ready;
      this.ready = [];
      for (const act of turn) act();
    }
    return this.now;
  }

  private soon(task: Task): void {
    this.ready.push(() => this.advance(task));
  }

  /** A timer that is due makes its task ready when it has its turn itself. */
  private wake(): void {
    this.timers.sort((a, b) => a.at - b.at || a.order - b.order);
    while (this.timers.length && (this.timers[0] as { at: number }).at <= this.now) {
      const { task } = this.timers.shift() as { task: Task };
      this.ready.push(() => this.soon(task));
    }
  }

  private advance(task: Task): void {
    const from = this.now;
    this.step = { task, from, line: 0, blocked: false };
    const { value: ask, done } = task.body.next();
    this.now += STEP_MS;
    const length = Math.round((this.now - from) * 1e6);
    if (this.step.blocked) this.rows.put("b", from, length, 0, task.id, this.step.line, "waits", "sleep", 0);
    this.step = null;
    if (done || !ask) {
      task.done = true;
      this.rows.put("s", from, length, task.id, "d");
      this.joined();
      return;
    }
    if ("sleep" in ask) {
      this.rows.put("s", from, length, task.id, "w", "sleep", ask.sleep / 1000, ask.line);
      this.timers.push({ at: this.now + ask.sleep, order: this.order++, task });
    } else {
      this.rows.put("s", from, length, task.id, "w", "gather", ask.all.map(({ id }) => id), ask.line);
      this.joins.push({ all: ask.all, task });
      this.joined();
    }
  }

  /** Whoever waited for tasks that are all done is ready. */
  private joined(): void {
    for (const join of [...this.joins]) {
      if (!join.all.every(({ done }) => done)) continue;
      this.joins.splice(this.joins.indexOf(join), 1);
      this.ready.push(() => this.soon(join.task));
    }
  }
}
