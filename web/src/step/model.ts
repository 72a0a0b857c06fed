// Step mode as the page plays it: the choices so far, what is known after each, and how both travel in an address.
// What a state holds: sandbox/steps.py.

export type Value = readonly [name: string, value: string];

export interface Standing {
  task: number;
  name: string;
  coro: string;
  line: number;
  values: readonly Value[];
}

export interface Waiting extends Standing {
  wait: string;
  on: string;
  until: number | null;
  holder: number;
}

export interface StepEnd {
  how: string;
  exc: string;
  text: string;
  line: number;
}

export interface StepState {
  made: readonly (readonly [chosen: number, of: number, task: number])[];
  t: number;
  ready: readonly Standing[];
  waiting: readonly Waiting[];
  names: readonly (readonly [task: number, name: string])[];
  values: readonly Value[];
  end: StepEnd | null;
  refused: readonly [what: string, line: number] | null;
}

export interface SearchEnd extends StepEnd {
  last: string;
}

export interface SearchWord {
  runs: number;
  default: SearchEnd | null;
  found: (SearchEnd & { schedule: readonly number[] }) | null;
  cut: "" | "runs" | "time";
}

/** A state and what the program had printed by then. */
export interface Shown {
  state: StepState;
  output: string;
}

export const CHOICES = 500;
const READY = 64;

export class StepGame {
  schedule: readonly number[] = [];
  private program = "";
  /** The same program with the same schedule is always in the same state: going back asks nobody. */
  private readonly known = new Map<string, Shown>();

  get source(): string {
    return this.program;
  }

  /** Begin with a program; the choices made with another one mean nothing here. */
  begin(source: string, schedule: readonly number[] = []): void {
    if (source !== this.program) this.known.clear();
    this.program = source;
    this.schedule = schedule;
  }

  get shown(): Shown | null {
    return this.known.get(key(this.schedule)) ?? null;
  }

  /** Take a ready task. False where there is no such choice now. */
  choose(place: number): boolean {
    const state = this.shown?.state;
    if (!state || state.end || place < 0 || place >= state.ready.length || this.schedule.length >= CHOICES) return false;
    this.schedule = [...this.schedule, place];
    return true;
  }

  get canUndo(): boolean {
    return this.schedule.length > 0;
  }

  undo(): void {
    this.schedule = this.schedule.slice(0, -1);
  }

  reset(): void {
    this.schedule = [];
  }

  /** What a run told. One that was played to its end made choices of its own: they are the schedule now. */
  put(shown: Shown): void {
    this.schedule = shown.state.made.map(([chosen]) => chosen);
    this.known.set(key(this.schedule), shown);
  }

  /** A state for what was asked, whatever it made of it: a schedule of another program leads nowhere further. */
  putHere(shown: Shown): void {
    this.known.set(key(this.schedule), shown);
  }
}

/** Which tasks stand on which line. */
export function byLine(state: StepState): Map<number, { ready: boolean; name: string }[]> {
  const lines = new Map<number, { ready: boolean; name: string }[]>();
  const place = (tasks: readonly Standing[], ready: boolean): void => {
    for (const { line, name } of tasks) if (line > 0) lines.set(line, [...(lines.get(line) ?? []), { ready, name }]);
  };
  place(state.ready, true);
  place(state.waiting, false);
  return lines;
}

export function nameOf(state: StepState, task: number): string {
  return state.names.find(([number]) => number === task)?.[1] ?? "";
}

/** `example` is the slug of a program that everybody has: then it need not travel. */
export function toFragment(source: string, example: string, schedule: readonly number[]): string {
  const program = example ? `e=${example}` : `p=${toBase64(source)}`;
  return `#${program}${schedule.length ? `&s=${key(schedule)}` : ""}`;
}

export interface Given {
  source: string | null;
  example: string;
  schedule: number[];
}

/** What an address brings; anybody may have written it. Null where it brings nothing. */
export function fromFragment(fragment: string): Given | null {
  const parts = new URLSearchParams(fragment.replace(/^#/, "").replaceAll("+", "%2B"));
  const example = parts.get("e") ?? "";
  const program = parts.get("p");
  if (!example && program === null) return null;
  const numbers = (parts.get("s") ?? "").split(".").filter(Boolean);
  const sound = numbers.length <= CHOICES && numbers.every((text) => /^\d{1,2}$/.test(text) && Number(text) < READY);
  try {
    return { source: program === null ? null : fromBase64(program), example, schedule: sound ? numbers.map(Number) : [] };
  } catch {
    return null;
  }
}

function key(schedule: readonly number[]): string {
  return schedule.join(".");
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
