// The lab's drawings: the stair of latencies, one line a program on one axis, and the pool of threads filling up.
import { h, setText, svg } from "../dom.ts";
import type { Format } from "../format.ts";
import { apart, closer, type Frame, labelled, latencyScale, place, type Point, poolAreas, series } from "./layout.ts";
import type { Reading } from "./model.ts";
import { marks } from "../timeline/scale.ts";
import type { Translate } from "../timeline/words.ts";

const TALL_PX = 320;
const POOL_PX = 150;
const LEAST_PX = 240;
const AXIS = { left: 46, right: 24, top: 14, bottom: 40 };
let figures = 0;

/** Of a program among all on the page, from 0: told apart by shape and number, whatever the colours. */
export type Place = (name: string) => number;

export class LabFigure {
  readonly element: HTMLElement;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly placeOf: Place;
  private readonly plot = h("div", { class: "lab-plot" });
  private readonly legend = h("ul", { class: "legend", role: "list" });
  private readonly pools = h("div", { class: "lab-pools" });
  private readonly close = h("button", { class: "btn", type: "button", "aria-pressed": "false", hidden: true });
  private readonly clip = `lab-clip-${++figures}`;
  private readings: readonly Reading[] = [];
  private asked = 1;
  private width = 0;

  constructor(t: Translate, format: Format, placeOf: Place) {
    this.t = t;
    this.format = format;
    this.placeOf = placeOf;
    this.close.append(t("lab.closer"));
    this.legend.setAttribute("aria-label", t("legend.name"));
    this.close.addEventListener("click", () => {
      this.close.setAttribute("aria-pressed", String(!this.pressed));
      this.draw(this.readings, this.asked);
    });
    this.element = h("div", { class: "stack g3" }, this.plot, h("div", { class: "row g3" }, this.legend, h("span", { class: "push" }, this.close)), this.pools);
    new ResizeObserver(([entry]) => {
      const width = Math.max(LEAST_PX, Math.floor(entry?.contentRect.width ?? 0));
      if (width === this.width) return;
      this.width = width;
      this.draw(this.readings, this.asked);
    }).observe(this.plot);
  }

  /** `asked`: how many users would come now; the axis shows them while nothing was measured. */
  draw(readings: readonly Reading[], asked: number): void {
    this.readings = readings;
    this.asked = asked;
    if (!this.width) return;
    const shown = readings.filter(({ latencies }) => latencies.length);
    const hides = closer(shown) !== null;
    this.close.hidden = !hides;
    this.plot.replaceChildren(this.latencies(shown, hides && this.pressed));
    this.legend.replaceChildren(...readings.map((reading) => this.key(reading)));
    this.pools.replaceChildren(...readings.flatMap((reading) => this.pool(reading)));
  }

  private get pressed(): boolean {
    return this.close.getAttribute("aria-pressed") === "true";
  }

  private latencies(shown: readonly Reading[], close: boolean): SVGElement {
    const { t, format, width } = this;
    const frame: Frame = { width, height: TALL_PX, ...AXIS };
    const users = Math.max(1, ...(shown.length ? shown.map((reading) => reading.users) : [this.asked]));
    const scale = latencyScale(shown, close);
    const floor = frame.height - frame.bottom;
    const rising = shown.some((reading) => reading.rising);
    const rows = scale.at.map((ms) => {
      const { y } = place(frame, users, scale.max, 1, ms);
      return [svg("line", { class: "grid", x1: frame.left, x2: width - frame.right, y1: y, y2: y }), svg("text", { x: frame.left - 8, y: y + 4, "text-anchor": "end" }, shown.length ? format.tick(ms / 1000, scale.step / 1000) : "")];
    });
    const nths = (users > 1 ? marks(1, users).at : [1]).filter((nth) => Number.isInteger(nth));
    const across = (nth: number): number => place(frame, users, scale.max, nth, 0).x;
    const every = labelled(nths.length > 1 ? across(nths[1] as number) - across(nths[0] as number) : Infinity, String(users).length);
    const columns = nths.filter((_, index) => (nths.length - 1 - index) % every === 0).map((nth) => svg("text", { x: across(nth), y: floor + 18, "text-anchor": "middle" }, format.number(nth)));
    const lines = shown.map((reading) => ({ reading, of: series(reading, frame, users, scale.max) }));
    const heights = apart(lines.map(({ of }) => of.end?.y ?? floor), frame);
    return svg(
      "svg",
      { width, height: TALL_PX, viewBox: `0 0 ${width} ${TALL_PX}`, role: "img", "aria-label": t(rising ? "lab.plot.rising" : "lab.plot") },
      svg("clipPath", { id: this.clip }, svg("rect", { x: 0, y: frame.top - 6, width, height: floor - frame.top + 12 })),
      ...rows.flat(),
      ...columns,
      svg("text", { class: "name", x: width - frame.right, y: frame.height - 4, "text-anchor": "end" }, t(rising ? "lab.axis.coming" : "lab.axis.nth")),
      svg("text", { class: "name", x: 2, y: frame.height - 4 }, t("lab.axis.wait")),
      svg(
        "g",
        { "clip-path": `url(#${this.clip})` },
        ...lines.map(({ reading, of }) =>
          svg(
            "g",
            { class: `lab-line ${reading.manner}` },
            svg("path", { class: "stair", d: of.stair }),
            of.law && svg("line", { class: "law", x1: of.law[0].x, y1: of.law[0].y, x2: of.law[1].x, y2: of.law[1].y }),
            svg("path", { class: "mark", d: of.marks.map((point) => shape(this.placeOf(reading.name), point)).join("") }),
          ),
        ),
      ),
      ...lines.map(({ reading }, index) => svg("text", { class: "slot-mark", x: width - frame.right + 8, y: (heights[index] ?? 0) + 4 }, String(this.placeOf(reading.name) + 1))),
    );
  }

