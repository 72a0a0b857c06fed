// A stretch of time on a lane, and what it was spent on. Times are milliseconds since the entrant's own start.

/** In the order of drawing: what matters more lies on top. */
export const STATES = ["queued", "wait", "pool", "proc", "sleep", "run", "starved", "block"] as const;

export type State = (typeof STATES)[number];

/** Place of each state in `STATES`. */
export const RANK: Readonly<Record<State, number>> = Object.fromEntries(STATES.map((state, index) => [state, index])) as Record<State, number>;

/** A place in the learner's program. */
export interface Place {
  /** The innermost line of the learner's program, 0 where unknown. */
  readonly line: number;
  /** That line and those that called it, outermost first. */
  readonly lines: readonly number[];
  readonly func: string;
}

export const NOWHERE: Place = { line: 0, lines: [], func: "" };

export interface Span {
  state: State;
  from: number;
  to: number;
  /** Why: what is waited for (`sleep`, `net`, ...), `starts`, `computes`; "" where the state says it all. */
  cause: string;
  /** A name out of the learner's program, or "". */
  name: string;
  /** Line of the learner's program, 0 where unknown. */
  line: number;
  place: Place;
  /** What is waited for, more exactly: the seconds asked for, or names of tasks and functions. */
  of: number | readonly string[] | null;
}

export function span(state: State, from: number, to: number, cause = "", name = "", place: Place = NOWHERE, of: Span["of"] = null): Span {
  return { state, from, to, cause, name, line: place.line, place, of };
}
