// The drawing itself: entrants under one axis, each on its own zero. Bars are laid out in pixels, so nothing stretches;
// a frame touches only what grew. See DESIGN, "Timeline vocabulary".
import { h, setText, svg } from "./dom.ts";
import type { Format } from "./format.ts";
import type { Bet, RunModel } from "./run-model.ts";
import type { Lane, LaneKind, Span, State } from "./timeline-lane.ts";
import type { Entrant } from "./timeline-model.ts";
import { type Axis, axisFor, bars, fitting, growingAxis } from "./timeline-scale.ts";
import { labels, laneName, named, type Translate } from "./timeline-words.ts";

const HEIGHT: Record<State, number> = { queued: 14, wait: 14, pool: 18, proc: 18, sleep: 18, run: 20, starved: 16, block: 22 };
const LANE_PX = 26;
const PLAIN = new Set<State>(["run", "queued"]);
/** Lanes shown before one asks for more. Requests and users come in crowds: a few of each show the pattern. */
const AT_FIRST: Record<LaneKind, number> = { loop: 4, task: 12, main: 1, thread: 8, process: 8, requests: 5, users: 5, ping: 1, service: 5 };
/** Until a run tells better: long enough for a first bet. */
const EMPTY_AXIS_MS = 1900;
const REST = 4;
/** Narrower bars show no texture. */
const TEXTURE_PX = 6;
const FLAG_PX = 21;

export class TimelineView {
  readonly element = h("div", { class: "course" });
  /** States drawn so far, for the legend. */
  readonly seen = new Set<State>();
  private readonly axisView = svg("svg", { class: "axis", "aria-hidden": "true" });
  private readonly t: Translate;
  private readonly format: Format;
  private axis: Axis | null = null;
  private width = 0;
  private drawnWidth = -1;
  private restUntil = 0;
  private entrants: EntrantView[] = [];
  private model: RunModel | null = null;
  private readonly observer: ResizeObserver;
  private readonly redraw: () => void;

  constructor(t: Translate, format: Format, redraw: () => void) {
    this.redraw = redraw;
    this.t = t;
    this.format = format;
    this.element.append(this.axisView);
    this.observer = new ResizeObserver(([entry]) => {
      this.width = Math.round(entry?.contentRect.width ?? 0);
      redraw();
    });
    this.observer.observe(this.axisView);
  }

  /** Draw another run; what was drawn goes. */
  show(model: RunModel): void {
    this.model = model;
    this.axis = null;
    this.seen.clear();
    for (const view of this.entrants) view.element.remove();
    this.entrants = [];
  }

  /** Draw the model as it is at `now`, milliseconds on the run's clock. */
  draw(now: number): void {
    const { model } = this;
    if (!model || !this.width) return;
    const { timeline } = model;
    const front = timeline.longest(now);
    const bets = Math.max(0, ...model.bets.map((bet) => bet.seconds * 1000));
    const least = model.phase === "ended" ? bets : Math.max(bets, EMPTY_AXIS_MS);
    const axis = model.active ? growingAxis(this.axis, front, least) : axisFor(Math.max(front, least));
    const moved = this.axis?.max !== axis.max || this.drawnWidth !== this.width;
    // Where laying out takes long (a crowd of spans, a slow machine) it rests four times as long: what grows still grows.
    const began = performance.now();
    const layOut = moved || !model.active || began >= this.restUntil;
    if (moved) this.drawAxis(axis);
    timeline.entrants.forEach((entrant, index) => {
      let view = this.entrants[index];
      if (!view) {
        view = new EntrantView(entrant, model.bets.find((bet) => bet.entrant === index), this.t, this.format, this.seen, this.redraw);
        this.entrants.push(view);
        this.element.append(view.element);
      }
      view.draw(model, now, this.width, this.width / axis.max, moved, layOut);
    });
    if (layOut) this.restUntil = performance.now() + REST * (performance.now() - began);
    this.markWinner(model);
  }

