// <parrilla-timeline>: entrants under one axis, each on its own zero. `show` a run, then `draw` it whenever it changed.
//
// Event, bubbling: `span-picked` (detail: {entrant, line, from, to}); `line` is 0 where the span's place is not known.
// Also bubbling: `moment-chosen` (detail: {at}), when hand or keys moved the cursor; `at` null: it was put away.
// `lightLine(entrant, line)` lights the spans of a line; 0 lights none. `follow(at)` puts the cursor from outside.
import type { EntrantName, RunEvent } from "../run/events.ts";
import { h, setText } from "../dom.ts";
import { type Format, formats } from "../format.ts";
import { page } from "../page.ts";
import { type Bet, RunModel } from "../run/model.ts";
import { t } from "../strings.ts";
import { AxisView } from "./axis.ts";
import { Cursor } from "./cursor.ts";
import { EntrantView, type Frame } from "./entrant.ts";
import { proof, type Reference } from "./evidence.ts";
import type { Subject } from "./export.ts";
import { listen } from "./gestures.ts";
import { spanAt } from "./hit.ts";
import { linePicker } from "./light.ts";
import type { Entrant } from "./model.ts";
import { MomentView } from "./moment-view.ts";
import { cursorSentence } from "./moment-words.ts";
import { readPalette, watchTheme } from "./palette.ts";
import type { Palette } from "./pen.ts";
import { Picture } from "./picture.ts";
import { type Axis, axisFor, growingAxis } from "./scale.ts";
import type { Span, State } from "./span.ts";
import { type Found, found, Tip } from "./tip.ts";
import { Tools } from "./tools.ts";
import { TimeWindow } from "./window.ts";

/** Until a run tells better: long enough for a first bet. */
const EMPTY_AXIS_MS = 1900;
/** Of the column of names; narrower timelines have none. */
const LABEL_PX = 136;
const NARROW_PX = 560;
/** How far from a span a finger may be. */
const NEAR_PX = 3;
const SAY_AFTER_MS = 400;
let made = 0;

