// The cores of the machine and how many of them are in use: seats that wait use none.
import { h, setText } from "../../dom.ts";
import type { Translate } from "../../timeline/words.ts";
import type { Scene } from "../scene.ts";
import { stateKey } from "../words.ts";

export class Cores {
  private readonly bars = h("span", { class: "core-bars", "aria-hidden": "true" });
  private readonly said = h("span");
  private readonly t: Translate;
  private readonly place: HTMLElement | null;
  private cores = 0;

  constructor(host: HTMLElement, t: Translate) {
    this.t = t;
    this.place = host.querySelector<HTMLElement>("[data-cores]");
    this.place?.replaceChildren(this.bars, this.said);
  }

  /** Not before the answer: how busy they are may be what is asked. */
  hide(hidden: boolean): void {
    if (this.place) this.place.hidden = hidden;
  }

  count(cores: number): void {
    this.cores = cores;
    this.bars.replaceChildren(...Array.from({ length: cores }, () => h("i")));
  }

  draw(scene: Scene | null): void {
    const working = scene?.cooks.filter((figure) => stateKey(figure) === "works").length ?? 0;
    const busy = Math.min(this.cores, working);
    [...this.bars.children].forEach((bar, index) => bar.classList.toggle("busy", index < busy));
    setText(this.said, this.t("story.cores", { busy, cores: this.cores }));
  }
}
