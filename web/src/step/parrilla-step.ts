// <parrilla-step>: step mode. The learner is the scheduler: every choice is a run of its own with one more number in its
// schedule. The markup is templates/pages/step.html; its JSON the examples of parrilla.stepping.
import "../bench.ts"; // its editors are there before it asks them anything
import { embedded, h, setText } from "../dom.ts";
import { formats } from "../format.ts";
import { page } from "../page.ts";
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { RunModel } from "../run/model.ts";
import { type Refusal, RunSession } from "../run/session.ts";
import { limitText, ourFault } from "../run/words.ts";
import { byLine, fromFragment, type Standing, StepGame, type StepState, toFragment } from "./model.ts";
import { clock, endText, searchText, valuesText, waitText } from "./words.ts";
import { t } from "../strings.ts";

interface Example {
  slug: string;
  title: string;
  says: string;
  source: string;
}

type Then = "ask" | "play" | "search";

class ParrillaStep extends HTMLElement {
  private readonly game = new StepGame();
  private readonly format = formats(page().language);
  private examples: readonly Example[] = [];
  private session!: RunSession;
  private asked: Then | "" = "";
  private said = "";
  private built = false;

  connectedCallback(): void {
    addEventListener("hashchange", this.arrive);
    if (this.built) return;
    this.built = true;
    this.examples = embedded<Example[]>("", this) ?? [];
    this.session = new RunSession("step", new RunModel([]), { changed: () => this.heard(), refused: (refusal) => this.refused(refusal) });
    const click = (name: string, act: () => void): void => this.find(`[data-${name}]`).addEventListener("click", act);
    click("start", () => this.start());
    click("undo", () => this.back(() => this.game.undo()));
    click("reset", () => this.back(() => this.game.reset()));
    click("play", () => this.playOut());
    click("search", () => this.search());
    click("edit", () => this.edit());
    this.find<HTMLSelectElement>("[data-example]").addEventListener("change", () => this.take());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("run-wish", () => this.start());
    this.addEventListener("edited", () => this.explain());
    this.arrive();
    this.draw();
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.arrive);
  }

  private get editor(): ParrillaEditor {
    return this.find<ParrillaEditor>("parrilla-editor");
  }

  private get busy(): boolean {
    return this.asked !== "";
  }

  /** Take what the address brings: a program, perhaps with a schedule. */
  private readonly arrive = (): void => {
    const given = fromFragment(location.hash);
    if (!given || this.busy) return;
    const source = given.source ?? this.examples.find(({ slug }) => slug === given.example)?.source;
    if (source === undefined) return;
    this.edit();
    if (this.editor.value !== source) this.editor.value = source;
    this.explain();
    if (!given.schedule.length) return;
    this.game.begin(source, given.schedule);
    this.ask("ask");
  };

  private take(): void {
    const chosen = this.examples.find(({ slug }) => slug === this.find<HTMLSelectElement>("[data-example]").value);
    if (!chosen || this.busy) return;
    this.edit();
    this.editor.value = chosen.source;
    this.explain();
  }

  /** The example that stands in the editor, unchanged. */
  private get example(): Example | undefined {
    return this.examples.find(({ source }) => source.trim() === this.editor.value.trim());
  }

  private explain(): void {
    const { example } = this;
    this.find<HTMLSelectElement>("[data-example]").value = example?.slug ?? "";
    setText(this.find("[data-says]"), example?.says ?? "");
  }

  private start(): void {
    if (this.busy) return;
    this.game.begin(this.editor.value);
    this.show("ask");
  }

  private search(): void {
    if (this.busy) return;
    if (!this.playing) this.game.begin(this.editor.value);
    this.ask("search");
  }

  private playOut(): void {
    if (this.game.shown && !this.game.shown.state.end) this.ask("play");
  }

  private edit(): void {
    if (this.busy) return;
    this.said = "";
    this.playing = false;
    this.draw();
  }

  private playing = false;

  private back(go: () => void): void {
    if (this.busy) return;
    go();
    this.show("ask");
  }

  private choose(place: number): void {
    if (!this.busy && this.game.choose(place)) this.show("ask");
  }

  /** Show the state of the schedule as it is now; ask for it where it is not known. */
  private show(then: Then, said = ""): void {
    this.said = said;
    if (this.game.shown) {
      this.playing = true;
      this.share();
      this.draw();
      this.focusFirst();
    } else this.ask(then);
  }

  private ask(then: Then): void {
    if (this.busy) return;
    this.asked = then;
    this.said = "";
    const schedule = then === "search" ? [] : this.game.schedule;
    const entrants = [{ name: "main", form: "", source: this.game.source }];
    void this.session.launch({ context: `step:${then}`, purpose: "run", entrants, bets: [], schedule });
    this.draw();
  }

  private heard(): void {
    const { model } = this.session;
    if (!this.busy || model.phase !== "ended") return;
    const then = this.asked;
    this.asked = "";
    const end = model.timeline.entrants[0]?.ended;
    if (then === "search" && model.search) {
      this.said = searchText(model.search, t);
      if (model.search.found) {
        this.game.begin(this.game.source, model.search.found.schedule);
        const said = this.said;
        this.ask("play");
        this.said = said;
        this.draw();
        return;
      }
    } else if (model.step) {
      const shown = { state: model.step, output: model.console(0).text() };
      if (model.step.end?.how === "astray") this.game.putHere(shown);
      else this.game.put(shown);
      this.show("ask", this.said); // what a search said stays while the order it found is shown
      return;
    } else {
      this.said = ourFault(model, t) || (end?.limit ? limitText(end.limit, model.timeline.limits ?? {}, t, this.format) : t("step.silent"));
    }
    this.draw();
  }

  private refused({ message }: Refusal): void {
    const { asked } = this;
    this.asked = "";
    if (asked === "ask" && this.playing && !this.game.shown) this.game.undo();
    this.said = message;
    this.draw();
  }

  private share(): void {
    const source = this.game.source;
    const example = this.examples.find((one) => one.source.trim() === source.trim())?.slug ?? "";
    history.replaceState(null, "", toFragment(source, example, this.game.schedule));
    this.find("copy-text").setAttribute("data-text", location.href);
  }

  private key(event: KeyboardEvent): void {
    if (!this.playing || event.target instanceof HTMLSelectElement) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    this.choose(Number(event.key) - 1);
  }

  private focusFirst(): void {
    const cards = this.find("[data-ready]");
    (cards.querySelector<HTMLElement>("button") ?? this.find<HTMLElement>("[data-undo]")).focus({ preventScroll: true });
  }

  // --- drawing --------------------------------------------------------------------------------------------------------

  private draw(): void {
    const shown = this.playing ? this.game.shown : null;
    this.find<HTMLElement>("[data-writing]").hidden = this.playing;
    this.find<HTMLElement>("[data-reading]").hidden = !this.playing;
    this.find<HTMLElement>("[data-board]").hidden = !this.playing;
    this.toggleAttribute("data-busy", this.busy);
    this.find("[data-stage]").setAttribute("aria-busy", String(this.busy));
    this.enable("start", !this.busy, !this.playing);
    this.enable("edit", !this.busy, this.playing);
    this.enable("undo", !this.busy && this.game.canUndo, this.playing);
    this.enable("reset", !this.busy && this.game.canUndo, this.playing);
    this.enable("play", !this.busy && shown !== null && !shown.state.end, this.playing);
    this.enable("search", !this.busy, true);
    setText(this.find("[data-said]"), this.busy ? t(this.asked === "search" ? "step.searching" : "step.stepping") : this.said);
    if (shown) this.drawState(shown.state, shown.output);
  }

  private enable(name: string, enabled: boolean, here: boolean): void {
    const button = this.find<HTMLButtonElement>(`[data-${name}]`);
    button.hidden = !here;
    button.setAttribute("aria-disabled", String(!enabled));
  }

  private drawState(state: StepState, output: string): void {
    setText(this.find("[data-clock]"), t("step.clock", { time: clock(state.t, this.format), n: state.made.length }));
    const end = this.find<HTMLElement>("[data-end]");
    end.hidden = !state.end;
    end.classList.toggle("bad", state.end !== null && state.end.how !== "returned");
    setText(end, state.end ? endText(state.end, t) : "");
    const headed = this.find<HTMLElement>("[data-choice]");
    headed.hidden = state.end !== null;
    this.find("[data-ready]").replaceChildren(...state.ready.map((task, place) => h("li", {}, this.card(task, place))));
    this.find<HTMLElement>("[data-waits]").hidden = !state.waiting.length;
    const waiting = state.waiting.map((task) => {
      return h("li", {}, ...this.who(task), h("span", { class: "step-wait" }, waitText(task, state, t, this.format)), valued(task));
    });
    this.find("[data-waiting]").replaceChildren(...waiting);
    this.find<HTMLElement>("[data-valued]").hidden = !state.values.length;
    this.find("[data-values]").replaceChildren(...state.values.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    this.find<HTMLElement>("[data-printed]").hidden = !output;
    setText(this.find("[data-output]"), output);
    this.drawLines(state);
  }

  private card(task: Standing, place: number): HTMLElement {
    const digit = place < 9 ? h("kbd", { "aria-hidden": "true" }, place + 1) : null;
    return h("button", { class: "step-card", type: "button", onclick: () => this.choose(place) }, digit, ...this.who(task), valued(task));
  }

  private who({ name, coro, line }: Standing): HTMLElement[] {
    return [h("b", {}, name), h("span", { class: "soft" }, t("step.at", { coro, line }))];
  }

  private drawLines(state: StepState): void {
    const tasks = byLine(state);
    const lines = this.game.source.split("\n");
    if (lines.at(-1) === "") lines.pop();
    const items = lines.map((text, index) => {
      const here = tasks.get(index + 1) ?? [];
      const marks = here.map(({ ready, name }) => h("span", { class: ready ? "step-mark ready" : "step-mark" }, name));
      return h("li", here.length ? { class: "here" } : {}, h("code", {}, text || " "), ...marks);
    });
    this.find("[data-lines]").replaceChildren(...items);
  }

  private find<E extends Element = Element>(selector: string): E {
    const found = this.querySelector<E>(selector);
    if (!found) throw new Error(`the step page needs ${selector}`);
    return found;
  }
}

function valued({ values }: Standing): HTMLElement | null {
  return values.length ? h("span", { class: "step-values" }, valuesText(values)) : null;
}

customElements.define("parrilla-step", ParrillaStep);