  private key({ name, manner, law }: Reading): HTMLElement {
    const number = this.placeOf(name);
    const swatch = svg("svg", { viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("g", { class: `lab-line ${manner}` }, svg("path", { class: "stair", d: "M1 7H27" }), svg("path", { class: "mark", d: shape(number, { x: 14, y: 7 }) })));
    const how = this.t(`lab.manner.${manner}`);
    return h("li", {}, swatch, h("span", {}, h("span", { class: "slot", "aria-hidden": "true" }, number + 1), " ", h("bdi", {}, name), `: ${how}`, law && `; ${this.t("lab.dashed")}`));
  }

  private pool(reading: Reading): HTMLElement[] {
    const { t, format, width } = this;
    const { pool, name, came } = reading;
    if (!pool) return [];
    const frame: Frame = { width, height: POOL_PX, ...AXIS };
    const from = came ?? pool.steps[0]?.at ?? 0;
    const to = Math.max(pool.steps.at(-1)?.at ?? 0, from + 1);
    const areas = poolAreas(pool, frame, from, to);
    const times = marks(0, to - from);
    const floor = frame.height - frame.bottom;
    const across = (ms: number): number => frame.left + (ms / (to - from)) * (width - frame.left - frame.right);
    const every = labelled(across(times.step) - across(0), format.tick(times.step / 1000, times.step / 1000).length);
    const drawing = svg(
      "svg",
      { width, height: POOL_PX, viewBox: `0 0 ${width} ${POOL_PX}`, role: "img", "aria-label": t("lab.pool.plot", { name }) },
      svg("line", { class: "grid", x1: frame.left, x2: width - frame.right, y1: floor, y2: floor }),
      svg("path", { class: "pool-used", d: areas.used }),
      areas.waiting !== "" && svg("path", { class: "pool-line", d: areas.waiting }),
      svg("line", { class: "pool-room", x1: frame.left, x2: width - frame.right, y1: areas.room, y2: areas.room }),
      svg("text", { x: frame.left - 8, y: areas.room + 4, "text-anchor": "end" }, format.number(pool.room)),
      svg("text", { x: frame.left - 8, y: floor + 4, "text-anchor": "end" }, "0"),
      ...times.at.filter((_, index) => index % every === 0).map((ms) => svg("text", { x: across(ms), y: floor + 18, "text-anchor": "middle" }, format.tick(ms / 1000, times.step / 1000))),
      svg("text", { class: "name", x: width - frame.right, y: frame.height - 4, "text-anchor": "end" }, t("lab.axis.time")),
    );
    const heading = h("h3", {});
    setText(heading, t("lab.pool.title", { name, room: format.number(pool.room) }));
    const key = h(
      "ul",
      { class: "legend", role: "list" },
      h("li", {}, svg("svg", { viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("rect", { class: "pool-used", x: 1, y: 1, width: 26, height: 12 })), t("lab.pool.used")),
      h("li", {}, svg("svg", { viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("rect", { class: "pool-line", x: 1, y: 1, width: 26, height: 12 })), t("lab.pool.waiting")),
    );
    return [h("section", { class: "stack g2" }, heading, drawing, key)];
  }
}

/** The mark of a program around a point: circle, square, triangle, diamond. */
function shape(number: number, { x, y }: Point): string {
  switch (number % 4) {
    case 0:
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`;
    case 1:
      return `M${x - 2.75} ${y - 2.75}h5.5v5.5h-5.5Z`;
    case 2:
      return `M${x} ${y - 3.6}l3.6 6.4h-7.2Z`;
    default:
      return `M${x} ${y - 4}l4 4l-4 4l-4 -4Z`;
  }
}
