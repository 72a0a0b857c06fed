// One question of a bet: a few stakes, or a time of one's own. Locked from the click to the end of the race.
import { h } from "../dom.ts";
import type { Format } from "../format.ts";
import type { Translate } from "../timeline/words.ts";

export interface Question {
  entrant: number;
  question: string;
  /** Seconds. */
  stakes: readonly number[];
}

const LEAST_S = 0.01;
const MOST_S = 60;
let slips = 0;

export class BetSlip {
  readonly element: HTMLFieldSetElement;
  readonly entrant: number;
  private readonly own: HTMLInputElement;
  private readonly stakes: HTMLInputElement[];
  private readonly t: Translate;
  private readonly format: Format;

  constructor(question: Question, t: Translate, format: Format, changed: () => void) {
    this.entrant = question.entrant;
    this.t = t;
    this.format = format;
    const name = `bet-${++slips}`;
    this.stakes = question.stakes.map((seconds) => h("input", { type: "radio", name, value: seconds }));
    this.own = h("input", { class: "own", type: "text", inputmode: "decimal", autocomplete: "off", size: 5, maxlength: 6, placeholder: t("bet.own"), "aria-label": t("bet.own.label") });
    this.element = h(
      "fieldset",
      { class: "bet" },
      h("legend", {}, question.question),
      h("div", { class: "stakes" }, ...this.stakes.map((input, index) => h("label", { class: "stake" }, input, h("span", {}, format.seconds(question.stakes[index] ?? 0)))), this.own),
    );
    // A stake and a time of one's own exclude each other.
    for (const stake of this.stakes) {
      stake.addEventListener("change", () => {
        this.own.value = "";
        changed();
      });
    }
    this.own.addEventListener("input", () => {
      if (this.own.value.trim()) for (const stake of this.stakes) stake.checked = false;
      this.own.setAttribute("aria-invalid", String(this.own.value.trim() !== "" && this.seconds === null));
      changed();
    });
  }

  /** The bet, or null while there is none (or none that makes sense). */
  get seconds(): number | null {
    const stake = this.stakes.find((input) => input.checked);
    if (stake) return Number(stake.value);
    return readSeconds(this.own.value);
  }

  set seconds(seconds: number | null) {
    const stake = this.stakes.find((input) => Number(input.value) === seconds);
    for (const input of this.stakes) input.checked = input === stake;
    this.own.value = stake || seconds === null ? "" : this.format.number(seconds, 2);
  }

  /** Why there is no bet, when something was typed; else "". */
  get complaint(): string {
    if (!this.own.value.trim() || this.seconds !== null) return "";
    return this.t("bet.invalid", { least: this.format.seconds(LEAST_S * 1), most: this.format.seconds(MOST_S) });
  }

  lock(locked: boolean): void {
    this.element.disabled = locked;
  }
}

/** A number of seconds as people write it, with a comma or a point; null for anything else. */
export function readSeconds(text: string): number | null {
  if (!/^\s*\d{0,3}([.,]\d{1,3})?\s*s?\s*$/.test(text) || !/\d/.test(text)) return null;
  const seconds = Number(text.replace(",", ".").replace("s", ""));
  return seconds >= LEAST_S && seconds <= MOST_S ? seconds : null;
}
