// <parrilla-lab>: a crowd of a chosen size against one FastAPI app in several ways: run one or all, watch, read.
// The markup is templates/lessons/lab.html; its JSON is `lab_json` of lessons.lab_views.
import "../bench.ts"; // its editors are there before it asks them anything
import { ConsoleView } from "../run/console-view.ts";
import { embedded, h, icon, setText } from "../dom.ts";
import { formats } from "../format.ts";
import { LabFigure } from "./figure.ts";
import { type Reading, readings } from "./model.ts";
import { LabTable } from "./table.ts";
import { liveWords, outcome } from "./words.ts";
import { page } from "../page.ts";
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { RaceBoard } from "../race/board.ts";
import { RunModel } from "../run/model.ts";
import { type Refusal, RunSession } from "../run/session.ts";
import { ourFault, status } from "../run/words.ts";
import { t } from "../strings.ts";

interface Settings {
  /** Of the lab; a run's context is this and the size of its crowd. */
  context: string;
  users: number;
  /** In how many seconds they come who come one after another. */
  spread_s: number;
  least: number;
  most: number;
  /** What the one asks for who wants something else. */
  bystander: string;
  entrants: { name: string; form: string }[];
}

const SAY_EVERY_MS = 1000;
const DRAW_EVERY_MS = 100;

