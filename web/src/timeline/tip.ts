// The words that appear beside the pointer: what the span under it is, and what its line says.
import { h, setText } from "../dom.ts";
import type { Format } from "../format.ts";
import type { EntrantView } from "./entrant.ts";
import { spanAt, tally } from "./hit.ts";
import type { Lane } from "./lane.ts";
import type { Entrant } from "./model.ts";
import type { Span } from "./span.ts";
import { heldInCall, laneName, stateName, type Translate, waitedFor } from "./words.ts";

const GAP_PX = 14;

/** A place on the timeline: a point of the element, and what moment and lane it is. */
export interface Found {
  entrant: Entrant;
  /** Null over a crowd, and between lanes. */
  lane: Lane | null;
  ms: number;
  /** Milliseconds to both sides that count as the same place. */
  reach: number;
  x: number;
  y: number;
}

/** Which entrant and lane lie at this height of the window; null outside all. */
export function found(views: readonly EntrantView[], clientY: number, at: Pick<Found, "ms" | "reach" | "x" | "y">): Found | null {
  for (const view of views) {
    const { top, bottom } = view.scroller.getBoundingClientRect();
    if (clientY < top || clientY > bottom) continue;
    const row = view.rows.at(clientY - top + view.scrolled);
    return { entrant: view.entrant, lane: row?.type === "lane" ? row.lane : null, ...at };
  }
  return null;
}

export class Tip {
  readonly element = h("div", { class: "span-tip", "aria-hidden": "true", hidden: true });
  private readonly t: Translate;
  private readonly format: Format;

  constructor(t: Translate, format: Format) {
    this.t = t;
    this.format = format;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Tell what lies there, beside the point; `width` is that of the timeline. */
  show({ entrant, lane, ms, reach, x, y }: Found, runNow: number, width: number): void {
    const now = entrant.elapsed(runNow);
    const [from, to] = [ms - reach, ms + reach];
    const span = lane && spanAt(lane, from, to, now);
    if (!lane || !span) {
      this.hide();
      return;
    }
    const { element, t, format } = this;
    const name = h("span", { class: "faint" });
    setText(name, laneName(lane, t));
    const many = tally(lane, from, to);
    const count = many.reduce((sum, one) => sum + one.count, 0);
    const crowded = count > 1 && span.to - span.from < to - from;
    const lines = crowded
      ? many.map((one) => h("span", {}, t("tip.many", { n: format.number(one.count), state: t(`state.${one.span.state}`), time: format.span(one.ms) })))
      : this.lines(lane, span, now, entrant.source);
    element.replaceChildren(name, ...lines);
    element.hidden = false;
    const room = element.offsetWidth;
    const left = x + GAP_PX + room <= width ? x + GAP_PX : Math.max(0, x - GAP_PX - room);
    element.style.translate = `${Math.round(left)}px ${Math.round(y + GAP_PX)}px`;
  }

  private lines(lane: Lane, span: Span, now: number, source: string): HTMLElement[] {
    const { t, format } = this;
    const to = span === lane.open ? lane.reach(now) : span.to;
    const lines = [h("strong", {}, span.state === "wait" ? t(heldInCall(span) ? "state.held" : "state.wait") : stateName(span, t))];
    if (span.state === "wait" && waitedFor(span, t, format)) lines.push(h("span", {}, waitedFor(span, t, format)));
    lines.push(h("span", {}, t("tip.time", { from: format.stamp(span.from), to: span === lane.open ? "…" : format.stamp(to), time: format.span(to - span.from) })));
    if (span.line) lines.push(h("code", {}, `${span.line}  ${lineOf(source, span.line)}`));
    return lines;
  }
}

/** A line of a program without its indent; "" where the program is not known. */
export function lineOf(source: string, line: number): string {
  return line > 0 ? (source.split("\n", line)[line - 1]?.trim() ?? "") : "";
}