  private drawAxis(axis: Axis): void {
    this.axis = axis;
    this.drawnWidth = this.width;
    this.element.style.setProperty("--div", String(axis.divisions));
    const marks = Array.from({ length: axis.divisions + 1 }, (_, n) => {
      const last = n === axis.divisions;
      const label = this.format.tick((n * axis.step) / 1000, axis.step / 1000);
      const crowded = n === axis.divisions - 1 && this.width / axis.divisions < 56;
      const anchor = n === 0 ? "start" : last ? "end" : "middle";
      return svg("text", { x: (n / axis.divisions) * this.width, y: 12, "text-anchor": anchor, class: n % 2 && !last ? "odd" : null }, last ? `${label}\u202fs` : crowded ? "" : label);
    });
    this.axisView.replaceChildren(...marks);
  }

  private markWinner(model: RunModel): void {
    const ended = model.timeline.entrants.filter((entrant) => entrant.ended?.outcome === "exited");
    const best = model.timeline.entrants.length > 1 && ended.length === model.timeline.entrants.length ? Math.min(...ended.map((entrant) => entrant.ended?.wall_s ?? Infinity)) : -1;
    model.timeline.entrants.forEach((entrant, index) => this.entrants[index]?.element.classList.toggle("won", entrant.ended?.wall_s === best));
  }
}

class EntrantView {
  readonly element: HTMLElement;
  private readonly entrant: Entrant;
  private readonly bet: Bet | undefined;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly seen: Set<State>;
  private readonly meta = h("span", { class: "meta" });
  private readonly time = h("span", { class: "time" });
  private readonly flags = svg("svg", { class: "flags", "aria-hidden": "true" });
  private readonly overlay = svg("svg", { class: "overlay", "aria-hidden": "true" });
  private readonly future = svg("rect", { class: "future", y: 24 });
  private readonly betLine = svg("line", { class: "bet-line", y1: 0, y2: "100%" });
  private readonly nowLine = svg("line", { class: "now-line", y1: 0, y2: "100%" });
  private readonly betFlag = new Flag();
  private readonly nowFlag = new Flag();
  private readonly gap = svg("g", {}, svg("path", { class: "gap" }), svg("line", { class: "gap" }), svg("text", { class: "gap-tx" }));
  private readonly lanes = h("div", { class: "lanes" });
  private readonly more = h("button", { class: "btn btn-quiet more", type: "button", hidden: true });
  /** A rail before anything lies on it. */
  private readonly empty = h("div", { class: "lane" }, h("div", { class: "who" }), svg("svg", { class: "track", "aria-hidden": "true" }));
  private readonly views = new Map<Lane, LaneView>();
  private drawnVersion = -1;
  private drawnTrace = -1;
  private metaAt = -Infinity;
  private all = false;

  constructor(entrant: Entrant, bet: Bet | undefined, t: Translate, format: Format, seen: Set<State>, redraw: () => void) {
    this.entrant = entrant;
    this.bet = bet;
    this.t = t;
    this.format = format;
    this.seen = seen;
    const form = entrant.form ? t(`race.form.${entrant.form}`) : "";
    const slot = h("span", { class: "slot", "aria-hidden": "true" }, entrant.index + 1);
    this.overlay.append(this.future, this.betLine, this.nowLine);
    this.flags.append(this.gap, this.betFlag.element, this.nowFlag.element);
    this.lanes.append(this.flags, this.empty, this.overlay);
    this.element = h(
      "section",
      { class: "entrant" },
      h("div", { class: "head" }, h("h3", {}, slot, entrant.name), form && h("code", {}, form), this.meta, this.time),
      this.lanes,
      this.more,
    );
    this.more.addEventListener("click", () => {
      this.all = !this.all;
      this.drawnTrace = -1;
      redraw();
    });
  }

  draw(model: RunModel, now: number, width: number, pxPerMs: number, moved: boolean, layOut: boolean): void {
    const { entrant } = this;
    const running = entrant.zero !== null && !entrant.ended;
    const elapsed = entrant.elapsed(now);
    const changed = this.drawnVersion !== entrant.version || this.drawnTrace !== entrant.trace.version;
    if (!running && !changed && !moved) return;
    setText(this.time, entrant.zero === null ? "" : this.format.seconds(elapsed / 1000));
    if (!running || now - this.metaAt > 250) {
      this.metaAt = now;
      this.drawMeta(model, now);
    }
    if (changed && layOut) this.arrange();
    for (const view of this.views.values()) view.draw(elapsed, pxPerMs, moved, layOut, this.seen);
    this.drawLines(running, elapsed, width, pxPerMs);
    if (!layOut) return;
    this.drawnVersion = entrant.version;
    this.drawnTrace = entrant.trace.version;
  }

