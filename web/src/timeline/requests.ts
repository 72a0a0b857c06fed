// Requests as the learner's app met them. They overlap, so they share lanes.
import { type Lane, Packing } from "./lane.ts";
import type { Lanes } from "./lanes.ts";
import { BEHIND } from "./processes.ts";
import { span } from "./span.ts";

export class Requests {
  private readonly open = new Map<string, { lane: Lane; from: number; path: string }>();
  private readonly packing: Packing;

  constructor(lanes: Lanes) {
    this.packing = new Packing((number) => lanes.make(`requests-${number}`, "requests", BEHIND.requests + number, "", number));
  }

  came(pid: number, at: number, number: number, path: string): void {
    const lane = this.packing.take(at);
    lane.begin(span("wait", at, at, "request", path), Infinity);
    this.open.set(`${pid}:${number}`, { lane, from: at, path });
  }

  answered(pid: number, at: number, number: number, form: string): void {
    const key = `${pid}:${number}`;
    const request = this.open.get(key);
    if (!request) return;
    this.open.delete(key);
    request.lane.drop();
    request.lane.add(span(form === "def" ? "pool" : "wait", request.from, at, "request", request.path));
    this.packing.release(request.lane, at);
  }
}
