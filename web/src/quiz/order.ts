// <quiz-order> around a list of selects: the same lines to be moved by buttons, by arrow keys or dragged. The selects stay, unseen, and are
// what the form sends; without this script they are the question.
import { h, icon } from "../dom.ts";
import { draggable } from "./drag.ts";
import { moved, start } from "./sequence.ts";
import { t } from "../strings.ts";

class QuizOrder extends HTMLElement {
  private lines: string[] = [];
  private selects: HTMLSelectElement[] = [];
  private list: HTMLElement | null = null;
  private said: HTMLElement | null = null;

  connectedCallback(): void {
    if (this.list) return;
    this.selects = [...this.querySelectorAll("select")];
    const first = this.selects[0];
    if (!first) return;
    const offered = [...first.options].map((option) => option.value).filter(Boolean);
    this.lines = start(this.selects.map((select) => select.value), offered);
    this.querySelector("ol")?.setAttribute("hidden", "");
    this.list = h("ol", { class: "order movable", role: "list" });
    this.said = h("p", { class: "visually-hidden", "aria-live": "polite" });
    this.append(this.list, this.said);
    this.draw();
  }

  private get locked(): boolean {
    return this.closest("fieldset")?.disabled ?? false;
  }

  private draw(): void {
    this.lines.forEach((line, place) => {
      const select = this.selects[place];
      if (select && !this.locked) select.value = line;
    });
    this.list?.replaceChildren(...this.lines.map((line, place) => this.row(line, place)));
  }

  private row(line: string, place: number): HTMLElement {
    const grip = h("span", { class: "place" }, place + 1);
    const row = h("li", {}, grip, h("code", { class: "choice" }, line));
    if (this.locked) return row;
    row.append(this.button("up", line, place, place - 1), this.button("down", line, place, place + 1));
    row.addEventListener("keydown", (event) => this.key(event, place));
    draggable(grip, row, () => this.list as HTMLElement, (to) => this.move(place, to));
    return row;
  }

  private button(way: "up" | "down", line: string, from: number, to: number): HTMLElement {
    const label = t(`quiz.${way}`, { line });
    const end = to < 0 || to >= this.lines.length;
    const attributes = { type: "button", class: `btn btn-quiet btn-icon ${way}`, "aria-label": label, "aria-disabled": end && "true" };
    return h("button", { ...attributes, onclick: () => end || this.move(from, to, way) }, icon("chev"));
  }

  private key(event: KeyboardEvent, place: number): void {
    const way = event.key === "ArrowUp" ? "up" : event.key === "ArrowDown" ? "down" : "";
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = place + (way === "up" ? -1 : 1);
    if (to >= 0 && to < this.lines.length) this.move(place, to, way);
  }

  private move(from: number, to: number, way: "up" | "down" = "up"): void {
    const line = this.lines[from];
    this.lines = moved(this.lines, from, to);
    this.draw();
    this.list?.children[to]?.querySelector<HTMLElement>(`.${way}`)?.focus();
    if (this.said) this.said.textContent = t("quiz.moved", { line: line ?? "", place: to + 1, total: this.lines.length });
  }
}

customElements.define("quiz-order", QuizOrder);
