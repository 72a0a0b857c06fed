// Time travel on the page: how everything stood at the cursor's instant, entrant by entrant.
import { h, icon, setText } from "../dom.ts";
import type { Format } from "../format.ts";
import { type Moment, type Standing, stateAt } from "./moment.ts";
import { countSentence, loopSentence, poolSentence, reason, stateWord } from "./moment-words.ts";
import type { Entrant } from "./model.ts";
import { lineOf } from "./tip.ts";
import { laneName, type Translate } from "./words.ts";

/** Tasks told one by one; the others are counted. */
const MOST = 12;

export class MomentView {
  readonly element: HTMLElement;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly title = h("h3");
  private readonly body = h("div", { class: "moment-body" });
  private readonly pick: (entrant: number, line: number) => void;
  private drawn = "";

  constructor(t: Translate, format: Format, pick: (entrant: number, line: number) => void, close: () => void) {
    this.t = t;
    this.format = format;
    this.pick = pick;
    const away = h("button", { class: "btn btn-quiet btn-icon", type: "button", "aria-label": t("moment.close"), onclick: close }, icon("cross"));
    this.element = h("section", { class: "moment", hidden: true, "aria-label": t("moment.name") }, h("header", {}, this.title, away), this.body);
  }

  /** Show all entrants at `ms` of their own time; null hides. */
  draw(entrants: readonly Entrant[], ms: number | null, runNow: number): void {
    this.element.hidden = ms === null;
    if (ms === null) {
      this.drawn = "";
      return;
    }
    const started = entrants.filter((entrant) => entrant.zero !== null);
    const state = `${ms} ${started.map((entrant) => `${entrant.version} ${entrant.trace.version}`).join()}`;
    if (state === this.drawn) return;
    this.drawn = state;
    setText(this.title, this.t("moment.at", { time: `${this.format.stamp(ms)}\u202fs` }));
    this.body.replaceChildren(...started.map((entrant) => this.entrant(entrant, ms, runNow, started.length > 1)));
  }

  private entrant(entrant: Entrant, ms: number, runNow: number, several: boolean): HTMLElement {
    const { t, format } = this;
    const name = several ? h("h4", {}, entrant.name) : "";
    if (entrant.ended && ms > entrant.elapsed(runNow)) return h("div", {}, name, h("p", {}, t("moment.over")));
    if (ms > entrant.elapsed(runNow)) return h("div", {}, name, h("p", {}, t("moment.ahead")));
    const moment = stateAt(entrant.trace, ms * 1e6, entrant.elapsed(runNow));
    const said = [
      ...moment.loops.map((loop) => loopSentence(loop, moment, t, format)),
      ...moment.pools.map((pool) => poolSentence(pool, t, format)),
      moment.busy.requests || moment.busy.users ? t("moment.requests", { n: format.number(moment.busy.requests || moment.busy.users) }) : "",
      moment.busy.service ? t("moment.service", { n: format.number(moment.busy.service) }) : "",
    ].filter((sentence) => sentence !== "");
    const told = [...moment.tasks].sort(byUrgency).slice(0, MOST);
    const rows = [...told, ...moment.threads.slice(0, MOST)];
    const counted = moment.tasks.length > MOST || moment.done ? countSentence(moment, t, format) : "";
    return h(
      "div",
      {},
      name,
      said.length ? h("ul", { role: "list" }, ...said.map((sentence) => h("li", {}, sentence))) : "",
      rows.length ? this.table(entrant, moment, rows) : h("p", { class: "faint" }, t("moment.nothing")),
      counted && h("p", { class: "faint" }, t("moment.tasks", { counts: counted })),
    );
  }

  private table(entrant: Entrant, moment: Moment, standings: readonly Standing[]): HTMLElement {
    const { t, format } = this;
    const head = ["moment.who", "table.state", "moment.reason", "moment.since", "table.line"].map((key) => h("th", { scope: "col" }, t(key)));
    const rows = standings.map((standing) => {
      const since = Number.isFinite(standing.since) ? t("moment.for", { from: `${format.stamp(standing.since)}\u202fs`, time: format.span(moment.at - standing.since) }) : "";
      const { line } = standing;
      const source = lineOf(entrant.source, line);
      const code = line ? h("button", { class: "line", type: "button", onclick: () => this.pick(entrant.index, line) }, h("span", { class: "no" }, source ? line : t("moment.line", { line })), source && h("code", {}, source)) : "";
      const cell = (...content: (Node | string)[]): HTMLTableCellElement => h("td", {}, ...content);
      return h("tr", { class: standing.state }, h("th", { scope: "row" }, laneName(standing.lane, t)), cell(stateWord(standing, t)), cell(reason(standing, t, format)), cell(since), cell(code));
    });
    return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("moment.table", { name: entrant.name }) }, h("table", { class: "table" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)));
  }
}

const URGENT: Readonly<Record<string, number>> = { block: 0, run: 1, starved: 2, ready: 2 };

/** Who holds the loop first, then who waits for a turn, then the others as they were born. */
function byUrgency(a: Standing, b: Standing): number {
  return (URGENT[a.state] ?? 3) - (URGENT[b.state] ?? 3) || a.lane.order - b.lane.order;
}
