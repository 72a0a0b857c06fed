// <quiz-parsons> around a list of selects: the same lines as a program to be built, by buttons, by arrow keys or by dragging.
// The selects stay, unseen, and are what the form sends; without this script they are the question.
import { h, icon } from "../dom.ts";
import { t } from "../strings.ts";
import { type Assembly, assembly, exchanged, levelAfter, placed, shifted, taken } from "./assembly.ts";
import { draggable } from "./drag.ts";

/** One level of indentation on the screen, in pixels dragged. */
const LEVEL_PX = 24;

class QuizParsons extends HTMLElement {
  private lines: HTMLSelectElement[] = [];
  private depths: HTMLSelectElement[] = [];
  private offered: string[] = [];
  private codes = new Map<string, HTMLElement>();
  private state: Assembly = { built: [], hand: [] };
  private chosen = -1;
  private readonly built = h("ol", { class: "assembly", role: "list", "aria-label": t("parsons.built") });
  private readonly hand = h("ul", { class: "pieces", role: "list", "aria-label": t("parsons.hand") });
  private readonly said = h("p", { class: "visually-hidden", "aria-live": "polite" });

  connectedCallback(): void {
    if (this.offered.length) return;
    const selects = [...this.querySelectorAll("select")];
    this.lines = selects.filter((select) => select.name.startsWith("line-"));
    this.depths = selects.filter((select) => select.name.startsWith("level-"));
    for (const piece of this.querySelector("template")?.content.querySelectorAll<HTMLElement>("[data-key]") ?? []) {
      const key = piece.dataset["key"] ?? "";
      this.offered.push(key);
      this.codes.set(key, piece);
    }
    const chosen = this.lines.map((select, place) => ({ key: select.value, level: Number(this.depths[place]?.value ?? 0) }));
    this.state = assembly(chosen.filter((line) => line.key), this.offered);
    const places = this.querySelector("ol");
    places?.setAttribute("hidden", "");
    places?.after(this.built);
    if (!this.locked) this.append(h("p", { class: "soft" }, t("parsons.how")), this.hand, this.said);
    this.draw();
  }

  private get locked(): boolean {
    return this.closest("fieldset")?.disabled ?? false;
  }

  private draw(): void {
    if (!this.locked) {
      this.lines.forEach((select, place) => (select.value = this.state.built[place]?.key ?? ""));
      this.depths.forEach((select, place) => (select.value = String(this.state.built[place]?.level ?? 0)));
    }
    this.built.replaceChildren(...this.state.built.map((_line, place) => this.row(place)));
    if (!this.state.built.length) this.built.append(h("li", { class: "vacant soft" }, t("parsons.empty")));
    this.hand.replaceChildren(...this.state.hand.map((key, place) => this.offer(key, place)));
  }

  private row(place: number): HTMLElement {
    const line = this.state.built[place];
    if (!line) throw new Error("no such line");
    const departs = place + 1 === Number(this.dataset["departs"] ?? 0);
    const row = h("li", { class: departs && "mine", "data-level": line.level });
    if (this.locked) {
      const code = this.code(line.key, line.level);
      code.tabIndex = 0; // it scrolls, and nothing else in the row can be reached
      row.append(code, departs ? h("span", { class: "tag" }, t("parsons.departs")) : "");
      return row;
    }
    const grip = h("span", { class: "place", "aria-hidden": "true" }, place + 1);
    const where = t("parsons.line", { place: place + 1, total: this.state.built.length, level: line.level, line: "" });
    const name = this.piece(where, line.key, line.level);
    name.ariaPressed = String(place === this.chosen);
    name.addEventListener("click", () => this.choose(place === this.chosen ? -1 : place, place));
    row.addEventListener("keydown", (event) => this.key(event, place));
    draggable(grip, row, () => this.built, (to, across) => this.drop(place, to, Math.round(across / LEVEL_PX)));
    row.append(grip, name);
    if (place === this.chosen) row.append(this.tools(place));
    return row;
  }

