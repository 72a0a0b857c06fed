// The race in sentences: what the picture shows, for whoever reads instead of looking.
import type { Format } from "./format.ts";
import type { Bet, RunModel } from "./run-model.ts";
import type { Entrant } from "./timeline-model.ts";
import type { Translate } from "./timeline-words.ts";

/** A bet this close to the time counts as on the spot: a tenth of it, at least 50 ms. */
export function onTheSpot(bet: number, seconds: number): boolean {
  return Math.abs(bet - seconds) <= Math.max(0.05, seconds * 0.1);
}

/** What goes on now, in one sentence; "" before the start. */
export function live(model: RunModel, now: number, t: Translate, format: Format): string {
  const entrant = model.timeline.running;
  if (!entrant) return model.phase === "queued" ? t("race.said.queued") : "";
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
  const said = model.bets.map((bet) => betSentence(bet, entrants, t, format)).filter((sentence) => sentence !== "");
  const ended = entrants.filter((entrant) => entrant.ended?.outcome === "exited");
  if (entrants.length > 1 && ended.length === entrants.length) said.push(ratio(ended, t, format));
  else if (entrants.length === 1 && !model.bets.length) {
    for (const entrant of ended) said.push(t("race.said.took", { name: entrant.name, time: format.seconds(took(entrant)) }));
  }
  const told = ended.length > 1 ? fastestOf(ended) : ended[0];
  if (told) said.push(...reasons(told, t, format));
  return said;
}

function betSentence(bet: Bet, entrants: readonly Entrant[], t: Translate, format: Format): string {
  const entrant = entrants[bet.entrant];
  if (!entrant?.ended) return "";
  const { name } = entrant;
  if (entrant.ended.outcome !== "exited") return t("bet.void", { name });
  const hit = onTheSpot(bet.seconds, took(entrant)) ? "bet.hit" : "bet.miss";
  const holes = { name, bet: format.seconds(bet.seconds), time: format.seconds(took(entrant)) };
  return t(entrants.length > 1 ? `${hit}.named` : hit, holes);
}

/** "The asynchronous one took 0.51 s, a third of 1.52 s, what the synchronous one took." */
function ratio(ended: readonly Entrant[], t: Translate, format: Format): string {
  const fast = fastestOf(ended);
  const slow = ended.reduce((worst, entrant) => (took(entrant) > took(worst) ? entrant : worst));
  const times = { fast: fast.name, slow: slow.name, fast_time: format.seconds(took(fast)), slow_time: format.seconds(took(slow)) };
  const part = took(fast) / took(slow);
  if (part > 0.9) {
    const [a, b] = ended as [Entrant, Entrant];
    return t("race.ratio.even", { a: a.name, b: b.name, a_time: format.seconds(took(a)), b_time: format.seconds(took(b)) });
  }
  return t("race.ratio", { ...times, share: share(part, t, format) });
}

const SHARES: readonly (readonly [number, string])[] = [
  [1 / 5, "fifth"],
  [1 / 4, "quarter"],
  [1 / 3, "third"],
  [1 / 2, "half"],
  [2 / 3, "two-thirds"],
  [3 / 4, "three-quarters"],
];

/** A fraction in words where one is near (within 8 %), else in per cent. */
export function share(part: number, t: Translate, format: Format): string {
  const near = SHARES.find(([value]) => Math.abs(part / value - 1) < 0.08);
  return near ? t(`race.share.${near[1]}`) : t("race.share.percent", { n: format.number(part * 100) });
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

function fastestOf(entrants: readonly Entrant[]): Entrant {
  return entrants.reduce((best, entrant) => (took(entrant) < took(best) ? entrant : best));
}

function took(entrant: Entrant): number {
  return entrant.ended?.wall_s ?? Infinity;
}
