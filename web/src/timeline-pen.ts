// What draws: a canvas on the page, an SVG file for export. The picture knows only this.
import type { State } from "./timeline-span.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Ink {
  fill?: string;
  edge?: string;
  edgeWidth?: number;
  dash?: readonly number[];
  radius?: number;
}

export interface Lettering {
  face: "text" | "bold" | "code";
  colour: string;
  anchor?: "start" | "middle" | "end";
  /** What stands behind the letters where they lie on a texture. */
  plate?: string;
  plateWidth?: number;
}

export interface Pen {
  rect(box: Box, ink: Ink): void;
  /** The texture of a state over the box. */
  hatch(box: Box, state: State): void;
  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash?: readonly number[]): void;
  /** `y` is the middle of the letters. */
  text(text: string, x: number, y: number, lettering: Lettering): void;
  /** What `draw` draws is seen within the box only. */
  within(box: Box, draw: () => void): void;
  /** What `draw` draws stands so many pixels to the right and lower. */
  moved(x: number, y: number, draw: () => void): void;
  /** What `draw` draws is seen through. */
  faded(alpha: number, draw: () => void): void;
}

/** A tile, turned by `angle` degrees: rules `stroke` wide along one side, or a dot of that radius in its middle. */
export interface Texture {
  width: number;
  height: number;
  angle: number;
  shape: "upright" | "level" | "dot";
  stroke: number;
  alpha: number;
}

/** See DESIGN, "Timeline vocabulary": told apart by texture and height, never by colour alone. */
export const TEXTURES: Readonly<Partial<Record<State, Texture>>> = {
  wait: { width: 6, height: 6, angle: 45, shape: "upright", stroke: 1, alpha: 0.55 },
  starved: { width: 8, height: 8, angle: -45, shape: "upright", stroke: 1.5, alpha: 1 },
  block: { width: 14, height: 14, angle: 35, shape: "upright", stroke: 3, alpha: 1 },
  sleep: { width: 6, height: 5, angle: 0, shape: "level", stroke: 1, alpha: 0.6 },
  pool: { width: 7, height: 7, angle: 0, shape: "upright", stroke: 1, alpha: 1 },
  proc: { width: 6, height: 6, angle: 0, shape: "dot", stroke: 1, alpha: 1 },
};

export const HEIGHT: Readonly<Record<State, number>> = { queued: 14, wait: 14, pool: 18, proc: 18, sleep: 18, run: 20, starved: 16, block: 22 };

export interface StateColours {
  fill: string;
  edge: string;
  text: string;
  plate: string;
  /** Of the texture. */
  rule: string;
}

export interface Palette {
  lane: string;
  grid: string;
  ink: string;
  ink2: string;
  ink3: string;
  paper: string;
  sunken: string;
  focus: string;
  states: Readonly<Record<State, StateColours>>;
  faces: { text: string; code: string };
}
