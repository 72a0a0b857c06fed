// How a run becomes a play: it rests at every moment and flows between them. Pure; times in milliseconds.

/** A moment is looked at for so long. */
const REST_MS = 520;
/** All the flowing of a run takes so long, as far as it goes. */
const FLOW_MS = 7000;
const LONGEST_FLOW_MS = 2200;
/** Slowed down at most so many times. */
const SLOWEST = 40;
const LONGEST_PLAY_MS = 75_000;
/** Beats nearer than this are one, and there are at most so many. */
const APART_MS = 0.05;
const MOST = 400;

/** The distinct instants of moments, thinned out where there are too many to rest at. */
export function beatsOf(times: readonly number[], end: number): number[] {
  const sorted = [...times].filter((at) => at >= 0 && at <= end).sort((a, b) => a - b);
  const apart = (gap: number): number[] => {
    const kept: number[] = [];
    for (const at of sorted) if (!kept.length || at - (kept.at(-1) as number) >= gap) kept.push(at);
    return kept;
  };
  const fine = apart(APART_MS);
  const kept = fine.length > MOST ? apart(end / MOST) : fine;
  if (kept[0] !== 0) kept.unshift(0);
  if ((kept.at(-1) as number) < end) kept.push(end);
  return kept;
}

export class Playback {
  readonly beats: readonly number[];
  readonly end: number;
  /** When each beat is reached, and left, on the clock of the play. */
  private readonly reached: number[] = [];
  private readonly rest: number;
  readonly length: number;

  constructor(times: readonly number[], end: number) {
    this.end = Math.max(0, end);
    this.beats = beatsOf(times, this.end);
    const gaps = this.beats.slice(1).map((beat, index) => beat - (this.beats[index] as number));
    const pace = Math.min(SLOWEST, FLOW_MS / Math.max(1, this.end));
    const flows = gaps.map((gap) => Math.min(LONGEST_FLOW_MS, gap * pace));
    const whole = this.beats.length * REST_MS + flows.reduce((sum, flow) => sum + flow, 0);
    const squeeze = Math.min(1, LONGEST_PLAY_MS / whole);
    this.rest = REST_MS * squeeze;
    let at = 0;
    this.beats.forEach((_, index) => {
      this.reached.push(at);
      at += this.rest + (flows[index] ?? 0) * squeeze;
    });
    this.length = at;
  }

  /** The run's instant at a time of the play. `steps`: only beats, nothing in between. */
  at(time: number, steps = false): number {
    const index = Math.max(0, lastAtMost(this.reached, time));
    const beat = this.beats[index] ?? 0;
    const next = this.beats[index + 1];
    if (next === undefined || steps) return beat;
    const left = (this.reached[index] as number) + this.rest;
    const flow = (this.reached[index + 1] as number) - left;
    return time <= left || flow <= 0 ? beat : beat + ((next - beat) * (time - left)) / flow;
  }

  /** The time of the play at which an instant of the run is shown first. */
  time(at: number): number {
    const index = Math.max(0, lastAtMost(this.beats, at));
    const beat = this.beats[index] ?? 0;
    const next = this.beats[index + 1];
    const reached = this.reached[index] ?? 0;
    if (next === undefined || at <= beat) return reached;
    const left = reached + this.rest;
    return left + (((this.reached[index + 1] as number) - left) * (at - beat)) / (next - beat);
  }

  /** The beat after `at`, or before it; the last or first where there is none. */
  step(at: number, back: boolean): number {
    const index = lastAtMost(this.beats, at);
    if (!back) return this.beats[Math.min(this.beats.length - 1, index + 1)] ?? 0;
    const here = this.beats[index] ?? 0;
    return here < at ? here : (this.beats[Math.max(0, index - 1)] ?? 0);
  }
}

/** Index of the last that is at most `value`; -1 where none is. */
export function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
