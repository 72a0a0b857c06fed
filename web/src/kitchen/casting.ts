// Who plays what: where in the shop a wait is spent. A story casts its own program otherwise.
import type { Span } from "../timeline/span.ts";
import type { Place } from "./figure.ts";

export interface Spot {
  place: Place;
  station: string;
}

export interface Casting {
  /** Where a ticket is while this wait lasts. */
  spot(span: Span): Spot;
}

/** Waits for other tickets of one's own. */
const FOR_OTHERS = new Set(["gather", "wait", "task", "taskgroup", "timeout", "generator"]);
/** Waits for threads and processes. */
const FOR_COOKS = new Set(["thread", "executor", "thread-token", "process", "subprocess"]);

/** The casting of any run. `services`: those it could reach; the only one there is answers its network. */
export function anyRun(services: readonly string[] = []): Casting {
  const [only, ...others] = services;
  return {
    spot({ cause }) {
      if (FOR_OTHERS.has(cause)) return { place: "table", station: "" };
      if (FOR_COOKS.has(cause)) return { place: "cooks", station: "" };
      if ((cause === "net" || cause === "network") && only && !others.length) return { place: "grill", station: `service:${only}` };
      return { place: "grill", station: cause };
    },
  };
}
