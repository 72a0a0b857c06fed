// Every span in words, lane by lane, for whoever reads instead of looking. Made only when it is opened, and in portions.
import { h, setText } from "../dom.ts";
import type { Format } from "../format.ts";
import type { RunModel } from "../run/model.ts";
import type { Lane } from "./lane.ts";
import type { Entrant } from "./model.ts";
import { type Span, STATES } from "./span.ts";
import { laneName, named, stateName, type Translate } from "./words.ts";

const LANES = 30;
const SPANS = 100;
/** A short run is opened as a whole. */
const SHORT = 60;

export class Twin {
  readonly element = h("div", { class: "twin-lanes" });
  private readonly t: Translate;
  private readonly format: Format;
  private readonly open = new Set<Lane>();
  private readonly portions = new Map<Lane | Entrant, number>();
  private model: RunModel | null = null;
  private now = 0;

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
  }

  draw(model: RunModel, now: number): void {
    if (model !== this.model) {
      this.open.clear();
      this.portions.clear();
      this.model = model;
      const lanes = model.timeline.entrants.flatMap((entrant) => entrant.lanes);
      if (lanes.reduce((sum, lane) => sum + lane.spans.length, 0) <= SHORT) for (const lane of lanes) this.open.add(lane);
    }
    this.now = now;
    const several = model.timeline.entrants.length > 1;
    this.element.replaceChildren(
      ...model.timeline.entrants.filter((entrant) => entrant.zero !== null).flatMap((entrant) => [several ? h("h4", {}, entrant.name) : "", ...this.lanes(entrant)]),
    );
  }

  private lanes(entrant: Entrant): HTMLElement[] {
    const { t } = this;
    const told = entrant.lanes.filter((lane) => !lane.empty);
    const portion = this.portions.get(entrant) ?? LANES;
    const made: HTMLElement[] = told.slice(0, portion).map((lane) => this.lane(entrant, lane));
    if (told.length > portion) made.push(this.more(t("twin.lanes.more", { n: told.length - portion }), entrant, portion + LANES));
    return made;
  }

  private lane(entrant: Entrant, lane: Lane): HTMLDetailsElement {
    const { t, format } = this;
    const name = named(lane) ? laneName(lane, t) : `${laneName(lane, t)} ${lane.number}`;
    const counts = STATES.flatMap((state) => {
      const spans = lane.spans.filter((span) => span.state === state);
      return spans.length ? [t("twin.count", { n: format.number(spans.length), state: t(`state.${state}`), time: format.span(spans.reduce((sum, { from, to }) => sum + to - from, 0)) })] : [];
    });
    const place = h("div");
    const made = h("details", { class: "twin-lane" }, h("summary", {}, h("span", {}, name), counts.length ? h("span", { class: "faint" }, ` ${counts.join(" · ")}`) : ""), place);
    const fill = (): void => {
      if (!made.open) {
        this.open.delete(lane);
        return;
      }
      this.open.add(lane);
      if (!place.firstChild) place.replaceChildren(...this.spans(entrant, lane, name));
    };
    made.open = this.open.has(lane);
    if (made.open) fill();
    made.addEventListener("toggle", fill);
    return made;
  }

  private spans(entrant: Entrant, lane: Lane, name: string): HTMLElement[] {
    const { t, format } = this;
    const portion = this.portions.get(lane) ?? SPANS;
    const rows = lane.spans.slice(0, portion).map((span) => this.row(span, format.stamp(span.to)));
    if (lane.open && entrant.elapsed(this.now) >= lane.open.from) rows.push(this.row(lane.open, t("span.open")));
    const head = ["table.state", "table.from", "table.to", "table.line"].map((key, index) => h("th", { scope: "col", class: index ? "r" : null }, t(key)));
    const table = h("table", { class: "table" }, h("caption", { class: "visually-hidden" }, name), h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
    const left = lane.spans.length - portion;
    return left > 0 ? [table, this.more(t("twin.spans.more", { n: left }), lane, portion + SPANS)] : [table];
  }

  private row(span: Span, to: string): HTMLTableRowElement {
    const { t, format } = this;
    const cell = h("td");
    setText(cell, stateName(span, t, format));
    return h("tr", {}, cell, ...[format.stamp(span.from), to, span.line ? String(span.line) : ""].map((text) => h("td", { class: "r" }, text)));
  }

  private more(text: string, of: Lane | Entrant, portion: number): HTMLButtonElement {
    return h(
      "button",
      {
        class: "btn btn-quiet",
        type: "button",
        onclick: () => {
          this.portions.set(of, portion);
          if (this.model) this.draw(this.model, this.now);
        },
      },
      text,
    );
  }
}
