// What a class's board knows apart from the page: its messages, how a cell looks, where an arrow key leads.

export interface Square {
  exercise: string;
  kind: string;
  mark: string;
  live: boolean;
  label: string;
  href: string;
}

export interface Row {
  id: number;
  name: string;
  done: number;
  squares: Square[];
}

export interface Snapshot {
  type: "snapshot";
  version: number;
  finding: string;
  summary: string;
  exercises: string[];
  rows: Row[];
}

export interface Change extends Square {
  row: number;
  done: number;
}

export interface Delta {
  type: "delta";
  version: number;
  finding: string;
  summary: string;
  changes: Change[];
}

export interface Beat {
  type: "beat";
  version: number;
}

export type Message = Snapshot | Delta | Beat;

/** A message of the server, or null for anything this page does not know: a newer server must not break an open board. */
export function read(text: string): Message | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message !== "object" || message === null) return null;
  const { type } = message as { type?: unknown };
  if (type === "snapshot" && Array.isArray((message as Snapshot).rows)) return message as Snapshot;
  if (type === "delta" && Array.isArray((message as Delta).changes)) return message as Delta;
  return type === "beat" ? (message as Beat) : null;
}

const STATES: Record<string, string> = { unseen: "", trying: "try" };

/** The class names of a cell. */
export function look(square: Pick<Square, "kind" | "live">): string {
  return ["cell", STATES[square.kind] ?? square.kind, square.live ? "live" : ""].filter(Boolean).join(" ");
}

export interface Place {
  row: number;
  column: number;
}

/** Where a key leads in a grid of `rows` by `columns`, or null for a key that is not ours. */
export function step(key: string, from: Place, rows: number, columns: number, control = false): Place | null {
  const { row, column } = from;
  switch (key) {
    case "ArrowUp":
      return within({ row: row - 1, column }, rows, columns);
    case "ArrowDown":
      return within({ row: row + 1, column }, rows, columns);
    case "ArrowLeft":
      return within({ row, column: column - 1 }, rows, columns);
    case "ArrowRight":
      return within({ row, column: column + 1 }, rows, columns);
    case "Home":
      return { row: control ? 0 : row, column: 0 };
    case "End":
      return within({ row: control ? rows - 1 : row, column: columns - 1 }, rows, columns);
    default:
      return null;
  }
}

function within({ row, column }: Place, rows: number, columns: number): Place {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}

const SPOKEN = 3;

/** What a screen reader is told of a delta: the last few changes that are news, not those that merely began to run. */
export function spoken(changes: Change[]): string {
  return changes
    .filter((change) => !change.live)
    .slice(-SPOKEN)
    .map((change) => change.label)
    .join(". ");
}

/** Milliseconds before the next try to connect: doubling up to 15 s, spread by `chance` (0 to 1) so that a class does not return at once. */
export function patience(failures: number, chance: number): number {
  return Math.min(15_000, 500 * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2);
}
