// The figures of the shop. Each stands for something of the run: a lane of its timeline, an item of a pool, a call.
import type { Lane } from "../timeline/lane.ts";
import type { Span, State } from "../timeline/span.ts";

/** `cashier`: an event loop, or the main thread where there is none. `ticket`: a task, a pool's item, a request, or a call
 * of a program that does one thing after the other. `cook`: a thread or another process. */
export type Kind = "cashier" | "ticket" | "cook";

/** Where a ticket is. `table`: it waits for other tickets; `cooks`: for a thread or process; `left`: when the shop closed. */
export type Place = "door" | "counter" | "grill" | "table" | "cooks" | "screen" | "line" | "seat" | "done" | "left";

export const PLACES: readonly Place[] = ["door", "screen", "counter", "grill", "table", "cooks", "line", "seat", "done", "left"];

/** The state of its span, or what no span tells. */
export type Doing = State | "ready" | "free" | "door" | "done" | "left";

export interface Figure {
  id: string;
  kind: Kind;
  /** What is written on it: counted from 1 in the order of birth. */
  number: number;
  /** The learner's name for it, or "". */
  name: string;
  entrant: number;
  place: Place;
  /** At the grill, what is awaited: `sleep`, `net`, the name of a service. */
  station: string;
  doing: Doing;
  lane: Lane | null;
  span: Span | null;
  /** The line it stands on, 0 where unknown. */
  line: number;
  /** Since when, and until when where that is known, in milliseconds of the entrant; else NaN. */
  since: number;
  until: number;
  /** What a cashier attends or a cook has in hand. */
  holds: Figure | null;
}
