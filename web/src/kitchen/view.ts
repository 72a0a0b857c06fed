// A run as a kitchen: one shop for each entrant, all on one clock, with the play's controls and the words beside it.
import { h, setText } from "../dom.ts";
import type { RunModel } from "../run/model.ts";
import type { Entrant } from "../timeline/model.ts";
import { Cast } from "./cast.ts";
import type { Casting } from "./casting.ts";
import type { Figure } from "./figure.ts";
import { lately, type Moment, momentsOf } from "./moments.ts";
import { Player } from "./player.ts";
import { type Scene, sceneAt } from "./scene.ts";
import { Stage } from "./stage.ts";
import { Telling } from "./telling.ts";
import { figureSentence, momentSentence, type Wording } from "./words.ts";

export interface Hooks {
  /** The instant changed: null where the kitchen was closed. */
  moved(at: number | null): void;
  /** A figure was chosen. */
  picked(figure: Figure): void;
  /** The shops were drawn, each as it is at the instant; the moments are those that were told last. */
  drawn?(scenes: readonly Scene[], late: readonly Moment[]): void;
}

/** How a story differs from any run. */
export interface Staging {
  casting?: Casting;
  /** Said above the shop; "" for nothing. */
  intro?: string;
}

const GROW_EVERY_MS = 500;
/** Moments of one instant whose lines light up. */
const LIT = 8;
let made = 0;

interface Shop {
  entrant: Entrant;
  cast: Cast;
  stage: Stage;
  head: HTMLElement;
  version: string;
}

export class KitchenView {
  readonly element: HTMLElement;
  readonly player: Player;
  private readonly wording: Wording;
  private readonly hooks: Hooks;
  private readonly casting: Casting | undefined;
  private readonly keys = h("p", { class: "visually-hidden", id: `kitchen-keys-${++made}` });
  private readonly shops = h("div", { class: "shops" });
  private readonly caption = h("p", { class: "caption" });
  private readonly said = h("p", { class: "figure-said", role: "status" });
  private readonly note = h("p", { class: "faint" });
  private readonly telling: Telling;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private all: Shop[] = [];
  private model: RunModel | null = null;
  private moments: Moment[] = [];
  private times: number[] = [];
  private chosen: Figure | null = null;
  private grownAt = -Infinity;
  private now = 0;

  constructor(wording: Wording, hooks: Hooks, staging: Staging = {}) {
    const { t } = wording;
    const { casting, intro = t("kitchen.intro") } = staging;
    this.casting = casting;
    this.wording = wording;
    this.hooks = hooks;
    this.player = new Player(wording);
    this.player.changed = (at) => {
      this.show(true);
      hooks.moved(at);
    };
    this.player.saying = (at) => this.happened(at);
    this.telling = new Telling(wording, (moment) => this.sentence(moment), (moment) => this.jump(moment));
    setText(this.keys, t("kitchen.keys"));
    this.element = h("div", { class: "kitchen" }, intro && h("p", { class: "soft" }, intro), this.note, this.player.element, this.caption, this.keys, this.shops, this.said, this.telling.element);
  }

  /** Show the model as it is at `now`, milliseconds on the run's clock. While the run goes on, only what is known grows. */
  draw(model: RunModel, now: number): void {
    if (model !== this.model) this.begin(model);
    this.now = now;
    const growing = model.active;
    if (growing && now - this.grownAt < GROW_EVERY_MS && now >= this.grownAt) return;
    if (!this.grow() && !growing) return;
    this.grownAt = now;
    const { t, format } = this.wording;
    const known = this.all.some(({ cast }) => !cast.empty);
    setText(this.note, growing ? t("kitchen.live", { n: format.number(this.moments.length) }) : known ? "" : t("kitchen.empty"));
    this.note.hidden = !this.note.textContent;
    this.show(false);
  }

  /** An instant chosen elsewhere. */
  follow(at: number): void {
    if (this.player.playing || Math.abs(at - this.player.at) < 0.01) return;
    this.player.go(at);
  }

  close(): void {
    this.player.pause();
    this.hooks.moved(null);
  }

  private begin(model: RunModel): void {
    this.player.pause();
    this.model = model;
    this.all = [];
    this.chosen = null;
    this.grownAt = -Infinity;
    this.shops.replaceChildren();
    this.player.at = 0;
  }

