// Which rows an entrant has and where each stands: lanes one by one, and one row for each crowd of them.
import type { Crowd } from "./crowd.ts";
import type { Lane, LaneKind } from "./lane.ts";
import type { Lanes } from "./lanes.ts";

export const LANE_PX = 26;
export const CROWD_PX = 44;
/** Above a row where names have no column of their own. */
export const NAME_PX = 18;
/** So few more lanes are no crowd. */
const FEW = 2;

export interface LaneRow {
  type: "lane";
  lane: Lane;
  y: number;
  height: number;
  /** Of the name above it. */
  head: number;
}

export interface CrowdRow {
  type: "crowd";
  kind: LaneKind;
  crowd: Crowd;
  /** How many lanes it stands for. */
  lanes: number;
  open: boolean;
  y: number;
  height: number;
  head: number;
}

export type Row = LaneRow | CrowdRow;

export class Rows {
  list: readonly Row[] = [];
  height = 0;
  /** Goes up whenever rows come, go or move. */
  version = 0;
  private readonly opened = new Set<LaneKind>();
  private seen = "";

  toggle(kind: LaneKind): void {
    if (!this.opened.delete(kind)) this.opened.add(kind);
    this.seen = "";
  }

  /** Arrange anew if lanes came, or got their first span. `above`: names stand above their rows, `top` pixels stay free. */
  arrange(lanes: Lanes, above: (lane: Lane) => boolean, top: number): void {
    const front = lanes.front.filter((lane) => !lane.empty);
    const crowds = [...lanes.crowds].map(([kind, crowd]) => `${kind}${crowd.lanes.length}`);
    const state = `${front.length} ${front.at(-1)?.id ?? ""} ${crowds.join()} ${top} ${front.filter(above).length}`;
    if (state === this.seen) return;
    this.seen = state;
    this.version++;
    const made: Row[] = [];
    let y = top;
    const put = (row: LaneRow | CrowdRow): void => {
      made.push(row);
      y += row.height;
    };
    const putLane = (lane: Lane): void => {
      const head = above(lane) ? NAME_PX : 0;
      put({ type: "lane", lane, y, height: LANE_PX + head, head });
    };
    front.forEach((lane, index) => {
      putLane(lane);
      const crowd = lanes.crowds.get(lane.kind);
      if (!crowd || front.slice(index + 1).some((later) => later.kind === lane.kind)) return;
      if (crowd.lanes.length <= FEW) {
        for (const one of crowd.lanes) if (!one.empty) putLane(one);
        return;
      }
      const open = this.opened.has(lane.kind);
      const head = above(lane) ? NAME_PX + 10 : 0;
      put({ type: "crowd", kind: lane.kind, crowd, lanes: crowd.lanes.length, open, y, height: CROWD_PX + head, head });
      if (open) for (const one of crowd.lanes) putLane(one);
    });
    this.list = made;
    this.height = y;
  }

  /** Indices of the rows between two heights: from the first, up to but without the last. */
  between(top: number, bottom: number): [first: number, last: number] {
    const first = this.search(top);
    let last = first;
    while (last < this.list.length && (this.list[last] as Row).y < bottom) last++;
    return [first, last];
  }

  at(y: number): Row | null {
    const row = this.list[this.search(y)];
    return row && y >= row.y && y < row.y + row.height ? row : null;
  }

  /** The first row that ends below `y`. */
  private search(y: number): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.list[middle] as Row;
      if (row.y + row.height <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