  /** One row for each lane worth one; past the first few the rest wait behind a button. */
  private arrange(): void {
    const wanted = this.entrant.lanes.filter((lane) => lane.spans.length > 0 || lane.open !== null);
    const counts = new Map<LaneKind, number>();
    const first = wanted.filter((lane) => {
      const count = (counts.get(lane.kind) ?? 0) + 1;
      counts.set(lane.kind, count);
      return count <= AT_FIRST[lane.kind];
    });
    const shown = this.all ? wanted : first;
    this.empty.hidden = wanted.length > 0;
    const before = new Set(this.views.keys());
    let previous: Element = this.flags;
    for (const lane of shown) {
      let view = this.views.get(lane);
      if (!view) {
        view = new LaneView(lane, this.t, this.format);
        this.views.set(lane, view);
      }
      if (previous.nextElementSibling !== view.element) previous.after(view.element);
      previous = view.element;
      before.delete(lane);
    }
    for (const lane of before) {
      this.views.get(lane)?.element.remove();
      this.views.delete(lane);
    }
    const hidden = wanted.length - first.length;
    this.more.hidden = hidden <= 0;
    setText(this.more, this.all ? this.t("race.lanes.fewer") : this.t("race.lanes.more", { n: Math.max(0, hidden) }));
  }

  private drawMeta(model: RunModel, now: number): void {
    const { entrant, t, format } = this;
    if (entrant.zero === null) {
      setText(this.meta, model.active ? t("race.waiting") : "");
      return;
    }
    const parts: string[] = [];
    const overlap = entrant.overlap(now);
    if (overlap !== null) parts.push(t("race.overlap", { times: format.times(overlap) }));
    const blocked = entrant.blocked();
    if (blocked.ms >= 20) parts.push(t(blocked.live ? "race.blocked.live" : "race.blocked", { time: format.span(blocked.ms) }));
    const cores = entrant.cores();
    if (cores !== null && cores >= 0.5) parts.push(t("race.cores", { n: format.number(cores, 1) }));
    if (entrant.ended && entrant.ended.outcome !== "exited") parts.push(t("race.cut"));
    setText(this.meta, parts.join(" · "));
  }

  private drawLines(running: boolean, elapsed: number, width: number, pxPerMs: number): void {
    const { t, format, bet } = this;
    const now = elapsed * pxPerMs;
    const betX = bet ? bet.seconds * 1000 * pxPerMs : null;
    this.flags.classList.toggle("none", betX === null && !running);
    show(this.nowLine, running);
    show(this.future, running);
    show(this.betLine, betX !== null);
    if (running) {
      place(this.nowLine, now);
      this.future.setAttribute("x", String(now));
      this.future.setAttribute("width", String(Math.max(0, width - now)));
    }
    if (betX !== null && bet) {
      place(this.betLine, betX);
      this.betFlag.put(t("bet.yours", { time: format.seconds(bet.seconds) }), betX, running && betX < now, width);
    } else this.betFlag.hide();
    // The two flags turn their backs to each other; where there is no room for both, the time in the head will do.
    if (running) this.nowFlag.put(t("race.now", { time: format.seconds(elapsed / 1000) }), now, betX !== null ? now <= betX : now > width / 2, width);
    else this.nowFlag.hide();
    if (this.nowFlag.overlaps(this.betFlag)) this.nowFlag.hide();
    this.drawGap(running, elapsed, betX, now, width);
  }

