// A pool of workers in small: work stands in line, whoever is free takes the next. What waits takes its time whatever the
// others do; what computes shares the cores.

export interface Work {
  /** From 1, in the order of the line. */
  number: number;
  /** Of the worker that did it, from 1. */
  worker: number;
  from: number;
  to: number;
}

/** Each of `count` pieces waits `ms`. */
export function waiting(count: number, workers: number, ms: number, startMs: number): Work[] {
  const free = Array.from({ length: Math.min(workers, count) }, () => startMs);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.min(...free);
    const worker = free.indexOf(from);
    free[worker] = from + ms;
    return { number: index + 1, worker: worker + 1, from, to: from + ms };
  });
}

/** Each of `count` pieces computes `ms` of processor time; all that are under way share `cores` equally. */
export function computing(count: number, workers: number, ms: number, cores: number, startMs: number): Work[] {
  const all: Work[] = [];
  const under: { work: Work; left: number }[] = [];
  let now = startMs;
  const idle = Array.from({ length: Math.min(workers, count) }, (_, index) => index + 1);
  while (all.length < count || under.length) {
    while (idle.length && all.length < count) {
      const work = { number: all.length + 1, worker: idle.shift() as number, from: now, to: NaN };
      all.push(work);
      under.push({ work, left: ms });
    }
    const rate = Math.min(1, cores / under.length);
    const next = Math.min(...under.map(({ left }) => left));
    now += next / rate;
    for (const one of under) one.left -= next;
    for (const one of under.filter(({ left }) => left <= 1e-9)) {
      one.work.to = now;
      under.splice(under.indexOf(one), 1);
      idle.push(one.work.worker);
    }
    idle.sort((a, b) => a - b);
  }
  return all;
}
