// The words of the drawing: names of lanes, labels of spans, longest first.
import type { Format } from "./format.ts";
import type { Lane, Span, State } from "./timeline-lane.ts";

export type Translate = (key: string, holes?: Record<string, string | number>) => string;

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
      return lane.name === "kitchen" ? t("lane.kitchen") : lane.name;
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
      return [span.name, waitName(span.cause, t)];
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

/** What a state is called in the legend and the table. */
export function stateName(span: Span, t: Translate): string {
  const what = span.state === "wait" ? span.name || waitName(span.cause, t) : span.name;
  const state = t(`state.${span.state}`);
  return what ? `${state}: ${what}` : state;
}

export function waitName(cause: string, t: Translate): string {
  return cause ? t(`wait.${cause}`) : "";
}

/** In the order the legend tells them. */
export const STATES: readonly State[] = ["run", "wait", "starved", "block", "sleep", "pool", "proc", "queued"];
