// The shop in sentences: what a figure does at an instant, what happened at a moment, what stands over each place.
import type { Format } from "../format.ts";
import { fill } from "../strings.ts";
import { heldInCall, type Translate, waitedFor, waitName } from "../timeline/words.ts";
import type { Span } from "../timeline/span.ts";
import type { Figure, Place } from "./figure.ts";
import type { Moment } from "./moments.ts";

/** A station of a story: its name, what is said of a ticket there and of one that gets there, with {who} and {time}. */
export interface Station {
  name: string;
  says: string;
  tells: string;
}

/** The words of a run, or those of a story, which names its own people. */
export interface Wording {
  t: Translate;
  format: Format;
  /** What a cashier is called, and a station of the grill; null: as in any run. */
  cashier?: string;
  cook?: string;
  stations?: Readonly<Record<string, Station>>;
  /** What stands over a place, and what it is in the program. */
  places?: Readonly<Partial<Record<Place, string>>>;
  codes?: Readonly<Partial<Record<Place, string>>>;
}

/** "Number 3, cook 2". */
export function who(figure: Pick<Figure, "kind" | "number" | "name">, { t, cashier, cook }: Wording): string {
  if (figure.kind === "cashier") return figure.number > 1 ? t("kitchen.cashier.n", { n: figure.number }) : (cashier ?? t("kitchen.cashier"));
  if (figure.kind === "cook") {
    const holes = { cook: cook ?? t("kitchen.cook"), n: figure.number, name: figure.name };
    return holes.name && !cook ? t("kitchen.cook.named", holes) : t("kitchen.cook.n", holes);
  }
  return figure.name ? t("kitchen.ticket.named", { n: figure.number, name: figure.name }) : t("kitchen.ticket", { n: figure.number });
}

const CASHIER = { kind: "cashier", number: 1, name: "" } as const;

/** What a station of the grill is called. */
export function stationName(station: string, { t, stations }: Wording): string {
  const own = stations?.[station];
  if (own) return own.name;
  if (station.startsWith("service:")) {
    const name = station.slice("service:".length);
    return name === "kitchen" || name === "database" ? t(`lane.${name}`) : name;
  }
  if (station === "request") return t("kitchen.place.requests");
  if (station === "sleep") return t("kitchen.station.sleep");
  return station ? waitName(station, t) : t("kitchen.station.other");
}

/** What a figure is doing at `at`, with its line. */
export function figureSentence(figure: Figure, at: number, wording: Wording): string {
  const { t, stations } = wording;
  const own = figure.doing === "wait" ? stations?.[figure.station] : undefined;
  const filled = holes(figure, at, wording);
  const said = own ? fill(own.says, filled) : t(`kitchen.says.${sentenceKey(figure)}`, filled);
  return figure.line ? `${begun(said)} ${t("kitchen.line", { line: figure.line })}` : begun(said);
}

/** A few words for the figure itself: its accessible name. */
export function figureLabel(figure: Figure, wording: Wording): string {
  const { t, stations } = wording;
  const state = (figure.doing === "wait" && stations?.[figure.station]?.name) || t(`kitchen.state.${stateKey(figure)}`);
  const label = t("kitchen.label", { who: who(figure, wording), state });
  return figure.line ? t("kitchen.label.line", { label, line: figure.line }) : label;
}

/** A word or two for what it does. */
export function stateKey(figure: Figure): string {
  const { kind, doing, place, span } = figure;
  if (kind === "cashier") {
    if (doing === "sleep" || doing === "wait") return "stands";
    if (doing === "done") return "home";
    return doing === "run" && span?.cause === "computes" ? "computes" : doing === "starved" || doing === "pool" || doing === "proc" || doing === "queued" ? "run" : doing;
  }
  if (kind === "cook") return doing === "pool" || doing === "proc" || doing === "run" ? "works" : doing === "wait" ? "sleep" : doing === "starved" ? "ready" : doing;
  if (doing === "ready" || doing === "starved") return "ready";
  if (place === "grill" || place === "table" || place === "cooks" || place === "line" || place === "done" || place === "door" || place === "left") return place;
  return doing === "block" ? "block" : "counter";
}

/** After `kitchen.says.`. */
function sentenceKey(figure: Figure): string {
  const { kind, holds, doing } = figure;
  if (kind === "cashier") {
    const state = stateKey(figure);
    if (state === "run") return holds ? "cashier.serves" : "cashier.callback";
    if (state === "block") return holds ? "cashier.stuck" : "cashier.stuck.alone";
    return `cashier.${state}`;
  }
  if (kind === "cook") {
    const state = stateKey(figure);
    if (state === "works") return holds ? "cook.makes" : "cook.works";
    return state === "sleep" || state === "queued" ? `cook.${state}` : "cook.free";
  }
  const state = stateKey(figure);
  if (state === "done" && !Number.isNaN(figure.since)) return "at.done";
  if (state === "grill" && doing === "sleep") return "at.grill.stood";
  return `at.${state}`;
}

function holes(figure: Figure, at: number, wording: Wording): Record<string, string | number> {
  const { format } = wording;
  const since = Number.isNaN(figure.since) ? 0 : Math.max(0, at - figure.since);
  return {
    who: who(figure, wording),
    cashier: who(CASHIER, wording),
    time: format.span(since),
    at: `${format.stamp(Number.isNaN(figure.since) ? 0 : figure.since)}\u202fs`,
    ticket: figure.holds ? who(figure.holds, wording) : "",
    what: figure.span ? awaited(figure.span, wording) : "",
    func: figure.holds?.name ?? figure.span?.name ?? "",
  };
}

function awaited(span: Span, { t, format }: Wording): string {
  if (span.state === "sleep" || (heldInCall(span) && span.cause === "sleep")) return "time.sleep";
  return waitedFor(span, t, format) || t("kitchen.station.other");
}

/** What happened at a moment, without its time. */
export function momentSentence(moment: Moment, wording: Wording): string {
  const { t, format, stations } = wording;
  const what = moment.span ? awaited(moment.span, wording) : "";
  const time = moment.span ? format.span(moment.span.to - moment.span.from) : "";
  const key = moment.what === "stuck" && moment.kind === "cashier" ? "stuck.alone" : moment.what === "stand" && moment.kind === "cashier" ? "stand.alone" : moment.what;
  const own = moment.what === "grill" || moment.what === "table" ? stations?.[moment.station] : undefined;
  const filled = { who: who(moment, wording), cashier: who(CASHIER, wording), by: who({ kind: "cook", number: moment.by, name: "" }, wording), what, time };
  const said = own ? fill(own.tells, filled) : t(`kitchen.moment.${key}`, filled);
  return moment.line ? `${begun(said)} ${t("kitchen.line", { line: moment.line })}` : begun(said);
}

/** Names begin small; a sentence does not. */
function begun(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
