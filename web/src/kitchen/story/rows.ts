// Rows as the tracer would write them, for programs that are computed and not run. Their table is in sandbox/trace_rows.py.
import type { RunEvent } from "../../run/events.ts";
import type { Row } from "../../timeline/trace.ts";

export const PID = 1;

export class Rows {
  readonly all: Row[] = [];

  /** A program whose first process begins; `lines` are those it will stand on, each a place of its own. */
  constructor(lines: readonly number[]) {
    this.all.push(["M", PID, 0, 0, "3.11", "main", "main.py", 2], ["f", PID, 0, 1, "main.py"]);
    this.places(PID, lines);
  }

  places(pid: number, lines: readonly number[]): void {
    for (const line of new Set(lines)) if (line) this.all.push(["S", pid, 0, line, [[1, line, ""]]]);
  }

  put(type: string, ms: number, ...fields: unknown[]): void {
    this.of(PID, type, ms, ...fields);
  }

  of(pid: number, type: string, ms: number, ...fields: unknown[]): void {
    this.all.push([type, pid, ns(ms), ...fields]);
  }

  /** The whole run, as the platform would have told it. */
  events(name: string, form: string, endMs: number, cpuS: number): RunEvent[] {
    const run = (type: string, t: number, data: unknown, entrant?: number): RunEvent => ({ seq: 0, t, type, data, ...(entrant === undefined ? {} : { entrant }) }) as RunEvent;
    return [
      run("started", 0, { python: "3.11", cores: 2, kind: "script", entrants: [{ name, form }] }),
      run("entrant-started", 0, { name, form }, 0),
      run("trace", endMs, { rows: [...this.all].sort((a, b) => a[2] - b[2]) }, 0),
      run("entrant-ended", endMs, { outcome: "exited", exit_code: 0, wall_s: endMs / 1000, cpu_s: cpuS }, 0),
      run("ended", endMs, { outcome: "finished" }),
    ];
  }
}

export const ns = (ms: number): number => Math.round(ms * 1e6);
