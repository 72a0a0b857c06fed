// The lab in sentences: what each program made of its crowd, for whoever reads instead of looking.
import type { Format } from "../format.ts";
import type { Figure } from "./law.ts";
import type { Reading } from "./model.ts";
import type { Translate } from "../timeline/words.ts";

/** The last fifth waits so many times as long as the first where a line has grown. */
const GROWN = 2;

/** What goes on now, in one sentence. */
export function liveWords(reading: Reading, t: Translate, format: Format): string {
  const { name, users, latencies } = reading;
  return t("lab.said.live", { name, n: format.number(latencies.length), users: format.number(users) });
}

/** What one program made of its crowd; empty before anything is known of it. */
export function outcome(reading: Reading, t: Translate, format: Format): string[] {
  const { users, latencies, failed, unserved, half, most, longest, rate, tookMs } = reading;
  const count = (n: number): string => format.number(n);
  const said: string[] = [];
  if (!latencies.length) said.push(reading.ended || unserved ? t("lab.said.nobody", { users: count(users) }) : "");
  else if (unserved) said.push(...cutWords(reading, t, format));
  else if (half && most && longest && rate !== null) {
    const holes = { n: count(latencies.length), time: format.span(tookMs), rate: count(rate), half: format.span(half.ms), most: format.span(most.ms) };
    said.push(users === 1 ? t("lab.said.single", holes) : t("lab.said.served", holes), risingWords(reading, t, format));
  }
  if (failed) said.push(t("lab.said.failed", { n: count(failed) }));
  said.push(poolWords(reading, t, format), besideWords(reading, t, format));
  return said.filter((sentence) => sentence !== "");
}

/** A time, and whether it was measured or computed. */
export function figureWords(figure: Figure | null, t: Translate, format: Format): string {
  if (!figure) return "";
  const time = format.span(figure.ms);
  return figure.computed ? t("lab.computed", { time }) : time;
}

/** Threads out and users in line, at their most. */
export function poolFigure({ pool }: Reading, t: Translate, format: Format): string {
  if (!pool) return "";
  const holes = { n: format.number(pool.most.used), room: format.number(pool.room), waiting: format.number(pool.most.waiting) };
  return pool.most.waiting ? t("lab.threads.line", holes) : t("lab.threads", holes);
}

/** Whether those who came one after another found a line that grew. */
function risingWords({ rising, order }: Reading, t: Translate, format: Format): string {
  const [first] = order;
  const last = order.at(-1);
  if (!rising || first === undefined || last === undefined) return "";
  // Single ones are at the mercy of the machine.
  const some = Math.ceil(order.length / 5);
  const grown = mean(order.slice(-some)) > GROWN * mean(order.slice(0, some));
  return t(grown ? "lab.said.rising" : "lab.said.level", { first: format.span(first), last: format.span(last) });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function cutWords({ users, latencies, cutMs, law, rising }: Reading, t: Translate, format: Format): string[] {
  const n = format.number(latencies.length);
  const cut = t("lab.said.cut", { n, users: format.number(users), time: format.span(cutMs) });
  if (!law) return [cut];
  return [cut, t(rising ? "lab.said.law.rising" : "lab.said.law", { gap: format.span(law.gap), users: format.number(users), time: format.span(law.at(users)) })];
}

function poolWords({ pool }: Reading, t: Translate, format: Format): string {
  if (!pool) return "";
  const room = format.number(pool.room);
  if (!pool.most.waiting) return t("lab.said.pool", { n: format.number(pool.most.used), room });
  return t("lab.said.pool.full", { room, n: format.number(pool.most.waiting), time: format.span(pool.longest) });
}

function besideWords({ bystander, ping, manner }: Reading, t: Translate, format: Format): string {
  if (!bystander || !ping) return "";
  const holes = { menu: figureWords(bystander, t, format), ping: figureWords(ping, t, format) };
  return manner === "block" ? t("lab.said.beside.blocked", holes) : t("lab.said.beside", holes);
}