class ParrillaLab extends HTMLElement {
  private settings!: Settings;
  private session!: RunSession;
  private board!: RaceBoard;
  private figure!: LabFigure;
  private table!: LabTable;
  private consoles: ConsoleView[] = [];
  private readonly format = formats(page().language);
  private readonly all = h("button", { class: "btn btn-go", type: "button" });
  private readonly stop = h("button", { class: "btn btn-ink", type: "button", hidden: true });
  private readonly why = h("span", { class: "why", "aria-live": "polite" });
  private readonly pill = h("span", { class: "pill", hidden: true });
  private readonly said = h("p", { class: "said", role: "status" });
  private readonly words = h("ol", { class: "lab-words", role: "list" });
  private ones: HTMLButtonElement[] = [];
  private refusal = "";
  /** The latest reading of each program: one that is run again replaces its own alone. */
  private readonly kept = new Map<string, Reading>();
  /** How many users the run that is watched was asked for; 0 for one found again after a reload. */
  private asked = 0;
  private drawn = "";
  private drawnAt = -Infinity;
  private saidAt = -Infinity;
  private focusStop = false;
  private built = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const settings = embedded<Settings>("", this);
    if (!settings) throw new Error("the lab needs its settings");
    this.settings = settings;
    const model = new RunModel(settings.entrants);
    this.session = new RunSession(settings.context, model, { changed: () => this.changed(), refused: (refusal) => this.refused(refusal) });
    this.figure = new LabFigure(t, this.format, (name) => this.place(name));
    this.table = new LabTable(t, this.format);
    this.board = new RaceBoard(t("lab.timeline"), t, this.format);
    this.board.before = () => this.drawMeasured();
    const heading = h("h2", { id: "lab-measured" }, t("lab.measured"));
    const header = h("header", {}, heading, this.pill);
    const measured = h("section", { class: "race lab-measured stack g3", "aria-labelledby": heading.id }, header, this.figure.element, this.said, this.words, this.table.element);
    this.find("[data-measured]").replaceChildren(measured);
    this.find("[data-board]").replaceChildren(this.board.element);
    this.consoles = settings.entrants.map((entrant, index) => {
      const view = new ConsoleView(t("console.of", { name: entrant.name }), t, this.format);
      this.find(`[data-console="${index}"]`).replaceChildren(view.element);
      return view;
    });
    this.ones = settings.entrants.map((entrant, index) => {
      const button = h("button", { class: "btn", type: "button", onclick: () => this.launch([index]) }, icon("play"), t("lab.run.one"));
      button.setAttribute("aria-label", t("lab.run.named", { name: entrant.name }));
      this.find(`[data-one="${index}"]`).replaceChildren(button);
      return button;
    });
    this.all.append(icon("play"), t("lab.run.all"));
    this.stop.append(icon("stop"), t("run.stop"));
    this.find("[data-run-bar]").replaceChildren(this.all, this.stop, this.why);
    this.all.addEventListener("click", () => this.launch(settings.entrants.map((_, index) => index)));
    this.stop.addEventListener("click", () => this.session.stop());
    this.addEventListener("run-wish", (event) => {
      const index = this.editors.indexOf(event.target as ParrillaEditor);
      if (index >= 0) this.launch([index]);
    });
    this.slider.addEventListener("input", () => this.chosen());
    for (const spot of this.querySelectorAll<HTMLButtonElement>("[data-spot]")) {
      spot.addEventListener("click", () => {
        this.slider.value = spot.dataset["spot"] ?? "";
        this.chosen();
      });
    }
    if (!this.session.resume()) this.board.show(model);
    this.chosen();
    this.changed();
  }

  private launch(which: readonly number[]): void {
    if (this.session.model.active) return;
    this.refusal = "";
    this.asked = this.users;
    const entrants = which.flatMap((index) => {
      const entrant = this.settings.entrants[index];
      return entrant ? [{ ...entrant, source: this.editors[index]?.value ?? "" }] : [];
    });
    for (const { name } of entrants) this.kept.delete(name);
    // Figures of another way of coming would stand on another axis.
    for (const [name, { rising }] of this.kept) if (rising !== this.spread > 0) this.kept.delete(name);
    this.drawn = "";
    this.saidAt = -Infinity;
    this.focusStop = this.contains(document.activeElement) && (document.activeElement === this.all || this.ones.includes(document.activeElement as HTMLButtonElement));
    void this.session.launch({ context: `${this.settings.context}:${this.asked}${this.spread ? `:${this.spread}` : ""}`, purpose: "race", entrants, bets: [] });
    const { top } = this.find("[data-measured]").getBoundingClientRect();
    if (top > innerHeight * 0.55 || top < 0) this.find("[data-measured]").scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  private chosen(): void {
    setText(this.find("[data-users-said]"), this.format.number(this.users));
    for (const spot of this.querySelectorAll<HTMLButtonElement>("[data-spot]")) spot.setAttribute("aria-pressed", String(spot.dataset["spot"] === String(this.users)));
    this.figure.draw(this.shown, this.users);
  }

  private changed(): void {
    const { model, stopping } = this.session;
    this.board.stopping = stopping;
    this.board.show(model);
    this.board.changed();
    const { active } = model;
    this.all.hidden = active;
    this.stop.hidden = !active;
    this.stop.setAttribute("aria-disabled", String(stopping || model.phase === "sending"));
    for (const button of this.ones) button.disabled = active;
    this.slider.disabled = active;
    for (const spot of this.querySelectorAll<HTMLButtonElement>("[data-spot]")) spot.disabled = active;
    this.find<HTMLFieldSetElement>("[data-comes]").disabled = active;
    if (active && this.focusStop) this.stop.focus();
    if (!active && document.activeElement === this.stop) this.all.focus();
    this.focusStop = false;
    setText(this.why, this.refusal || ourFault(model, t));
  }

  private refused(refusal: Refusal): void {
    this.refusal = refusal.message;
    this.changed();
  }

  /** Drawn with the board, frame by frame. */
  private drawMeasured(): void {
    const { model, stopping } = this.session;
    this.consoles.forEach((view, index) => {
      const found = model.timeline.entrants.findIndex(({ name }) => name === this.settings.entrants[index]?.name);
      if (found >= 0) view.draw(model, model.timeline.entrants[found], found);
    });
    const at = performance.now();
    this.drawPill(model.now(at), stopping);
    const version = `${model.timeline.version} ${model.phase}`;
    if (version === this.drawn || (model.active && at - this.drawnAt < DRAW_EVERY_MS)) return;
    this.drawn = version;
    this.drawnAt = at;
    for (const reading of readings(model, this.settings.bystander, this.asked)) {
      if (this.settings.entrants.some(({ name }) => name === reading.name)) this.kept.set(reading.name, reading);
    }
    const { shown } = this;
    this.figure.draw(shown, this.users);
    if (model.active && at - this.saidAt < SAY_EVERY_MS) return;
    this.saidAt = at;
    const { running } = model.timeline;
    const now = running && this.kept.get(running.name);
    setText(this.said, now ? liveWords(now, t, this.format) : shown.length ? "" : t("lab.empty"));
    this.table.draw(shown, (name) => this.place(name));
    this.words.replaceChildren(...shown.flatMap((reading) => this.sentences(reading)));
  }

  private sentences(reading: Reading): HTMLElement[] {
    const sentences = outcome(reading, t, this.format);
    if (!sentences.length) return [];
    const slot = h("span", { class: "slot", "aria-hidden": "true" }, this.place(reading.name) + 1);
    return [h("li", {}, slot, h("span", {}, h("strong", {}, h("bdi", {}, reading.name)), `: ${sentences.join(" ")}`))];
  }

  private drawPill(now: number, stopping: boolean): void {
    const { model } = this.session;
    const { running } = model.timeline;
    const found = status(model, running ? running.elapsed(now) : now, stopping, t, this.format);
    this.pill.hidden = found === null;
    if (!found) return;
    this.pill.className = `pill ${found.look}`.trim();
    setText(this.pill, found.text);
  }

  /** In the page's order. */
  private get shown(): Reading[] {
    return this.settings.entrants.flatMap(({ name }) => this.kept.get(name) ?? []);
  }

  private get users(): number {
    const { least, most, users } = this.settings;
    return Math.min(most, Math.max(least, Math.round(Number(this.slider.value)) || users));
  }

  private get slider(): HTMLInputElement {
    return this.find<HTMLInputElement>("[data-users]");
  }

  /** Seconds in which they come; 0 is all at once. A single user comes when they come. */
  private get spread(): number {
    const chosen = Number(this.find<HTMLInputElement>("[data-comes] input:checked").value);
    return chosen > 0 && this.users > 1 ? this.settings.spread_s : 0;
  }

  private get editors(): ParrillaEditor[] {
    return [...this.querySelectorAll<ParrillaEditor>("parrilla-editor")];
  }

  private place(name: string): number {
    return Math.max(0, this.settings.entrants.findIndex((entrant) => entrant.name === name));
  }

  private find<E extends Element = Element>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`the lab needs ${selector}`);
    return found;
  }
}

customElements.define("parrilla-lab", ParrillaLab);
