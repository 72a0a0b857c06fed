// Who won, by how much, and what nobody can say, in sentences.
import type { Format } from "../format.ts";
import type { Figures } from "./figures.ts";
import { median, standing } from "./standing.ts";
import type { Translate } from "../timeline/words.ts";

/** The result of a race of two to four programs; empty while fewer than two have ended. */
export function result(raced: readonly Figures[], t: Translate, format: Format): string[] {
  const ended = raced.filter(({ fate }) => fate !== "waiting" && fate !== "running");
  if (raced.length < 2 || ended.length < raced.length) return [];
  const { order, ties } = standing(raced.map(({ times }) => times));
  const said: string[] = [];
  const all = ties.length === 1 && ties[0]?.length === order.length;
  if (order.length > 1 && !all) said.push(ratio(order, raced, t, format));
  said.push(...ties.map((tie) => tieSentence(tie.map((index) => raced[index] as Figures), t, format)));
  for (const { name, fate, times } of raced) if (!times.length) said.push(t(fate === "error" ? "race.out.error" : "race.out", { name }));
  return said;
}

/** "Threads took 0.51 s, a third of 1.52 s, what the synchronous one took." With who lay in between. */
function ratio(order: readonly number[], raced: readonly Figures[], t: Translate, format: Format): string {
  const placed = order.map((index) => raced[index] as Figures);
  const fast = placed[0] as Figures;
  const slow = placed.at(-1) as Figures;
  const [fastest, slowest] = [median(fast.times), median(slow.times)];
  const holes = { fast: fast.name, slow: slow.name, fast_time: format.seconds(fastest), slow_time: format.seconds(slowest), share: share(fastest / slowest, t, format) };
  const rounds = Math.max(...placed.map(({ times }) => times.length));
  const first = rounds > 1 ? t("race.ratio.median", { n: rounds, ...holes }) : t("race.ratio", holes);
  const between = placed.slice(1, -1).map(({ name, times }) => t("race.ratio.one", { name, time: format.seconds(median(times)) }));
  return between.length ? `${first} ${t("race.ratio.between", { list: format.list(between) })}` : first;
}

function tieSentence(tie: readonly Figures[], t: Translate, format: Format): string {
  const names = format.list(tie.map(({ name }) => name));
  if (tie.every(({ times }) => times.length > 1)) {
    return t("race.tied", { names, ranges: format.list(tie.map(({ times }) => format.range(Math.min(...times), Math.max(...times)))) });
  }
  return t("race.tied.once", { names, times: format.list(tie.map(({ times }) => format.seconds(median(times)))) });
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
