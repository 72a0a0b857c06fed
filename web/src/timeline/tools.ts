// The buttons above the axis: closer, farther, all of it, and the menu of files.
import { h } from "../dom.ts";
import type { Subject } from "./export.ts";
import { exportMenu } from "./export-menu.ts";
import type { Translate } from "./words.ts";

const ZOOM = 1.6;

export class Tools {
  readonly element: HTMLElement;
  private readonly all: HTMLButtonElement;

  constructor(t: Translate, zoom: (factor: number) => void, reset: () => void, subject: () => Subject | null) {
    const button = (sign: string, key: string, factor: number): HTMLButtonElement =>
      h("button", { class: "btn btn-quiet btn-icon", type: "button", "aria-label": t(key), title: t(key), onclick: () => zoom(factor) }, h("span", { "aria-hidden": "true" }, sign));
    this.all = h("button", { class: "btn btn-quiet", type: "button", hidden: true, onclick: reset }, t("timeline.zoom.all"));
    this.element = h(
      "div",
      { class: "tools", role: "group", "aria-label": t("timeline.tools"), hidden: true },
      this.all,
      button("−", "timeline.zoom.out", 1 / ZOOM),
      button("+", "timeline.zoom.in", ZOOM),
      exportMenu(t, subject),
    );
  }

  /** `nothing`: there is nothing to look at yet; `whole`: all of it is in sight. */
  draw(nothing: boolean, whole: boolean): void {
    if (this.element.hidden !== nothing) this.element.hidden = nothing;
    if (this.all.hidden !== whole) this.all.hidden = whole;
  }
}
