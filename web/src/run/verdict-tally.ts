// How far a submission came, of what was measured: only numbers that have a bound, each as a share of it.

export interface Tally {
  /** Of the sentence: `tally.` and this. */
  name: string;
  /** 0 to 1. */
  share: number;
  /** For a count, of how many; for a share, neither. */
  n?: number;
  all?: number;
}

type Evidence = Record<string, unknown>;

/** Name, the measure, its bound. In the order in which a program has to get there. */
const COUNTS: readonly [string, (evidence: Evidence) => number | null, string][] = [
  ["sound", (evidence) => rest(evidence, "errors"), "users"],
  ["answered", (evidence) => rest(evidence, "unanswered"), "users"],
  ["right", (evidence) => number(evidence, "right"), "answered"],
  ["peak", (evidence) => number(evidence, "peak"), "users"],
  ["cores", (evidence) => number(evidence, "parallelism"), "cores"],
];
const SHARES: readonly [string, string][] = [
  ["overlap", "overlap_share"],
  ["processes", "cpu_children_share"],
];
const MOST = 3;

/** At most three; none where nothing measured has a bound, or where a number lies beyond it. */
export function tallies(evidence: Evidence): Tally[] {
  const found: Tally[] = [];
  for (const [name, measure, bound] of COUNTS) {
    const [n, all] = [measure(evidence), number(evidence, bound)];
    if (n !== null && all !== null && all > 0 && n >= 0 && n <= all) found.push({ name, share: n / all, n, all });
  }
  for (const [name, key] of SHARES) {
    const share = number(evidence, key);
    if (share !== null && share >= 0 && share <= 1) found.push({ name, share });
  }
  return found.slice(0, MOST);
}

function number(evidence: Evidence, key: string): number | null {
  const value = evidence[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function rest(evidence: Evidence, key: string): number | null {
  const [users, lacking] = [number(evidence, "users"), number(evidence, key)];
  return users === null || lacking === null ? null : users - lacking;
}
