// Which spans prove a finding: those that the rows it names have drawn.
import type { Span } from "./span.ts";
import type { Trace } from "./trace.ts";

/** What names a row: its type, its process, its moment in nanoseconds, its thread or task. From the server, made of a learner's trace. */
export type Reference = readonly unknown[];

/** Moments are nanoseconds that became milliseconds: nearer than this they are the same. */
const SAME_MS = 1e-6;
/** A step's row tells the wait behind it: the first that begins after the step did. */
const WAITS = new Set<string>(["wait", "queued"]);

/** Empty where none of the rows is drawn. */
export function proof(trace: Trace, rows: readonly Reference[]): ReadonlySet<Span> {
  const found = new Set<Span>();
  const moments: number[] = [];
  for (const [type, pid, ns, who] of rows) {
    if (typeof pid !== "number" || typeof ns !== "number") continue;
    const at = ns / 1e6;
    if (type === "s" || type === "T") {
      const spans = typeof who === "number" ? trace.tasks.get(pid, who)?.lane?.spans : undefined;
      if (!spans) continue;
      const wait = type === "s" ? spans.find(({ state, from }) => WAITS.has(state) && from >= at - SAME_MS) : undefined;
      if (wait) found.add(wait);
      else if (type === "T") for (const span of spans) found.add(span);
      else moments.push(at);
    } else if (type === "q") {
      // Drawn where it was run; of work that nobody has begun nothing is drawn.
      for (const { submitted, began } of trace.items.all.values()) if (Math.abs(submitted - at) < SAME_MS) moments.push(began);
    } else moments.push(at);
  }
  if (moments.length) for (const { spans } of trace.lanes) for (const span of spans) if (moments.some((at) => Math.abs(span.from - at) < SAME_MS)) found.add(span);
  return found;
}