  private tools(place: number): HTMLElement {
    const line = this.state.built[place];
    const last = this.state.built.length - 1;
    const tool = (way: string, picture: string, off: boolean, act: () => void): HTMLElement =>
      h("button", { type: "button", class: `btn btn-quiet btn-icon ${way}`, "aria-label": t(`parsons.${way}`), "aria-disabled": off && "true", onclick: () => off || act() }, icon(picture));
    return h(
      "span",
      { class: "tools", role: "group", "aria-label": t("parsons.tools") },
      tool("up", "chev", place === 0, () => this.move(place, place - 1, "up")),
      tool("down", "chev", place === last, () => this.move(place, place + 1, "down")),
      tool("out", "chev", (line?.level ?? 0) === 0, () => this.shift(place, -1, "out")),
      tool("in", "chev", (line?.level ?? 0) >= this.levels - 1, () => this.shift(place, 1, "in")),
      tool("away", "cross", false, () => this.take(place)),
    );
  }

  private offer(key: string, place: number): HTMLElement {
    const button = this.piece(t("parsons.put", { line: "" }), key, 0);
    button.addEventListener("click", () => this.put(place));
    return h("li", {}, button);
  }

  /** Its name is what it says: who speaks to the page names a line by its words. */
  private piece(before: string, key: string, level: number): HTMLElement {
    return h("button", { type: "button", class: "piece" }, h("span", { class: "visually-hidden" }, before), this.code(key, level));
  }

  private code(key: string, level: number): HTMLElement {
    const code = this.codes.get(key)?.cloneNode(true) as HTMLElement;
    code.dataset["level"] = String(level);
    return code;
  }

  private words(key: string): string {
    return this.codes.get(key)?.dataset["words"] ?? "";
  }

  private get levels(): number {
    return this.depths[0]?.options.length ?? 1;
  }

  private opens = (key: string): boolean => this.words(key).trimEnd().endsWith(":");

  private key(event: KeyboardEvent, place: number): void {
    const moves: Record<string, () => void> = {
      ArrowUp: () => this.move(place, place - 1),
      ArrowDown: () => this.move(place, place + 1),
      ArrowLeft: () => this.shift(place, -1),
      ArrowRight: () => this.shift(place, 1),
      Delete: () => this.take(place),
      Backspace: () => this.take(place),
    };
    const act = moves[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  private choose(place: number, focus: number): void {
    this.chosen = place;
    this.draw();
    this.focusRow(focus);
  }

  private put(from: number): void {
    const after = this.chosen >= 0 ? this.chosen : this.state.built.length - 1;
    const level = levelAfter(this.state, after, this.opens, this.levels);
    const words = this.words(this.state.hand[from] ?? "");
    this.state = placed(this.state, from, after + 1, level);
    if (this.chosen >= 0) this.chosen = after + 1;
    this.draw();
    const next = this.hand.querySelectorAll<HTMLElement>("button");
    (next[Math.min(from, next.length - 1)] ?? this.built.querySelector<HTMLElement>("button"))?.focus();
    this.tell(after + 1, words);
  }

  private move(from: number, to: number, tool = ""): void {
    if (to < 0 || to >= this.state.built.length) return;
    this.state = exchanged(this.state, from, to);
    if (this.chosen === from) this.chosen = to;
    this.redraw(to, tool);
  }

  private shift(place: number, by: number, tool = ""): void {
    this.state = shifted(this.state, place, by, this.levels);
    this.redraw(place, tool);
  }

  private drop(from: number, to: number, by: number): void {
    this.state = shifted(exchanged(this.state, from, to), to, by, this.levels);
    this.chosen = -1;
    this.redraw(to);
  }

  private take(place: number): void {
    const words = this.words(this.state.built[place]?.key ?? "");
    this.state = taken(this.state, place, this.offered);
    this.chosen = -1;
    this.draw();
    const rows = this.built.querySelectorAll<HTMLElement>("button");
    (rows[Math.min(place, rows.length - 1)] ?? this.hand.querySelector<HTMLElement>("button"))?.focus();
    this.said.textContent = t("parsons.taken", { line: words });
  }

  private redraw(place: number, tool = ""): void {
    this.draw();
    if (tool) this.built.children[place]?.querySelector<HTMLElement>(`.tools .${tool}`)?.focus();
    else this.focusRow(place);
    this.tell(place, this.words(this.state.built[place]?.key ?? ""));
  }

  private focusRow(place: number): void {
    this.built.children[place]?.querySelector<HTMLElement>(".piece")?.focus();
  }

  private tell(place: number, line: string): void {
    const level = this.state.built[place]?.level ?? 0;
    this.said.textContent = t("parsons.line", { line, place: place + 1, total: this.state.built.length, level });
  }
}

customElements.define("quiz-parsons", QuizParsons);
