// The pen of an exported file: SVG as text, with nothing outside itself but fonts anyone has.
import { type Box, type Ink, type Lettering, type Palette, type Pen, slants, type Texture, TEXTURES } from "./pen.ts";
import type { State } from "./span.ts";

const LETTERS_PX = 13;
const STEADY = "Arial, Helvetica, sans-serif";
const STEADY_CODE = "Menlo, Consolas, monospace";

export class SvgPen implements Pen {
  private readonly pieces: string[] = [];
  private readonly clips: string[] = [];
  private readonly used = new Set<State>();
  private readonly palette: Palette;

  constructor(palette: Palette) {
    this.palette = palette;
  }

  rect({ x, y, width, height }: Box, { fill, edge, edgeWidth = 1, dash, radius = 0 }: Ink): void {
    const parts = [`x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}" fill="${fill ?? "none"}"`];
    if (radius) parts.push(`rx="${radius}"`);
    if (edge) parts.push(`stroke="${edge}" stroke-width="${edgeWidth}"`);
    if (dash) parts.push(`stroke-dasharray="${dash.join(" ")}" stroke-linecap="round"`);
    this.pieces.push(`<rect ${parts.join(" ")}/>`);
  }

  hatch({ x, y, width, height }: Box, state: State): void {
    if (!TEXTURES[state]) return;
    this.used.add(state);
    this.pieces.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="3" fill="url(#x-${state})"/>`);
  }

  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash?: readonly number[]): void {
    const dashed = dash ? ` stroke-dasharray="${dash.join(" ")}"` : "";
    this.pieces.push(`<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${colour}" stroke-width="${width}"${dashed} fill="none"/>`);
  }

  text(text: string, x: number, y: number, { face, colour, anchor = "start", plate, plateWidth = 4 }: Lettering): void {
    const family = face === "code" ? STEADY_CODE : STEADY;
    const plated = plate ? ` stroke="${plate}" stroke-width="${plateWidth}" stroke-linejoin="round" paint-order="stroke"` : "";
    const weight = face === "bold" ? ' font-weight="600"' : "";
    this.pieces.push(
      `<text x="${n(x)}" y="${n(y)}" dy=".35em" font-family="${family}" font-size="${face === "code" ? LETTERS_PX - 1 : LETTERS_PX}"${weight} text-anchor="${anchor}" fill="${colour}"${plated}>${escaped(text)}</text>`,
    );
  }

  within({ x, y, width, height }: Box, draw: () => void): void {
    const id = `c${this.clips.length}`;
    this.clips.push(`<clipPath id="${id}"><rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"/></clipPath>`);
    this.pieces.push(`<g clip-path="url(#${id})">`);
    draw();
    this.pieces.push("</g>");
  }

  faded(alpha: number, draw: () => void): void {
    this.pieces.push(`<g opacity="${alpha}">`);
    draw();
    this.pieces.push("</g>");
  }

  moved(x: number, y: number, draw: () => void): void {
    this.pieces.push(`<g transform="translate(${n(x)} ${n(y)})">`);
    draw();
    this.pieces.push("</g>");
  }

  /** The whole file. `title` is what a screen reader says of it. */
  finish(width: number, height: number, title: string): string {
    const patterns = [...this.used].map((state) => pattern(state, TEXTURES[state] as Texture, this.palette.states[state].rule));
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img">`,
      `<title>${escaped(title)}</title><defs>${patterns.join("")}${this.clips.join("")}</defs>`,
      `<rect width="100%" height="100%" fill="${this.palette.lane}"/>`,
      ...this.pieces,
      "</svg>",
    ].join("\n");
  }
}

function pattern(state: State, texture: Texture, colour: string): string {
  const { width, height, shape, stroke, alpha } = texture;
  const look = `fill="${colour}" fill-opacity="${alpha}"`;
  const slanting = slants(texture).map(([x1, y1, x2, y2]) => `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${colour}" stroke-opacity="${alpha}" stroke-width="${stroke}"/>`).join("");
  const shapes = {
    rising: slanting,
    falling: slanting,
    upright: `<rect x="${(width - stroke) / 2}" width="${stroke}" height="${height}" ${look}/>`,
    level: `<rect y="${(height - stroke) / 2}" width="${width}" height="${stroke}" ${look}/>`,
    dot: `<circle cx="${width / 2}" cy="${height / 2}" r="${stroke}" ${look}/>`,
  };
  return `<pattern id="x-${state}" width="${width}" height="${height}" patternUnits="userSpaceOnUse">${shapes[shape]}</pattern>`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Names come out of learners' programs: none of their characters may be markup, and XML forbids some altogether. */
function escaped(text: string): string {
  const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, "\ufffd");
  return legal.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
