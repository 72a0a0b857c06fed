// One entrant on the page: its head in words, its lanes on a canvas, and over them a second canvas for what moves across.
// Only rows in sight are drawn, and of those only the ones that changed.
import { h, setText } from "../dom.ts";
import type { Format } from "../format.ts";
import type { Bet, RunModel } from "../run/model.ts";
import { headlines } from "./headlines.ts";
import type { Lane, LaneKind } from "./lane.ts";
import { drawMarks, FLAGS_PX } from "./marks.ts";
import type { Entrant } from "./model.ts";
import type { Palette } from "./pen.ts";
import { CanvasPen } from "./pen-canvas.ts";
import type { Picture, Sight } from "./picture.ts";
import { LANE_PX, type Row, Rows } from "./rows.ts";
import type { Span, State } from "./span.ts";
import type { TimeWindow } from "./window.ts";
import { named, type Translate } from "./words.ts";
import { headlineWords } from "./headline-words.ts";

/** Taller than this, the lanes scroll by themselves. */
const TALLEST_PX = 640;
const META_EVERY_MS = 250;
const META_REST = 50;
/** A crowd's row costs more and says less by the frame. */
const CROWD_EVERY_MS = 100;
const EDGE_PX = 6;

export interface Frame {
  model: RunModel;
  /** Milliseconds on the run's clock. */
  now: number;
  window: TimeWindow;
  width: number;
  label: number;
  palette: Palette;
  ratio: number;
  cursor: number | null;
  /** The lane the keyboard is on. */
  chosen: Lane | null;
}

export class EntrantView {
  readonly element: HTMLElement;
  readonly entrant: Entrant;
  readonly rows = new Rows();
  /** Picks out the spans of a line; null while none is lit. */
  lit: ((span: Span) => boolean) | null = null;
  readonly scroller = h("div", { class: "lanes" });
  private bet: Bet | undefined;
  private readonly picture: Picture;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly seen: Set<State>;
  private readonly redraw: () => void;
  private readonly meta = h("span", { class: "meta" });
  private readonly time = h("span", { class: "time" });
  private readonly lanes = new CanvasPen(h("canvas", { "aria-hidden": "true" }));
  private readonly marks = new CanvasPen(h("canvas", { "aria-hidden": "true" }));
  private readonly pane = h("div", { class: "pane" }, this.lanes.canvas, this.marks.canvas);
  private readonly rest = h("div");
  private readonly folds = new Map<LaneKind, HTMLButtonElement>();
  private drawnVersion = "";
  private drawnRows = -1;
  private drawnSight = "";
  private drawnMarks = "";
  private drawnLit: EntrantView["lit"] = null;
  private readonly drawnLanes = new Map<Row, number>();
  private top = 0;
  private metaAfter = -Infinity;
  private crowdAt = -Infinity;

  constructor(entrant: Entrant, picture: Picture, t: Translate, format: Format, seen: Set<State>, redraw: () => void) {
    this.entrant = entrant;
    this.picture = picture;
    this.t = t;
    this.format = format;
    this.seen = seen;
    this.redraw = redraw;
    const form = entrant.form ? t(`race.form.${entrant.form}`) : "";
    const slot = h("span", { class: "slot", "aria-hidden": "true" }, entrant.index + 1);
    this.scroller.append(this.pane, this.rest);
    this.scroller.addEventListener(
      "scroll",
      () => {
        this.top = this.scroller.scrollTop;
        redraw();
      },
      { passive: true },
    );
    this.element = h(
      "section",
      { class: "entrant", "data-entrant": entrant.index },
      h("div", { class: "head" }, h("h3", {}, slot, entrant.name), form && h("code", {}, form), this.meta, this.time),
      this.scroller,
    );
  }

  /** Pixels of the scroller's content that are above what is in sight. Asking the scroller itself would lay out the page. */
  get scrolled(): number {
    return this.top;
  }

  get running(): boolean {
    return this.entrant.zero !== null && !this.entrant.ended;
  }

  draw(frame: Frame): void {
    const { entrant, rows } = this;
    const elapsed = entrant.elapsed(frame.now);
    const version = `${entrant.version} ${entrant.trace.version}`;
    const changed = version !== this.drawnVersion;
    this.drawnVersion = version;
    if (changed || this.running) {
      setText(this.time, entrant.zero === null ? "" : this.format.seconds(elapsed / 1000));
      if (!this.running || frame.now > this.metaAfter) {
        // Its figures go through all waits: where that takes long, it rests so much longer.
        const began = performance.now();
        this.drawMeta(frame);
        this.metaAfter = frame.now + Math.max(META_EVERY_MS, META_REST * (performance.now() - began));
      }
    } else if (entrant.zero === null) this.drawMeta(frame);
    this.drawBet(frame.model.bets.find((bet) => bet.entrant === entrant.index));
    const flags = this.bet !== undefined || this.running;
    rows.arrange(entrant.trace.book, (lane) => frame.label === 0 && named(lane), flags ? FLAGS_PX : EDGE_PX);
    this.drawRows(frame, elapsed);
    this.drawMarks(frame, elapsed, flags);
  }

  /** After a reload the bets are told behind the events. */
  private drawBet(bet: Bet | undefined): void {
    if (bet?.seconds === this.bet?.seconds) return;
    this.bet = bet;
    this.drawnMarks = "";
    if (bet) this.element.dataset["bet"] = String(bet.seconds);
    else delete this.element.dataset["bet"];
  }

  /** Bring a lane into sight where the lanes scroll. */
  reveal(lane: Lane): void {
    const row = this.rows.list.find((one) => one.type === "lane" && one.lane === lane);
    if (!row) return;
    const { scrollTop, clientHeight } = this.scroller;
    if (row.y < scrollTop) this.scroller.scrollTop = row.y;
    else if (row.y + row.height > scrollTop + clientHeight) this.scroller.scrollTop = row.y + row.height - clientHeight;
  }

