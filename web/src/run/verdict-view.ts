// What a submission was found to do: measured facts, the idea that may be behind them, and what to try next.
import { h, svg } from "../dom.ts";
import type { Format } from "../format.ts";
import type { VerdictMessage } from "./client.ts";
import type { Translate } from "../timeline/words.ts";
import { type Tally, tallies } from "./verdict-tally.ts";

const BAR = 300;

/** The verdict, or null where there is none to show. `url` is the permanent page of the run. */
export function verdictView(verdict: VerdictMessage, url: string, t: Translate, format: Format): HTMLElement {
  const bars = tallies(verdict.evidence ?? {}).map((tally) => tallyView(tally, verdict.passed, t, format));
  const kicker = h("div", { class: "over" }, t("verdict.name"), url ? h("a", { href: url }, t("verdict.run")) : null);
  const facts = h(
    "section",
    { class: "g3 verdict stack", tabindex: -1 },
    kicker,
    h("h2", {}, t(verdict.passed ? "verdict.passed" : "verdict.not-yet")),
    h("p", { class: "say" }, verdict.message),
    bars.length ? h("ul", { class: "tallies", role: "list" }, ...bars) : null,
  );
  const beside = h("section", { class: "g3 stack" });
  if (verdict.idea) beside.append(h("div", { class: "belief" }, h("p", { class: "label" }, t("verdict.idea")), h("h3", {}, t("quote", { text: verdict.idea }))));
  if (verdict.next_step) beside.append(h("div", {}, h("p", { class: "over" }, t("verdict.next")), h("p", { class: "say" }, verdict.next_step)));
  return h("div", { class: "full desk judged", role: "status" }, facts, beside);
}

function tallyView({ name, share, n, all }: Tally, passed: boolean, t: Translate, format: Format): HTMLElement {
  const said = t(`tally.${name}`, { n: format.number(n ?? 0, 1), all: format.number(all ?? 0), percent: format.number(share * 100) });
  // What is reached in full was no reason to turn the submission away.
  const reached = passed || share === 1;
  const rects = [svg("rect", { class: "rail", width: BAR, height: 8 }), svg("rect", { class: reached ? "ok" : "ko", width: BAR * share, height: 8 })];
  const bar = svg("svg", { class: "tally", viewBox: `0 0 ${BAR} 8`, preserveAspectRatio: "none", "aria-hidden": "true", "data-share": share }, ...rects);
  return h("li", {}, bar, h("span", {}, said));
}
