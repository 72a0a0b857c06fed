// One figure on the page: a button that shows what it is and what it does.
import { h, setText } from "../dom.ts";
import { Paint } from "./drawing.ts";
import type { Figure } from "./figure.ts";
import { figureLabel, stateKey, type Wording, who } from "./words.ts";

export class Actor {
  readonly item: HTMLLIElement;
  readonly button: HTMLButtonElement;
  figure: Figure;
  private readonly paint: Paint;
  // Who reads hears the label; the pieces that are seen would only say the same in bits.
  private readonly label = h("span", { class: "visually-hidden" });
  private readonly number = h("b", { class: "no", "aria-hidden": "true" });
  private readonly name = h("span", { class: "name", "aria-hidden": "true" });
  private readonly state = h("span", { class: "state", "aria-hidden": "true" });
  private readonly done = h("i");

  constructor(figure: Figure) {
    this.figure = figure;
    const person = figure.kind !== "ticket";
    this.paint = person ? Paint.person(figure.kind === "cook") : Paint.slip();
    this.button = h("button", { class: `actor ${figure.kind}`, type: "button", tabindex: -1, "data-figure": figure.id }, this.label, this.paint.element, this.number, this.name, person && this.state, h("span", { class: "elapsed" }, this.done));
    this.item = h("li", {}, this.button);
  }

  draw(figure: Figure, at: number, wording: Wording, selected: boolean): void {
    this.figure = figure;
    this.paint.wear(figure.doing);
    const state = stateKey(figure);
    if (this.button.dataset["state"] !== state) this.button.dataset["state"] = state;
    // What a cashier attends lies on the counter; what a cook makes is in their hands.
    const ticket = figure.kind === "ticket" ? figure : figure.kind === "cook" ? figure.holds : null;
    setText(this.number, ticket ? String(ticket.number) : "");
    this.number.hidden = !ticket;
    setText(this.name, figure.kind === "ticket" ? figure.name : who(figure, wording));
    setText(this.state, wording.t(`kitchen.state.${state}`));
    setText(this.label, figureLabel(figure, wording));
    if (this.button.getAttribute("aria-pressed") !== String(selected)) this.button.setAttribute("aria-pressed", String(selected));
    this.progress(figure, at);
  }

  /** How much of what it waits for is over, where the end is known. */
  private progress({ since, until, place }: Figure, at: number): void {
    const cooking = (place === "grill" || place === "seat") && until > since && at >= since;
    const share = cooking ? Math.round(1000 * Math.min(1, (at - since) / (until - since))) / 10 : -1;
    const width = share < 0 ? "" : `${share}%`;
    if (this.done.style.inlineSize !== width) this.done.style.inlineSize = width;
    this.button.classList.toggle("cooks", share >= 0);
  }
}
