// <parrilla-race>: bet, run, watch. Several programs under one axis, each with its own editor and console.
// The markup is templates/components/race.html; its JSON says the context, the programs, and the questions or the bets.
//
// Events, both bubbling: `race-started` and `race-ended` (detail: {run, outcome}).
import { BetSlip, type Question } from "./bet-slip.ts";
import { ConsoleView } from "../run/console-view.ts";
import { embedded, h, icon, setText } from "../dom.ts";
import { formats } from "../format.ts";
import { page } from "../page.ts";
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { RaceBoard } from "./board.ts";
import { type Bet, RunModel } from "../run/model.ts";
import { RoundsChoice } from "./rounds-choice.ts";
import { type Refusal, RunSession } from "../run/session.ts";
import { ourFault } from "../run/words.ts";
import { t } from "../strings.ts";

interface Settings {
  context: string;
  entrants: { name: string; form: string; source: string }[];
  questions?: Question[];
  bets?: Bet[];
}

class ParrillaRace extends HTMLElement {
  private settings!: Settings;
  private session!: RunSession;
  private board!: RaceBoard;
  private slips: BetSlip[] = [];
  private consoles: ConsoleView[] = [];
  private readonly button = h("button", { class: "btn btn-go", type: "button" });
  private readonly rounds = new RoundsChoice(t);
  private readonly why = h("span", { class: "why", "aria-live": "polite" });
  /** Why the last click ran nothing; until the next one does. */
  private refusal = "";
  private built = false;
  private wasActive = false;
  private betsShown = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const settings = embedded<Settings>("", this);
    if (!settings) throw new Error("a race needs its settings");
    this.settings = settings;
    const format = formats(page().language);
    const bets = settings.bets ?? [];
    const model = new RunModel(settings.entrants, bets);
    this.session = new RunSession(settings.context, model, { changed: () => this.changed(), refused: (refusal) => this.refused(refusal) });
    this.board = new RaceBoard(this.dataset["title"] ?? t("race.title"), t, format);
    if (settings.questions?.length) this.board.invitation = t("race.empty");
    this.board.diagnosis.silent = true;
    this.board.before = () => this.drawConsoles();
    this.place("[data-board]").replaceChildren(this.board.element);
    this.consoles = settings.entrants.map((entrant, index) => {
      const view = new ConsoleView(t("console.of", { name: entrant.name }), t, format);
      this.place(`[data-console="${index}"]`).replaceChildren(view.element);
      return view;
    });
    this.slips = (settings.questions ?? []).map((question) => new BetSlip(question, t, format, () => this.drawBar()));
    if (this.slips.length) this.place("[data-slips]").replaceChildren(...this.slips.map((slip) => slip.element));
    this.place("[data-run-bar]").replaceChildren(this.why, this.rounds.element, this.button);
    this.button.addEventListener("click", () => this.pressed());
    this.addEventListener("run-wish", () => {
      if (!this.session.model.active) this.pressed();
    });
    if (!this.session.resume()) this.board.show(model);
    this.changed();
  }

  private pressed(): void {
    if (this.session.model.active) {
      this.session.stop();
      return;
    }
    const missing = this.slips.find((slip) => slip.seconds === null);
    if (missing) {
      missing.element.querySelector<HTMLInputElement>("input")?.focus();
      return;
    }
    const bets = this.slips.length ? this.slips.map((slip) => ({ entrant: slip.entrant, seconds: slip.seconds as number })) : (this.settings.bets ?? []);
    const editors = [...this.querySelectorAll<ParrillaEditor>("parrilla-editor")];
    const entrants = this.settings.entrants.map((entrant, index) => ({ ...entrant, source: editors[index]?.value ?? entrant.source }));
    this.refusal = "";
    void this.session.launch({ context: this.settings.context, purpose: "race", entrants, bets, rounds: this.rounds.rounds });
    this.dispatchEvent(new CustomEvent("race-started", { bubbles: true }));
    const top = this.board.element.getBoundingClientRect().top;
    if (top > innerHeight * 0.55) this.board.element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  private changed(): void {
    const { model } = this.session;
    this.board.stopping = this.session.stopping;
    this.board.show(model);
    this.board.changed();
    if (model.bets.length && (model.active || !this.betsShown)) {
      this.betsShown = true; // also those of a run that a reload finds ended
      for (const slip of this.slips) slip.seconds = model.bets.find((bet) => bet.entrant === slip.entrant)?.seconds ?? slip.seconds;
    }
    this.drawBar();
    if (this.wasActive && model.phase === "ended") {
      this.dispatchEvent(new CustomEvent("race-ended", { bubbles: true, detail: { run: this.session.id, outcome: model.outcome } }));
    }
    this.wasActive = model.active;
  }

  private drawConsoles(): void {
    const { model } = this.session;
    this.consoles.forEach((view, index) => view.draw(model, model.timeline.entrants[index], index));
  }

  /** The button and the sentence beside it: what can be done now, and if nothing, why. */
  private drawBar(): void {
    const { model, stopping } = this.session;
    const { active } = model;
    for (const slip of this.slips) slip.lock(active);
    this.rounds.lock(active);
    const missing = this.slips.filter((slip) => slip.seconds === null);
    const complaint = missing.map((slip) => slip.complaint).find((text) => text !== "") ?? "";
    const ready = active ? !stopping && model.phase !== "sending" : missing.length === 0;
    this.button.setAttribute("aria-disabled", String(!ready));
    this.button.setAttribute("aria-busy", String(model.phase === "sending"));
    const [name, word] = active ? ["stop", stopping ? "run.stopping" : "run.stop"] : ["play", model.phase === "ended" ? "run.again" : this.slips.length ? "run.lock" : "run.run"];
    this.button.classList.toggle("btn-go", !active);
    this.button.classList.toggle("btn-ink", active);
    if (this.button.dataset["word"] !== word) {
      this.button.dataset["word"] = word;
      this.button.replaceChildren(icon(name), t(word));
    }
    let why = "";
    if (active && this.slips.length) why = t("bet.locked.all");
    else if (complaint) why = complaint;
    else if (missing.length === 1 && this.slips.length > 1) why = t("bet.missing.one", { name: this.settings.entrants[missing[0]?.entrant ?? 0]?.name ?? "" });
    else if (missing.length) why = t("bet.missing");
    else if (ourFault(model, t)) why = ourFault(model, t);
    else if (this.refusal) why = this.refusal;
    setText(this.why, why);
  }

  private refused(refusal: Refusal): void {
    this.refusal = refusal.message;
    this.drawBar();
  }

  private place(selector: string): Element {
    const found = this.querySelector(selector);
    if (!found) throw new Error(`a race needs ${selector}`);
    return found;
  }
}

customElements.define("parrilla-race", ParrillaRace);
