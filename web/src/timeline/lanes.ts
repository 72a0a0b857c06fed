// All lanes of an entrant in their order. Of each kind the first few stand in front; the others gather in a crowd.
import { Crowd } from "./crowd.ts";
import { Lane, type LaneKind } from "./lane.ts";

/** Lanes of each kind that are always drawn one by one. Requests and users come in crowds: a few of each show the pattern. */
export const FRONT: Readonly<Record<LaneKind, number>> = { loop: 4, task: 12, main: 1, thread: 8, process: 8, requests: 5, users: 5, ping: 1, service: 5 };

/** Rows of a trace are capped at so many; no honest program has more lanes. */
const MOST_LANES = 20_000;

export class Lanes {
  /** In drawing order. */
  readonly all: Lane[] = [];
  /** Those always drawn one by one. */
  readonly front: Lane[] = [];
  readonly crowds = new Map<LaneKind, Crowd>();
  /** Lanes nobody made because there were too many. */
  refused = 0;
  private readonly counts = new Map<LaneKind, number>();

  /** A new lane, put where its order wants it. */
  make(id: string, kind: LaneKind, order: number, name = "", number = 0): Lane {
    const lane = new Lane(id, kind, order, name, number);
    if (this.all.length >= MOST_LANES) {
      // It is kept up like any other, only nobody draws it.
      this.refused++;
      return lane;
    }
    insert(this.all, lane);
    const rank = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, rank);
    if (rank <= FRONT[kind]) insert(this.front, lane);
    else {
      let crowd = this.crowds.get(kind);
      if (!crowd) this.crowds.set(kind, (crowd = new Crowd()));
      crowd.join(lane);
    }
    return lane;
  }
}

function insert(lanes: Lane[], lane: Lane): void {
  let at = lanes.length;
  while (at > 0 && (lanes[at - 1] as Lane).order > lane.order) at--;
  if (at === lanes.length) lanes.push(lane);
  else lanes.splice(at, 0, lane);
}
