// <parrilla-run>: an exercise's workbench. Run is free and judges nothing; Submit asks for a verdict; Stop ends either.
// The markup is templates/pages/exercise.html; its JSON is `exercise_json` of lessons.pages.
//
// Event, bubbling: `run-ended` (detail: {run, purpose, outcome, passed}).
import { ConsoleView } from "./console-view.ts";
import { embedded, h, icon, setText } from "./dom.ts";
import { formats } from "./format.ts";
import { page } from "./page.ts";
import type { ParrillaEditor } from "./parrilla-editor.ts";
import { RaceBoard } from "./race-board.ts";
import { RunModel } from "./run-model.ts";
import { type Order, type Refusal, RunSession } from "./run-session.ts";
import { ourFault, status } from "./run-words.ts";
import { t } from "./strings.ts";
import { verdictView } from "./verdict-view.ts";

interface Settings {
  context: string;
}

const HOT_MS = 30;

class ParrillaRun extends HTMLElement {
  private context = "";
  private session!: RunSession;
  private board!: RaceBoard;
  private console!: ConsoleView;
  private editor!: ParrillaEditor;
  private readonly format = formats(page().language);
  private readonly run = h("button", { class: "btn btn-ink", type: "button" });
  private readonly submit = h("button", { class: "btn btn-go", type: "button" });
  private readonly stop = h("button", { class: "btn btn-ink", type: "button", hidden: true });
  private readonly said = h("p", { class: "run-said", role: "status", hidden: true });
  private judged!: Element;
  private queueNote!: Element;
  private refusal: Refusal | null = null;
  private shownVerdict: unknown = null;
  private hot = 0;
  private queuedAt = 0;
  private queuedText = "";
  private wasActive = false;
  private built = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    this.context = embedded<Settings>("", this)?.context ?? "";
    this.editor = this.find<ParrillaEditor>("parrilla-editor");
    this.judged = this.find("[data-verdict]");
    this.queueNote = this.find("[data-queue]");
    const model = new RunModel([{ name: t("run.program"), form: "" }]);
    this.session = new RunSession(this.context, model, { changed: () => this.changed(), refused: (refusal) => this.refused(refusal) });
    this.board = new RaceBoard(t("race.title"), t, this.format);
    this.board.before = () => this.drawBeside();
    this.console = new ConsoleView(t("console.name"), t, this.format);
    this.find("[data-console]").replaceChildren(this.console.element);
    this.find("[data-board]").replaceChildren(this.said, this.board.element);
    this.fillButton(this.run, "play", "run.run");
    this.fillButton(this.submit, "send", "run.submit");
    this.fillButton(this.stop, "stop", "run.stop");
    this.find("[data-run-bar]").replaceChildren(this.stop, this.run, this.submit);
    this.run.addEventListener("click", () => this.launch("run"));
    this.submit.addEventListener("click", () => this.launch("submit"));
    this.stop.addEventListener("click", () => this.session.stop());
    this.addEventListener("run-wish", () => this.launch("run"));
    this.addEventListener("submit-wish", () => this.launch("submit"));
    this.querySelector("[data-reset]")?.addEventListener("click", () => {
      this.editor.value = this.editor.starter;
      this.editor.focus();
    });
    if (!this.session.resume()) this.board.show(model);
    this.changed();
  }

  private launch(purpose: Order["purpose"]): void {
    if (this.session.model.active) return;
    this.refusal = null;
    this.hot = 0;
    this.editor.mark(0, "");
    this.queuedAt = performance.now();
    this.queuedText = "";
    const program = { name: t("run.program"), form: "", source: this.editor.value };
    void this.session.launch({ context: this.context, purpose, entrants: [program], bets: [] });
  }

  private refused(refusal: Refusal): void {
    this.refusal = refusal;
    this.drawSaid();
  }

  private changed(): void {
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
    this.run.hidden = this.submit.hidden = active;
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
    this.judged.replaceChildren(verdict ? verdictView(verdict, this.session.id ? `${page().urls.runs}${this.session.id}/` : "", t) : "");
  }

  /** Drawn with the board, frame by frame: the console, the queue, the line that stops the others. */
  private drawBeside(): void {
    const { model } = this.session;
    const entrant = model.timeline.entrants[0];
    this.console.draw(model, entrant, 0);
    const found = model.phase === "queued" || model.phase === "sending" ? status(model, 0, false, t, this.format) : null;
    if (model.phase === "queued" || model.phase === "sending") setText(this.queueNote, found?.text ?? "");
    else if (!this.queuedAt) setText(this.queueNote, this.queuedText);
    else if (model.phase === "running") {
      this.queuedText = t("figure.queue", { time: this.format.seconds((performance.now() - this.queuedAt) / 1000) });
      setText(this.queueNote, this.queuedText);
      this.queuedAt = 0;
    }
    const blocked = entrant?.blocked();
    if (blocked && blocked.ms >= HOT_MS && blocked.line && blocked.line !== this.hot) {
      this.hot = blocked.line;
      this.editor.mark(blocked.line, t("editor.hot"));
    }
  }

  private fillButton(button: HTMLButtonElement, name: string, word: string): void {
    button.replaceChildren(icon(name), t(word));
  }

  private find<E extends Element = Element>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`the workbench needs ${selector}`);
    return found;
  }
}

customElements.define("parrilla-run", ParrillaRun);
