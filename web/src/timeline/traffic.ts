// What was measured from outside: answers of the services, and the users of a load with their heartbeat.
import type { LoadRow, PingRow, ServiceRow } from "../run/events.ts";
import { type Lane, Packing } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { BEHIND } from "./processes.ts";
import { type Span, span } from "./span.ts";

/** From this latency on a heartbeat is drawn as one that had to wait. */
const SLOW_PING_MS = 30;
const ROOM = 1e6;

interface Service {
  packing: Packing;
  open: Map<number | string, Lane>;
}

/** What one try of a load's phase has drawn. */
interface Phase {
  number: number;
  drawn: { lane: Lane; span: Span }[];
}

export class Traffic {
  /** The most requests any service had in hand at once. */
  peak = 0;
  /** What users and heartbeats were answered in the latest try of each phase, in the order in which it was told. */
  readonly told = new Map<string, { rows: LoadRow[]; pings: PingRow[] }>();
  private readonly services = new Map<string, Service>();
  private readonly phases = new Map<string, Phase>();
  private readonly users: Packing;
  private readonly lanes: Lanes;
  private heart: Lane | null = null;

  constructor(lanes: Lanes) {
    this.lanes = lanes;
    this.users = new Packing((number) => lanes.make(`users-${number}`, "users", BEHIND.users + number, "", number));
  }

  served(name: string, rows: readonly ServiceRow[]): void {
    const service = this.service(name);
    for (const [id, path, start, end, , inFlight] of rows) {
      this.peak = Math.max(this.peak, inFlight);
      const open = service.open.get(id);
      const lane = open ?? service.packing.take(start);
      if (end === null) {
        if (!open) lane.begin(span("wait", start, start, "request", path), Infinity);
        service.open.set(id, lane);
        continue;
      }
      if (open) lane.drop();
      service.open.delete(id);
      lane.add(span("wait", start, end, "request", path));
      service.packing.release(lane, end);
    }
  }

  /** A phase that the machine spoiled is tried again: what a later try tells replaces what an earlier one told. */
  loaded(phase: string, number: number, rows: readonly LoadRow[], pings: readonly PingRow[]): void {
    let known = this.phases.get(phase);
    if (known && number < known.number) return;
    if (known && number > known.number) {
      for (const { lane, span } of known.drawn) lane.forget(span);
      this.users.clear();
      known = undefined;
    }
    if (!known) {
      this.phases.set(phase, (known = { number, drawn: [] }));
      this.told.set(phase, { rows: [], pings: [] });
    }
    this.told.get(phase)?.rows.push(...rows);
    this.told.get(phase)?.pings.push(...pings);
    const draw = (lane: Lane, made: Span): void => {
      lane.add(made);
      known.drawn.push({ lane, span: made });
    };
    for (const [, path, start, latency] of [...rows].sort((a, b) => a[2] - b[2])) {
      const lane = this.users.take(start);
      draw(lane, span("wait", start, start + latency, "request", path));
      this.users.release(lane, start + latency);
    }
    if (pings.length) this.heart ??= this.lanes.make("ping", "ping", BEHIND.ping);
    for (const [start, latency] of pings) {
      if (this.heart) draw(this.heart, span(latency > SLOW_PING_MS ? "starved" : "run", start, start + latency, "ping"));
    }
  }

  private service(name: string): Service {
    let service = this.services.get(name);
    if (!service) {
      const base = BEHIND.services + this.services.size * ROOM;
      service = { packing: new Packing((number) => this.lanes.make(`${name}-${number}`, "service", base + number, name, number)), open: new Map() };
      this.services.set(name, service);
    }
    return service;
  }
}
