// What one program printed: text with times, growing line by line, never more lines in the page than one can read.
import { h, setText } from "../dom.ts";
import type { Console } from "./console-model.ts";
import type { Limits } from "./events.ts";
import type { Format } from "../format.ts";
import type { Entrant } from "../timeline/model.ts";
import type { RunModel } from "./model.ts";
import { ending } from "./words.ts";
import type { Translate } from "../timeline/words.ts";

/** So many lines stay in the page; a quarter more may gather before the oldest are taken out. */
const MOST_LINES = 800;

const DATABASE_ENDED: Record<string, string> = { memory: "console.database.memory", cpu: "console.database.cpu" };

export class ConsoleView {
  readonly element: HTMLElement;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly list = h("ol", { role: "list" });
  private readonly scroll = h("div", { class: "console", tabindex: 0, role: "log", "aria-live": "off" }, this.list);
  private readonly hidden = h("li", { class: "note", hidden: true });
  private readonly last = h("li", { class: "note" });
  private readonly vitals = h("p", { class: "vitals" });
  private readonly rows: { item: HTMLLIElement; text: HTMLElement }[] = [];
  private console: Console | null = null;
  private first = 0;

  constructor(label: string, t: Translate, format: Format) {
    this.t = t;
    this.format = format;
    this.scroll.setAttribute("aria-label", label);
    this.list.append(this.hidden, this.last);
    this.element = h("div", { class: "printed-live" }, this.scroll, this.vitals);
  }

  draw(model: RunModel, entrant: Entrant | undefined, index: number): void {
    const console = model.console(index);
    if (console !== this.console) this.begin(console);
    const atEnd = this.scroll.scrollTop + this.scroll.clientHeight >= this.scroll.scrollHeight - 24;
    const grew = console.dirtyFrom < console.lines.length;
    this.write(console);
    this.drawLast(model, entrant, console);
    this.drawVitals(entrant, model.timeline.limits);
    if (grew && atEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  private begin(console: Console): void {
    this.console = console;
    console.dirtyFrom = 0;
    this.first = 0;
    for (const row of this.rows) row.item.remove();
    this.rows.length = 0;
    this.hidden.hidden = true;
  }

  private write(console: Console): void {
    const { lines } = console;
    if (lines.length - this.first > MOST_LINES * 1.25) {
      const next = lines.length - MOST_LINES;
      for (const row of this.rows.splice(0, next - this.first)) row.item.remove();
      this.first = next;
      this.hidden.hidden = false;
      this.hidden.replaceChildren(this.t("console.hidden", { n: this.format.number(next) }), " ", this.saver(console));
    }
    for (let at = Math.max(console.dirtyFrom, this.first); at < lines.length; at++) {
      const line = lines[at];
      if (!line) continue;
      let row = this.rows[at - this.first];
      if (!row) {
        const text = h("span");
        const error = line.stream === "stderr";
        const item = h("li", { class: error ? "err" : null }, h("time", {}, this.format.stamp(line.at)), text);
        if (error) text.setAttribute("title", this.t("console.error"));
        row = { item, text };
        this.rows[at - this.first] = row;
        this.last.before(item);
      }
      setText(row.text, line.text);
    }
    console.dirtyFrom = lines.length;
  }

  /** The whole output as a file: what the page does not show is not lost. */
  private saver(console: Console): HTMLElement {
    return h(
      "button",
      {
        type: "button",
        class: "btn btn-quiet",
        onclick: () => {
          const url = URL.createObjectURL(new Blob([console.text()], { type: "text/plain" }));
          h("a", { href: url, download: "output.txt" }).click();
          setTimeout(() => URL.revokeObjectURL(url), 10_000);
        },
      },
      this.t("console.save"),
    );
  }

  private drawLast(model: RunModel, entrant: Entrant | undefined, console: Console): void {
    const running = entrant !== undefined && entrant.zero !== null && !entrant.ended;
    if (running) {
      if (!this.last.querySelector(".caret")) this.last.replaceChildren(h("span", { class: "caret" }));
      return;
    }
    const words: string[] = [];
    if (!console.lines.length) words.push(this.t(entrant?.ended ? "console.silent" : "console.empty"));
    if (model.outputCapped && entrant?.ended) words.push(this.t("console.capped"));
    const why = entrant ? model.databaseEnded.get(model.timeline.entrants.indexOf(entrant)) : undefined;
    if (why && entrant?.ended) words.push(this.t(DATABASE_ENDED[why] ?? "console.database.died"));
    if (entrant?.ended) words.push(ending(entrant.ended, model.timeline.limits, this.t, this.format));
    const text = words.filter((word) => word !== "").join(". ");
    if (this.last.textContent !== text || this.last.querySelector(".caret")) this.last.replaceChildren(text);
    this.last.classList.toggle("bad", entrant?.ended !== undefined && entrant.ended !== null && (entrant.ended.outcome !== "exited" || entrant.ended.exit_code !== 0));
  }

  private drawVitals(entrant: Entrant | undefined, limits: Limits): void {
    const { t, format } = this;
    const usage = { ...entrant?.usage, ...(entrant?.ended ?? {}) };
    const parts: string[] = [];
    if (usage.cpu_s !== undefined) parts.push(t("figure.cpu", { time: format.seconds(usage.cpu_s) }));
    if (usage.peak_mb !== undefined) parts.push(t("figure.memory", { mb: format.number(usage.peak_mb) }));
    if (usage.threads !== undefined) parts.push(usage.threads === 1 ? t("figure.threads.one") : t("figure.threads", { n: usage.threads }));
    if (usage.processes !== undefined && usage.processes > 1) parts.push(t("figure.processes", { n: usage.processes }));
    if (parts.length && !entrant?.ended && limits.wall_s !== undefined) parts.push(t("figure.limit", { time: format.seconds(limits.wall_s) }));
    const text = parts.join("\u2002");
    this.vitals.hidden = text === "";
    setText(this.vitals, text);
  }
}

