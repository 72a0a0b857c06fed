// The headlines of a run as words.
import type { Format } from "../format.ts";
import type { Headlines } from "./headlines.ts";
import type { Translate } from "./words.ts";

/** The headlines worth saying, as words. */
export function headlineWords(found: Headlines, cut: boolean, t: Translate, format: Format): string[] {
  const parts: string[] = [];
  if (found.overlap !== null) parts.push(t("race.overlap", { times: format.times(found.overlap) }));
  if (found.blocked.ms >= 20) parts.push(t(found.blocked.live ? "race.blocked.live" : "race.blocked", { time: format.span(found.blocked.ms) }));
  if (found.peak > 1) parts.push(t("race.peak", { n: format.number(found.peak) }));
  if (found.queue.longest >= 5) parts.push(t("race.queue", { time: format.span(found.queue.longest) }));
  if (found.cores !== null && found.cores >= 0.5) parts.push(t("race.cores", { n: format.number(found.cores, 1) }));
  if (found.untold) parts.push(t("race.untold", { n: format.number(found.untold) }));
  if (cut) parts.push(t("race.cut"));
  return parts;
}
