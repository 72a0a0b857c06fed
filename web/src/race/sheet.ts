// What was measured of each program of a race, as a table everybody sees: the bet beside the time, the noise beside both.
import { h } from "../dom.ts";
import type { Format } from "../format.ts";
import { type Figures, figures } from "./figures.ts";
import { median } from "./standing.ts";
import type { RunModel } from "../run/model.ts";
import type { Translate } from "../timeline/words.ts";

interface Column {
  head: string;
  /** A column of words; the others hold numbers. */
  words?: boolean;
  cell(one: Figures): string;
}

export class RaceSheet {
  readonly element = h("div", { class: "scroll sheet", tabindex: 0, role: "region", hidden: true });
  private readonly t: Translate;
  private readonly format: Format;
  private written = "";

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
    this.element.setAttribute("aria-label", t("sheet.name"));
  }

  /** Shown once something of a race has ended; a single run has its figures elsewhere. */
  draw(model: RunModel): void {
    const { entrants } = model.timeline;
    const shown = (entrants.length > 1 || model.rounds > 1) && entrants.some(({ ended }) => ended);
    this.element.hidden = !shown;
    if (!shown) {
      this.written = "";
      return;
    }
    const now = `${model.timeline.version} ${model.later.map((rounds) => rounds.length).join()} ${model.bets.length} ${model.phase}`;
    if (now === this.written) return;
    this.written = now;
    this.element.replaceChildren(this.table(model, figures(model)));
  }

  private table(model: RunModel, raced: readonly Figures[]): HTMLTableElement {
    const { t, format } = this;
    const repeated = raced.some(({ times }) => times.length > 1);
    const number = (value: number | null, write: (value: number) => string): string => (value === null ? "" : write(value));
    const columns: Column[] = [
      { head: t("table.total"), cell: ({ times, end }) => number(times.length ? median(times) : (end?.wall_s ?? null), format.seconds) },
      ...(repeated ? [{ head: t("sheet.spread"), cell: ({ times }: Figures) => (times.length > 1 ? format.range(Math.min(...times), Math.max(...times)) : "") }] : []),
      ...(model.bets.length ? [{ head: t("sheet.bet"), cell: ({ bet }: Figures) => number(bet, format.seconds) }] : []),
      { head: t("table.cpu"), cell: ({ cpu }) => number(cpu, format.seconds) },
      { head: t("sheet.cores"), cell: ({ cores }) => number(cores, (value) => format.number(value, value < 0.1 ? 2 : 1)) },
      { head: t("sheet.peak"), cell: ({ peak }) => number(peak, (value) => format.number(value)) },
      { head: t("table.memory"), cell: ({ memoryMb }) => number(memoryMb, (value) => `${format.number(value)}\u202fMB`) },
      { head: t("sheet.end"), words: true, cell: ({ fate }) => t(`fate.${fate}`) },
    ];
    const head = h("tr", {}, h("th", { scope: "col" }, t("table.program")), ...columns.map(({ head: text, words }) => h("th", { scope: "col", class: words ? null : "r" }, text)));
    const rounds = Math.max(...raced.map(({ times }) => times.length));
    const caption = repeated ? t("sheet.caption.rounds", { n: rounds }) : t("sheet.caption");
    return h("table", { class: "table" }, h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, ...raced.map((one) => this.row(one, columns))));
  }

  private row(one: Figures, columns: readonly Column[]): HTMLTableRowElement {
    const { t } = this;
    const slot = h("span", { class: "slot", "aria-hidden": "true" }, String(one.index + 1));
    const works = one.form ? t(`form.${one.form}`) : "";
    const form = works && works !== one.name.toLowerCase() ? h("span", { class: "faint" }, works) : null;
    const spoiled = one.spoiled ? h("span", { class: "faint" }, t("sheet.spoiled", { n: one.spoiled })) : null;
    const name = h("th", { scope: "row" }, slot, h("bdi", {}, one.name), form, spoiled);
    return h("tr", {}, name, ...columns.map(({ words, cell }) => h("td", { class: words ? null : "r" }, cell(one))));
  }
}
