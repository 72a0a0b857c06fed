// Putting lines in order: the list behind <quiz-order>, without a page.

/** The list with the line at `from` taken out and put in at `to`; places outside the list are its nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [line] = next.splice(clamp(from, list.length), 1);
  if (line !== undefined) next.splice(clamp(to, list.length), 0, line);
  return next;
}

/** Where the lines start: what the form holds where it is complete, else the lines as offered. */
export function start(chosen: readonly string[], offered: readonly string[]): string[] {
  return chosen.every(Boolean) && same(chosen, offered) ? [...chosen] : [...offered];
}

/** Whether two lists hold the same lines, each as often, in whatever order. */
function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().join("\n") === [...other].sort().join("\n");
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), Math.max(length - 1, 0));
}
