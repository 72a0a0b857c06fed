// One rail of the drawing and what lies on it. Times are milliseconds since the entrant's own start.

/** What a stretch of time was spent on. The words for them are in the legend; the order is that of drawing. */
export type State = "queued" | "wait" | "pool" | "proc" | "sleep" | "run" | "starved" | "block";

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
}

export type LaneKind = "loop" | "task" | "main" | "thread" | "process" | "requests" | "users" | "ping" | "service";

export class Lane {
  /** In order of their start. */
  readonly spans: Span[] = [];
  /** What still goes on; its `to` is the last moment we know of. */
  open: Span | null = null;
  /** Milliseconds the open span may be drawn beyond that moment before more is heard of it. */
  patience = 0;
  /** Goes up with every change, so that a view redraws only what moved. */
  version = 0;

  readonly id: string;
  readonly kind: LaneKind;
  readonly order: number;
  /** The learner's name for it, or "" where its number names it. */
  name: string;
  readonly number: number;

  constructor(id: string, kind: LaneKind, order: number, name = "", number = 0) {
    this.id = id;
    this.kind = kind;
    this.order = order;
    this.name = name;
    this.number = number;
  }

  /** Put a closed span in its place; most come at the end. */
  add(span: Span): void {
    let at = this.spans.length;
    while (at > 0 && (this.spans[at - 1] as Span).from > span.from) at--;
    this.spans.splice(at, 0, span);
    this.version++;
  }

  /** Let `span` go on, instead of whatever went on. */
  begin(span: Span, patience: number): void {
    this.open = span;
    this.patience = patience;
    this.version++;
  }

  /** The open span ended at `to`; one without length leaves no trace. */
  end(to: number): void {
    const span = this.open;
    if (!span) return;
    this.open = null;
    this.version++;
    span.to = to;
    if (to > span.from) this.add(span);
  }

  /** Forget what went on: something better is known. */
  drop(): void {
    if (this.open) this.version++;
    this.open = null;
  }

  /** Take away the span that began at `from` in this state. */
  remove(from: number, state: State): void {
    for (let at = this.spans.length - 1; at >= 0 && (this.spans[at] as Span).from >= from; at--) {
      const span = this.spans[at] as Span;
      if (span.from === from && span.state === state) {
        this.spans.splice(at, 1);
        this.version++;
        return;
      }
    }
  }

  /** How far the open span is to be drawn at `now`. */
  reach(now: number): number {
    const span = this.open;
    return span ? Math.max(span.to, Math.min(now, span.to + this.patience)) : 0;
  }
}

export function span(state: State, from: number, to: number, cause = "", name = "", line = 0): Span {
  return { state, from, to, cause, name, line };
}

/** Lanes for things that overlap: each goes on the first lane that is free, so that the rows tell how many there were at once. */
export class Packing {
  private readonly lanes: Lane[] = [];
  private readonly busyUntil: number[] = [];
  private readonly make: (number: number) => Lane;

  constructor(make: (number: number) => Lane) {
    this.make = make;
  }

  /** A lane free from `from` on, taken until `release`. */
  take(from: number): Lane {
    let at = this.busyUntil.findIndex((until) => until <= from);
    if (at < 0) {
      at = this.lanes.length;
      this.lanes.push(this.make(at + 1));
    }
    this.busyUntil[at] = Infinity;
    return this.lanes[at] as Lane;
  }

  release(lane: Lane, to: number): void {
    const at = this.lanes.indexOf(lane);
    if (at >= 0) this.busyUntil[at] = to;
  }
}
