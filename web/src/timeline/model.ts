// A run's events, turned into what the drawing needs: entrants, each with its lanes and its figures.
import type { EntrantEnd, EntrantName, Limits, RunEvent, Usage } from "../run/events.ts";
import type { Lane } from "./lane.ts";
import { Trace } from "./trace.ts";
import { Traffic } from "./traffic.ts";

export class Entrant {
  readonly index: number;
  name: string;
  form: string;
  /** Its start, in milliseconds of the run; null while it waits for its turn. */
  zero: number | null = null;
  ended: EntrantEnd | null = null;
  usage: Usage = {};
  /** Its program, where this page knows it. */
  source = "";
  readonly trace = new Trace();
  version = 0;

  readonly traffic = new Traffic(this.trace.book);

  constructor(index: number, name: string, form: string) {
    this.index = index;
    this.name = name;
    this.form = form;
  }

  get lanes(): readonly Lane[] {
    return this.trace.lanes;
  }

  /** Milliseconds since its own start, at most its own end. */
  elapsed(runNow: number): number {
    if (this.ended) return this.ended.wall_s * 1000;
    return this.zero === null ? 0 : Math.max(0, runNow - this.zero);
  }

  /** Sum of the waits through the time with at least one; null where nothing waited. */
  overlap(runNow: number): number | null {
    return this.trace.overlap(this.elapsed(runNow));
  }

  /** Milliseconds the loop stood still, and the line that held it longest. */
  blocked(): { ms: number; line: number; live: boolean } {
    let longest = 0;
    let line = 0;
    let sum = 0;
    for (const block of this.trace.loops.soFar()) {
      sum += block.to - block.from;
      if (block.to - block.from > longest) [longest, line] = [block.to - block.from, block.line];
    }
    return { ms: sum, line, live: this.trace.loops.standing };
  }

  /** Cores kept busy on average, once it has ended. */
  cores(): number | null {
    return this.ended?.cpu_s !== undefined && this.ended.wall_s > 0 ? this.ended.cpu_s / this.ended.wall_s : null;
  }

  finish(end: EntrantEnd): void {
    this.ended = end;
    this.trace.finish(end.wall_s * 1000);
    this.version++;
  }
}

export class Timeline {
  readonly entrants: Entrant[] = [];
  python = "";
  cores = 0;
  limits: Limits = {};
  kind = "";
  version = 0;

  constructor(names: readonly EntrantName[] = []) {
    this.name(names);
  }

  /** The entrants' names, known before any of them starts. */
  name(names: readonly EntrantName[]): void {
    names.forEach(({ name, form, source }, index) => {
      const entrant = this.named(index, name, form);
      if (source) entrant.source = source;
    });
    this.version++;
  }

  add(event: RunEvent): void {
    this.version++;
    switch (event.type) {
      case "started":
        this.python = event.data.python ?? "";
        this.cores = event.data.cores ?? 0;
        this.limits = event.data.limits ?? {};
        this.kind = event.data.kind ?? "";
        this.name(event.data.entrants ?? []);
        break;
      case "entrant-started":
        this.named(event.entrant ?? 0, event.data.name, event.data.form).zero = event.t;
        break;
      case "trace": {
        const entrant = this.named(event.entrant ?? 0);
        for (const row of event.data.rows) entrant.trace.add(row);
        entrant.version++;
        break;
      }
      case "service": {
        const entrant = this.named(event.entrant ?? 0);
        entrant.traffic.served(event.data.name, event.data.rows);
        entrant.version++;
        break;
      }
      case "load": {
        const entrant = this.named(event.entrant ?? 0);
        entrant.traffic.loaded(event.data.phase ?? "", event.data.try ?? 1, event.data.rows ?? [], event.data.ping ?? []);
        entrant.version++;
        break;
      }
      case "usage":
        this.named(event.entrant ?? 0).usage = event.data;
        break;
      case "entrant-ended":
        this.named(event.entrant ?? 0).finish(event.data);
        break;
      case "ended":
        // A lost or failed run may end without its entrants' ends.
        for (const entrant of this.entrants) {
          if (entrant.zero !== null && !entrant.ended) {
            entrant.finish({ outcome: "failed", wall_s: Math.max(0, event.t - entrant.zero) / 1000 });
          }
        }
        break;
      default:
        break;
    }
  }

  /** The entrant that runs now, if any. */
  get running(): Entrant | null {
    return this.entrants.find((entrant) => entrant.zero !== null && !entrant.ended) ?? null;
  }

  /** Milliseconds of the longest entrant so far. */
  longest(runNow: number): number {
    return Math.max(0, ...this.entrants.map((entrant) => entrant.elapsed(runNow)));
  }

  private named(index: number, name?: string, form?: string): Entrant {
    while (this.entrants.length <= index) this.entrants.push(new Entrant(this.entrants.length, "", ""));
    const entrant = this.entrants[index] as Entrant;
    if (name) entrant.name = name;
    if (form) entrant.form = form;
    return entrant;
  }
}
