// Every moment as a list, for whoever reads instead of looking. Made when it is opened, and in portions.
import { h, icon } from "../dom.ts";
import { MOST_MOMENTS, type Moment } from "./moments.ts";
import type { Wording } from "./words.ts";

const PORTION = 60;

export class Telling {
  readonly element: HTMLDetailsElement;
  private readonly place = h("div");
  private readonly wording: Wording;
  private readonly say: (moment: Moment) => string;
  private readonly go: (moment: Moment) => void;
  private moments: readonly Moment[] = [];
  private portion = PORTION;
  private drawn: readonly Moment[] | null = null;

  constructor(wording: Wording, say: (moment: Moment) => string, go: (moment: Moment) => void) {
    this.wording = wording;
    this.say = say;
    this.go = go;
    this.element = h("details", { class: "twin telling" }, h("summary", {}, icon("chev"), wording.t("kitchen.list")), this.place);
    this.element.addEventListener("toggle", () => this.draw());
  }

  show(moments: readonly Moment[]): void {
    this.moments = moments;
    this.draw();
  }

  private draw(): void {
    if (!this.element.open || this.drawn === this.moments) return;
    this.drawn = this.moments;
    const { t, format } = this.wording;
    const rows = this.moments.slice(0, this.portion).map((moment) => {
      const time = `${format.stamp(moment.at)}\u202fs`;
      const go = h("button", { type: "button", class: "time", "aria-label": t("kitchen.list.go", { time }), onclick: () => this.go(moment) }, time);
      return h("li", {}, go, h("span", {}, this.say(moment)));
    });
    const left = this.moments.length - rows.length;
    const more = h("button", { class: "btn btn-quiet", type: "button", onclick: () => this.longer() }, t("kitchen.list.more", { n: format.number(left) }));
    this.place.replaceChildren(h("ol", { role: "list" }, ...rows), left > 0 ? more : "", this.moments.length >= MOST_MOMENTS ? h("p", { class: "faint" }, t("kitchen.list.untold")) : "");
  }

  private longer(): void {
    this.portion += PORTION * 4;
    this.drawn = null;
    this.draw();
  }
}
