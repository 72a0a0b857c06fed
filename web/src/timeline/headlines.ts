// The few figures that tell a run: how much it waited at once, how long its loop stood still, what it used.
import { peak } from "./measure.ts";
import type { Entrant } from "./model.ts";

export interface Headlines {
  /** Sum of the waits through the time with at least one; null where nothing waited. */
  overlap: number | null;
  /** Milliseconds the loop stood still, the line that held it longest, and whether it does so now. */
  blocked: { ms: number; line: number; live: boolean };
  /** Cores kept busy on average; null until it has ended. */
  cores: number | null;
  /** The most requests a service had in hand at one moment; where there is no service, the most things waited for. */
  peak: number;
  /** How long work for a pool stood in line. */
  queue: { items: number; mean: number; longest: number };
  /** Tasks the tracer only counted. */
  untold: number;
}

/** Of an entrant at `runNow`, milliseconds of the run. Goes through all waits: for four times a second, not for every frame. */
export function headlines(entrant: Entrant, runNow: number): Headlines {
  const now = entrant.elapsed(runNow);
  const { trace, traffic } = entrant;
  return {
    overlap: entrant.overlap(runNow),
    blocked: entrant.blocked(),
    cores: entrant.cores(),
    peak: traffic.peak || peak([...trace.waits.all, ...trace.tasks.open(now), ...trace.threads.open()]),
    queue: trace.items.queueing(now),
    untold: trace.untold,
  };
}
