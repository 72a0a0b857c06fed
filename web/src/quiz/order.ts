// <quiz-order> around a list of selects: the same lines to be moved by buttons or dragged. The selects stay, unseen, and are
// what the form sends; without this script they are the question.
import { h, icon } from "../dom.ts";
import { moved, start } from "./sequence.ts";
import { t } from "../strings.ts";

class QuizOrder extends HTMLElement {
  private lines: string[] = [];
  private selects: HTMLSelectElement[] = [];
  private list: HTMLElement | null = null;
  private said: HTMLElement | null = null;
  private dragged = -1;

  connectedCallback(): void {
    if (this.list) return;
    this.selects = [...this.querySelectorAll("select")];
    const first = this.selects[0];
    if (!first) return;
    const offered = [...first.options].map((option) => option.value).filter(Boolean);
    this.lines = start(this.selects.map((select) => select.value), offered);
    this.querySelector("ol")?.setAttribute("hidden", "");
    this.list = h("ol", { class: "places movable", role: "list" });
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
    const row = h("li", { draggable: !this.locked && "true" }, h("span", { class: "place" }, place + 1), h("code", { class: "choice" }, line));
    if (this.locked) return row;
    row.append(this.button("up", line, place, place - 1), this.button("down", line, place, place + 1));
    row.addEventListener("dragstart", (event) => {
      this.dragged = place;
      event.dataTransfer?.setData("text/plain", line); // Firefox drags nothing without data
    });
    row.addEventListener("dragover", (event) => event.preventDefault());
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (this.dragged >= 0) this.move(this.dragged, place);
      this.dragged = -1;
    });
    return row;
  }

  private button(way: "up" | "down", line: string, from: number, to: number): HTMLElement {
    const label = t(`quiz.${way}`, { line });
    const end = to < 0 || to >= this.lines.length;
    const attributes = { type: "button", class: `btn btn-quiet btn-icon ${way}`, "aria-label": label, "aria-disabled": end && "true" };
    return h("button", { ...attributes, onclick: () => end || this.move(from, to, way) }, icon("chev"));
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
