// The cursor on the axis: a moment, and a lane it looks at. Moved by keys or by hand, told in words to whoever cannot see it.
import type { EntrantView } from "./entrant.ts";
import { edge } from "./hit.ts";
import type { Lane } from "./lane.ts";
import type { TimeWindow } from "./window.ts";

/** Of the window's length, for one press of an arrow; with Page keys ten times that. */
const STEP = 1 / 100;
const PAN = 1 / 4;
const ZOOM = 1.6;

export interface Around {
  views: readonly EntrantView[];
  window: TimeWindow;
  /** Milliseconds of the run's clock. */
  now: number;
}

export class Cursor {
  /** Milliseconds of each entrant's own time; null while there is none. */
  at: number | null = null;
  entrant = 0;
  lane: Lane | null = null;

  put(ms: number | null, window: TimeWindow): void {
    this.at = ms === null ? null : Math.max(0, Math.min(window.max, ms));
    if (this.at !== null && !window.all) window.reveal(this.at);
    if (ms === null) this.lane = null;
  }

  /** What a key does; false where it is none of ours. */
  key(event: KeyboardEvent, around: Around, pick: () => void): boolean {
    const { window, now } = around;
    if (event.ctrlKey || event.metaKey) return false;
    const at = this.at ?? window.from;
    const step = window.length * STEP;
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight": {
        const back = event.key === "ArrowLeft";
        if (event.shiftKey) window.pan((back ? -1 : 1) * window.length * PAN);
        else if (event.altKey) this.put(this.nextEdge(at, back, around), window);
        else this.put(this.at === null ? at : at + (back ? -step : step), window);
        return true;
      }
      case "PageUp":
      case "PageDown":
        this.put(at + (event.key === "PageUp" ? 10 : -10) * step, window);
        return true;
      case "Home":
        this.put(0, window);
        return true;
      case "End":
        this.put(Math.max(...around.views.map((view) => view.entrant.elapsed(now)), 0), window);
        return true;
      case "ArrowUp":
      case "ArrowDown":
        this.choose(event.key === "ArrowDown" ? 1 : -1, around);
        if (this.at === null) this.put(at, window);
        return true;
      case "+":
      case "=":
        window.zoom(ZOOM, this.at ?? (window.from + window.to) / 2);
        return true;
      case "-":
      case "_":
        window.zoom(1 / ZOOM, this.at ?? (window.from + window.to) / 2);
        return true;
      case "0":
        window.reset();
        return true;
      case "Enter":
      case " ":
        pick();
        return true;
      case "Escape":
        if (this.at === null) return false;
        this.put(null, window);
        return true;
      default:
        return false;
    }
  }

  private nextEdge(at: number, back: boolean, { views, now }: Around): number {
    const view = views[this.entrant];
    if (!view) return at;
    const lane = this.lane ?? view.entrant.lanes.find((one) => !one.empty);
    return lane ? (edge(lane, at, back, view.entrant.elapsed(now)) ?? at) : at;
  }

  /** The next lane up or down that is drawn one by one, across all entrants. */
  private choose(step: number, { views }: Around): void {
    const places = views.flatMap((view, entrant) => view.rows.list.flatMap((row) => (row.type === "lane" ? [{ entrant, lane: row.lane }] : [])));
    const at = places.findIndex(({ lane }) => lane === this.lane);
    const next = places[at < 0 ? (step > 0 ? 0 : places.length - 1) : Math.max(0, Math.min(places.length - 1, at + step))];
    if (!next) return;
    this.entrant = next.entrant;
    this.lane = next.lane;
    views[next.entrant]?.reveal(next.lane);
  }
}
