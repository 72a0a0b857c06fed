// The lab's drawings as geometry: which point lies where. No DOM; `figure.ts` puts it on the page.
import type { Reading } from "./model.ts";
import type { Pool, Step } from "./pool.ts";
import { axisFor } from "../timeline/scale.ts";

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Series {
  /** The stair of what was measured, as an SVG path. */
  stair: string;
  /** Where marks stand; fewer than answers where they would touch. */
  marks: Point[];
  /** What follows from the law: from the last measured point to the last user's. */
  law: [Point, Point] | null;
  /** Where its line ends; its number stands there. */
  end: Point | null;
}

const LEAST_GAP_PX = 6;
const LABEL_PX = 17;
const CHARACTER_PX = 8;
const LABEL_AIR_PX = 10;

/** Marks of equal distance from zero to `max`, in milliseconds. */
export interface Scale {
  max: number;
  at: number[];
  step: number;
}

/** The latencies' axis; `close` leaves out what is so slow that the others cannot be told apart. */
export function latencyScale(readings: readonly Reading[], close: boolean): Scale {
  const tops = readings.map(top);
  const bound = close ? closer(readings) : null;
  const { step, divisions, max } = axisFor(bound ?? Math.max(0, ...tops));
  return { max, step, at: Array.from({ length: divisions + 1 }, (_, index) => index * step) };
}

/** The most that the quick ones need, where something slower hides them; else null. */
export function closer(readings: readonly Reading[]): number | null {
  const tops = readings.map(top).filter((ms) => ms > 0);
  tops.sort((a, b) => a - b);
  const slowest = tops.at(-1) ?? 0;
  const quick = tops.filter((ms) => ms * HIDDEN < slowest);
  return quick.at(-1) ?? null;
}

/** So many times as slow as another hides that other's shape. */
const HIDDEN = 5;

function top({ latencies, law, users }: Reading): number {
  return Math.max(latencies.at(-1) ?? 0, law ? law.at(users) : 0);
}

/** Place of the nth answer and of a latency. */
export function place(frame: Frame, users: number, max: number, nth: number, ms: number): Point {
  const across = users > 1 ? (nth - 1) / (users - 1) : 0.5;
  return { x: round(frame.left + across * (frame.width - frame.left - frame.right)), y: round(height(frame, ms / max)) };
}

export function series(reading: Reading, frame: Frame, users: number, max: number): Series {
  const { order, law } = reading;
  const points = order.map((ms, index) => place(frame, users, max, index + 1, ms));
  const [first, ...rest] = points;
  if (!first) return { stair: "", marks: [], law: null, end: null };
  const stair = `M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join("")}`;
  const gap = points[1] ? points[1].x - first.x : Infinity;
  const every = Math.max(1, Math.ceil(LEAST_GAP_PX / gap));
  const last = points.at(-1) as Point;
  const end = law ? place(frame, users, max, reading.users, law.at(reading.users)) : last;
  return { stair, marks: points.filter((_, index) => index % every === 0 || index === points.length - 1), law: law ? [last, end] : null, end };
}

/** Heights for labels that want to stand at `wanted`, none over another, in their order and within the frame. */
export function apart(wanted: readonly number[], frame: Frame): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  const floor = frame.height - frame.bottom;
  const heights = new Array<number>(wanted.length).fill(0);
  let below = floor + LABEL_PX;
  for (const { y, index } of order.reverse()) {
    below = Math.min(Math.max(y, frame.top), below - LABEL_PX);
    heights[index] = below;
  }
  return heights;
}

/** The pool's threads and its line as two areas, one upon the other. `from`: when the crowd came; `to`: the right end. */
export function poolAreas(pool: Pool, frame: Frame, from: number, to: number): { used: string; waiting: string; room: number; max: number } {
  const max = Math.max(pool.room, pool.most.used + pool.most.waiting) * 1.08;
  const across = (at: number): number => round(frame.left + (clamp((at - from) / (to - from)) || 0) * (frame.width - frame.left - frame.right));
  const up = (n: number): number => round(height(frame, n / max));
  const outline = (high: (step: Step) => number, low: (step: Step) => number): string => {
    const steps = [...pool.steps, { at: to, used: 0, waiting: 0 }];
    const over = pool.steps.map((step, index) => `${index ? "L" : "M"}${across(step.at)} ${up(high(step))}H${across(steps[index + 1]?.at ?? to)}`);
    const back = pool.steps.map((step, index) => `L${across(steps[index + 1]?.at ?? to)} ${up(low(step))}H${across(step.at)}`).reverse();
    return over.length ? `${over.join("")}${back.join("")}Z` : "";
  };
  return {
    used: outline(({ used }) => used, () => 0),
    waiting: pool.most.waiting ? outline(({ used, waiting }) => used + waiting, ({ used }) => used) : "",
    room: up(pool.room),
    max,
  };
}

/** At most `most` of some ranks from 1 to `users`, evenly, first and last among them. */
export function ranks(users: number, most: number): number[] {
  const some = Math.min(users, most);
  return Array.from({ length: some }, (_, index) => (some === 1 ? 1 : Math.round(1 + (index * (users - 1)) / (some - 1))));
}

/** Of marks `gap` pixels apart every how manyth has room for its label. */
export function labelled(gap: number, characters: number): number {
  return Math.max(1, Math.ceil((characters * CHARACTER_PX + LABEL_AIR_PX) / gap));
}

/** What the pool held at an instant. */
export function poolAt({ steps }: Pool, at: number): { used: number; waiting: number } {
  const { used, waiting } = steps.findLast((step) => step.at <= at) ?? { used: 0, waiting: 0 };
  return { used, waiting };
}

function height(frame: Frame, share: number): number {
  return frame.height - frame.bottom - share * (frame.height - frame.top - frame.bottom);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function round(px: number): number {
  return Math.round(px * 10) / 10;
}
