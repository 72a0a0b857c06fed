// The axis, and what stands across the lanes: the bet with its flag, the present, what is still to come, the miss between bet and end, the cursor.
import type { Format } from "../format.ts";
import type { Palette, Pen } from "./pen.ts";
import { marks as ticks } from "./scale.ts";
import type { Translate } from "./words.ts";

export const AXIS_PX = 26;
/** Seconds, after a gap. */
export const UNIT = "\u202fs";
const NARROWEST_PX = 46;
const CHARACTER_PX = 7.8;
const AIR_PX = 6;

/** Of the row of flags above the lanes. */
export const FLAGS_PX = 26;
const FLAG_PX = 20;
const FLAG_CHARACTER_PX = 6.9;

export interface Marks {
  /** Seconds; null where nobody bet. */
  bet: number | null;
  /** Milliseconds so far, or in all. */
  elapsed: number;
  running: boolean;
  /** Whether it came to its own end: only then the bet counts. */
  arrived: boolean;
  cursor: number | null;
}

export interface Ground {
  from: number;
  to: number;
  label: number;
  width: number;
  height: number;
  palette: Palette;
  /** Whether flags have room above the lanes. */
  flags: boolean;
}

interface Flag {
  text: string;
  x: number;
  width: number;
}

/** Draw them all. Flags that would cover each other turn their backs; the present's gives way. */
export function drawMarks(pen: Pen, marks: Marks, ground: Ground, t: Translate, format: Format): void {
  const { palette, label, width, height } = ground;
  const scale = (width - label) / (ground.to - ground.from);
  const place = (ms: number): number => label + (ms - ground.from) * scale;
  const inSight = (x: number): boolean => x >= label - 1 && x <= width + 1;
  const now = place(marks.elapsed);
  const bet = marks.bet === null ? null : place(marks.bet * 1000);
  if (marks.running && now < width) {
    const left = Math.max(label, now);
    pen.faded(0.5, () => pen.rect({ x: left, y: ground.flags ? FLAGS_PX : 0, width: width - left, height }, { fill: palette.sunken }));
  }
  const betFlag = bet !== null && marks.bet !== null && inSight(bet) ? flag(t("bet.yours", { time: format.seconds(marks.bet) }), bet, marks.running && bet < now, ground) : null;
  if (bet !== null && inSight(bet)) pen.line(bet, 2, bet, height, palette.ink, 1.5, [5, 4]);
  if (marks.running && inSight(now)) {
    pen.line(now, 2, now, height, palette.ink, 2);
    const other = flag(t("race.now", { time: format.seconds(marks.elapsed / 1000) }), now, bet !== null ? now <= bet : now > (label + width) / 2, ground);
    if (ground.flags && !(betFlag && meet(other, betFlag))) drawFlag(pen, other, palette);
  }
  if (betFlag && ground.flags) drawFlag(pen, betFlag, palette);
  if (bet !== null && marks.bet !== null && marks.arrived && ground.flags) drawGap(pen, marks.bet - marks.elapsed / 1000, now, bet, betFlag, ground, t, format);
  if (marks.cursor !== null) {
    const x = place(marks.cursor);
    if (inSight(x)) pen.line(x, 0, x, height, palette.focus, 2);
  }
}

function flag(text: string, x: number, toTheLeft: boolean, { label, width: right }: Ground): Flag {
  const width = Math.round(text.length * FLAG_CHARACTER_PX + 16);
  return { text, width, x: Math.max(label, Math.min(right - width, toTheLeft ? x - width : x)) };
}

function meet(a: Flag, b: Flag): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width;
}

function drawFlag(pen: Pen, { text, x, width }: Flag, palette: Palette): void {
  pen.rect({ x, y: 1, width, height: FLAG_PX }, { fill: palette.ink, radius: 3 });
  pen.text(text, x + width / 2, 1 + FLAG_PX / 2 + 0.5, { face: "bold", colour: palette.paper, anchor: "middle" });
}

/** The miss, measured: a bracket from the end of the program to the bet, where there is room to say how much. */
function drawGap(pen: Pen, miss: number, end: number, bet: number, flag: Flag | null, ground: Ground, t: Translate, format: Format): void {
  const { palette, label, width } = ground;
  if (!flag || miss === 0) return;
  const text = t(miss > 0 ? "bet.gap.over" : "bet.gap.under", { time: format.seconds(Math.abs(miss)) });
  const late = bet > end;
  const from = Math.max(label, late ? end : flag.x + flag.width) + 4;
  const to = Math.min(width, late ? Math.min(bet, flag.x) : end) - 4;
  if (to - from < text.length * 7 + 12) return;
  pen.line(late ? from : to, 6, late ? from : to, 16, palette.ink2, 1.25);
  pen.line(from, 11, to, 11, palette.ink2, 1.25);
  pen.text(text, (from + to) / 2, 11, { face: "bold", colour: palette.ink2, anchor: "middle", plate: palette.lane, plateWidth: 8 });
}

/** Marks with their seconds, as many as there is room for; the last one names the unit. None stands between the pixels `free`. */
export function drawAxis(pen: Pen, { from, to, length }: { from: number; to: number; length: number }, label: number, width: number, palette: Palette, format: Format, free: readonly [from: number, to: number] | null = null): void {
  const scale = (width - label) / length;
  const { at, step } = ticks(from, to);
  const stride = Math.max(1, Math.ceil(NARROWEST_PX / (step * scale)));
  const last = Math.floor((at.length - 1) / stride) * stride;
  let room = Infinity;
  // From the right: the last one, which stands within the end and names the unit, goes before the one beside it.
  for (let index = last; index >= 0; index -= stride) {
    const ms = at[index] as number;
    const x = label + (ms - from) * scale;
    const text = format.tick(ms / 1000, (step * stride) / 1000) + (index === last ? UNIT : "");
    const half = text.length * CHARACTER_PX / 2;
    if (free && x + half > free[0] && x - half < free[1]) continue;
    const anchor = x - half < label ? "start" : x + half > width ? "end" : "middle";
    const put = anchor === "start" ? Math.max(label, x) : anchor === "end" ? Math.min(width, x) : x;
    const left = anchor === "start" ? put : anchor === "end" ? put - 2 * half : put - half;
    if (left + 2 * half > room) continue;
    room = left - AIR_PX;
    pen.text(text, put, 11, { face: "code", colour: palette.ink3, anchor });
  }
}
