// <parrilla-run>: an exercise's workbench. Run is free and judges nothing; Submit asks for a verdict; Stop ends either. Both
// take the form that is shown; Race takes all forms there are.
// The markup is templates/pages/exercise.html; its JSON is `exercise_json` of lessons.pages.
//
// Event, bubbling: `run-ended` (detail: {run, purpose, outcome, passed}).
import { ConsoleView } from "./console-view.ts";
import { type Finding, pair } from "../diagnosis/diagnosis.ts";
import { embedded, h, icon, setText } from "../dom.ts";
import { formats } from "../format.ts";
import { page } from "../page.ts";
import { FormShelf, type KeptForm } from "../forms/shelf.ts";
import { FormTabs, type Given, type Tab } from "../forms/tabs.ts";
import { freeName } from "../forms/list.ts";
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { RaceBoard } from "../race/board.ts";
import { RoundsChoice } from "../race/rounds-choice.ts";
import { RunModel } from "./model.ts";
import { type Order, type Refusal, RunSession } from "./session.ts";
import { ourFault, status } from "./words.ts";
import { t } from "../strings.ts";
import { verdictView } from "./verdict-view.ts";

export interface Settings {
  context: string;
  forms?: KeptForm[];
  forms_url?: string;
  given?: Given[];
  /** What the first tab is called, where it is more than the learner's one program. */
  main?: { name: string; form: string };
  rounds?: number;
  /** False where there is nothing to submit to. */
  judged?: boolean;
}

const HOT_MS = 30;