export class ParrillaTimeline extends HTMLElement {
  /** States drawn so far, for the legend. */
  readonly seen = new Set<State>();
  /** Called when it wants to be drawn. By itself it draws at the next frame. */
  wish: () => void = () => this.schedule();
  /** Something beside it shows how all stands at the cursor, so it does not. */
  accompanied = false;
  readonly window = new TimeWindow();
  private readonly format: Format = formats(page().language);
  private readonly picture = new Picture(t, this.format);
  private readonly cursor = new Cursor();
  private readonly tip = new Tip(t, this.format);
  private readonly moment = new MomentView(t, this.format, (entrant, line) => this.tell(entrant, line, null), () => this.scrub(null));
  private readonly keys = h("p", { class: "visually-hidden", id: `timeline-keys-${++made}` }, t("timeline.keys"));
  private readonly axisView = new AxisView(t, this.format, this.keys.id);
  private readonly said = h("p", { class: "visually-hidden", role: "status" });
  private readonly tools = new Tools(
    t,
    (factor) => this.zoomed(() => this.window.zoom(factor, this.middle())),
    () => this.zoomed(() => this.window.reset()),
    () => this.subject(),
  );
  private views: EntrantView[] = [];
  private model: RunModel | null = null;
  private palette: Palette | null = null;
  private axis: Axis | null = null;
  private width = 0;
  private now = 0;
  private pending = false;
  private saying = 0;
  private built = false;
  private forget: () => void = () => undefined;
  private readonly observer = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
    this.wish();
  });

  connectedCallback(): void {
    if (!this.built) this.build();
    this.observer.observe(this);
    const stop = watchTheme(() => this.repaint());
    const paper = (): void => this.repaint(true);
    const screen = (): void => this.repaint();
    addEventListener("beforeprint", paper);
    addEventListener("afterprint", screen);
    this.forget = () => {
      stop();
      removeEventListener("beforeprint", paper);
      removeEventListener("afterprint", screen);
    };
    void document.fonts.ready.then(() => this.repaint());
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
    this.forget();
  }

  /** Draw another run; what was drawn goes. */
  show(model: RunModel): void {
    if (!this.built) this.build();
    this.model = model;
    this.axis = null;
    this.seen.clear();
    for (const view of this.views) view.element.remove();
    this.views = [];
    this.window.reset();
    this.cursor.put(null, this.window);
    this.tip.hide();
    this.wish();
  }

  /** Begin a run of one's own, to be fed by `take`. */
  open(names: readonly EntrantName[], bets: readonly Bet[] = []): void {
    this.show(new RunModel(names, bets));
  }

  /** More of the run that `open` began. */
  take(events: readonly RunEvent[]): void {
    const at = performance.now();
    for (const event of events) this.model?.add(event, at);
    this.wish();
  }

  /** Light the spans of a line; returns how many there are. Those that stand on it themselves go before those it called. */
  lightLine(entrant: number, line: number): number {
    const view = this.views[entrant];
    if (!view) return 0;
    const found = linePicker(view.entrant.lanes, line);
    this.light(view, found.pick, found.count);
    return found.count;
  }

  private light(view: EntrantView, pick: ((span: Span) => boolean) | null, count: number): void {
    for (const other of this.views) {
      other.lit = null;
      delete other.element.dataset["lit"];
    }
    view.lit = pick;
    if (count) view.element.dataset["lit"] = String(count);
    this.wish();
  }

  /** Put the cursor at `ms`, milliseconds of each entrant, or away. */
  follow(ms: number | null): void {
    this.cursor.put(ms, this.window);
    this.wish();
  }

  /** Draw the model as it is at `now`, milliseconds on the run's clock. */
  draw(now: number): void {
    const { model } = this;
    if (!model || !this.width) return;
    this.now = now;
    this.palette ??= readPalette(this);
    const { timeline } = model;
    const front = timeline.longest(now);
    const bets = Math.max(0, ...model.bets.map((bet) => bet.seconds * 1000));
    const least = model.phase === "ended" ? bets : Math.max(bets, EMPTY_AXIS_MS);
    this.axis = model.active ? growingAxis(this.axis, front, least) : axisFor(Math.max(front, least));
    this.window.fit(this.axis.max);
    const frame: Frame = {
      model,
      now,
      window: this.window,
      width: this.width,
      label: this.width < NARROW_PX ? 0 : LABEL_PX,
      palette: this.palette,
      ratio: devicePixelRatio || 1,
      cursor: this.cursor.at,
      chosen: this.cursor.lane,
    };
    timeline.entrants.forEach((entrant, index) => {
      let view = this.views[index];
      if (!view) {
        view = new EntrantView(entrant, this.picture, t, this.format, this.seen, () => this.wish());
        this.moment.element.before(view.element);
        this.views.push(view);
      }
      view.draw(frame);
    });
    this.axisView.draw(this.window, this.cursor.at, frame.label, this.width, frame.ratio, this.palette);
    this.moment.draw(timeline.entrants, this.accompanied ? null : this.cursor.at, now);
    this.tools.draw(front === 0, this.window.all);
    this.classList.toggle("closer", !this.window.all);
    markWinner(timeline.entrants, this.views);
  }

  private build(): void {
    this.built = true;
    this.classList.add("course");
    this.append(this.tools.element, this.keys, this.axisView.element, this.moment.element, this.said, this.tip.element);
    this.axisView.element.addEventListener("keydown", (event) => {
      if (!this.cursor.key(event, { views: this.views, window: this.window, now: this.now }, () => this.pickAtCursor())) return;
      event.preventDefault();
      this.moved();
    });
    listen(this, this.axisView.element, {
      zoom: (factor, x) => this.zoomed(() => this.window.zoom(factor, this.time(x))),
      pan: (pixels) => {
        if (this.window.all) return false;
        this.zoomed(() => this.window.pan((pixels / (this.width - this.label)) * this.window.length));
        return true;
      },
      hover: (at) => this.hover(at),
      pick: (at) => this.pick(at),
      scrub: (x) => this.scrub(this.time(x)),
    });
  }

  private get label(): number {
    return this.width < NARROW_PX ? 0 : LABEL_PX;
  }

  /** The moment at a pixel of the element. */
  private time(x: number): number {
    return this.window.from + ((x - this.label) / (this.width - this.label)) * this.window.length;
  }

  private middle(): number {
    const { at } = this.cursor;
    return at !== null && at >= this.window.from && at <= this.window.to ? at : (this.window.from + this.window.to) / 2;
  }

  private zoomed(change: () => void): void {
    change();
    this.tip.hide();
    this.wish();
  }

  private scrub(ms: number | null): void {
    this.cursor.put(ms, this.window);
    this.moved();
  }

  /** The cursor moved: say so once it rests. */
  private moved(): void {
    this.wish();
    this.dispatchEvent(new CustomEvent("moment-chosen", { bubbles: true, detail: { at: this.cursor.at } }));
    clearTimeout(this.saying);
    this.saying = window.setTimeout(() => setText(this.said, this.sentence()), SAY_AFTER_MS);
  }

  private sentence(): string {
    const { at, lane } = this.cursor;
    const view = this.views[this.cursor.entrant];
    return at === null || !view ? "" : cursorSentence(view.entrant, at, lane, view.entrant.elapsed(this.now), t, this.format);
  }

  private hover(event: MouseEvent | null): void {
    const found = event && this.under(event);
    if (found) this.tip.show(found, this.now, this.width);
    else this.tip.hide();
  }

  private pick(event: MouseEvent): void {
    const found = this.under(event);
    if (!found) return;
    this.cursor.entrant = found.entrant.index;
    this.cursor.lane = found.lane;
    this.scrub(found.ms);
    if (!found.lane) return;
    const span = spanAt(found.lane, found.ms - found.reach, found.ms + found.reach, found.entrant.elapsed(this.now));
    this.tell(found.entrant.index, span?.line ?? 0, span);
    if (event instanceof PointerEvent && event.pointerType === "touch") this.hover(event);
  }

  private under(event: MouseEvent): Found | null {
    const { left, top } = this.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const reach = (NEAR_PX / (this.width - this.label)) * this.window.length;
    return x < this.label ? null : found(this.views, event.clientY, { ms: this.time(x), reach, x, y });
  }

  private pickAtCursor(): void {
    const view = this.views[this.cursor.entrant];
    const { at, lane } = this.cursor;
    if (!view || at === null) return;
    const span = lane?.at(at) ?? null;
    this.tell(view.entrant.index, span?.line ?? 0, span);
  }

  /** A line somebody wants to see: light its spans, and let the page show it. */
  tell(entrant: number, line: number, span: Span | null = null): void {
    this.lightLine(entrant, line);
    this.dispatchEvent(new CustomEvent("span-picked", { bubbles: true, detail: { entrant, line, from: span?.from ?? null, to: span?.to ?? null } }));
  }

  /** A finding somebody wants to see: its line, and what proves it, drawn by these rows; where they are not drawn, the line's spans. */
  prove(entrant: number, line: number, rows: readonly Reference[]): void {
    const view = this.views[entrant];
    const found = view && proof(view.entrant.trace, rows);
    this.tell(entrant, line);
    if (view && found?.size) this.light(view, (span) => found.has(span), found.size);
  }

  private subject(): Subject | null {
    const { model } = this;
    return model ? { model, now: this.now, window: this.window, palette: readPalette(this, true), format: this.format } : null;
  }

  private repaint(paper = false): void {
    this.palette = readPalette(this, paper);
    if (paper) this.draw(this.now);
    else this.wish();
  }

  private schedule(): void {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      if (!this.model) return;
      this.draw(this.model.now(performance.now()));
      if (this.model.active) this.schedule();
    });
  }
}

/** Of several that all arrived, the fastest. */
function markWinner(entrants: readonly Entrant[], views: readonly EntrantView[]): void {
  const ended = entrants.filter((entrant) => entrant.ended?.outcome === "exited");
  const best = entrants.length > 1 && ended.length === entrants.length ? Math.min(...ended.map((entrant) => entrant.ended?.wall_s ?? Infinity)) : -1;
  entrants.forEach((entrant, index) => views[index]?.element.classList.toggle("won", entrant.ended?.wall_s === best));
}

customElements.define("parrilla-timeline", ParrillaTimeline);

declare global {
  interface HTMLElementTagNameMap {
    "parrilla-timeline": ParrillaTimeline;
  }
}
