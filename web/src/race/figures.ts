// What was measured of each program of a race, over all its rounds.
import type { EntrantEnd } from "../run/events.ts";
import { peakInFlight } from "./peak.ts";
import { median } from "./standing.ts";
import type { RunModel } from "../run/model.ts";
import type { Entrant } from "../timeline/model.ts";

/** How a program ended: `done` is the only end whose time can be compared. */
export type Fate = "waiting" | "running" | "done" | "error" | "limit" | "signal" | "stopped" | "failed";

export interface Figures {
  index: number;
  name: string;
  form: string;
  fate: Fate;
  end: EntrantEnd | null;
  /** Seconds of each round that came to its end; empty where none did. */
  times: number[];
  /** Later rounds that did not. */
  spoiled: number;
  /** Seconds of processor, the median of the rounds. */
  cpu: number | null;
  /** Cores kept busy on average. */
  cores: number | null;
  /** Most in flight at once, of the first round. */
  peak: number | null;
  memoryMb: number | null;
  /** Seconds that were bet. */
  bet: number | null;
}

export function figures(model: RunModel): Figures[] {
  return model.timeline.entrants.map((entrant) => of(entrant, model));
}

function of(entrant: Entrant, model: RunModel): Figures {
  const { ended: end, index } = entrant;
  const fate = fateOf(entrant);
  const later = model.later[index] ?? [];
  const good = later.filter((round) => round.outcome === "exited" && !round.exit_code);
  const rounds = fate === "done" && end ? [{ wall_s: end.wall_s, cpu_s: end.cpu_s }, ...good] : [];
  const walls = rounds.map((round) => round.wall_s);
  const cpus = rounds.flatMap((round) => (round.cpu_s === undefined ? [] : [round.cpu_s]));
  const cores = rounds.flatMap((round) => (round.cpu_s === undefined || round.wall_s <= 0 ? [] : [round.cpu_s / round.wall_s]));
  return {
    index,
    name: entrant.name,
    form: entrant.form,
    fate,
    end,
    times: walls,
    spoiled: later.length - good.length,
    cpu: cpus.length ? median(cpus) : (end?.cpu_s ?? null),
    cores: cores.length ? median(cores) : entrant.cores(),
    peak: end ? peakOf(entrant) : null,
    memoryMb: end?.peak_mb ?? null,
    bet: model.bets.find((bet) => bet.entrant === index)?.seconds ?? null,
  };
}

const peaks = new WeakMap<Entrant, { version: number; peak: number | null }>();

/** Once for each state of a program: a trace may hold fifty thousand spans, and the sentence is said every second. */
function peakOf(entrant: Entrant): number | null {
  const { version } = entrant;
  let known = peaks.get(entrant);
  if (known?.version !== version) peaks.set(entrant, (known = { version, peak: peakInFlight(entrant.lanes) }));
  return known.peak;
}

export function fateOf(entrant: Entrant): Fate {
  const end = entrant.ended;
  if (!end) return entrant.zero === null ? "waiting" : "running";
  if (end.outcome === "exited") return end.exit_code ? "error" : "done";
  return end.outcome === "signalled" ? "signal" : end.outcome;
}

/** The round that is being run; 1 until every program has ended once. */
export function roundNow(model: RunModel): number {
  const { entrants } = model.timeline;
  const again = entrants.filter((entrant) => fateOf(entrant) === "done");
  if (model.rounds === 1 || !again.length || entrants.some(({ ended }) => !ended)) return 1;
  return Math.min(model.rounds, 2 + Math.min(...again.map(({ index }) => model.later[index]?.length ?? 0)));
}
