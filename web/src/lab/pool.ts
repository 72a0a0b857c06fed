// The pool of threads that serves the `def` routes: how many of its tokens are out, and who waits for one, over time.
import type { Item } from "../timeline/items.ts";

export interface Step {
  /** Milliseconds since the entrant's zero; holds until the next step. */
  at: number;
  used: number;
  waiting: number;
}

export interface Pool {
  /** Tokens there are. */
  room: number;
  steps: Step[];
  most: { used: number; waiting: number };
  /** The longest that anybody waited for a token, in milliseconds. */
  longest: number;
}

/** FastAPI's own number, where the rows do not tell another. */
const TOKENS = 40;

/** Null where no route was served by the pool. A call takes a token as it is handed over, or waits for one. */
export function poolOf(items: Iterable<Item>, rooms: ReadonlyMap<string, number>): Pool | null {
  const calls = [...items].filter(({ kind, submitted }) => kind === "anyio" && !Number.isNaN(submitted));
  const [any] = calls;
  if (!any) return null;
  const room = rooms.get(any.pool) ?? TOKENS;
  const changes = calls.flatMap(({ submitted, ended }) => [
    { at: submitted, by: 1 },
    ...(Number.isNaN(ended) ? [] : [{ at: ended, by: -1 }]),
  ]);
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  const steps: Step[] = [];
  const most = { used: 0, waiting: 0 };
  let inside = 0;
  for (const { at, by } of changes) {
    inside += by;
    const used = Math.min(room, Math.max(0, inside));
    const waiting = Math.max(0, inside - room);
    most.used = Math.max(most.used, used);
    most.waiting = Math.max(most.waiting, waiting);
    const last = steps.at(-1);
    if (last?.at === at) Object.assign(last, { used, waiting });
    else steps.push({ at, used, waiting });
  }
  const longest = Math.max(0, ...calls.map(({ submitted, began }) => (Number.isNaN(began) ? 0 : began - submitted)));
  return { room, steps, most, longest };
}
