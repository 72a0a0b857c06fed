// What the server tells of a run. The schema's home is sandbox/events.py; the socket's messages are those of
// platform/parrilla/runs. Every field may be missing: what came out of the jail is shown, never relied upon.
import type { Finding } from "../diagnosis/diagnosis.ts";
import type { SearchWord, StepState } from "../step/model.ts";
import type { Row } from "../timeline/trace.ts";

interface Common {
  seq: number;
  /** Milliseconds since the run's start. */
  t: number;
  entrant?: number;
}

export interface EntrantName {
  name: string;
  form: string;
  /** The program itself: where this page sent it, or was given it back. */
  source?: string;
}

export interface Limits {
  wall_s?: number;
  cpu_s?: number;
  memory_mb?: number;
  processes?: number;
  output_kb?: number;
}

export type RunEvent = Common &
  (
    | { type: "started"; data: { python?: string; cores?: number; kind?: string; entrants?: EntrantName[]; limits?: Limits; rounds?: number } }
    | { type: "verdict"; data: { code: string; passed: boolean; evidence?: Record<string, unknown> } }
    | { type: "ended"; data: { outcome: Outcome; reason?: string } }
    | { type: "entrant-started"; data: Partial<EntrantName> }
    | { type: "output"; data: { stream: string; text: string } }
    | { type: "trace"; data: { rows: Row[] } }
    | { type: "service"; data: { name: string; rows: ServiceRow[] } }
    | { type: "load"; data: { phase?: string; try?: number; rows?: LoadRow[]; ping?: PingRow[] } }
    | { type: "usage"; data: Usage }
    | { type: "note"; data: { code: string } & Record<string, unknown> }
    | { type: "diagnosis"; data: { findings: Finding[] } }
    | { type: "step"; data: StepState }
    | { type: "search"; data: SearchWord }
    | { type: "entrant-ended"; data: EntrantEnd }
    | { type: "round-ended"; data: RoundEnd }
  );

export type Outcome = "finished" | "stopped" | "limit" | "failed" | "lost";
export type ServiceRow = readonly [id: number | string, path: string, startMs: number, endMs: number | null, status: number | null, inFlight: number];
/** Of users and heartbeats `status` is null where nothing had been answered when the crowd was cut, and 0 where the connection broke. */
export type LoadRow = readonly [user: number, path: string, startMs: number, latencyMs: number, status: number | null];
export type PingRow = readonly [startMs: number, latencyMs: number, status: number | null];

export interface Usage {
  cpu_s?: number;
  rss_mb?: number;
  peak_mb?: number;
  processes?: number;
  threads?: number;
}

/** A turn of a later round; the first is told in full. */
export interface RoundEnd {
  /** From 2. */
  round: number;
  wall_s: number;
  cpu_s?: number;
  outcome: EntrantEnd["outcome"];
  exit_code?: number | null;
}

export interface EntrantEnd {
  outcome: "exited" | "signalled" | "limit" | "stopped" | "failed";
  exit_code?: number | null;
  signal?: number | null;
  limit?: string;
  wall_s: number;
  cpu_s?: number;
  peak_mb?: number;
}
