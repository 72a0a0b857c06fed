// One rail of the drawing and what lies on it.
import { NOWHERE, type Place, RANK, STATES, type Span, type State } from "./span.ts";

export type LaneKind = "loop" | "task" | "main" | "thread" | "process" | "requests" | "users" | "ping" | "service";

/** Told of everything that comes to lie on a lane and goes from it. */
export interface LaneWatcher {
  added(span: Span): void;
  removed(span: Span): void;
  began(span: Span): void;
  ceased(span: Span): void;
}

const CHUNK = 64;

/** So many spans in a row, summed up by state: enough to draw them where they are too thin to tell apart. */
export interface Chunk {
  first: number;
  last: number;
  from: number;
  to: number;
  readonly ms: Float64Array;
  readonly counts: Uint32Array;
}

export class Lane {
  /** In order of their start. Changed by the methods below only. */
  readonly spans: Span[] = [];
  /** What still goes on; its `to` is the last moment we know of. */
  open: Span | null = null;
  /** Milliseconds the open span may be drawn beyond that moment before more is heard of it. */
  patience = 0;
  /** Goes up with every change, so that a view redraws only what moved. */
  version = 0;
  /** When the thing itself began and ended, where that is told. */
  born = NaN;
  died = NaN;
  /** The line that made it, where that is told. */
  made: Place = NOWHERE;
  watcher: LaneWatcher | null = null;

  readonly id: string;
  readonly kind: LaneKind;
  readonly order: number;
  /** The learner's name for it, or "" where its number names it. */
  name: string;
  readonly number: number;
  private readonly chunked: Chunk[] = [];
  /** Spans from here on are not summed up yet. */
  private stale = 0;

  constructor(id: string, kind: LaneKind, order: number, name = "", number = 0) {
    this.id = id;
    this.kind = kind;
    this.order = order;
    this.name = name;
    this.number = number;
  }

  get empty(): boolean {
    return this.spans.length === 0 && this.open === null;
  }

  /** Put a closed span in its place; most come at the end. */
  add(span: Span): void {
    let at = this.spans.length;
    while (at > 0 && (this.spans[at - 1] as Span).from > span.from) at--;
    if (at === this.spans.length) this.spans.push(span);
    else this.spans.splice(at, 0, span);
    this.touched(at);
    this.watcher?.added(span);
  }

  /** Let `span` go on, instead of whatever went on. */
  begin(span: Span, patience: number): void {
    if (this.open) this.watcher?.ceased(this.open);
    this.open = span;
    this.patience = patience;
    this.version++;
    this.watcher?.began(span);
  }

  /** The open span ended at `to`; one without length leaves no trace. */
  end(to: number): void {
    const span = this.open;
    if (!span) return;
    this.drop();
    span.to = to;
    if (to > span.from) this.add(span);
  }

  /** Forget what went on: something better is known. */
  drop(): void {
    if (!this.open) return;
    this.watcher?.ceased(this.open);
    this.open = null;
    this.version++;
  }

  /** Take away the span that began at `from` in this state. */
  remove(from: number, state: State): void {
    for (let at = this.spans.length - 1; at >= 0 && (this.spans[at] as Span).from >= from; at--) {
      const span = this.spans[at] as Span;
      if (span.from === from && span.state === state) {
        this.removeAt(at);
        return;
      }
    }
  }

  /** Take away this very span. */
  forget(span: Span): void {
    const at = this.spans.lastIndexOf(span);
    if (at >= 0) this.removeAt(at);
  }

  /** How far the open span is to be drawn at `now`. */
  reach(now: number): number {
    const span = this.open;
    return span ? Math.max(span.to, Math.min(now, span.to + this.patience)) : 0;
  }

  /** Index of the last span that begins at `ms` or before; -1 where none does. */
  lastAt(ms: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle] as Span).from <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The span that lies on top at `ms`, the open one included; null in a gap. */
  at(ms: number): Span | null {
    const { open } = this;
    if (open && open.from <= ms) return open;
    let found: Span | null = null;
    const last = this.lastAt(ms);
    // Spans hardly ever lie within each other, and never deep.
    for (let index = last; index >= 0 && index > last - 8; index--) {
      const span = this.spans[index] as Span;
      if (span.to > ms && (!found || RANK[span.state] > RANK[found.state])) found = span;
    }
    return found;
  }

  /** All spans in pieces of 64, summed up. Only what changed since the last call is summed again. */
  chunks(): readonly Chunk[] {
    const { spans, chunked } = this;
    for (let number = Math.floor(this.stale / CHUNK); number * CHUNK < spans.length; number++) {
      const first = number * CHUNK;
      const last = Math.min(first + CHUNK, spans.length);
      const chunk = { first, last, from: (spans[first] as Span).from, to: 0, ms: new Float64Array(STATES.length), counts: new Uint32Array(STATES.length) };
      for (let index = first; index < last; index++) {
        const span = spans[index] as Span;
        const rank = RANK[span.state];
        chunk.to = Math.max(chunk.to, span.to);
        chunk.ms[rank] = (chunk.ms[rank] as number) + span.to - span.from;
        chunk.counts[rank] = (chunk.counts[rank] as number) + 1;
      }
      chunked[number] = chunk;
    }
    chunked.length = Math.ceil(spans.length / CHUNK);
    this.stale = spans.length;
    return chunked;
  }

  private removeAt(at: number): void {
    const [span] = this.spans.splice(at, 1);
    this.touched(at);
    if (span) this.watcher?.removed(span);
  }

  private touched(at: number): void {
    this.stale = Math.min(this.stale, at);
    this.version++;
  }
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

  /** All lanes are free again. */
  clear(): void {
    this.busyUntil.fill(-Infinity);
  }
}