  /** Take in what is new; false where nothing is. */
  private grow(): boolean {
    const { model } = this;
    if (!model) return false;
    let changed = false;
    for (const entrant of model.timeline.entrants) {
      if (entrant.zero === null) continue;
      const shop = this.all.find((one) => one.entrant === entrant) ?? this.open(entrant, model.timeline.entrants.length > 1);
      const version = `${entrant.version} ${entrant.trace.version} ${entrant.ended !== null}`;
      if (version === shop.version) continue;
      changed = true;
      shop.version = version;
      shop.cast = new Cast(entrant, this.casting);
      shop.stage.build(shop.cast);
    }
    if (!changed) return false;
    this.moments = this.all.flatMap(({ cast }) => momentsOf(cast)).sort((a, b) => a.at - b.at);
    this.times = this.moments.map(({ at }) => at);
    this.player.load(this.times, Math.max(0, ...this.all.map(({ entrant }) => entrant.elapsed(this.now))));
    this.telling.show(this.moments);
    return true;
  }

  private open(entrant: Entrant, several: boolean): Shop {
    const stage = new Stage(this.wording, entrant.name, this.keys.id, (figure) => this.pick(figure));
    const slot = h("span", { class: "slot", "aria-hidden": "true" }, entrant.index + 1);
    const head = h("h3", { class: "shop-name", hidden: !several }, slot, h("bdi", {}, entrant.name));
    this.shops.append(h("section", { class: "shop-of" }, head, stage.element));
    const shop = { entrant, cast: new Cast(entrant, this.casting), stage, head, version: "" };
    this.all.push(shop);
    return shop;
  }

  private show(moves: boolean): void {
    const { at, playing } = this.player;
    const { wording } = this;
    const scenes = this.all.map(({ entrant, cast }) => sceneAt(cast, at, entrant.elapsed(this.now)));
    for (const [index, scene] of scenes.entries()) {
      const { stage } = this.all[index] as Shop;
      stage.draw(scene, this.chosen?.id ?? null, moves && !this.calm.matches);
      const chosen = this.chosen && found(scene, this.chosen.id);
      if (chosen) this.chosen = chosen;
    }
    this.caption.setAttribute("aria-live", playing ? "off" : "polite");
    this.said.setAttribute("aria-live", playing ? "off" : "polite");
    setText(this.caption, this.happened(at));
    setText(this.said, this.chosen ? figureSentence(this.chosen, at, wording) : wording.t("kitchen.pick"));
    this.said.classList.toggle("faint", !this.chosen);
    this.hooks.drawn?.(scenes, lately(this.moments, this.times, at, LIT));
  }

  private happened(at: number): string {
    const { t, format } = this.wording;
    if (!this.moments.length) return "";
    if (this.model?.phase === "ended" && at >= this.player.end) return t("kitchen.closed");
    const late = lately(this.moments, this.times, at);
    if (!late.length) return t("kitchen.begins");
    return `${format.stamp(late[0]?.at ?? 0)}\u202fs · ${late.map((moment) => this.sentence(moment)).join(" ")}`;
  }

  /** With several shops, it says in which. */
  private sentence(moment: Moment): string {
    const said = momentSentence(moment, this.wording);
    const shop = this.all.length > 1 ? this.all.find(({ entrant }) => moment.figure.startsWith(`${entrant.index}/`)) : undefined;
    return shop ? this.wording.t("kitchen.in", { name: shop.entrant.name, said }) : said;
  }

  private pick(figure: Figure): void {
    this.chosen = figure;
    this.show(false);
    this.hooks.picked(figure);
  }

  private jump(moment: Moment): void {
    this.player.pause();
    this.player.go(moment.at);
    for (const { entrant, cast } of this.all) {
      const figure = found(sceneAt(cast, moment.at, entrant.elapsed(this.now)), moment.figure);
      if (figure) this.pick(figure);
    }
  }
}

export function found(scene: Scene, id: string): Figure | null {
  const is = (figure: Figure): boolean => figure.id === id;
  return scene.cashiers.find(is) ?? scene.cooks.find(is) ?? scene.tickets.find(is) ?? scene.cooks.find(({ holds }) => holds?.id === id)?.holds ?? null;
}