  /** The miss, measured: a bracket from the end of the program to the bet. */
  private drawGap(running: boolean, elapsed: number, betX: number | null, end: number, width: number): void {
    const [foot, line, text] = this.gap.children as unknown as [SVGPathElement, SVGLineElement, SVGTextElement];
    const miss = this.bet ? this.bet.seconds - elapsed / 1000 : 0;
    const label = miss ? this.t(miss > 0 ? "bet.gap.over" : "bet.gap.under", { time: this.format.seconds(Math.abs(miss)) }) : "";
    const edge = betX === null ? 0 : betX > end ? Math.min(betX, this.betFlag.x) : Math.min(end, width);
    const start = betX === null ? 0 : betX > end ? end : this.betFlag.x + this.betFlag.width;
    const room = edge - start;
    const visible = !running && this.entrant.ended?.outcome === "exited" && betX !== null && room > label.length * 7 + 20;
    show(this.gap, visible);
    if (!visible || betX === null) return;
    const from = start + 4;
    const to = edge - 4;
    foot.setAttribute("d", `M${betX > end ? from : to} 6v10`);
    for (const [name, value] of Object.entries({ x1: from, x2: to, y1: 11, y2: 11 })) line.setAttribute(name, String(value));
    text.setAttribute("x", String((from + to) / 2));
    text.setAttribute("y", "11");
    setText(text, label);
  }
}

class Flag {
  readonly element = svg("g", {}, svg("rect", { class: "flag-bg", y: 0, height: FLAG_PX, rx: 3 }), svg("text", { class: "flag-tx", y: 11 }));
  width = 0;
  x = 0;
  private hidden = true;
  private text = "";

  put(text: string, x: number, toTheLeft: boolean, within: number): void {
    this.width = Math.round(text.length * 6.9 + 18);
    this.x = Math.max(0, Math.min(within - this.width, toTheLeft ? x - this.width : x));
    this.hidden = false;
    show(this.element, true);
    this.element.setAttribute("transform", `translate(${this.x} 0)`);
    if (this.text === text) return;
    this.text = text;
    const [back, label] = this.element.children as unknown as [SVGRectElement, SVGTextElement];
    back.setAttribute("width", String(this.width));
    label.setAttribute("x", String(this.width / 2));
    label.textContent = text;
  }

  hide(): void {
    this.hidden = true;
    show(this.element, false);
  }

  overlaps(other: Flag): boolean {
    return !this.hidden && !other.hidden && this.x < other.x + other.width && other.x < this.x + this.width;
  }
}

interface Drawn {
  group: SVGGElement;
  bar: SVGRectElement;
  title: SVGTitleElement;
  /** Made when there is room for them. */
  texture: SVGRectElement | null;
  text: SVGTextElement | null;
  state: State | "";
  /** What it was last laid out for. */
  span: Span | null;
  x: number;
  width: number;
  count: number;
}

interface Layer {
  group: SVGGElement;
  nodes: Drawn[];
}

class LaneView {
  readonly element: HTMLElement;
  private readonly lane: Lane;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly who = h("div", { class: "who" });
  private readonly track = svg("svg", { class: "track", "aria-hidden": "true" });
  private readonly layers = new Map<State, Layer>();
  private open: Drawn | null = null;
  private version = -1;

  constructor(lane: Lane, t: Translate, format: Format) {
    this.lane = lane;
    this.t = t;
    this.format = format;
    this.element = h("div", { class: "lane" }, this.who, this.track);
  }

  draw(elapsed: number, pxPerMs: number, moved: boolean, layOut: boolean, seen: Set<State>): void {
    if ((layOut && this.version !== this.lane.version) || moved) this.layOut(pxPerMs, seen);
    const span = this.lane.open;
    if (span && this.open && this.version === this.lane.version) this.lay(this.open, span, span.from * pxPerMs, Math.max(2, (this.lane.reach(elapsed) - span.from) * pxPerMs), 1, this.lane.reach(elapsed) - span.from);
  }

