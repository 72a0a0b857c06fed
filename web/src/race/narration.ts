// The race in sentences: what the picture shows, for whoever reads instead of looking.
import type { Format } from "../format.ts";
import { type Figures, figures, roundNow } from "./figures.ts";
import { median } from "./standing.ts";
import { result } from "./words.ts";
import type { Bet, RunModel } from "../run/model.ts";
import type { Entrant } from "../timeline/model.ts";
import type { Translate } from "../timeline/words.ts";

/** A bet this close to the time counts as on the spot: a tenth of it, at least 50 ms. */
export function onTheSpot(bet: number, seconds: number): boolean {
  return Math.abs(bet - seconds) <= Math.max(0.05, seconds * 0.1);
}

/** What goes on now, in one sentence; "" before the start. */
export function live(model: RunModel, now: number, t: Translate, format: Format): string {
  const entrant = model.timeline.running;
  if (!entrant) {
    if (model.phase === "queued") return t("race.said.queued");
    const round = roundNow(model);
    return round > 1 ? t("race.said.round", { n: round, of: model.rounds }) : "";
  }
  const elapsed = entrant.elapsed(now);
  for (const lane of entrant.lanes) {
    const open = lane.open;
    if (lane.kind === "loop" && open?.state === "block") {
      const time = format.span(lane.reach(elapsed) - open.from);
      return open.line ? t("race.said.stuck", { line: open.line, time }) : t("race.said.stuck.nowhere", { time });
    }
  }
  return t("race.said.running", { name: entrant.name });
}

/** What came of it: each bet against its time, then the ratio, then the reason. */
export function summary(model: RunModel, t: Translate, format: Format): string[] {
  const { entrants } = model.timeline;
  const raced = figures(model);
  const said = model.bets.map((bet) => betSentence(bet, raced, t, format)).filter((sentence) => sentence !== "");
  const [only] = raced;
  if (raced.length > 1) said.push(...result(raced, t, format));
  else if (only?.end?.outcome === "exited" && !model.bets.length) said.push(t("race.said.took", { name: only.name, time: format.seconds(took(only)) }));
  if (model.roundsCut !== null) said.push(t("race.rounds.cut", { n: model.roundsCut, of: model.rounds }));
  const compared = raced.filter(({ times }) => times.length).sort((a, b) => took(a) - took(b));
  const told = compared[0] ?? raced.find(({ end }) => end?.outcome === "exited");
  const entrant = told && entrants[told.index];
  if (entrant) said.push(...reasons(entrant, t, format));
  return said;
}

function betSentence(bet: Bet, raced: readonly Figures[], t: Translate, format: Format): string {
  const one = raced[bet.entrant];
  if (!one?.end) return "";
  const { name } = one;
  if (one.fate !== "done") return t("bet.void", { name });
  const hit = onTheSpot(bet.seconds, took(one)) ? "bet.hit" : "bet.miss";
  const holes = { name, bet: format.seconds(bet.seconds), time: format.seconds(took(one)) };
  return t(raced.length > 1 ? `${hit}.named` : hit, holes);
}

function reasons(entrant: Entrant, t: Translate, format: Format): string[] {
  const blocked = entrant.blocked();
  if (blocked.ms >= 50) {
    const time = format.span(blocked.ms);
    return [blocked.line ? t("race.said.blocked", { time, line: blocked.line }) : t("race.said.blocked.nowhere", { time })];
  }
  const overlap = entrant.overlap(0);
  if (overlap === null || entrant.trace.waits.length < 2) return [];
  if (overlap >= 1.5) return [t("race.said.all-at-once", { times: format.times(overlap) })];
  return overlap < 1.1 ? [t("race.said.one-by-one", { times: format.times(overlap) })] : [];
}

/** Seconds; the median where there were several rounds. */
function took({ times, end }: Figures): number {
  return times.length ? median(times) : (end?.wall_s ?? Infinity);
}
