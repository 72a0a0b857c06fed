// The stories: what their programs would do with these values, as a run. `marks` name the instants a question may wait for.
import type { RunEvent } from "../../run/events.ts";
import { type Body, Loop, type Task } from "./loop.ts";
import { computing, waiting } from "./pool.ts";
import { PID, Rows } from "./rows.ts";

export interface Schedule {
  events: RunEvent[];
  marks: Readonly<Record<string, number>>;
}

/** `values`: the parameters, by slug; milliseconds and counts. `lines`: the program's, by what happens on them. */
export interface Told {
  program: string;
  name: string;
  values: Readonly<Record<string, number>>;
  lines: Readonly<Record<string, number>>;
  /** What the program's functions are called. */
  names: Readonly<Record<string, string>>;
}

export const STORIES: Readonly<Record<string, (told: Told) => Schedule>> = { "concurrent-burgers": concurrent, "parallel-burgers": parallel };

/** What a program takes to end when all is done. */
const EXIT_MS = 1;
/** How long one looks up after a sentence that let nobody pass. */
const GLANCE_MS = 10;

/** H: customers order, talk sentence by sentence, and look up between two of them. `blocking`: a sentence lets nobody pass. */
export function concurrent({ program, name, values, lines, names }: Told): Schedule {
  const { kitchen = 900, chat = 80, customers = 1 } = values;
  const line = (of: string): number => lines[of] ?? 0;
  const rows = new Rows(Object.values(lines));
  const loop = new Loop(rows);
  const marks: Record<string, number> = { start: 0 };
  function* burger(): Body {
    yield { sleep: kitchen, line: line("cook") };
    marks["noticed"] ??= loop.now;
  }
  function* customer(): Body {
    const number = loop.spawn(names["burger"] ?? "burger", burger(), line("order"));
    marks["chat"] ??= loop.now;
    while (!number.done) {
      if (program === "blocking") {
        loop.block(chat, line("chat"));
        yield { sleep: GLANCE_MS, line: line("look") };
      } else yield { sleep: chat, line: line("chat") };
    }
    marks["collect"] ??= loop.now;
  }
  function* main(): Body {
    const all: Task[] = [];
    for (let index = 0; index < customers; index++) all.push(loop.spawn(names["customer"] ?? "customer", customer(), line("open")));
    yield { all, line: line("open") };
  }
  loop.spawn("main", main(), line("run"));
  const end = loop.run() + EXIT_MS;
  marks["end"] = end;
  // A little before the number comes up: while one still has to guess.
  marks["middle"] = 0.96 * (marks["noticed"] ?? end);
  return { events: rows.events(name, "async", end, rows.all.length * 0.0001), marks };
}

/** Threads start one after the other, each this much later. */
const THREAD_MS = 0.1;
/** How long a process takes to be there. */
const PROCESS_MS = 60;

/** I: cashiers who stand and wait, as threads; or who clean, as processes, which the cores hold up. */
export function parallel({ program, name, values, lines, names }: Told): Schedule {
  const { cashiers = 8, orders = 24, wait = 200, cores = 2 } = values;
  const line = (of: string): number => lines[of] ?? 0;
  const rows = new Rows(Object.values(lines));
  const func = names["order"] ?? "order";
  const cleans = program === "cleaning";
  const kind = cleans ? "process" : "thread";
  const start = cleans ? PROCESS_MS : 2;
  const work = cleans ? computing(orders, cashiers, wait, cores, start) : waiting(orders, cashiers, wait, start);
  const end = Math.max(...work.map(({ to }) => to)) + 2;
  const workers = Math.min(cashiers, orders);
  const pid = (worker: number): number => (cleans ? PID + worker : PID);
  const thread = (worker: number): number => (cleans ? 0 : worker);
  for (let worker = 1; worker <= workers; worker++) {
    if (cleans) {
      rows.put("P", 1, pid(worker), "process", `Process-${worker}`, "_process_worker", line("hand"), 0, 0, 0);
      rows.of(pid(worker), "M", PROCESS_MS - 1, PID, "3.11", "spawn", "main.py", cores);
      rows.of(pid(worker), "f", PROCESS_MS - 1, 1, "main.py");
      rows.places(pid(worker), Object.values(lines));
      rows.of(pid(worker), "E", end, 0, 0, 0, 0);
    } else rows.put("t", 1 + worker * THREAD_MS, worker, `ThreadPoolExecutor-0_${worker - 1}`, "_worker", line("hand"), 0, 0);
  }
  for (const { number, worker, from, to } of work) {
    rows.put("q", 1, number, 1, kind, func, line("hand"), 0, 0, null, cashiers, null);
    rows.of(pid(worker), "w", from, Math.round((to - from) * 1e6), PID, number, thread(worker), cleans ? wait * 1e6 : 0, null);
    if (!cleans) rows.put("z", from + 0.05, Math.round((to - from - 0.1) * 1e6), thread(worker), 0, line("wait"));
  }
  rows.put("l", 1.5, Math.round((end - 2.5) * 1e6), 0, line("hand"), "waits", "future", 0);
  const first = work[0] as { from: number; to: number };
  const marks = { start: 0, waiting: (first.from + first.to) / 2, end };
  return { events: rows.events(name, cleans ? "processes" : "threads", end, cleans ? (orders * wait) / 1000 : 0.002), marks };
}
