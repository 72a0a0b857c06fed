// Work handed to pools: what it is, when it was handed over, begun and done. Items are numbered by who handed them over.
import { NOWHERE, type Place } from "./span.ts";

export interface Item {
  key: string;
  /** Which pool of which process; "" until the row that tells comes. */
  pool: string;
  kind: "thread" | "process" | "anyio" | "";
  func: string;
  submitted: number;
  began: number;
  ended: number;
  /** Where it was handed over. */
  place: Place;
  /** Id of the lane of whoever ran it; "" until then. */
  worker: string;
}

export class Items {
  readonly all = new Map<string, Item>();
  /** How many workers a pool may have, by pool, where that is told. */
  readonly rooms = new Map<string, number>();

  get(owner: number, number: number): Item {
    const key = `${owner}:${number}`;
    let item = this.all.get(key);
    if (!item) this.all.set(key, (item = { key, pool: "", kind: "", func: "", submitted: NaN, began: NaN, ended: NaN, place: NOWHERE, worker: "" }));
    return item;
  }

  find(owner: number, number: number): Item | undefined {
    return this.all.get(`${owner}:${number}`);
  }

  submit(owner: number, number: number, at: number, pool: number, kind: Item["kind"], func: string, room: number | null = null): void {
    const item = this.get(owner, number);
    item.pool = `${owner}:${pool}`;
    if (room) this.rooms.set(item.pool, room);
    item.kind = kind;
    item.func = func;
    item.submitted = at;
  }

  /** How long work waited in line, until it was begun or `now`: how many items, the mean and the longest in milliseconds. */
  queueing(now: number): { items: number; mean: number; longest: number } {
    let items = 0;
    let sum = 0;
    let longest = 0;
    for (const { submitted, began } of this.all.values()) {
      if (!(submitted <= now)) continue;
      const wait = Math.max(0, (began <= now ? began : now) - submitted);
      items++;
      sum += wait;
      longest = Math.max(longest, wait);
    }
    return { items, mean: items ? sum / items : 0, longest };
  }
}