  /** Forget what was drawn: all of it is drawn again. */
  spoil(): void {
    this.drawnSight = "";
  }

  private drawRows(frame: Frame, elapsed: number): void {
    const { rows } = this;
    const { window: seen, width, label, palette, ratio } = frame;
    const height = Math.min(TALLEST_PX, Math.max(rows.height, FLAGS_PX + LANE_PX) + EDGE_PX);
    if (this.drawnRows !== rows.version) this.place(height);
    const fresh = this.lanes.prepare(width, height, ratio, palette);
    const top = this.scrolled;
    const sight: Sight = { from: seen.from, to: seen.to, now: elapsed, width, label, palette, lit: this.lit };
    const state = `${seen.from} ${seen.to} ${label} ${top} ${rows.version}`;
    const all = fresh || state !== this.drawnSight || this.lit !== this.drawnLit;
    this.drawnSight = state;
    this.drawnLit = this.lit;
    if (all) {
      this.lanes.clear({ x: 0, y: 0, width, height });
      this.drawnLanes.clear();
      this.lanes.anchor(label - (seen.from * (width - label)) / seen.length);
    }
    const crowds = all || !this.running || frame.now - this.crowdAt > CROWD_EVERY_MS;
    if (crowds) this.crowdAt = frame.now;
    const [first, last] = rows.between(top, top + height);
    for (let index = first; index < last; index++) {
      const row = rows.list[index] as Row;
      const version = row.type === "lane" ? row.lane.version : row.crowd.version;
      const grows = this.running && (row.type === "crowd" ? crowds : row.lane.open !== null);
      if (this.drawnLanes.get(row) === version && !grows) continue;
      if (row.type === "crowd" && !crowds) continue;
      this.drawnLanes.set(row, version);
      const y = row.y - top;
      if (!all) this.lanes.clear({ x: 0, y, width, height: row.height });
      this.picture.row(this.lanes, row, y, sight, this.seen);
    }
    const drawn = rows.list.length;
    if (String(drawn) !== (this.element.dataset["rows"] ?? "0")) this.element.dataset["rows"] = String(drawn);
    if (!drawn && all) this.emptyRail(sight);
  }

  /** A rail before anything lies on it. */
  private emptyRail({ label, width, palette }: Sight): void {
    const y = this.rows.height + LANE_PX / 2 + 0.5;
    this.lanes.line(label, y, width, y, palette.grid, 1);
    for (const x of [label + 0.5, width - 0.5]) this.lanes.line(x, y - LANE_PX / 2, x, y + LANE_PX / 2, palette.grid, 1);
  }

  /** Rows came, went or moved: the scroller's height and the buttons of the crowds follow. */
  private place(height: number): void {
    const { rows, t, format } = this;
    this.drawnRows = rows.version;
    this.pane.style.blockSize = `${height}px`;
    this.rest.style.blockSize = `${Math.max(0, rows.height + EDGE_PX - height)}px`;
    const tall = rows.height + EDGE_PX > height;
    this.scroller.classList.toggle("tall", tall);
    if (!tall) this.top = 0;
    const gone = new Set(this.folds.keys());
    for (const row of rows.list) {
      if (row.type !== "crowd") continue;
      gone.delete(row.kind);
      let button = this.folds.get(row.kind);
      if (!button) {
        const { kind } = row;
        button = h("button", { class: "fold", type: "button", onclick: () => this.fold(kind) });
        this.folds.set(kind, button);
        this.scroller.append(button);
      }
      button.style.insetBlockStart = `${row.y}px`;
      button.setAttribute("aria-expanded", String(row.open));
      setText(button, t(row.open ? "crowd.fold" : `crowd.${row.kind}`, { n: format.number(row.lanes) }));
    }
    for (const kind of gone) {
      this.folds.get(kind)?.remove();
      this.folds.delete(kind);
    }
  }

  private fold(kind: LaneKind): void {
    this.rows.toggle(kind);
    this.redraw();
  }

  private drawMarks(frame: Frame, elapsed: number, flags: boolean): void {
    const { entrant, bet } = this;
    const { window: seen, width, label, palette, ratio, cursor, chosen } = frame;
    const height = this.lanes.canvas.height / ratio;
    const fresh = this.marks.prepare(width, height, ratio, palette);
    const row = chosen ? this.rows.list.find((one) => one.type === "lane" && one.lane === chosen) : undefined;
    const state = `${seen.from} ${seen.to} ${label} ${cursor} ${elapsed} ${this.running} ${row ? row.y - this.scrolled : ""} ${flags}`;
    if (!fresh && state === this.drawnMarks) return;
    this.drawnMarks = state;
    this.marks.clear({ x: 0, y: 0, width, height });
    const ground = { from: seen.from, to: seen.to, label, width, height, palette, flags };
    const arrived = entrant.ended?.outcome === "exited";
    drawMarks(this.marks, { bet: bet?.seconds ?? null, elapsed, running: this.running, arrived, cursor }, ground, this.t, this.format);
    if (row) this.marks.rect({ x: 1, y: row.y - this.scrolled + 1, width: width - 2, height: row.height - 2 }, { edge: palette.focus, edgeWidth: 2, radius: 4 });
  }

  private drawMeta({ model, now }: Frame): void {
    const { entrant, t } = this;
    if (entrant.zero === null) {
      setText(this.meta, model.active ? t("race.waiting") : "");
      return;
    }
    setText(this.meta, headlineWords(headlines(entrant, now), entrant.ended !== null && entrant.ended.outcome !== "exited", t, this.format).join(" · "));
  }
}