export class ParrillaRun extends HTMLElement {
  protected session!: RunSession;
  private board!: RaceBoard;
  private console!: ConsoleView;
  protected tabs!: FormTabs;
  private readonly format = formats(page().language);
  protected readonly run = h("button", { class: "btn btn-ink", type: "button" });
  protected readonly race = h("button", { class: "btn btn-ink", type: "button" });
  protected readonly rounds = new RoundsChoice(t);
  private readonly raceRow = h("span", { class: "row g2 push", hidden: true }, this.rounds.element, this.race);
  private readonly submit = h("button", { class: "btn btn-go", type: "button" });
  private readonly stop = h("button", { class: "btn btn-ink", type: "button", hidden: true });
  private readonly said = h("p", { class: "run-said", role: "status", hidden: true });
  private judged!: Element;
  private queueNote!: Element;
  private refusal: Refusal | null = null;
  private shownVerdict: unknown = null;
  /** The line each program is marked at, by entrant. */
  private readonly hot: number[] = [];
  private queuedAt = 0;
  private queuedText = "";
  private wasActive = false;
  private judges = true;
  private built = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const settings = this.settings();
    this.judges = settings.judged ?? true;
    if (settings.rounds) this.rounds.rounds = settings.rounds;
    const main = { panel: this.find<HTMLElement>("[data-form-panel]"), ...(settings.main ?? { name: t("run.program"), form: "" }), free: settings.main !== undefined };
    this.tabs = new FormTabs(t, this.makeShelf(settings), main, settings.forms ?? [], settings.given ?? [], this.raceRow, () => this.formChosen());
    this.find("[data-forms]").replaceChildren(this.tabs.bar);
    this.judged = this.find("[data-verdict]");
    this.queueNote = this.find("[data-queue]");
    const model = new RunModel(settings.main ? [settings.main, ...(settings.forms ?? [])] : [{ name: t("run.program"), form: "" }]);
    this.session = new RunSession(this.remembered, model, { changed: () => this.changed(), refused: (refusal) => this.refused(refusal) });
    this.board = new RaceBoard(t("race.title"), t, this.format);
    this.board.diagnosis.showMe = (entrant, finding) => void this.mend(entrant, finding);
    this.board.before = () => this.drawBeside();
    this.console = new ConsoleView(t("console.name"), t, this.format);
    this.find("[data-console]").replaceChildren(this.console.element);
    this.find("[data-board]").replaceChildren(this.said, this.board.element);
    this.fillButton(this.run, "play", "run.run");
    this.fillButton(this.submit, "send", "run.submit");
    this.fillButton(this.stop, "stop", "run.stop");
    this.find("[data-run-bar]").replaceChildren(this.stop, this.run, this.submit);
    this.race.addEventListener("click", () => this.launch("race"));
    this.run.addEventListener("click", () => this.launch("run"));
    this.submit.addEventListener("click", () => this.launch("submit"));
    this.stop.addEventListener("click", () => this.session.stop());
    this.addEventListener("run-wish", () => this.launch("run"));
    this.addEventListener("submit-wish", () => this.launch("submit"));
    this.querySelector("[data-reset]")?.addEventListener("click", () => {
      const { editor } = this.tabs.current;
      editor.value = editor.starter;
      editor.focus();
    });
    if (!this.session.resume()) this.board.show(model);
    this.formChosen();
    this.changed();
  }

  /** What the page says of this bench. */
  protected settings(): Settings {
    return embedded<Settings>("", this) ?? { context: "" };
  }

  /** Where the forms beside the program are kept. */
  protected makeShelf({ forms_url, context }: Settings): FormShelf {
    return new FormShelf(forms_url ?? "", context);
  }

  /** What a run is for; asked at each. */
  protected get context(): string {
    return this.settings().context;
  }

  /** The name under which this browser finds its last run again. */
  protected get remembered(): string {
    return this.context;
  }

  /** The page says that something its programs need is not there: nothing can be run. */
  private get lacks(): boolean {
    return this.hasAttribute("data-lacks");
  }

  private launch(purpose: Order["purpose"]): void {
    if (this.lacks || this.session.model.active || (purpose === "submit" && !this.judges)) return;
    const raced = purpose === "race" ? this.tabs.all : [this.tabs.current];
    const entrants = raced.map(({ name, form, editor }) => ({ name, form, source: editor.value }));
    this.send(purpose, entrants, purpose === "race" ? this.rounds.rounds : 1);
  }

  private send(purpose: Order["purpose"], entrants: Order["entrants"], rounds: number): void {
    this.refusal = null;
    this.hot.length = 0;
    for (const { editor } of this.tabs.all) editor.mark(0, "");
    this.queuedAt = performance.now();
    this.queuedText = "";
    void this.session.launch({ context: this.context, purpose, entrants, bets: [], rounds });
  }

  /** Race the program that ran against a copy of it with the finding's edit. */
  private async mend(entrant: number, { saves }: Finding): Promise<void> {
    const ran = this.session.model.timeline.entrants[entrant];
    if (!saves?.edit || !ran?.source || this.session.model.active) return;
    const { name, form, source } = ran;
    const both = pair({ name, form, source }, saves.edit, freeName(t("diagnosis.mended", { name }), this.tabs.all));
    // Where there is no room for another form it is raced all the same.
    if (both[1]) await this.tabs.offer(both[1]);
    this.send("race", both, 1);
    this.session.model.foretold = { entrant: 1, seconds: saves.predicted_s };
  }

  private refused(refusal: Refusal): void {
    this.refusal = refusal;
    const refused = this.session.model.timeline.entrants[refusal.entrant ?? -1];
    if (refused) this.tabs.show(this.tabOf(refused.name).slot);
    this.drawSaid();
  }

  /** Another form is shown, or there are more or fewer, or one has another name. */
  protected formChosen(): void {
    if (!this.tabs) return;
    const { all, current } = this.tabs;
    this.raceRow.hidden = all.length < 2;
    this.fillButton(this.race, "play", "forms.race", { n: all.length });
    for (const own of this.querySelectorAll<HTMLElement>(".frame > header [data-saved], [data-reset]")) own.hidden = current.slot !== 0;
    this.board?.changed();
  }

  /** The tab of a program that runs; the one that is shown where none has its name any more. */
  private tabOf(name: string): Tab {
    return this.tabs.all.find((tab) => tab.name === name) ?? this.tabs.current;
  }

  /** The editor of the program that ran as `entrant`; its form is shown. Null where there is none by its name. */
  editorOf(entrant: number): ParrillaEditor | null {
    const ran = this.session.model.timeline.entrants[entrant];
    const tab = this.tabs.all.find(({ name }) => name === ran?.name);
    if (tab) this.tabs.show(tab.slot);
    return tab?.editor ?? null;
  }

  /** -1 where the program in this editor did not run. */
  entrantOf(editor: ParrillaEditor): number {
    const name = this.tabs.all.find((tab) => tab.editor === editor)?.name;
    return this.session.model.timeline.entrants.findIndex((entrant) => entrant.name === name);
  }

  /** Whose output and figures stand beside the editor: in a race, those of the form that is shown. */
  private get shownEntrant(): number {
    const { entrants } = this.session.model.timeline;
    const found = entrants.findIndex(({ name }) => name === this.tabs.current.name);
    return Math.max(0, found);
  }

  protected changed(): void {
    const { model, stopping, purpose } = this.session;
    this.board.stopping = stopping;
    this.board.show(model);
    this.board.changed();
    this.drawButtons();
    this.drawSaid();
    this.drawVerdict();
    if (this.wasActive && model.phase === "ended") {
      this.dispatchEvent(new CustomEvent("run-ended", { bubbles: true, detail: { run: this.session.id, purpose, outcome: model.outcome, passed: model.verdict?.passed ?? null } }));
    }
    this.wasActive = model.active;
  }

  private drawButtons(): void {
    const { model, stopping } = this.session;
    const { active } = model;
    const focused = document.activeElement;
    this.run.hidden = active;
    this.submit.hidden = active || !this.judges;
    this.race.setAttribute("aria-disabled", String(active || this.lacks));
    for (const button of [this.run, this.submit]) button.setAttribute("aria-disabled", String(this.lacks));
    this.rounds.lock(active);
    this.tabs.lock(active);
    this.stop.hidden = !active;
    this.stop.setAttribute("aria-disabled", String(stopping || model.phase === "sending"));
    // The keyboard stays where it was when one button takes the other's place.
    if (active && (focused === this.run || focused === this.submit)) this.stop.focus();
    if (!active && focused === this.stop) this.run.focus();
  }

  /** What went wrong on our side or was refused: said where the run would be, never like the learner's own errors. */
  private drawSaid(): void {
    const { model, purpose } = this.session;
    let text = this.refusal?.message ?? ourFault(model, t);
    const unjudged = purpose === "submit" && model.phase === "ended" && !model.verdict && (model.outcome === "finished" || model.outcome === "limit");
    if (!text && unjudged) text = t("run.unjudged");
    if (!text && model.active && this.session.link === "down") text = t("connection.down.kept");
    this.said.hidden = text === "";
    if (!text) return;
    if (this.said.textContent === text) return;
    const { url } = this.refusal ?? {};
    this.said.replaceChildren(text, url ? " " : "", url ? h("a", { href: url }, t("run.see")) : "");
  }

  private drawVerdict(): void {
    const { verdict } = this.session.model;
    if (verdict === this.shownVerdict) return;
    this.shownVerdict = verdict;
    this.judged.replaceChildren(verdict ? verdictView(verdict, this.session.id ? `${page().urls.runs}${this.session.id}/` : "", t, this.format) : "");
  }

  /** Drawn with the board, frame by frame: the console, the queue, the line that stops the others. */
  private drawBeside(): void {
    const { model } = this.session;
    const { entrants } = model.timeline;
    const shown = this.shownEntrant;
    const entrant = entrants[shown];
    this.console.draw(model, entrant, shown);
    setText(this.find("#console"), entrants.length > 1 && entrant ? t("console.of", { name: entrant.name }) : t("console.name"));
    const found = model.phase === "queued" || model.phase === "sending" ? status(model, 0, false, t, this.format) : null;
    if (model.phase === "queued" || model.phase === "sending") setText(this.queueNote, found?.text ?? "");
    else if (!this.queuedAt) setText(this.queueNote, this.queuedText);
    else if (model.phase === "running") {
      this.queuedText = t("figure.queue", { time: this.format.seconds((performance.now() - this.queuedAt) / 1000) });
      setText(this.queueNote, this.queuedText);
      this.queuedAt = 0;
    } else setText(this.queueNote, ""); // it ended before it was seen to run
    for (const { index, name, ...one } of entrants.map((entrant) => ({ index: entrant.index, name: entrant.name, ...entrant.blocked() }))) {
      if (one.ms < HOT_MS || !one.line || one.line === this.hot[index]) continue;
      this.hot[index] = one.line;
      this.tabOf(name).editor.mark(one.line, t("editor.hot"));
    }
  }

  private fillButton(button: HTMLButtonElement, name: string, word: string, holes: Record<string, number> = {}): void {
    button.replaceChildren(icon(name), t(word, holes));
  }

  protected find<E extends Element = Element>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`the workbench needs ${selector}`);
    return found;
  }
}

customElements.define("parrilla-run", ParrillaRun);
