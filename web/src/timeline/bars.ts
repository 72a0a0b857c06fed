// What a lane shows of its spans at this scale: those wide enough one by one, the others gathered in bars of a few pixels,
// so that a lane never needs more bars than it has room for, however many thousand things happened on it.
import type { Chunk, Lane } from "./lane.ts";
import { RANK, STATES, type Span, type State } from "./span.ts";

/** Thinner spans are gathered. */
export const THIN_PX = 3;

/** One span, or `count` spans of one state gathered between `from` and `to`; then `share` tells how much of that time they fill. */
export interface Bar {
  state: State;
  from: number;
  to: number;
  /** The span itself, or the first of those gathered. */
  span: Span;
  count: number;
  /** False where it stands for one span alone. */
  gathered: boolean;
  /** 0 to 1. */
  share: number;
  lit: boolean;
}

/** Bars in the order of drawing, of what lies between `from` and `to`. `lit` picks out spans; the open span is not among the bars. */
export function bars(lane: Lane, from: number, to: number, pxPerMs: number, lit: ((span: Span) => boolean) | null = null): Bar[] {
  const byState: Bar[][] = STATES.map(() => []);
  // A bar's time is a power of two, fixed to the axis: nothing flickers when the window moves.
  const binMs = 2 ** Math.ceil(Math.log2(THIN_PX / pxPerMs));
  const thinMs = THIN_PX / pxPerMs;
  const gathering: (Bar | null)[] = STATES.map(() => null);
  const close = (rank: number): void => {
    const bar = gathering[rank];
    if (!bar) return;
    gathering[rank] = null;
    if (bar.count === 1 && bar.span.state === bar.state) {
      bar.gathered = false;
      bar.from = bar.span.from;
      bar.to = bar.span.to;
      bar.share = 1;
    } else bar.share = Math.min(1, bar.share / binMs);
    byState[rank]?.push(bar);
  };
  const gather = (span: Span, rank: number, at: number, ms: number, count: number, isLit: boolean): void => {
    const start = Math.floor(at / binMs) * binMs;
    const bar = gathering[rank];
    if (bar && bar.from === start) {
      bar.share += ms;
      bar.count += count;
      bar.lit ||= isLit;
      return;
    }
    close(rank);
    gathering[rank] = { state: STATES[rank] as State, from: start, to: start + binMs, span, count, gathered: true, share: ms, lit: isLit };
  };
  for (const chunk of lane.chunks()) {
    if (chunk.to < from || chunk.from > to) continue;
    if (!lit && (chunk.to - chunk.from) < binMs && chunk.last - chunk.first > 1) {
      gatherChunk(lane, chunk, binMs, gather);
      continue;
    }
    for (let index = chunk.first; index < chunk.last; index++) {
      const span = lane.spans[index] as Span;
      if (span.to < from || span.from > to) continue;
      const rank = RANK[span.state];
      const isLit = lit !== null && lit(span);
      if (span.to - span.from < thinMs) gather(span, rank, span.from, span.to - span.from, 1, isLit);
      else byState[rank]?.push({ state: span.state, from: span.from, to: span.to, span, count: 1, gathered: false, share: 1, lit: isLit });
    }
  }
  for (let rank = 0; rank < STATES.length; rank++) close(rank);
  return byState.flat();
}

type Gather = (span: Span, rank: number, at: number, ms: number, count: number, lit: boolean) => void;

/** A piece of 64 spans within one bar, or across the border of two: its sums will do, shared between them. */
function gatherChunk(lane: Lane, chunk: Chunk, binMs: number, gather: Gather): void {
  const first = lane.spans[chunk.first] as Span;
  const border = (Math.floor(chunk.from / binMs) + 1) * binMs;
  const before = chunk.to <= border ? 1 : (border - chunk.from) / (chunk.to - chunk.from);
  for (let rank = 0; rank < STATES.length; rank++) {
    const count = chunk.counts[rank] as number;
    if (!count) continue;
    const ms = chunk.ms[rank] as number;
    gather(first, rank, chunk.from, ms * before, count, false);
    if (before < 1) gather(first, rank, border, ms * (1 - before), 0, false);
  }
}
