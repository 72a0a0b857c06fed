// The words of the drawing: names of lanes, labels of spans, longest first.
import type { Format } from "../format.ts";
import type { Lane, LaneKind } from "./lane.ts";
import type { Span, State } from "./span.ts";

export type Translate = (key: string, holes?: Record<string, string | number>) => string;

/** Services that have a name of their own in each language. */
const SERVICES = new Set(["kitchen", "database", "mail", "disk"]);

export function laneName(lane: Lane, t: Translate): string {
  switch (lane.kind) {
    case "loop":
      return t("lane.loop");
    case "main":
      return t("lane.main");
    case "process":
      return t("lane.process", { n: lane.number });
    case "thread":
      return lane.name || t("lane.thread", { n: lane.number });
    case "task":
      return lane.name || t("lane.task", { n: lane.number });
    case "requests":
      return t("lane.requests");
    case "users":
      return t("lane.users");
    case "ping":
      return t("lane.ping");
    case "service":
      return SERVICES.has(lane.name) ? t(`lane.${lane.name}`) : lane.name;
  }
}

/** Whether a lane's name is said; of lanes packed with the same kind of thing only the first says it. */
export function named(lane: Lane): boolean {
  return !(lane.number > 1 && (lane.kind === "requests" || lane.kind === "users" || lane.kind === "service"));
}

export function labels(span: Span, ms: number, t: Translate, format: Format): string[] {
  const time = format.span(ms);
  switch (span.state) {
    case "block":
      if (span.cause === "holds") return [t("span.holds"), t("span.holds.short")];
      if (!span.line) return [t("span.block.nowhere", { time }), time];
      return [t("span.block", { time, line: span.line }), t("span.block.short", { time, line: span.line }), time];
    case "starved":
      return span.cause === "ping" ? [time] : [`${t("span.starved")} ${time}`, t("span.starved"), t("span.starved.short")];
    case "wait":
      return [waitedFor(span, t, format), span.name || waitName(span.cause, t)];
    case "sleep":
      return ["time.sleep", "sleep"];
    case "queued":
      return [t(span.cause === "starts" ? "span.starts" : "span.queued")];
    case "pool":
    case "proc":
      return [span.name || (span.cause === "sleep" ? "time.sleep" : t("span.computes"))];
    case "run":
      return span.cause === "computes" ? [t("span.computes")] : [];
  }
}

/** What a state is called in tip and table; with a `format`, what is waited for as exactly as it is known. */
export function stateName(span: Span, t: Translate, format?: Format): string {
  const what = span.state !== "wait" ? span.name : format ? waitedFor(span, t, format) : span.name || waitName(span.cause, t);
  const state = t(`state.${heldInCall(span) ? "held" : span.state}`);
  return what ? `${state}: ${what}` : state;
}

/** Waits of plain threads: samples saw them in a call, no await is near. */
const CALLS = new Set(["network", "file", "input", "select", "process"]);

export function heldInCall(span: Span): boolean {
  return span.state === "wait" && CALLS.has(span.cause);
}

/** What is waited for, as exactly as it is known: "sleep 0.50 s", "gather: cook, cook 2". */
export function waitedFor(span: Span, t: Translate, format: Format): string {
  const what = span.name || waitName(span.cause, t);
  if (typeof span.of === "number") return `${what} ${format.seconds(span.of)}`;
  return span.of?.length ? `${what}: ${span.of.join(", ")}` : what;
}

/** A word for a cause; "" for one that says nothing more. */
export function waitName(cause: string, t: Translate): string {
  return cause && cause !== "request" ? t(`wait.${cause}`) : "";
}

/** The key of what the legend calls a state: where nobody has a loop, nobody waits at an await. */
export function legendKey(state: State, entrants: readonly { lanes: readonly { kind: LaneKind }[] }[]): string {
  const loops = entrants.some((entrant) => entrant.lanes.some((lane) => lane.kind === "loop"));
  return `state.${state === "wait" && !loops ? "held" : state}`;
}

/** In the order the legend tells them. */
export const LEGEND: readonly State[] = ["run", "wait", "starved", "block", "sleep", "pool", "proc", "queued"];
