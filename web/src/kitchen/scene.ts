// The shop at one instant: where every figure is and what it does there.
import type { Lane } from "../timeline/lane.ts";
import type { Span } from "../timeline/span.ts";
import type { Cast } from "./cast.ts";
import type { Figure, Kind, Place } from "./figure.ts";

export interface Scene {
  /** Milliseconds of the entrant. */
  at: number;
  /** The program has ended: the shop is closed. */
  closed: boolean;
  cashiers: Figure[];
  /** Tickets of all places but those a cook has in hand. */
  tickets: Figure[];
  cooks: Figure[];
}

/** `now`: how far what goes on is known, in milliseconds of the entrant. */
export function sceneAt(cast: Cast, at: number, now: number): Scene {
  const closed = cast.entrant.ended !== null && at >= now;
  const tickets = [...taskTickets(cast, at, now, closed), ...callTickets(cast, at), ...requestTickets(cast, at)];
  const items = itemTickets(cast, at);
  const cooks = cast.cooks.filter((lane) => !(lane.born > at) && !(lane.died <= at)).map((lane) => cook(cast, lane, at, now, items));
  const cashiers = cast.cashiers.map((lane) => cashier(cast, lane, at, now, closed, tickets));
  return { at, closed, cashiers, tickets: [...tickets, ...items.filter(({ place }) => place !== "seat")], cooks };
}

function make(cast: Cast, kind: Kind, id: string, number: number, name: string, place: Place, more: Partial<Figure>): Figure {
  return { id: `${cast.entrant.index}/${id}`, kind, number, name, entrant: cast.entrant.index, place, station: "", doing: "free", lane: null, span: null, line: 0, since: NaN, until: NaN, holds: null, ...more };
}

/** What lies on a lane at `at`; null in a gap, and beyond what is known. */
export function standing(lane: Lane, at: number, now: number): Span | null {
  const span = lane.at(at);
  return span && span === lane.open && at > Math.max(lane.reach(now), span.to) ? null : span;
}

function ends(lane: Lane, span: Span): number {
  return span === lane.open ? NaN : span.to;
}

function taskTickets(cast: Cast, at: number, now: number, closed: boolean): Figure[] {
  return cast.tasks.map((lane) => {
    const ticket = (place: Place, more: Partial<Figure>): Figure => make(cast, "ticket", lane.id, cast.number(lane), lane.name, place, { lane, ...more });
    if (lane.born > at) return ticket("door", { doing: "door", line: lane.made.line });
    if (lane.died <= at) return ticket("done", { doing: "done", since: lane.died, line: lane.spans.at(-1)?.line ?? 0 });
    if (closed) return ticket("left", { doing: "left", since: now, line: lane.spans.at(-1)?.line ?? 0 });
    const span = standing(lane, at, now);
    if (!span) {
      const before = lane.spans[lane.lastAt(at)];
      return ticket("screen", { doing: "ready", since: before?.to ?? lane.born, line: before?.line ?? lane.made.line });
    }
    const told = { span, line: span.line || lane.made.line, since: span.from, until: ends(lane, span), doing: span.state };
    if (span.state === "run" || span.state === "block") return ticket("counter", told);
    if (span.state === "starved") return ticket("screen", told);
    if (span.state === "queued") return ticket("cooks", told);
    return ticket(cast.casting.spot(span).place, { ...told, station: cast.casting.spot(span).station });
  });
}

function callTickets(cast: Cast, at: number): Figure[] {
  const [main] = cast.cashiers;
  return cast.calls.map(({ span, number }) => {
    const name = span.place.func === "<module>" ? "" : span.place.func;
    const place: Place = at < span.from ? "door" : at >= span.to ? "done" : span.state === "run" ? "counter" : "grill";
    const doing = place === "door" || place === "done" ? place : span.state;
    return make(cast, "ticket", `call-${number}`, number, name, place, { doing, span, lane: main ?? null, line: span.line, since: place === "done" ? span.to : span.from, until: span.to, station: cast.casting.spot(span).station });
  });
}

function requestTickets(cast: Cast, at: number): Figure[] {
  return cast.requests.map(({ lane, span, number }) => {
    const place: Place = at < span.from ? "door" : at >= span.to && span !== lane.open ? "done" : "grill";
    const doing = place === "grill" ? span.state : (place as "door" | "done");
    return make(cast, "ticket", `request-${number}`, number, span.name, place, { doing, span, lane, line: span.line, since: place === "done" ? span.to : span.from, until: ends(lane, span), station: "request" });
  });
}

function itemTickets(cast: Cast, at: number): Figure[] {
  return cast.items.map((item) => {
    const [place, since, until]: [Place, number, number] =
      item.submitted > at ? ["door", NaN, item.submitted] : item.ended <= at ? ["done", item.ended, NaN] : item.began <= at ? ["seat", item.began, item.ended] : ["line", item.submitted, item.began];
    const doing = place === "door" || place === "done" ? place : place === "seat" ? "pool" : "queued";
    return make(cast, "ticket", `item-${item.key}`, cast.number(item), item.func, place, { doing, line: item.place.line, since, until });
  });
}

function cook(cast: Cast, lane: Lane, at: number, now: number, items: readonly Figure[]): Figure {
  const span = standing(lane, at, now);
  const item = cast.items.find(({ worker, began, ended }) => worker === lane.id && began <= at && !(ended <= at));
  const holds = item ? (items[cast.number(item) - 1] ?? null) : null;
  const name = lane.kind === "process" || LIBRARY.has(lane.name) ? "" : lane.name;
  const common = { lane, holds };
  if (!span) return make(cast, "cook", lane.id, cast.number(lane), name, "seat", { ...common, doing: "free", since: lane.spans[lane.lastAt(at)]?.to ?? lane.born, line: lane.made.line });
  const line = span.line || holds?.line || 0;
  return make(cast, "cook", lane.id, cast.number(lane), name, "seat", { ...common, span, doing: held(span), line, since: span.from, until: ends(lane, span), station: span.cause });
}

/** Threads a library named, not the learner. */
const LIBRARY: ReadonlySet<string> = new Set(["WorkerThread"]);

/** A seat is taken asleep where a call waits; who waits for a processor is at work. */
function held({ state, cause }: Span): Figure["doing"] {
  if (cause === "sleep") return "sleep";
  return state === "wait" && !cause ? "pool" : state;
}

function cashier(cast: Cast, lane: Lane, at: number, now: number, closed: boolean, tickets: readonly Figure[]): Figure {
  const told = (more: Partial<Figure>): Figure => make(cast, "cashier", lane.id, cast.number(lane), "", "counter", { lane, ...more });
  if (closed) return told({ doing: "done", since: now });
  const own = standing(lane, at, now);
  const span = own ?? (lane === cast.cashiers[0] && cast.main ? standing(cast.main, at, now) : null);
  if (!span) return told({ doing: "free", since: lane.spans[lane.lastAt(at)]?.to ?? 0 });
  // A step stands on two lanes, the loop's and the task's, and begins on both at once.
  const holds = tickets.find((ticket) => (ticket.place === "counter" || ticket.id.includes("/call-")) && ticket.span?.from === span.from && ticket.doing !== "door" && ticket.doing !== "done") ?? null;
  return told({ span, holds, doing: span.state, line: span.line, since: span.from, until: ends(lane, span), station: span.cause });
}
