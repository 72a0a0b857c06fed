// The shop of one entrant: its places, and the figures in them. Figures move from place to place; nothing is drawn twice.
import { h, setText } from "../dom.ts";
import { Actor } from "./actor.ts";
import type { Cast } from "./cast.ts";
import { type Figure, type Place, PLACES } from "./figure.ts";
import { glide, remembered } from "./motion.ts";
import type { Scene } from "./scene.ts";
import { stationName, type Wording } from "./words.ts";

/** Figures shown one by one in a place; the others are counted. */
const MOST: Readonly<Record<Place, number>> = { door: 4, screen: 8, counter: 4, grill: 8, table: 4, cooks: 4, line: 8, seat: 8, done: 6, left: 6 };

interface Spot {
  list: HTMLUListElement;
  more: HTMLLIElement;
}

export class Stage {
  readonly element = h("div", { class: "shop" });
  private readonly pick: (figure: Figure) => void;
  private wording: Wording;
  private readonly actors = new Map<string, Actor>();
  private spots = new Map<string, Spot>();
  private built = "";
  private arranged = "";
  private chosen: string | null = null;

  constructor(wording: Wording, name: string, keys: string, pick: (figure: Figure) => void) {
    this.wording = wording;
    this.pick = pick;
    const { t } = wording;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", t("kitchen.floor", { name }));
    this.element.setAttribute("aria-describedby", keys);
    this.element.addEventListener("click", (event) => this.meant(event));
    this.element.addEventListener("focusin", (event) => this.meant(event));
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  /** Lay the floor: only places the run visits, so that nothing jumps while it is played. */
  build(cast: Cast, wording = this.wording): void {
    this.wording = wording;
    const { places, stations } = cast.spots();
    const sync = cast.calls.length > 0;
    const loopless = cast.cashiers.every(({ kind }) => kind === "main");
    const wanted = PLACES.filter((place) => places.has(place) || (place === "left" && this.spots.has(key("left", ""))));
    const state = `${wanted.join()} ${stations.join()} ${sync} ${loopless}`;
    if (state === this.built) return;
    this.built = state;
    this.spots = new Map();
    this.actors.clear();
    this.element.classList.toggle("pool-only", !["grill", "table", "cooks"].some((place) => places.has(place)));
    this.element.replaceChildren(...wanted.map((place) => this.area(place, place === "grill" ? stations : [""], place === "counter" ? loopless : sync)));
  }

  private area(place: Place, stations: readonly string[], waited: boolean): HTMLElement {
    // Where nothing is awaited, the main thread is the cashier and stands beside what cooks.
    const { t, places, codes } = this.wording;
    const asked = stations.length === 1 && stations[0] === "request";
    const kind = asked ? "requests" : waited && place === "grill" ? "stood" : place;
    const title = places?.[place] ?? t(`kitchen.place.${kind}`);
    const code = waited && place === "counter" ? "main" : kind;
    const head = h("p", { class: "place-name" }, title, h("span", { class: "code-word" }, codes?.[place] ?? t(`kitchen.code.${code}`)));
    const lists = stations.map((station) => {
      const more = h("li", { class: "more", hidden: true });
      const label = station ? stationName(station, this.wording) : title;
      const list = h("ul", { role: "list", "aria-label": label }, more);
      this.spots.set(key(place, station), { list, more });
      return h("div", { class: "spot" }, station && !asked && h("span", { class: "station" }, label), list);
    });
    return h("div", { class: `place ${place}` }, head, h("div", { class: "spots" }, ...lists));
  }

  draw(scene: Scene, chosen: string | null, moves: boolean): void {
    this.chosen = chosen;
    if (scene.closed && scene.tickets.some(({ place }) => place === "left") && !this.spots.has(key("left", ""))) this.element.append(this.area("left", [""], false));
    const wanted = this.arrange(scene);
    const shown = new Map([...this.spots.keys()].map((place) => [place, this.front(wanted.get(place) ?? [], MOST[place.split(" ")[0] as Place])]));
    // Measuring costs a layout: only where somebody has another place.
    const arranged = [...shown].map(([place, figures]) => `${place}${figures.map(({ id }) => id).join()}`).join(";");
    const before = moves && arranged !== this.arranged ? remembered([...this.actors.values()]) : null;
    this.arranged = arranged;
    const focused = document.activeElement;
    const seen = new Set<string>();
    for (const [place, spot] of this.spots) {
      const figures = shown.get(place) ?? [];
      figures.forEach((figure, index) => {
        seen.add(figure.id);
        const actor = this.actor(figure);
        actor.draw(figure, scene.at, this.wording, figure.id === chosen);
        if (spot.list.children[index] !== actor.item) spot.list.insertBefore(actor.item, spot.list.children[index] ?? null);
      });
      const rest = (wanted.get(place)?.length ?? 0) - figures.length;
      spot.more.hidden = rest === 0;
      setText(spot.more, rest ? this.wording.t("kitchen.more", { n: this.wording.format.number(rest) }) : "");
    }
    for (const [id, actor] of this.actors) {
      if (seen.has(id)) continue;
      actor.item.remove();
      this.actors.delete(id);
    }
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.element.contains(focused)) focused.focus({ preventScroll: true });
    this.tabStop();
    if (before) glide(before);
  }

