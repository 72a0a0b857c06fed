// The figures as drawings: flat shapes in the colours and textures of the timeline, so that a state looks the same in both.
import { svg } from "../dom.ts";
import type { Doing } from "./figure.ts";

/** The look of a state in the timeline's words; "" for plain paper. */
export function look(doing: Doing): string {
  if (doing === "ready") return "starved";
  if (doing === "door") return "queued";
  return doing === "free" || doing === "done" || doing === "left" ? "" : doing;
}

const TEXTURED = new Set(["wait", "starved", "block", "sleep", "pool", "proc"]);

/** The paper of a ticket, which fills its button. */
export class Paint {
  readonly element: SVGElement;
  private readonly shapes: readonly SVGElement[];
  private readonly textures: readonly SVGElement[];
  private shown: string | null = null;

  private constructor(element: SVGElement, shapes: readonly SVGElement[], textures: readonly SVGElement[]) {
    this.element = element;
    this.shapes = shapes;
    this.textures = textures;
  }

  static slip(): Paint {
    const place = { x: 0.5, y: 0.5, width: "100%", height: "100%" };
    const shape = svg("rect", { ...place, rx: 3 });
    const texture = svg("rect", { ...place, rx: 3, class: "tx" });
    return new Paint(svg("svg", { class: "paint", "aria-hidden": "true" }, shape, texture), [shape], [texture]);
  }

  /** Somebody seen from the front, to the waist. `seated`: on a stool. */
  static person(seated: boolean): Paint {
    const body = "M5 42c0-11 6-17 15-17s15 6 15 17z";
    const head = svg("circle", { cx: 20, cy: 13, r: 8.5 });
    const trunk = svg("path", { d: body });
    const texture = svg("path", { d: body, class: "tx" });
    const stool = seated ? svg("path", { class: "stool", d: "M2 45.5h36M9 45.500v7M31 45.500v7" }) : svg("path", { class: "stool", d: "M0 45.500h40v7H0z" });
    return new Paint(svg("svg", { class: "person", viewBox: "-1 0 42 54", "aria-hidden": "true" }, head, trunk, texture, stool), [head, trunk], [texture]);
  }

  wear(doing: Doing): void {
    const state = look(doing);
    if (state === this.shown) return;
    this.shown = state;
    for (const shape of this.shapes) shape.setAttribute("class", state ? `sp ${state}` : "sp plain");
    for (const texture of this.textures) texture.setAttribute("fill", TEXTURED.has(state) ? `url(#tx-${state})` : "none");
  }
}
