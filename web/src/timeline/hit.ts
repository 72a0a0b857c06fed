// What lies under a finger or a pointer.
import type { Lane } from "./lane.ts";
import { RANK, type Span } from "./span.ts";

/** The span on top between two moments; of equals, the longest. `now` is how far the open one reaches. */
export function spanAt(lane: Lane, from: number, to: number, now: number): Span | null {
  const { open, spans } = lane;
  if (open && open.from <= to && lane.reach(now) >= from) return open;
  let found: Span | null = null;
  for (let index = lane.lastAt(to), looked = 0; index >= 0 && looked < 64; index--, looked++) {
    const span = spans[index] as Span;
    if (span.to < from) continue;
    if (!found || RANK[span.state] > RANK[found.state] || (span.state === found.state && span.to - span.from > found.to - found.from)) found = span;
  }
  return found;
}

/** All closed spans that lie between two moments, by state: how many, and for how long. */
export function tally(lane: Lane, from: number, to: number): { span: Span; count: number; ms: number }[] {
  const found = new Map<string, { span: Span; count: number; ms: number }>();
  for (let index = lane.lastAt(to); index >= 0; index--) {
    const span = lane.spans[index] as Span;
    if (span.from < from && span.to < from) break;
    if (span.to < from) continue;
    const entry = found.get(span.state);
    if (entry) {
      entry.count++;
      entry.ms += span.to - span.from;
    } else found.set(span.state, { span, count: 1, ms: span.to - span.from });
  }
  return [...found.values()];
}

/** The next beginning or end of a span after `ms` (or before, when `back`); null beyond the last. */
export function edge(lane: Lane, ms: number, back: boolean, now: number): number | null {
  const at = lane.lastAt(ms);
  const edges: number[] = [];
  for (let index = Math.max(0, at - 8); index < Math.min(lane.spans.length, at + 8); index++) {
    const span = lane.spans[index] as Span;
    edges.push(span.from, span.to);
  }
  if (lane.open) edges.push(lane.open.from, lane.reach(now));
  const beyond = edges.filter((one) => (back ? one < ms - 1e-6 : one > ms + 1e-6));
  return beyond.length ? (back ? Math.max(...beyond) : Math.min(...beyond)) : null;
}
