// The processes of a program, and where each one's lanes stand in the drawing.
import type { Lane } from "./lane.ts";

export interface Process {
  main: boolean;
  number: number;
  /** When it began to run, as it told itself. */
  born: number;
  /** Lanes of its loops, by thread. */
  loops: Map<number, Lane>;
  /** Loop numbers that are open, by thread. */
  looping: Map<number, number>;
}

/** Within a process, after this order: loops, tasks, the main thread, other threads. */
export type Group = "loops" | "tasks" | "main" | "threads";

const GROUPS: Readonly<Record<Group, number>> = { loops: 0, tasks: 1, main: 2, threads: 3 };
const ROOM = 1e6;
const FIRST_CHILD = 4 * ROOM;

/** Lanes that belong to no process come behind all of them. */
export const BEHIND = { ping: 1e12, users: 2e12, requests: 3e12, services: 4e12 } as const;

export class Processes {
  private readonly known = new Map<number, Process>();
  private children = 0;

  has(pid: number): boolean {
    return this.known.has(pid);
  }

  make(pid: number, main: boolean): Process {
    let process = this.known.get(pid);
    if (!process) {
      process = { main, number: main ? 0 : ++this.children, born: NaN, loops: new Map(), looping: new Map() };
      this.known.set(pid, process);
    }
    return process;
  }

  /** A process of which no row told the beginning: the first one seen is the main one. */
  get(pid: number): Process {
    return this.make(pid, this.known.size === 0);
  }

  looping(pid: number, thread: number): boolean {
    return this.get(pid).looping.has(thread);
  }

  /** Place of a lane in the drawing: the main process first, its loops, tasks and threads; then each child with all that is its own. */
  order(process: Process, group: Group, birth: number): number {
    const base = process.main ? 0 : FIRST_CHILD * (process.number + 1);
    return base + GROUPS[group] * ROOM + Math.min(birth, ROOM - 1);
  }
}
