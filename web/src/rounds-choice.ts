// How often a race is run: once, 3 times, 5 times. The server knows no other numbers.
import { h } from "./dom.ts";
import type { Translate } from "./timeline-words.ts";

const ROUNDS = [1, 3, 5] as const;

export class RoundsChoice {
  readonly element: HTMLLabelElement;
  private readonly select: HTMLSelectElement;

  constructor(t: Translate) {
    this.select = h("select", {}, ...ROUNDS.map((n) => h("option", { value: n }, t(`rounds.${n}`))));
    this.element = h("label", { class: "rounds" }, h("span", {}, t("rounds.name")), this.select);
  }

  get rounds(): number {
    return Number(this.select.value);
  }

  lock(locked: boolean): void {
    this.select.disabled = locked;
  }
}
