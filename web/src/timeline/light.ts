// Which spans belong to a line of the program.
import type { Lane } from "./lane.ts";
import type { Span } from "./span.ts";

/** `pick` is null, and `count` 0, where no span belongs to the line. Spans that stand on the line itself go first; where
 * there are none, those that it called. */
export function linePicker(lanes: readonly Lane[], line: number): { pick: ((span: Span) => boolean) | null; count: number } {
  if (line < 1) return { pick: null, count: 0 };
  const picks: ((span: Span) => boolean)[] = [(span) => span.line === line, (span) => span.place.lines.includes(line)];
  for (const pick of picks) {
    let count = 0;
    for (const lane of lanes) {
      for (const span of lane.spans) if (pick(span)) count++;
      if (lane.open && pick(lane.open)) count++;
    }
    if (count) return { pick, count };
  }
  return { pick: null, count: 0 };
}
