// The race as a whole: state, drawing, legend, one sentence, what was measured, and the drawing as a table.
import { DiagnosisView } from "../diagnosis/view.ts";
import { h, icon, setText, svg } from "../dom.ts";
import type { Format } from "../format.ts";
import { KitchenDoor } from "../kitchen/door.ts";
import { live, summary } from "./narration.ts";
import { RaceSheet } from "./sheet.ts";
import { RaceTable } from "./table.ts";
import { RunModel } from "../run/model.ts";
import { status } from "../run/words.ts";
import { ParrillaTimeline } from "../timeline/parrilla-timeline.ts";
import type { State } from "../timeline/span.ts";
import { LEGEND, legendKey, type Translate } from "../timeline/words.ts";

const SAY_EVERY_MS = 1000;
const LEGEND_EVERY_MS = 500;
const CALM_MS = 250;

export class RaceBoard {
  readonly element: HTMLElement;
  /** Called before each drawing, with the page's clock: for those who draw beside the board. */
  before: () => void = () => undefined;
  stopping = false;
  /** Said while nothing has run yet. */
  invitation = "";
  private readonly t: Translate;
  private readonly format: Format;
  private readonly view = new ParrillaTimeline();
  readonly diagnosis: DiagnosisView;
  private readonly kitchen: KitchenDoor;
  private readonly sheet: RaceSheet;
  private readonly table: RaceTable;
  private readonly pill = h("span", { class: "pill", hidden: true });
  private readonly legend = h("ul", { class: "legend", role: "list" });
  private readonly said = h("p", { class: "said", role: "status" });
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private model = new RunModel([]);
  private pending = false;
  private drawnAt = -Infinity;
  private saidAt = -Infinity;
  private legendAt = -Infinity;
  private legendStates = "";

  constructor(title: string, t: Translate, format: Format) {
    this.t = t;
    this.format = format;
    this.view.wish = () => this.changed();
    this.diagnosis = new DiagnosisView(t, format, (entrant, { line, rows }) => this.view.prove(entrant, line, rows ?? []));
    this.kitchen = new KitchenDoor(this.view, t, format, () => this.changed());
    this.sheet = new RaceSheet(t, format);
    this.table = new RaceTable(t, format);
    this.legend.setAttribute("aria-label", t("legend.name"));
    const heading = h("h2", { id: `race-${Math.random().toString(36).slice(2, 8)}` }, title);
    this.element = h(
      "section",
      { class: "race", "aria-labelledby": heading.id },
      h("header", {}, heading, this.pill, h("span", { class: "push faint" }, t("race.axis"))),
      this.view,
      this.legend,
      this.said,
      this.kitchen.element,
      this.diagnosis.element,
      this.sheet.element,
      this.table.element,
    );
    this.table.element.addEventListener("toggle", () => this.changed());
  }

  show(model: RunModel): void {
    if (model === this.model) return;
    this.model = model;
    this.view.show(model);
    this.saidAt = this.legendAt = this.drawnAt = -Infinity;
    this.changed();
  }

  /** Draw at the next frame, and go on drawing while the run goes on. */
  changed(): void {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame((at) => this.frame(at));
  }

  private frame(at: number): void {
    this.pending = false;
    const { model } = this;
    if (this.calm.matches && model.active && at - this.drawnAt < CALM_MS) {
      this.changed();
      return;
    }
    this.drawnAt = at;
    this.before();
    const now = model.now(performance.now());
    this.view.draw(now);
    this.kitchen.draw(model, now);
    this.drawPill(now);
    if (at - this.legendAt > LEGEND_EVERY_MS || !model.active) this.drawLegend(at);
    if (at - this.saidAt > SAY_EVERY_MS || !model.active) this.say(now, at);
    if (model.active) this.changed();
  }

  private drawPill(now: number): void {
    const running = this.model.timeline.running;
    const found = status(this.model, running ? running.elapsed(now) : now, this.stopping, this.t, this.format);
    this.pill.hidden = found === null;
    if (!found) return;
    const look = `pill ${found.look}`.trim();
    if (this.pill.className !== look || this.pill.dataset["icon"] !== found.icon) {
      this.pill.className = look;
      this.pill.dataset["icon"] = found.icon;
      this.pill.replaceChildren(found.icon === "dot" ? h("span", { class: "dot" }) : found.icon ? icon(found.icon) : "", "");
    }
    setText(this.pill.lastChild as Node, found.text);
  }

  private drawLegend(at: number): void {
    this.legendAt = at;
    const states = LEGEND.filter((state) => this.view.seen.has(state));
    const told = states.map((state) => legendKey(state, this.model.timeline.entrants));
    if (this.legendStates === told.join()) return;
    this.legendStates = told.join();
    this.legend.replaceChildren(...states.map((state, at) => h("li", {}, swatch(state), this.t(told[at] as string))));
  }

  private say(now: number, at: number): void {
    const { model, t, format } = this;
    this.saidAt = at;
    if (model.phase === "ended") {
      const [first = "", ...rest] = summary(model, t, format);
      if (this.said.textContent !== [first, ...rest].join(" ")) {
        this.said.replaceChildren(...(first ? [h("strong", {}, first), rest.length ? ` ${rest.join(" ")}` : ""] : []));
      }
    } else setText(this.said, model.phase === "idle" ? this.invitation : live(model, now, t, format));
    this.diagnosis.draw(model);
    this.sheet.draw(model);
    this.table.draw(model, now);
  }
}

function swatch(state: State): SVGElement {
  const place = { x: 0.75, y: 1, width: 26.5, height: 12 };
  const plain = state === "run" || state === "queued";
  return svg("svg", { viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("rect", { class: `sp ${state}`, ...place }), !plain && svg("rect", { fill: `url(#tx-${state})`, rx: 3, ...place }));
}