  private layOut(pxPerMs: number, seen: Set<State>): void {
    const { lane } = this;
    this.version = lane.version;
    setText(this.who, named(lane) ? laneName(lane, this.t) : "");
    const used = new Map<State, number>();
    for (const bar of bars(lane.spans, pxPerMs)) {
      const span = lane.spans[bar.index] as Span;
      const layer = this.layer(span.state);
      const index = used.get(span.state) ?? 0;
      used.set(span.state, index + 1);
      seen.add(span.state);
      const node = layer.nodes[index] ?? this.node(layer);
      // A closed span never changes: what lies where it lay is left alone.
      if (node.span === span && node.x === bar.x && node.width === bar.width && node.count === bar.count) continue;
      node.span = span;
      node.x = bar.x;
      node.width = bar.width;
      node.count = bar.count;
      this.lay(node, span, bar.x, bar.width, bar.count, span.to - span.from);
    }
    for (const [state, { nodes }] of this.layers) {
      for (const node of nodes.splice(used.get(state) ?? 0)) node.group.remove();
    }
    if (lane.open) {
      seen.add(lane.open.state);
      this.open ??= build();
      // Only what should alarm breathes: an animation repaints its lane at every frame.
      this.open.group.classList.toggle("grow", lane.open.state === "block");
      if (this.track.lastChild !== this.open.group) this.track.append(this.open.group);
    } else if (this.open) {
      this.open.group.remove();
      this.open = null;
    }
  }

  /** Bars of one state; what matters more lies on top. */
  private layer(state: State): Layer {
    let layer = this.layers.get(state);
    if (!layer) {
      layer = { group: svg("g"), nodes: [] };
      const above = STACK.slice(STACK.indexOf(state) + 1).find((other) => this.layers.has(other));
      this.track.insertBefore(layer.group, (above && this.layers.get(above)?.group) ?? this.open?.group ?? null);
      this.layers.set(state, layer);
    }
    return layer;
  }

  private node(layer: Layer): Drawn {
    const node = build();
    layer.nodes.push(node);
    layer.group.append(node.group);
    return node;
  }

  private lay(node: Drawn, span: Span, x: number, width: number, count: number, ms: number): void {
    const height = HEIGHT[span.state];
    const y = (LANE_PX - height) / 2;
    if (node.state !== span.state) {
      node.state = span.state;
      node.bar.setAttribute("class", `sp ${span.state}`);
      node.bar.setAttribute("y", String(y));
      node.bar.setAttribute("height", String(height));
      node.texture?.remove();
      node.texture = null;
      node.text?.setAttribute("class", `tx ${span.state}`);
    }
    if (!PLAIN.has(span.state) && width >= TEXTURE_PX) {
      node.texture ??= node.bar.parentNode?.insertBefore(svg("rect", { rx: 3, y, height, fill: `url(#tx-${span.state})` }), node.bar.nextSibling) ?? null;
    } else if (node.texture) {
      node.texture.remove();
      node.texture = null;
    }
    const left = String(Math.round(x * 10) / 10);
    const wide = String(Math.round(width * 10) / 10);
    for (const rect of node.texture ? [node.bar, node.texture] : [node.bar]) {
      if (rect.getAttribute("x") !== left) rect.setAttribute("x", left);
      if (rect.getAttribute("width") !== wide) rect.setAttribute("width", wide);
    }
    const words = count === 1 ? labels(span, ms, this.t, this.format) : [];
    const label = width > 24 ? fitting(words, width) : "";
    if (label && !node.text) {
      node.text = svg("text", { class: `tx ${span.state}`, y: 13.5 });
      node.group.append(node.text);
    }
    if (node.text) setText(node.text, label);
    if (label) node.text?.setAttribute("x", String(x + 8));
    setText(node.title, count === 1 ? (words[0] ? `${words[0]} · ${this.format.span(ms)}` : this.format.span(ms)) : `× ${count}`);
  }
}

const STACK: readonly State[] = ["queued", "wait", "pool", "proc", "sleep", "run", "starved", "block"];

function build(): Drawn {
  const bar = svg("rect");
  const title = svg("title");
  return { group: svg("g", {}, title, bar), bar, title, texture: null, text: null, state: "", span: null, x: -1, width: -1, count: 0 };
}

function show(element: SVGElement, visible: boolean): void {
  if (visible) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}

function place(line: SVGLineElement, x: number): void {
  line.setAttribute("x1", String(x));
  line.setAttribute("x2", String(x));
}
