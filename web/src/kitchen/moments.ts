// A run as a sequence of moments of the shop: who goes where, when, because of which line.
import { lastAtMost } from "./playback.ts";
import type { Lane } from "../timeline/lane.ts";
import type { Span } from "../timeline/span.ts";
import { type Cast, open } from "./cast.ts";
import type { Kind } from "./figure.ts";

/** `order`: a ticket is written. `serve`: the cashier attends it. `grill`, `table`, `cooks`: where it goes to wait. `screen`: it
 * is ready and not attended. `stuck`: it holds the cashier. `done`: it is handed over. `line`, `seat`, `over`: of a pool's
 * item. `stand`: the cashier waits in a call. `works`: it computes. `asleep`: a cook waits in a call. `came`: of a request. */
export type What = "order" | "serve" | "grill" | "table" | "cooks" | "screen" | "stuck" | "done" | "line" | "seat" | "over" | "stand" | "works" | "asleep" | "came";

export interface Moment {
  at: number;
  what: What;
  /** Id of the figure it is about. */
  figure: string;
  kind: Kind;
  number: number;
  name: string;
  line: number;
  span: Span | null;
  /** Where it goes, as the casting names it; "" where that is no station. */
  station: string;
  /** Of the cook who takes it or is done with it; 0 where that is nobody. */
  by: number;
}

/** More are not told one by one. */
export const MOST_MOMENTS = 6000;

export function momentsOf(cast: Cast): Moment[] {
  const found: Moment[] = [];
  const entrant = cast.entrant.index;
  const put: Put = (at, what, id, kind, number, name, line, span, by = 0) => {
    if (!Number.isNaN(at)) found.push({ by, at, what, figure: `${entrant}/${id}`, kind, number, name, line, span, station: span?.state === "wait" ? cast.casting.spot(span).station : "" });
  };
  const seen = (): boolean => found.length < MOST_MOMENTS;
  for (const lane of cast.tasks) {
    if (!seen()) break;
    const about = (at: number, what: What, span: Span | null, line: number): void => put(at, what, lane.id, "ticket", cast.number(lane), lane.name, line, span);
    about(lane.born, "order", null, lane.made.line);
    for (const span of open(lane)) about(span.from, ofTask(cast, span), span, span.line || lane.made.line);
    about(lane.died, "done", null, lane.spans.at(-1)?.line ?? 0);
  }
  const cooks = new Map(cast.cooks.map((lane) => [lane.id, cast.number(lane)]));
  for (const item of cast.items) {
    if (!seen()) break;
    const by = cooks.get(item.worker) ?? 0;
    const about = (at: number, what: What): void => put(at, what, `item-${item.key}`, "ticket", cast.number(item), item.func, item.place.line, null, by);
    about(item.submitted, "line");
    about(item.began, "seat");
    about(item.ended, "over");
  }
  for (const { span, number } of cast.calls) {
    const name = span.place.func === "<module>" ? "" : span.place.func;
    put(span.from, span.state === "run" ? "works" : "stand", `call-${number}`, "ticket", number, name, span.line, span);
    put(span.to, "done", `call-${number}`, "ticket", number, name, span.line, null);
  }
  for (const { lane, span, number } of cast.requests) {
    put(span.from, "came", `request-${number}`, "ticket", number, span.name, span.line, span);
    if (span !== lane.open) put(span.to, "done", `request-${number}`, "ticket", number, span.name, span.line, null);
  }
  for (const lane of cast.cooks) {
    if (!seen()) break;
    for (const span of open(lane)) if (waits(span)) put(span.from, "asleep", lane.id, "cook", cast.number(lane), lane.name, span.line, span);
  }
  for (const lane of cast.cashiers) if (!cast.calls.length) held(cast, lane, put);
  return found.sort((a, b) => a.at - b.at || RANK[a.what] - RANK[b.what]).slice(0, MOST_MOMENTS);
}

type Put = (at: number, what: What, id: string, kind: Kind, number: number, name: string, line: number, span: Span | null, by?: number) => void;

/** What holds a cashier apart from its tickets: a callback that blocks, the main thread that waits for its cooks. */
function held(cast: Cast, lane: Lane, put: Put): void {
  const byTasks = new Set(cast.tasks.flatMap((task) => open(task).flatMap(({ state, from }) => (state === "block" ? [from] : []))));
  for (const span of open(lane)) {
    if (span.state === "block" && !byTasks.has(span.from)) put(span.from, "stuck", lane.id, "cashier", cast.number(lane), "", span.line, span);
    if (lane.kind === "main" && waits(span)) put(span.from, "stand", lane.id, "cashier", cast.number(lane), "", span.line, span);
  }
}

/** Without a cause it waits for a processor: that is work. */
function waits({ state, cause }: Span): boolean {
  return state === "sleep" || cause === "sleep" || (state === "wait" && cause !== "");
}

function ofTask(cast: Cast, span: Span): What {
  if (span.state === "run") return "serve";
  if (span.state === "block") return "stuck";
  if (span.state === "starved") return "screen";
  if (span.state === "queued") return "cooks";
  const { place } = cast.casting.spot(span);
  return place === "table" || place === "cooks" ? place : "grill";
}

/** Of moments that fall together, the first comes first. */
const RANK: Readonly<Record<What, number>> = { came: 0, done: 1, over: 1, order: 2, line: 3, seat: 4, screen: 5, stuck: 6, serve: 6, stand: 6, works: 6, grill: 7, table: 7, cooks: 7, asleep: 8 };

/** The latest moments at or before `at`: all that fall on one instant, no more than `most`. */
export function lately(moments: readonly Moment[], times: readonly number[], at: number, most = 2): Moment[] {
  const last = lastAtMost(times, at);
  const instant = times[last];
  if (instant === undefined) return [];
  let first = last;
  while (first > 0 && instant - (times[first - 1] as number) < 0.05) first--;
  return moments.slice(Math.max(first, last - most + 1), last + 1);
}
