// From milliseconds to pixels: the shared axis of a race, and the merging of what is too thin to see.

export interface Axis {
  /** Milliseconds at the right end. */
  max: number;
  /** Milliseconds between two marks. */
  step: number;
  divisions: number;
}

const MOST_DIVISIONS = 8;
const LEAST_AXIS_MS = 40;

/** The shortest axis with round marks that holds `ms` and a little air. */
export function axisFor(ms: number): Axis {
  const wanted = Math.max(ms * 1.03, LEAST_AXIS_MS);
  for (let power = 0; ; power++) {
    for (const factor of [1, 2, 5]) {
      const step = factor * 10 ** power;
      const divisions = Math.ceil(wanted / step - 1e-9);
      if (divisions <= MOST_DIVISIONS) return { max: divisions * step, step, divisions };
    }
  }
}

/** The axis while time still passes: it never shrinks, and it makes room before the front reaches its end. */
export function growingAxis(previous: Axis | null, now: number, known: number): Axis {
  const least = Math.max(known, now);
  if (previous && least * 1.03 <= previous.max) return previous;
  return axisFor(Math.max(known, now * 1.25));
}

/** A bar in pixels. `index` is that of the first of the things it stands for, `count` how many they are. */
export interface Bar {
  kind: string;
  x: number;
  width: number;
  index: number;
  count: number;
}

export interface Stretch {
  state: string;
  from: number;
  to: number;
}

const THINNEST_PX = 2;
const GAP_PX = 1;

/** Bars for stretches in order of their start. Neighbours of one kind closer than a pixel become one bar, so that
 * a lane never needs more bars than it has room for, however many thousand things happened on it. */
export function bars(stretches: readonly Stretch[], pxPerMs: number): Bar[] {
  const made: Bar[] = [];
  const last = new Map<string, Bar>();
  stretches.forEach((stretch, index) => {
    const x = stretch.from * pxPerMs;
    const width = Math.max((stretch.to - stretch.from) * pxPerMs, THINNEST_PX);
    const before = last.get(stretch.state);
    const thin = width < 3 || (before !== undefined && before.width < 3);
    if (before && thin && x - (before.x + before.width) < GAP_PX) {
      before.width = Math.max(before.width, x + width - before.x);
      before.count += 1;
      return;
    }
    const bar = { kind: stretch.state, x, width, index, count: 1 };
    last.set(stretch.state, bar);
    made.push(bar);
  });
  return made;
}

const CHARACTER_PX = 7.1;

/** The longest of some labels, longest first, that fits into a bar of this width; or nothing. */
export function fitting(labels: readonly string[], width: number): string {
  return labels.find((label) => label !== "" && label.length * CHARACTER_PX + 14 <= width) ?? "";
}
