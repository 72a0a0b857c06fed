// What the lab measured of each program: who was answered when, the bystander, the heartbeat, the pool of threads.
// From a run's events, while they come and after; no DOM.
import { type Figure, Law, quantile, served } from "./law.ts";
import { type Pool, poolOf } from "./pool.ts";
import type { RunModel } from "../run/model.ts";
import type { Entrant } from "../timeline/model.ts";

/** How its users were served, by what was seen of it: on a loop that stood still, by the pool's threads, on a free loop. */
export type Manner = "block" | "pool" | "run";

export interface Reading {
  name: string;
  /** How many came at once, the bystander not among them. */
  users: number;
  /** Latencies of those who were served, in milliseconds, shortest first. */
  latencies: readonly number[];
  /** How many got an error. */
  failed: number;
  /** How many still waited when the crowd was cut, and how long the one who had waited longest. */
  unserved: number;
  cutMs: number;
  law: Law | null;
  /** Users served per second; null before the first. */
  rate: number | null;
  half: Figure | null;
  most: Figure | null;
  longest: Figure | null;
  /** The one who asked for something that takes no time. */
  bystander: Figure | null;
  /** The heartbeat that waited longest. */
  ping: Figure | null;
  pool: Pool | null;
  manner: Manner;
  /** When the crowd came, in milliseconds since the program's zero; null before the first answer. */
  came: number | null;
  ended: boolean;
}

/** Of a crowd's duration: a loop that stood still this long, on a line of the program's own, served one by one. */
const BLOCKED_SHARE = 0.5;
const BLOCKED_MS = 50;

/** One reading a program that runs or ran. `users` is what was asked for, 0 where that is not known here. */
export function readings(model: RunModel, bystander: string, users: number): Reading[] {
  return model.timeline.entrants.filter(({ zero }) => zero !== null).map((entrant) => reading(entrant, bystander, users));
}

function reading(entrant: Entrant, path: string, asked: number): Reading {
  const told = [...entrant.traffic.told.values()].at(-1);
  const rows = told?.rows.filter((row) => row[1] !== path) ?? [];
  const users = Math.max(asked, ...rows.map(([user]) => user + 1));
  const latencies = rows.filter(([, , , , status]) => served(status)).map(([, , , latency]) => latency);
  latencies.sort((a, b) => a - b);
  const open = rows.filter(([, , , , status]) => status === null).map(([, , , latency]) => latency);
  const law = Law.of(latencies, open.length);
  const came = rows.length ? Math.min(...rows.map(([, , start]) => start)) : null;
  const last = latencies.at(-1);
  const over = open.length > 0 || entrant.ended !== null;
  const share = (part: number): Figure | null => (over || latencies.length >= users ? quantile(part, latencies, users, law) : null);
  return {
    name: entrant.name,
    users,
    latencies,
    failed: rows.length - latencies.length - open.length,
    unserved: open.length,
    cutMs: Math.max(0, ...open),
    law,
    rate: last ? latencies.length / (last / 1000) : null,
    half: share(0.5),
    most: share(0.95),
    longest: share(1),
    bystander: waited(told?.rows.filter((row) => row[1] === path).map(([, , , latency, status]) => ({ latency, status })) ?? [], law, users),
    ping: waited(told?.pings.map(([, latency, status]) => ({ latency, status })) ?? [], law, users),
    pool: poolOf(entrant.trace.items.all.values(), entrant.trace.items.rooms),
    manner: manner(entrant, latencies),
    came,
    ended: entrant.ended !== null,
  };
}

/** The longest of some waits. Who was never answered stands behind the whole crowd, as far as a law tells where that ends. */
function waited(waits: readonly { latency: number; status: number | null }[], law: Law | null, users: number): Figure | null {
  if (law && waits.some(({ status }) => status === null)) return { ms: law.at(users), computed: true };
  const longest = Math.max(-1, ...waits.filter(({ status }) => status !== 0).map(({ latency }) => latency));
  return longest < 0 ? null : { ms: longest, computed: false };
}

function manner(entrant: Entrant, latencies: readonly number[]): Manner {
  // A machine under load makes any step long; but those are the framework's, and have no line here.
  let stood = 0;
  for (const { line, from, to } of entrant.trace.loops.soFar()) if (line) stood += to - from;
  const last = latencies.at(-1) ?? 0;
  if (stood >= BLOCKED_MS && stood >= BLOCKED_SHARE * last) return "block";
  for (const { kind } of entrant.trace.items.all.values()) if (kind === "anyio") return "pool";
  return "run";
}
