// What the lab measured of each program: who was answered when, the bystander, the heartbeat, the pool of threads.
// From a run's events, while they come and after; no DOM.
import { type Figure, Law, quantile, served } from "./law.ts";
import { type Pool, poolOf } from "./pool.ts";
import type { LoadRow } from "../run/events.ts";
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
  /** They came one after another, not all at once. */
  rising: boolean;
  /** Latencies of those who were served, in the order of coming where that rises, else in that of being served. */
  order: readonly number[];
  /** How many got an error. */
  failed: number;
  /** How many still waited when the crowd was cut, and how long the one who had waited longest. */
  unserved: number;
  cutMs: number;
  law: Law | null;
  /** How long it took until the last of those who were served had been, since the first came. */
  tookMs: number;
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
/** A crowd that comes at once is there within so long, on a busy machine too. */
const AT_ONCE_MS = 500;

/** One reading a program that runs or ran. `users` is what was asked for, 0 where that is not known here. */
export function readings(model: RunModel, bystander: string, users: number): Reading[] {
  return model.timeline.entrants.filter(({ zero }) => zero !== null).map((entrant) => reading(entrant, bystander, users));
}

function reading(entrant: Entrant, path: string, asked: number): Reading {
  const told = [...entrant.traffic.told.values()].at(-1);
  const rows = told?.rows.filter((row) => row[1] !== path) ?? [];
  const users = Math.max(asked, ...rows.map(([user]) => user + 1));
  const answered = rows.filter(([, , , , status]) => served(status));
  const latencies = answered.map(([, , , latency]) => latency).sort((a, b) => a - b);
  const open = rows.filter(([, , , , status]) => status === null);
  const came = rows.length ? Math.min(...rows.map(([, , start]) => start)) : null;
  const rising = came !== null && Math.max(...rows.map(([, , start]) => start)) - came > AT_ONCE_MS;
  const order = rising ? [...answered].sort((a, b) => a[2] - b[2]).map(([, , , latency]) => latency) : latencies;
  const law = Law.of(order, open.length);
  /** How long after the first had come the last of some was answered, or given up. */
  const took = (some: readonly LoadRow[]): number => Math.max(0, ...some.map(([, , start, latency]) => start + latency - (rising ? (came ?? 0) : start)));
  const last = took(answered);
  const over = open.length > 0 || entrant.ended !== null;
  const share = (part: number): Figure | null => (over || latencies.length >= users ? quantile(part, latencies, users, law) : null);
  return {
    name: entrant.name,
    users,
    latencies,
    rising,
    order,
    failed: rows.length - latencies.length - open.length,
    unserved: open.length,
    cutMs: took(open),
    law,
    tookMs: last,
    rate: last ? latencies.length / (last / 1000) : null,
    half: share(0.5),
    most: share(0.95),
    longest: share(1),
    bystander: waited(told?.rows.filter((row) => row[1] === path).map(([, , , latency, status]) => ({ latency, status })) ?? [], law, users),
    // How long a heartbeat would have gone on waiting, a law tells only where the whole crowd stood before it.
    ping: waited(told?.pings.map(([, latency, status]) => ({ latency, status })) ?? [], rising ? null : law, users),
    pool: poolOf(entrant.trace.items.all.values(), entrant.trace.items.rooms),
    manner: manner(entrant, last),
    came,
    ended: entrant.ended !== null,
  };
}

/** What the nth waited, in `order`, from 1: measured, or by the law. */
export function nthOf({ order, law }: Reading, nth: number): Figure | null {
  const measured = order[nth - 1];
  if (measured !== undefined) return { ms: measured, computed: false };
  return law ? { ms: law.at(nth), computed: true } : null;
}

/** The longest of some waits. Who was never answered stands behind the whole crowd, as far as a law tells where that ends. */
function waited(waits: readonly { latency: number; status: number | null }[], law: Law | null, users: number): Figure | null {
  if (law && waits.some(({ status }) => status === null)) return { ms: law.at(users), computed: true };
  const longest = Math.max(-1, ...waits.filter(({ status }) => status !== 0).map(({ latency }) => latency));
  return longest < 0 ? null : { ms: longest, computed: false };
}

function manner(entrant: Entrant, last: number): Manner {
  // A machine under load makes any step long; but those are the framework's, and have no line here.
  let stood = 0;
  for (const { line, from, to } of entrant.trace.loops.soFar()) if (line) stood += to - from;
  if (stood >= BLOCKED_MS && stood >= BLOCKED_SHARE * last) return "block";
  for (const { kind } of entrant.trace.items.all.values()) if (kind === "anyio") return "pool";
  return "run";
}
