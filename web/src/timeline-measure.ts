// The headlines of a race, computed from its intervals.

export type Interval = readonly [from: number, to: number];

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
  const base = covered(waits);
  if (base < 5) return null;
  return waits.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0) / base;
}
