// The rows of one entrant, drawn with whatever pen. Everything is laid out in pixels, so nothing stretches.
import type { Format } from "../format.ts";
import { type Bar, bars, THIN_PX } from "./bars.ts";
import { type Box, HEIGHT, type Ink, type Palette, type Pen, TEXTURES } from "./pen.ts";
import type { CrowdRow, LaneRow, Row } from "./rows.ts";
import { fitting, marks, shortened } from "./scale.ts";
import type { Span, State } from "./span.ts";
import { labels, laneName, named, type Translate } from "./words.ts";

/** What is in sight, and how. Times in milliseconds of the entrant, lengths in pixels. */
export interface Sight {
  from: number;
  to: number;
  /** The entrant's own now: what goes on is drawn up to there. */
  now: number;
  width: number;
  /** Of the column of names; 0 where they stand above their lanes. */
  label: number;
  palette: Palette;
  lit: ((span: Span) => boolean) | null;
}

const THINNEST_PX = 2;
/** Narrower bars show no texture. */
const TEXTURE_PX = 6;
const NAME_GAP_PX = 12;
const DIM = 0.35;

export class Picture {
  private readonly t: Translate;
  private readonly format: Format;

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
  }

  /** One row at height `y`, name and all. Returns the states it showed. */
  row(pen: Pen, row: Row, y: number, sight: Sight, seen?: Set<State>): void {
    this.rail(pen, row, y, sight);
    if (row.type === "lane") {
      this.name(pen, row, y, sight);
      this.lane(pen, row, y, sight, seen);
    } else this.crowd(pen, row, y, sight, seen);
  }

  private rail(pen: Pen, row: Row, y: number, { label, width, palette, from, to }: Sight): void {
    const top = y + row.head;
    const bottom = y + row.height;
    const scale = (width - label) / (to - from);
    for (const at of marks(from, to).at) {
      const x = Math.round(label + (at - from) * scale) + 0.5;
      if (x <= width) pen.line(x, top, x, bottom, palette.grid, 1);
    }
    const middle = Math.round((top + bottom) / 2) + 0.5;
    if (row.type === "lane") pen.line(label, middle, width, middle, palette.grid, 1);
    else pen.line(label, bottom - 0.5, width, bottom - 0.5, palette.grid, 1);
  }

  private name(pen: Pen, row: LaneRow, y: number, { label, palette, width }: Sight): void {
    if (!named(row.lane)) return;
    const name = laneName(row.lane, this.t);
    if (row.head) pen.text(shortened(name, width), 0, y + row.head / 2 + 1, { face: "text", colour: palette.ink2 });
    else if (label) pen.text(shortened(name, label - NAME_GAP_PX), label - NAME_GAP_PX, y + row.height / 2, { face: "text", colour: palette.ink2, anchor: "end" });
  }

  private lane(pen: Pen, row: LaneRow, y: number, sight: Sight, seen?: Set<State>): void {
    const { label, width, from, to, now, lit } = sight;
    const scale = (width - label) / (to - from);
    const box = { x: label, y: y + row.head, width: width - label, height: row.height - row.head };
    const middle = box.y + box.height / 2;
    pen.within(box, () => {
      const drawn = bars(row.lane, from, to, scale, lit);
      const { open } = row.lane;
      if (open && open.from <= to) {
        const reach = row.lane.reach(now);
        if (reach >= from) drawn.push({ state: open.state, from: open.from, to: reach, span: open, count: 1, gathered: false, share: 1, lit: lit?.(open) ?? false });
      }
      for (const bar of drawn) {
        seen?.add(bar.state);
        this.bar(pen, bar, label + (bar.from - from) * scale, (bar.to - bar.from) * scale, middle, sight);
      }
    });
  }

  private bar(pen: Pen, bar: Bar, at: number, length: number, middle: number, sight: Sight): void {
    const { palette } = sight;
    // A far longer bar than the screen would only trouble the pen.
    const left = Math.max(at, sight.label - 20);
    const right = Math.min(at + Math.max(length, THINNEST_PX), sight.width + 20);
    const width = right - left;
    if (width <= 0) return;
    const height = !bar.gathered ? HEIGHT[bar.state] : Math.round(HEIGHT[bar.state] * (0.35 + 0.65 * bar.share));
    const box: Box = { x: left, y: middle - height / 2, width, height };
    if (sight.lit && !bar.lit) {
      // What lies below must not shine through.
      pen.rect(box, { fill: palette.lane });
      pen.faded(DIM, () => this.filled(pen, bar, box, left, right, middle, sight));
    } else this.filled(pen, bar, box, left, right, middle, sight);
  }

  private filled(pen: Pen, bar: Bar, box: Box, left: number, right: number, middle: number, sight: Sight): void {
    const { palette } = sight;
    const colours = palette.states[bar.state];
    const { width, height } = box;
    pen.rect(box, bar.gathered || width < THIN_PX ? { fill: bar.state === "queued" ? palette.ink3 : bar.state === "wait" ? colours.edge : colours.fill } : ink(bar.state, palette));
    if (bar.gathered) return;
    if (width >= TEXTURE_PX) pen.hatch(box, bar.state);
    this.caption(pen, bar, left, right, middle, sight);
    if (bar.lit) pen.rect({ x: left - 1, y: box.y - 1, width: width + 2, height: height + 2 }, { edge: palette.ink, edgeWidth: 2.5, radius: 4 });
  }

  private caption(pen: Pen, bar: Bar, left: number, right: number, middle: number, { label, palette }: Sight): void {
    const colours = palette.states[bar.state];
    const room = right - Math.max(left, label);
    if (room <= 24) return;
    const words = labels(bar.span, bar.to - bar.from, this.t, this.format);
    const text = fitting(words, room);
    if (text) {
      const plate = bar.state in TEXTURES && bar.state !== "pool" ? { plate: colours.plate, plateWidth: bar.state === "wait" || bar.state === "block" ? 6 : 4 } : {};
      pen.text(text, Math.max(left, label) + 8, middle + 0.5, { face: "bold", colour: colours.text, ...plate });
    }
  }

  /** How many lanes were in which state, one on the other. */
  private crowd(pen: Pen, row: CrowdRow, y: number, { label, width, from, to, now, palette, lit }: Sight, seen?: Set<State>): void {
    const scale = (width - label) / (to - from);
    const { binMs } = row.crowd;
    const bottom = y + row.height - 1;
    const unit = (row.height - row.head - 6) / Math.max(1, row.lanes);
    const counts = row.crowd.counts(now);
    const columns = counts[0]?.lanes.length ?? 0;
    pen.within({ x: label, y: y + row.head, width: width - label, height: row.height - row.head }, () => {
      const heights = new Float64Array(columns);
      for (const { state, lanes } of counts) {
        seen?.add(state);
        const colours = palette.states[state];
        const draw = (): void => this.band(pen, lanes, heights, { unit, bottom, scale, binMs, label, width, from, now }, { state, fill: state === "queued" ? palette.ink3 : colours.fill, edge: colours.edge });
        if (lit) pen.faded(DIM, draw);
        else draw();
      }
    });
  }

  private band(pen: Pen, lanes: Float64Array, heights: Float64Array, at: Band, look: { state: State; fill: string; edge: string }): void {
    const { unit, bottom, scale, binMs, label, width, from, now } = at;
    // Bins thinner than a pixel are drawn together, neighbours of one height as one box.
    const stride = Math.max(1, Math.ceil(1 / (binMs * scale)));
    let run: { x: number; right: number; top: number; height: number } | null = null;
    const close = (): void => {
      if (!run) return;
      const box = { x: run.x, y: run.top, width: run.right - run.x, height: run.height };
      pen.rect(box, { fill: look.fill });
      if (box.height >= 4 && box.width >= TEXTURE_PX) pen.hatch(box, look.state);
      pen.line(box.x, box.y, run.right, box.y, look.edge, 1);
      run = null;
    };
    for (let bin = 0; bin < lanes.length; bin += stride) {
      let most = 0;
      let base = 0;
      for (let inner = bin; inner < Math.min(bin + stride, lanes.length); inner++) {
        most = Math.max(most, lanes[inner] as number);
        base = Math.max(base, heights[inner] as number);
      }
      const height = most > 0 ? Math.max(1.5, most * unit) : 0;
      for (let inner = bin; inner < Math.min(bin + stride, lanes.length); inner++) heights[inner] = base + height;
      const x = label + (bin * binMs - from) * scale;
      const right = label + (Math.min((bin + stride) * binMs, now) - from) * scale;
      if (right < label || x > width || height === 0) {
        close();
        continue;
      }
      const top = bottom - base - height;
      if (run && Math.abs(run.top - top) < 0.5 && Math.abs(run.height - height) < 0.5) run.right = right;
      else {
        close();
        run = { x: Math.max(x, label - 20), right: Math.min(right, width + 20), top, height };
      }
    }
    close();
  }
}

interface Band {
  unit: number;
  bottom: number;
  scale: number;
  binMs: number;
  label: number;
  width: number;
  from: number;
  now: number;
}

/** How a span of this state is filled and edged. */
export function ink(state: State, palette: Palette): Ink {
  const colours = palette.states[state];
  if (state === "queued") return { edge: palette.ink3, edgeWidth: 1.5, dash: [1, 4], radius: 3 };
  return { fill: colours.fill, edge: colours.edge, edgeWidth: state === "block" ? 1.5 : 1, radius: 3 };
}
