// A puzzle of lines without a page: what is built, what is at hand, and every move between the two.
import { moved } from "./sequence.ts";

export interface Line {
  key: string;
  level: number;
}

export interface Assembly {
  /** From top to bottom. */
  built: readonly Line[];
  /** Keys, in the order they are offered; one stands there as often as there are of it. */
  hand: readonly string[];
}

/** What the form holds: lines it does not offer are not believed. */
export function assembly(chosen: readonly Line[], offered: readonly string[]): Assembly {
  let state: Assembly = { built: [], hand: [...offered] };
  for (const line of chosen) {
    const place = state.hand.indexOf(line.key);
    if (place >= 0) state = placed(state, place, state.built.length, line.level);
  }
  return state;
}

/** The piece at `from` of those at hand, put in at `to`, at `level`. */
export function placed(state: Assembly, from: number, to: number, level: number): Assembly {
  const key = state.hand[from];
  if (key === undefined) return state;
  const built = [...state.built];
  built.splice(Math.min(Math.max(to, 0), built.length), 0, { key, level });
  return { built, hand: state.hand.filter((_key, place) => place !== from) };
}

/** The line at `place` taken out again, to where it was offered. */
export function taken(state: Assembly, place: number, offered: readonly string[]): Assembly {
  const line = state.built[place];
  if (!line) return state;
  const built = state.built.filter((_line, other) => other !== place);
  const used = built.map((one) => one.key);
  const hand = offered.filter((key) => {
    const found = used.indexOf(key);
    if (found >= 0) used.splice(found, 1);
    return found < 0;
  });
  return { built, hand };
}

export function exchanged(state: Assembly, from: number, to: number): Assembly {
  return { ...state, built: moved(state.built, from, to) };
}

/** The line at `place`, `by` levels deeper; no further than there are levels. */
export function shifted(state: Assembly, place: number, by: number, levels: number): Assembly {
  const built = state.built.map((line, other) => (other === place ? { ...line, level: Math.min(Math.max(line.level + by, 0), levels - 1) } : line));
  return { ...state, built };
}

/** Where a line put in after `place` most likely belongs: as deep as that one, or one deeper where it opens a block. */
export function levelAfter(state: Assembly, place: number, opens: (key: string) => boolean, levels: number): number {
  const above = state.built[place];
  return above ? Math.min(above.level + (opens(above.key) ? 1 : 0), levels - 1) : 0;
}
