// The pen of the page: a canvas, sharp on any screen.
import { type Box, type Ink, type Lettering, type Palette, type Pen, slants, type Texture, TEXTURES } from "./pen.ts";
import type { State } from "./span.ts";

const LETTERS_PX = 13;
/** Narrower boxes have square corners. */
const ROUND_PX = 14;

export class CanvasPen implements Pen {
  readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private readonly patterns = new Map<State, CanvasPattern>();
  private palette: Palette | null = null;
  private ratio = 1;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser draws on no canvas");
    this.context = context;
  }

  /** Take this size in CSS pixels and these colours. What was drawn is gone where either is new; then it returns true. */
  prepare(width: number, height: number, ratio: number, palette: Palette): boolean {
    const { canvas } = this;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    const resized = canvas.width !== wide || canvas.height !== high;
    if (!resized && this.palette === palette && this.ratio === ratio) return false;
    if (resized) {
      canvas.width = wide;
      canvas.height = high;
      canvas.style.inlineSize = `${width}px`;
      canvas.style.blockSize = `${height}px`;
    }
    if (this.palette !== palette || this.ratio !== ratio) this.patterns.clear();
    this.palette = palette;
    this.ratio = ratio;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.clear({ x: 0, y: 0, width, height });
    return true;
  }

  clear({ x, y, width, height }: Box): void {
    this.context.clearRect(x, y, width, height);
  }

  /** Textures move with the moment that lies at `x`, so that nothing swims while the window moves. */
  anchor(x: number): void {
    for (const state of Object.keys(TEXTURES) as State[]) {
      const texture = TEXTURES[state];
      // Whole pixels of the screen: a tile laid between two pixels is blurred, and slow.
      if (texture) this.pattern(state, texture)?.setTransform(new DOMMatrix().translate(Math.round(x * this.ratio) / this.ratio, 0).scale(1 / this.ratio));
    }
  }

  rect(box: Box, { fill, edge, edgeWidth = 1, dash, radius = 0 }: Ink): void {
    const { context } = this;
    const { x, y, width, height } = box;
    // Round corners are paths, and paths cost: narrow bars, of which there are many, go without.
    if (fill && !dash && (radius === 0 || width < ROUND_PX)) {
      if (edge) {
        context.fillStyle = edge;
        context.fillRect(x - edgeWidth / 2, y - edgeWidth / 2, width + edgeWidth, height + edgeWidth);
      }
      const inset = edge ? edgeWidth / 2 : 0;
      context.fillStyle = fill;
      if (width > 2 * inset) context.fillRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset);
      return;
    }
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(radius, width / 2));
    if (fill) {
      context.fillStyle = fill;
      context.fill();
    }
    if (!edge) return;
    context.strokeStyle = edge;
    context.lineWidth = edgeWidth;
    if (dash) {
      context.setLineDash([...dash]);
      context.lineCap = "round";
    }
    context.stroke();
    if (dash) {
      context.setLineDash([]);
      context.lineCap = "butt";
    }
  }

  hatch({ x, y, width, height }: Box, state: State): void {
    const texture = TEXTURES[state];
    const pattern = texture && this.pattern(state, texture);
    if (!pattern) return;
    this.context.fillStyle = pattern;
    this.context.fillRect(x + 0.5, y + 0.5, width - 1, height - 1);
  }

  line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash?: readonly number[]): void {
    const { context } = this;
    if (!dash && (x1 === x2 || y1 === y2)) {
      context.fillStyle = colour;
      if (x1 === x2) context.fillRect(x1 - width / 2, y1, width, y2 - y1);
      else context.fillRect(x1, y1 - width / 2, x2 - x1, width);
      return;
    }
    context.strokeStyle = colour;
    context.lineWidth = width;
    if (dash) context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    if (dash) context.setLineDash([]);
  }

  text(text: string, x: number, y: number, { face, colour, anchor = "start", plate, plateWidth = 4 }: Lettering): void {
    const { context, palette } = this;
    if (!palette) return;
    context.font = face === "code" ? `400 ${LETTERS_PX}px ${palette.faces.code}` : `${face === "bold" ? 600 : 400} ${LETTERS_PX}px ${palette.faces.text}`;
    context.textAlign = anchor === "middle" ? "center" : anchor;
    context.textBaseline = "middle";
    if (plate) {
      context.strokeStyle = plate;
      context.lineWidth = plateWidth;
      context.lineJoin = "round";
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  within({ x, y, width, height }: Box, draw: () => void): void {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }

  moved(x: number, y: number, draw: () => void): void {
    this.context.save();
    this.context.translate(x, y);
    draw();
    this.context.restore();
  }

  faded(alpha: number, draw: () => void): void {
    const before = this.context.globalAlpha;
    this.context.globalAlpha = before * alpha;
    draw();
    this.context.globalAlpha = before;
  }

  private pattern(state: State, texture: Texture): CanvasPattern | null {
    const known = this.patterns.get(state);
    if (known) return known;
    const tile = document.createElement("canvas");
    tile.width = Math.max(1, Math.round(texture.width * this.ratio));
    tile.height = Math.max(1, Math.round(texture.height * this.ratio));
    const context = tile.getContext("2d");
    if (!context || !this.palette) return null;
    context.scale(tile.width / texture.width, tile.height / texture.height);
    context.globalAlpha = texture.alpha;
    context.fillStyle = this.palette.states[state].rule;
    const { width, height, stroke } = texture;
    if (texture.shape === "rising" || texture.shape === "falling") {
      context.strokeStyle = context.fillStyle;
      context.lineWidth = stroke;
      for (const [x1, y1, x2, y2] of slants(texture)) {
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
      }
    } else if (texture.shape === "upright") context.fillRect((width - stroke) / 2, 0, stroke, height);
    else if (texture.shape === "level") context.fillRect(0, (height - stroke) / 2, width, stroke);
    else {
      context.beginPath();
      context.arc(width / 2, height / 2, stroke, 0, 2 * Math.PI);
      context.fill();
    }
    const pattern = this.context.createPattern(tile, "repeat");
    pattern?.setTransform(new DOMMatrix().scale(1 / this.ratio));
    if (pattern) this.patterns.set(state, pattern);
    return pattern;
  }
}
