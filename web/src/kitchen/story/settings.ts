// What the server tells of a story: `to_json` of lessons/animation.py. The questions stand on the page as forms.
import type { Span } from "../../timeline/span.ts";
import { anyRun, type Casting } from "../casting.ts";
import type { Place } from "../figure.ts";
import type { Station } from "../words.ts";

export interface StoryProgram {
  slug: string;
  name: string;
  names: Record<string, string>;
  /** By what happens there, the number of the line. */
  lines: Record<string, number>;
}

export interface StoryParameter {
  slug: string;
  unit: "ms" | "count";
  value: number;
  /** What the programs call it; "" where they do not. */
  constant: string;
}

export interface StoryStop {
  program: string;
  values: Record<string, number>;
  when: string;
}

export interface StoryWords {
  people: { cashier: string; cook?: string };
  places: Partial<Record<Place, string>>;
  codes: Partial<Record<Place, string>>;
  stations: readonly ({ slug: string; place: Place; lines: readonly string[] } & Station)[];
}

export interface StorySettings {
  letter: string;
  story: string;
  words: StoryWords;
  programs: readonly StoryProgram[];
  parameters: readonly StoryParameter[];
  stops: readonly StoryStop[];
}

/** A wait is spent where the story says the line is; elsewhere as in any run. */
export function castOf({ stations }: StoryWords, lines: Readonly<Record<string, number>>): Casting {
  const usual = anyRun();
  const spots = new Map(stations.flatMap(({ slug, place, lines: names }) => names.flatMap((name) => (lines[name] ? [[lines[name], { place, station: slug }] as const] : []))));
  return { spot: (span: Span) => spots.get(span.line) ?? usual.spot(span) };
}

/** A value as the program writes it: milliseconds as seconds. */
export function written(value: number, unit: StoryParameter["unit"]): string {
  return unit === "ms" ? String(value / 1000) + (value % 1000 ? "" : ".0") : String(value);
}

/** The stop after `index` is met in the same telling: the same program with the same values. */
export function goesOn(stops: readonly StoryStop[], index: number): boolean {
  const [here, next] = [stops[index], stops[index + 1]];
  return here !== undefined && next !== undefined && here.program === next.program && Object.entries(here.values).every(([slug, value]) => next.values[slug] === value);
}
