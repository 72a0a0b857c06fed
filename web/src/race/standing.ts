// How the programs of a race stand to each other, from the times of their rounds: medians, spreads, and who can be told
// from whom. The same rules are in sandbox/command/standing.py, and the same cases test both.

/** Seconds of each round that came to its end. */
export type Times = readonly number[];

/** Single times nearer than this, relative to the longer one, are one and the same: a shared machine moves more than that. */
const NEAR = 0.1;
const NEAR_S = 0.03;

/** The middle one; between the two middle ones where their number is even. NaN of nothing. */
export function median(values: Times): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (!sorted.length) return NaN;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Whether nothing measured says which of the two is faster: their rounds overlap, or single times are near. */
export function tied(a: Times, b: Times): boolean {
  if (a.length > 1 && b.length > 1) return Math.min(...a) <= Math.max(...b) && Math.min(...b) <= Math.max(...a);
  const [one, other] = [median(a), median(b)];
  return Math.abs(one - other) <= Math.max(NEAR_S, NEAR * Math.max(one, other));
}

export interface Standing {
  /** Indices into what was given, fastest first; those without a time are left out. */
  order: number[];
  /** Sets, in that order, of which no two can be told apart; each as large as it can be. */
  ties: number[][];
}

export function standing(entrants: readonly Times[]): Standing {
  const times = (index: number): Times => entrants[index] ?? [];
  const order = entrants.flatMap((rounds, index) => (rounds.length ? [index] : [])).sort((a, b) => median(times(a)) - median(times(b)));
  const ties: number[][] = [];
  let told = 0;
  order.forEach((_, first) => {
    let last = first + 1;
    while (last < order.length && order.slice(first, last).every((index) => tied(times(index), times(order[last] as number)))) last++;
    if (last - first > 1 && last > told) {
      ties.push(order.slice(first, last));
      told = last;
    }
  });
  return { order, ties };
}
