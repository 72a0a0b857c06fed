// The race for whoever reads it: the same figures and the same spans as the drawing.
import { h, icon } from "../dom.ts";
import type { Format } from "../format.ts";
import type { RunModel } from "../run/model.ts";
import { Twin } from "../timeline/twin.ts";
import type { Translate } from "../timeline/words.ts";

export class RaceTable {
  readonly element: HTMLDetailsElement;
  private readonly place = h("div", { class: "scroll", tabindex: 0, role: "region" });
  private readonly t: Translate;
  private readonly format: Format;
  private readonly twin: Twin;
  private drawn = -1;
  private of: RunModel | null = null;

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
    this.twin = new Twin(t, format);
    this.place.setAttribute("aria-label", t("table.region"));
    this.element = h("details", { class: "twin", hidden: true }, h("summary", {}, icon("chev"), t("table.show")), this.place);
  }

  /** Nothing is made while it is closed: most people look at the drawing. */
  draw(model: RunModel, now: number): void {
    this.element.hidden = !model.timeline.entrants.some((entrant) => entrant.zero !== null);
    if (!this.element.open || (this.drawn === model.timeline.version && this.of === model)) return;
    this.drawn = model.timeline.version;
    this.of = model;
    this.twin.draw(model, now);
    this.place.replaceChildren(this.totals(model, now), this.twin.element);
  }

  private totals(model: RunModel, now: number): HTMLTableElement {
    const { t, format } = this;
    const started = model.timeline.entrants.filter((entrant) => entrant.zero !== null);
    const rows = started.map((entrant) => {
      const overlap = entrant.overlap(now);
      const blocked = entrant.blocked().ms;
      const { cpu_s: cpu, peak_mb: memory } = { ...entrant.usage, ...(entrant.ended ?? {}) };
      return row(entrant.name, [
        format.plain(entrant.elapsed(now)),
        overlap === null ? "" : format.times(overlap),
        blocked ? format.plain(blocked) : "",
        cpu === undefined ? "" : format.plain(cpu * 1000),
        memory === undefined ? "" : `${format.number(memory)}\u202fMB`,
      ]);
    });
    return table(t(model.active ? "table.caption.live" : "table.caption"), [t("table.program"), t("table.total"), t("table.overlap"), t("table.blocked"), t("table.cpu"), t("table.memory")], rows);
  }
}

/** `left`: the column of words among those of numbers. */
function table(caption: string, heads: readonly string[], rows: readonly HTMLTableRowElement[], left = 0): HTMLTableElement {
  const head = h("tr", {}, ...heads.map((text, index) => h("th", { scope: "col", class: index && index !== left ? "r" : null }, text)));
  return h("table", { class: "table" }, caption && h("caption", {}, caption), h("thead", {}, head), h("tbody", {}, ...rows));
}

function row(name: string, cells: readonly string[], left = 0): HTMLTableRowElement {
  return h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((cell, index) => h("td", { class: index + 1 === left ? null : "r" }, cell)));
}
