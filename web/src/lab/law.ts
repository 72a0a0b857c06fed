// Those whom a crowd's time limit left unserved, by the law that the served ones follow: one more each so often.

const OK = 200;
/** From so few answers no law can be read. */
const LEAST_ANSWERS = 5;

export interface Figure {
  ms: number;
  /** Not measured: it follows from the law. */
  computed: boolean;
}

export class Law {
  /** Milliseconds from one answer to the next, on average. */
  readonly gap: number;
  private readonly served: number;
  private readonly last: number;

  private constructor(gap: number, served: number, last: number) {
    this.gap = gap;
    this.served = served;
    this.last = last;
  }

  /** From latencies in the order of being served; null where everybody was served, or too few to tell. */
  static of(latencies: readonly number[], unserved: number): Law | null {
    const [first] = latencies;
    const last = latencies.at(-1);
    if (!unserved || first === undefined || last === undefined || latencies.length < LEAST_ANSWERS) return null;
    return new Law((last - first) / (latencies.length - 1), latencies.length, last);
  }

  /** Latency of the nth to be served, from 1, in milliseconds; for those who were not. */
  at(nth: number): number {
    return this.last + this.gap * (nth - this.served);
  }
}

/** The latency that `share` of all users stay within; null where neither measured nor computed. */
export function quantile(share: number, latencies: readonly number[], users: number, law: Law | null): Figure | null {
  const nth = Math.max(1, Math.ceil(share * users - 1e-9));
  const measured = latencies[nth - 1];
  if (measured !== undefined) return { ms: measured, computed: false };
  return law ? { ms: law.at(nth), computed: true } : null;
}

export function served(status: number | null): boolean {
  return status === OK;
}
