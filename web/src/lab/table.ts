// The lab for whoever reads it: one row of figures a program, and the drawings themselves as tables.
import { h, icon } from "../dom.ts";
import type { Format } from "../format.ts";
import { poolAt, ranks } from "./layout.ts";
import { nthOf, type Reading } from "./model.ts";
import { figureWords, poolFigure } from "./words.ts";
import type { Translate } from "../timeline/words.ts";

const ROWS = 11;

export class LabTable {
  readonly element: HTMLElement;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly sheet = h("div", { class: "scroll sheet", tabindex: 0, role: "region" });
  private readonly drawings = h("div", { class: "scroll stack g4", tabindex: 0, role: "region" });
  private readonly twin: HTMLDetailsElement;
  private readings: readonly Reading[] = [];

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
    this.sheet.setAttribute("aria-label", t("lab.figures"));
    this.drawings.setAttribute("aria-label", t("lab.twin"));
    this.twin = h("details", { class: "twin" }, h("summary", {}, icon("chev"), t("lab.twin")), this.drawings);
    this.twin.addEventListener("toggle", () => this.drawTwin());
    this.element = h("div", { class: "stack g3", hidden: true }, this.sheet, this.twin);
  }

  /** `slot`: the number a program has on the page. */
  draw(readings: readonly Reading[], slot: (name: string) => number): void {
    this.readings = readings;
    this.element.hidden = readings.length === 0;
    this.sheet.replaceChildren(this.figures(readings, slot));
    this.drawTwin();
  }

  private figures(readings: readonly Reading[], slot: (name: string) => number): HTMLTableElement {
    const { t, format } = this;
    const columns: [string, (reading: Reading) => string][] = [
      [t("lab.col.served"), ({ latencies, users }) => t("lab.of", { n: format.number(latencies.length), of: format.number(users) })],
      [t("lab.col.rate"), ({ rate }) => (rate === null ? "" : format.number(rate, rate < 10 ? 1 : 0))],
      ["p50", ({ half }) => figureWords(half, t, format)],
      ["p95", ({ most }) => figureWords(most, t, format)],
      [t("lab.col.longest"), ({ longest }) => figureWords(longest, t, format)],
      [t("lab.col.menu"), ({ bystander }) => figureWords(bystander, t, format)],
      [t("lab.col.ping"), ({ ping }) => figureWords(ping, t, format)],
      [t("lab.col.threads"), (reading) => poolFigure(reading, t, format)],
    ];
    const rows = readings.map((reading) => {
      const name = h("th", { scope: "row" }, h("span", { class: "slot", "aria-hidden": "true" }, slot(reading.name) + 1), h("bdi", {}, reading.name));
      return h("tr", {}, name, ...columns.map(([, cell]) => h("td", { class: "r" }, cell(reading))));
    });
    return grid(t("lab.caption"), [t("table.program"), ...columns.map(([head]) => head)], rows);
  }

  /** Nothing is made while it is closed. */
  private drawTwin(): void {
    const { readings, t, format } = this;
    const shown = readings.filter(({ latencies }) => latencies.length);
    this.twin.hidden = !shown.length;
    if (!this.twin.open || !shown.length) return;
    const users = Math.max(...shown.map((reading) => reading.users));
    const nths = ranks(users, ROWS).map((nth) => {
      const cells = shown.map((reading) => {
        if (nth > reading.users) return "";
        return figureWords(nthOf(reading, nth), t, format);
      });
      return row(format.number(nth), cells);
    });
    const rising = shown.some((reading) => reading.rising);
    const stairs = grid(t(rising ? "lab.plot.rising" : "lab.plot"), [t(rising ? "lab.axis.coming" : "lab.axis.nth"), ...shown.map(({ name }) => name)], nths);
    this.drawings.replaceChildren(stairs, ...shown.flatMap((reading) => this.pool(reading)));
  }

  private pool({ pool, name, came }: Reading): HTMLTableElement[] {
    const { t, format } = this;
    if (!pool) return [];
    const from = came ?? pool.steps[0]?.at ?? 0;
    const length = Math.max(0, (pool.steps.at(-1)?.at ?? from) - from);
    const rows = Array.from({ length: ROWS }, (_, index) => {
      const ms = (index * length) / (ROWS - 1);
      const { used, waiting } = poolAt(pool, from + ms);
      return row(format.span(ms), [format.number(used), format.number(pool.room), format.number(waiting)]);
    });
    return [grid(t("lab.pool.plot", { name }), [t("lab.axis.time"), t("lab.pool.used"), t("lab.pool.room"), t("lab.pool.waiting")], rows)];
  }
}

function grid(caption: string, heads: readonly string[], rows: readonly HTMLTableRowElement[]): HTMLTableElement {
  const head = h("tr", {}, ...heads.map((text, index) => h("th", { scope: "col", class: index ? "r" : null }, text)));
  return h("table", { class: "table" }, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, ...rows));
}

function row(name: string, cells: readonly string[]): HTMLTableRowElement {
  return h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((cell) => h("td", { class: "r" }, cell)));
}