  /** Which figures belong where. A cashier who waits beside an order stands at the grill. */
  private arrange(scene: Scene): Map<string, Figure[]> {
    const wanted = new Map<string, Figure[]>();
    const put = (place: string, figure: Figure): void => {
      const there = this.spots.has(place) ? place : this.fallback(place);
      const list = wanted.get(there);
      if (list) list.push(figure);
      else wanted.set(there, [figure]);
    };
    for (const figure of scene.cashiers) {
      const stands = figure.holds?.place === "grill" ? key("grill", figure.holds.station) : key("counter", "");
      put(stands, figure);
    }
    for (const figure of scene.tickets) put(key(figure.place, figure.station), figure);
    for (const figure of scene.cooks) put(key("seat", ""), figure);
    return wanted;
  }

  /** A place the floor does not have yet: more of the run is known by now. */
  private fallback(place: string): string {
    const kind = place.split(" ")[0] as string;
    return [...this.spots.keys()].find((one) => one.split(" ")[0] === kind) ?? key("counter", "");
  }

  private front(figures: readonly Figure[], most: number): Figure[] {
    if (figures.length <= most) return [...figures];
    const shown = figures.slice(0, most);
    const chosen = figures.find(({ id }) => id === this.chosen);
    if (chosen && !shown.includes(chosen)) shown[most - 1] = chosen;
    return shown;
  }

  private actor(figure: Figure): Actor {
    let actor = this.actors.get(figure.id);
    if (!actor) this.actors.set(figure.id, (actor = new Actor(figure)));
    return actor;
  }

  private meant(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-figure]") : null;
    const actor = button && this.actors.get(button.dataset["figure"] ?? "");
    if (actor && (event.type === "click" || actor.figure.id !== this.chosen)) this.pick(actor.figure);
  }

  private get buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll<HTMLButtonElement>("button[data-figure]")];
  }

  /** One stop for the Tab key; arrows go on from there. */
  private tabStop(): void {
    const { buttons } = this;
    const stop = buttons.find((button) => button === document.activeElement) ?? buttons.find((button) => button.dataset["figure"] === this.chosen) ?? buttons[0];
    for (const button of buttons) if (button.tabIndex !== (button === stop ? 0 : -1)) button.tabIndex = button === stop ? 0 : -1;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { buttons } = this;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, to))]?.focus();
  }
}

function key(place: Place, station: string): string {
  return place === "grill" ? `${place} ${station}` : `${place} `;
}
