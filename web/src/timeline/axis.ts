// The axis above all entrants: its marks on a canvas, and the slider that moves the cursor.
import { h } from "../dom.ts";
import type { Format } from "../format.ts";
import { AXIS_PX, drawAxis, UNIT } from "./marks.ts";
import type { Palette } from "./pen.ts";
import { CanvasPen } from "./pen-canvas.ts";
import type { TimeWindow } from "./window.ts";
import type { Translate } from "./words.ts";

export class AxisView {
  readonly element: HTMLElement;
  private readonly pen = new CanvasPen(h("canvas", { "aria-hidden": "true" }));
  private readonly format: Format;
  private drawn = "";

  constructor(t: Translate, format: Format, described: string) {
    this.format = format;
    this.element = h("div", { class: "axis", role: "slider", tabindex: 0, "aria-label": t("timeline.slider"), "aria-describedby": described, "aria-valuemin": 0, "aria-valuemax": 0, "aria-valuenow": 0 }, this.pen.canvas);
  }

  draw(window: TimeWindow, cursor: number | null, label: number, width: number, ratio: number, palette: Palette): void {
    const fresh = this.pen.prepare(width, AXIS_PX, ratio, palette);
    const state = `${window.from} ${window.to} ${cursor} ${label}`;
    if (!fresh && state === this.drawn) return;
    this.drawn = state;
    const { element } = this;
    element.setAttribute("aria-valuemax", String(Math.round(window.max) / 1000));
    element.setAttribute("aria-valuenow", String(Math.round(cursor ?? 0) / 1000));
    element.setAttribute("aria-valuetext", `${this.format.stamp(cursor ?? 0)}${UNIT}`);
    this.pen.clear({ x: 0, y: 0, width, height: AXIS_PX });
    const x = cursor === null ? -1 : label + ((cursor - window.from) / window.length) * (width - label);
    const text = this.format.stamp(cursor ?? 0);
    const wide = text.length * 7.4 + 12;
    const left = Math.max(label, Math.min(width - wide, x - wide / 2));
    const seen = cursor !== null && x >= label - 1 && x <= width + 1;
    drawAxis(this.pen, window, label, width, palette, this.format, seen ? [left, left + wide] : null);
    if (!seen) return;
    this.pen.rect({ x: left, y: 0, width: wide, height: 19 }, { fill: palette.focus, radius: 3 });
    this.pen.text(text, left + wide / 2, 10, { face: "code", colour: palette.lane, anchor: "middle" });
    this.pen.line(x, 19, x, AXIS_PX, palette.focus, 2);
  }
}
