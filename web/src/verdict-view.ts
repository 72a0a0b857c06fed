// What a submission was found to do: measured facts, the idea that may be behind them, and what to try next.
import { h, svg } from "./dom.ts";
import type { VerdictMessage } from "./run-client.ts";
import type { Translate } from "./timeline-words.ts";

/** The verdict, or null where there is none to show. `url` is the permanent page of the run. */
export function verdictView(verdict: VerdictMessage, url: string, t: Translate): HTMLElement {
  const look = verdict.passed ? "ok" : "ko";
  const bars = [0, 101.5, 203].map((x) => svg("rect", { class: look, x, width: 97, height: 8 }));
  const bar = svg("svg", { class: "tally", viewBox: "0 0 300 8", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
  const kicker = h("div", { class: "over" }, t("verdict.name"), url ? h("a", { href: url }, t("verdict.run")) : null);
  const facts = h(
    "section",
    { class: "g3 verdict stack", tabindex: -1 },
    bar,
    kicker,
    h("h2", {}, t(verdict.passed ? "verdict.passed" : "verdict.not-yet")),
    h("p", { class: "say" }, verdict.message),
  );
  const beside = h("section", { class: "g3 stack" });
  if (verdict.idea) beside.append(h("div", { class: "belief" }, h("p", { class: "label" }, t("verdict.idea")), h("h3", {}, t("quote", { text: verdict.idea }))));
  if (verdict.next_step) beside.append(h("div", {}, h("p", { class: "over" }, t("verdict.next")), h("p", { class: "say" }, verdict.next_step)));
  return h("div", { class: "full desk judged", role: "status" }, facts, beside);
}
