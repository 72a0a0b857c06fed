// What draws: a canvas on the page, an SVG file for export. The picture knows only this.
import type { State } from "./span.ts";

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

/** A tile: rules `stroke` wide, rising, falling, upright or level; or a dot of that radius. None is turned, because turned
 * tiles cost a processor without a graphics card far more to lay. */
export interface Texture {
  width: number;
  height: number;
  shape: "rising" | "falling" | "upright" | "level" | "dot";
  stroke: number;
  alpha: number;
}

/** See DESIGN, "Timeline vocabulary": told apart by texture and height, never by colour alone. */
export const TEXTURES: Readonly<Partial<Record<State, Texture>>> = {
  wait: { width: 8, height: 8, shape: "rising", stroke: 1, alpha: 0.55 },
  starved: { width: 11, height: 11, shape: "falling", stroke: 1.5, alpha: 1 },
  block: { width: 19, height: 19, shape: "rising", stroke: 3, alpha: 1 },
  sleep: { width: 6, height: 5, shape: "level", stroke: 1, alpha: 0.6 },
  pool: { width: 7, height: 7, shape: "upright", stroke: 1, alpha: 1 },
  proc: { width: 6, height: 6, shape: "dot", stroke: 1, alpha: 1 },
};

/** The ends of a slanting texture's rules: the tile's diagonal, and its two neighbours' where they cut the corners. */
export function slants({ width, height, shape }: Texture): [x1: number, y1: number, x2: number, y2: number][] {
  return [-1, 0, 1].map((tile) => {
    const [left, right] = [(tile - 0.5) * width, (tile + 1.5) * width];
    return shape === "rising" ? [left, 1.5 * height, right, -0.5 * height] : [left, -0.5 * height, right, 1.5 * height];
  });
}

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
