// Many lanes in one row: how many of them were in which state, over time. Every change costs the same, however many lanes
// and however long the span; time that outgrows the bins folds them, two into one.
import type { Lane, LaneWatcher } from "./lane.ts";
import { STATES, type Span, type State } from "./span.ts";

const BINS = 512;
const FIRST_BIN_MS = 0.25;

/** Milliseconds spent within each bin: `part` of a bin by itself, `rise` more lanes that fill whole bins from here on. */
interface Tally {
  part: Float64Array;
  rise: Float64Array;
}

export class Crowd implements LaneWatcher {
  readonly lanes: Lane[] = [];
  /** Goes up with every change. */
  version = 0;
  binMs = FIRST_BIN_MS;
  private readonly tallies = new Map<State, Tally>();

  join(lane: Lane): void {
    this.lanes.push(lane);
    lane.watcher = this;
    this.version++;
  }

  added(span: Span): void {
    this.spend(span.state, span.from, span.to, 1);
  }

  removed(span: Span): void {
    this.spend(span.state, span.from, span.to, -1);
  }

  began(span: Span): void {
    this.spend(span.state, span.from, Infinity, 1);
  }

  ceased(span: Span): void {
    this.spend(span.state, span.from, Infinity, -1);
  }

  /** How many lanes were in each state, on average, in each bin up to `now`: by state in drawing order, states nobody was in left out. */
  counts(now: number): { state: State; lanes: Float64Array }[] {
    // What goes on without a word outgrows the bins too.
    while (now > BINS * this.binMs) this.fold();
    const used = Math.max(1, Math.ceil(now / this.binMs));
    return STATES.flatMap((state) => {
      const tally = this.tallies.get(state);
      if (!tally) return [];
      const lanes = new Float64Array(used);
      let whole = 0;
      let any = 0;
      for (let bin = 0; bin < used; bin++) {
        whole += tally.rise[bin] as number;
        // Rounding of many additions must not leave a ghost.
        const value = (tally.part[bin] as number) / this.binMs + whole;
        lanes[bin] = value > 1e-6 ? value : 0;
        any = Math.max(any, lanes[bin] as number);
      }
      return any > 0 ? [{ state, lanes }] : [];
    });
  }

  private spend(state: State, from: number, to: number, sign: number): void {
    this.version++;
    while ((to === Infinity ? from : to) >= (BINS - 1) * this.binMs) this.fold();
    let tally = this.tallies.get(state);
    if (!tally) this.tallies.set(state, (tally = { part: new Float64Array(BINS + 1), rise: new Float64Array(BINS + 1) }));
    const { part, rise } = tally;
    const first = Math.max(0, Math.floor(from / this.binMs));
    const last = to === Infinity ? BINS : Math.floor(to / this.binMs);
    if (first === last) {
      part[first] = (part[first] as number) + sign * (to - from);
      return;
    }
    part[first] = (part[first] as number) + sign * ((first + 1) * this.binMs - from);
    rise[first + 1] = (rise[first + 1] as number) + sign;
    if (to === Infinity) return;
    part[last] = (part[last] as number) + sign * (to - last * this.binMs);
    rise[last] = (rise[last] as number) - sign;
  }

  private fold(): void {
    for (const { part, rise } of this.tallies.values()) {
      let whole = 0;
      const sums = new Float64Array(BINS);
      for (let bin = 0; bin < BINS; bin++) {
        whole += rise[bin] as number;
        sums[bin >> 1] = (sums[bin >> 1] as number) + (part[bin] as number) + whole * this.binMs;
      }
      part.fill(0);
      part.set(sums.subarray(0, BINS / 2));
      rise.fill(0);
      // What goes on without an end goes on filling the bins that are new.
      rise[BINS / 2] = whole;
    }
    this.binMs *= 2;
  }
}

