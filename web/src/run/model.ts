// What is known of a run at this moment, whatever it came from: the live socket, a replay, or a record.
import { Console } from "./console-model.ts";
import type { Finding, Foretold } from "../diagnosis/diagnosis.ts";
import type { EntrantName, Outcome, RoundEnd, RunEvent } from "./events.ts";
import type { RunInfo, VerdictMessage } from "./client.ts";
import type { SearchWord, StepState } from "../step/model.ts";
import { Timeline } from "../timeline/model.ts";

export type Phase = "idle" | "sending" | "queued" | "running" | "judging" | "ended";

export interface Bet {
  entrant: number;
  seconds: number;
}

export class RunModel {
  readonly timeline: Timeline;
  readonly consoles: Console[] = [];
  bets: readonly Bet[];
  phase: Phase = "idle";
  queue: { ahead: number; waitS: number | null } | null = null;
  outcome: Outcome | "" = "";
  reason = "";
  verdict: VerdictMessage | null = null;
  /** What the server said about a lost run, in the learner's language. */
  lost = "";
  outputCapped = false;
  /** Why the database ended before the program, by entrant: "memory", "cpu" or "died". */
  readonly databaseEnded = new Map<number, string>();
  /** How often each program was to run; the times of the later rounds lie in `later`, by entrant. */
  rounds = 1;
  readonly later: RoundEnd[][] = [];
  /** What the run tells of each program, by entrant. */
  readonly findings: Finding[][] = [];
  /** In step mode: where it stopped, or what a search for another order found. */
  step: StepState | null = null;
  search: SearchWord | null = null;
  foretold: Foretold | null = null;
  /** There was no time for all rounds: so many were run. */
  roundsCut: number | null = null;
  /** The run's clock minus the page's, in milliseconds: the smallest seen, which is that of the quickest message. */
  private offset: number | null = null;
  private lastT = 0;

  constructor(names: readonly EntrantName[], bets: readonly Bet[] = []) {
    this.timeline = new Timeline(names);
    this.bets = bets;
    names.forEach((_, index) => this.console(index));
  }

  /** `at` is the page's clock in milliseconds, or null when a record is read. */
  add(event: RunEvent, at: number | null = null): void {
    this.lastT = Math.max(this.lastT, event.t);
    if (at !== null) this.offset = Math.max(this.offset ?? -Infinity, event.t - at);
    if (this.phase === "idle" || this.phase === "sending" || this.phase === "queued") this.phase = "running";
    this.timeline.add(event);
    switch (event.type) {
      case "output": {
        const entrant = event.entrant ?? 0;
        this.console(entrant).add(event.data.stream, event.data.text, event.t - (this.timeline.entrants[entrant]?.zero ?? 0));
        break;
      }
      case "note":
        if (event.data.code === "output-capped") this.outputCapped = true;
        if (event.data.code === "database-ended") this.databaseEnded.set(event.entrant ?? 0, String(event.data["why"]));
        if (event.data.code === "rounds-cut") this.roundsCut = Number(event.data["rounds"]) || 1;
        break;
      case "step":
        this.step = event.data;
        break;
      case "search":
        this.search = event.data;
        break;
      case "started":
        this.rounds = event.data.rounds ?? 1;
        break;
      case "diagnosis":
        this.findings[event.entrant ?? 0] = event.data.findings;
        break;
      case "round-ended":
        (this.later[event.entrant ?? 0] ??= []).push(event.data);
        break;
      case "ended":
        this.outcome = event.data.outcome;
        this.reason = event.data.reason ?? "";
        this.phase = "ended";
        break;
      default:
        break;
    }
  }

  state(info: RunInfo): void {
    if (!this.bets.length && info.bets) {
      this.bets = info.bets.flatMap(({ entrant, seconds }) => (seconds === undefined ? [] : [{ entrant, seconds }]));
    }
    if (!this.timeline.entrants.length || info.entrants?.some(({ source }) => source)) this.timeline.name(info.entrants ?? []);
    if (info.state === "queued") this.phase = "queued";
    if (info.state === "running" && this.phase !== "ended") this.phase = "running";
    if (info.state === "ended") {
      this.phase = "ended";
      this.outcome = info.outcome ?? this.outcome;
      this.reason = info.reason ?? this.reason;
    }
  }

  /** The run's clock now: what the last event said, carried on by the page's clock. */
  now(at: number): number {
    if (this.phase === "ended" || this.offset === null) return this.lastT;
    return Math.max(this.lastT, at + this.offset);
  }

  console(entrant: number): Console {
    while (this.consoles.length <= entrant) this.consoles.push(new Console());
    return this.consoles[entrant] as Console;
  }

  get active(): boolean {
    return this.phase !== "idle" && this.phase !== "ended";
  }
}
