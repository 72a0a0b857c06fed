// The figures of a race, computed from its intervals.

export type Interval = readonly [from: number, to: number];

/** Less waiting than this says nothing about overlap. */
const LEAST_WAIT_MS = 5;

/** How much time at least one of the intervals covers. */
export function covered(intervals: readonly Interval[]): number {
  const sorted = [...intervals].sort((a, b) => a[0] - b[0]);
  let sum = 0;
  let end = -Infinity;
  for (const [from, to] of sorted) {
    if (to <= end) continue;
    sum += to - Math.max(from, end);
    end = to;
  }
  return sum;
}

/** Sum of the waits through the time with at least one: ×1 is one after another, ×3 is three at once. Null without a wait worth it. */
export function overlap(waits: readonly Interval[]): number | null {
  return share(waits.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0), covered(waits));
}

/** The most intervals that held at one moment. One that ends as another begins does not meet it. */
export function peak(intervals: readonly Interval[]): number {
  const starts = Float64Array.from(intervals, ([from]) => from).sort();
  const ends = Float64Array.from(intervals, ([from, to]) => Math.max(from, to)).sort();
  let most = 0;
  let ended = 0;
  starts.forEach((start, begun) => {
    while (ended < ends.length && (ends[ended] as number) <= start) ended++;
    most = Math.max(most, begun + 1 - ended);
  });
  return most;
}

/** Intervals that come one by one, nearly in order: what they cover is known at any time without going through them all. */
export class Waits {
  readonly all: Interval[] = [];
  private sum = 0;
  private total = 0;
  /** What they cover, as intervals apart from each other, in order. */
  private readonly union: [from: number, to: number][] = [];

  get length(): number {
    return this.all.length;
  }

  add(from: number, to: number): void {
    this.all.push([from, to]);
    if (to <= from) return;
    this.sum += to - from;
    const { union } = this;
    let last = union.length;
    while (last > 0 && (union[last - 1] as Interval)[0] > to) last--;
    let first = last;
    while (first > 0 && (union[first - 1] as Interval)[1] >= from) first--;
    const merged = union.slice(first, last);
    const joined: [number, number] = [Math.min(from, merged[0]?.[0] ?? from), Math.max(to, merged.at(-1)?.[1] ?? to)];
    this.total += joined[1] - joined[0] - merged.reduce((sum, part) => sum + part[1] - part[0], 0);
    union.splice(first, last - first, joined);
  }

  /** The overlap of them all, and of those that still go on. */
  overlap(open: readonly Interval[]): number | null {
    if (!open.length) return share(this.sum, this.total);
    const earliest = Math.min(...open.map(([from]) => from));
    let at = this.union.length;
    while (at > 0 && (this.union[at - 1] as Interval)[1] > earliest) at--;
    const late = this.union.slice(at);
    const length = (intervals: readonly Interval[]): number => intervals.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
    return share(this.sum + length(open), this.total - length(late) + covered([...late, ...open]));
  }
}

function share(sum: number, base: number): number | null {
  return base < LEAST_WAIT_MS ? null : sum / base;
}
