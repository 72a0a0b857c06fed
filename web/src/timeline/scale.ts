// From milliseconds to pixels: the shared axis of a race and its marks.

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

/** Round marks from `from` to `to`, at most eight, and the milliseconds between two. */
export function marks(from: number, to: number): { step: number; at: number[] } {
  const wanted = (to - from) / MOST_DIVISIONS;
  let step = 10 ** Math.floor(Math.log10(wanted));
  for (const factor of [1, 2, 5, 10]) {
    if (factor * step >= wanted * (1 - 1e-9)) {
      step *= factor;
      break;
    }
  }
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return { step, at: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step) };
}

const CHARACTER_PX = 7.1;

/** The longest of some labels, longest first, that fits into a bar of this width; or nothing. */
export function fitting(labels: readonly string[], width: number): string {
  return labels.find((label) => label !== "" && label.length * CHARACTER_PX + 14 <= width) ?? "";
}

/** As much of a text as fits into this width. */
export function shortened(text: string, width: number): string {
  const room = Math.floor(width / CHARACTER_PX);
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
