// An instant in sentences: who holds the loop, what a lane does, what a pool has in hand.
import type { Format } from "../format.ts";
import type { Lane } from "./lane.ts";
import type { Entrant } from "./model.ts";
import { type LoopStanding, type Moment, type PoolStanding, type Standing, stateAt } from "./moment.ts";
import { heldInCall, laneName, type Translate, waitedFor } from "./words.ts";

/** Who has the loop now. */
export function loopSentence({ span, holder }: LoopStanding, moment: Moment, t: Translate, format: Format): string {
  if (!span) return t("moment.loop.free");
  const holes = { task: holder ? laneName(holder, t) : t("moment.callback"), line: span.line, time: format.span(moment.at - span.from) };
  if (span.state === "block") return t(span.line ? "moment.loop.blocked" : "moment.loop.blocked.nowhere", holes);
  return t("moment.loop.runs", holes);
}

export function poolSentence({ kind, queued, running }: PoolStanding, t: Translate, format: Format): string {
  return t(`moment.pool.${kind || "thread"}`, { running: format.number(running.length), queued: format.number(queued.length) });
}

/** The word for what it does. */
export function stateWord({ state, span }: Standing, t: Translate): string {
  if (!span) return t("state.starved");
  if (span.state === "wait") return t(heldInCall(span) ? "state.held" : "state.wait");
  return t(`state.${state === "ready" ? "starved" : state}`);
}

/** What it waits for, or what it runs; "" where the state says it all. */
export function reason({ span }: Standing, t: Translate, format: Format): string {
  if (!span) return t("moment.turn");
  if (span.state === "wait" || span.state === "queued") return span.cause === "starts" ? t("span.starts") : waitedFor(span, t, format);
  if (span.state === "starved") return t("moment.turn");
  return span.name;
}

/** One lane in one sentence, for the live region. */
export function laneSentence(lane: Lane, standing: Standing | undefined, t: Translate, format: Format): string {
  const name = laneName(lane, t);
  if (!standing) return t("moment.lane.none", { name });
  const why = reason(standing, t, format);
  const state = why && standing.state !== "ready" && standing.state !== "starved" ? `${stateWord(standing, t)}, ${why}` : stateWord(standing, t);
  return standing.line ? t("moment.lane.line", { name, state, line: standing.line }) : t("moment.lane", { name, state });
}

/** How many tasks were in which state, as a sentence. */
export function countSentence(moment: Moment, t: Translate, format: Format): string {
  const counts = new Map<string, number>();
  for (const standing of moment.tasks) {
    const key = standing.state === "ready" ? "starved" : standing.state;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const parts = [...counts].map(([state, n]) => t("moment.count", { n: format.number(n), state: t(`state.${state}`) }));
  if (moment.done) parts.push(t("moment.done", { n: format.number(moment.done) }));
  return parts.join(", ");
}

/** What the cursor stands on, for the live region: its lane, or the loop and how many tasks were in which state. */
export function cursorSentence(entrant: Entrant, ms: number, lane: Lane | null, now: number, t: Translate, format: Format): string {
  const moment = stateAt(entrant.trace, ms * 1e6, now);
  const time = `${format.stamp(ms)}\u202fs:`;
  if (lane && lane.kind !== "loop") {
    const span = lane.at(ms);
    const known = [...moment.tasks, ...moment.threads].find((one) => one.lane === lane);
    return `${time} ${laneSentence(lane, known ?? (span ? { lane, state: span.state, span, since: span.from, line: span.line } : undefined), t, format)}`;
  }
  const [loop] = moment.loops;
  return [time, loop ? loopSentence(loop, moment, t, format) : "", countSentence(moment, t, format)].filter(Boolean).join(" ");
}
