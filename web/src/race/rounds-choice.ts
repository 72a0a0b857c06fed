// How often a race is run: once, 3 times, 5 times. The server knows no other numbers.
import { h } from "../dom.ts";
import type { Translate } from "../timeline/words.ts";

const ROUNDS = [1, 3, 5] as const;
let choices = 0;

export class RoundsChoice {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;

  constructor(t: Translate) {
    const id = `rounds-${++choices}`;
    this.select = h("select", { id }, ...ROUNDS.map((n) => h("option", { value: n }, t(`rounds.${n}`))));
    this.element = h("span", { class: "rounds" }, h("label", { for: id }, t("rounds.name")), this.select);
  }

  get rounds(): number {
    return Number(this.select.value);
  }

  set rounds(rounds: number) {
    this.select.value = String(rounds);
  }

  lock(locked: boolean): void {
    this.select.disabled = locked;
  }
}
