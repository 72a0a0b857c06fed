// <class-board socket="/ws/class/…/">: the table as the server sent it, kept live, walked with the arrow keys.
import { type Delta, type Row, type Snapshot, type Square, look, patience, read, spoken, step } from "./board.ts";
import { h, icon, setText } from "../dom.ts";
import { t } from "../strings.ts";

const SILENCE_MS = 25_000; // the server beats every 10 s: two beats missed, the line is dead though nobody said so
const SPEAK_MS = 1_000;
const FINAL = new Set([4400, 4401, 4404]);

class ClassBoard extends HTMLElement {
  #socket: WebSocket | null = null;
  #failures = 0;
  #retry = 0;
  #silence = 0;
  #speech = 0;
  #unsaid: string[] = [];
  #asOf = new Date();
  #ended = false;

  connectedCallback(): void {
    this.addEventListener("keydown", this.#walk);
    this.addEventListener("focusin", this.#stopHere);
    window.addEventListener("online", this.#comeBack);
    window.addEventListener("offline", this.#goneOffline);
    this.#oneTabStop();
    this.#connect();
  }

  disconnectedCallback(): void {
    this.#ended = true;
    window.removeEventListener("online", this.#comeBack);
    window.removeEventListener("offline", this.#goneOffline);
    for (const timer of [this.#retry, this.#silence, this.#speech]) clearTimeout(timer);
    this.#socket?.close();
  }

  // The line.

  #connect(): void {
    clearTimeout(this.#retry);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}${this.getAttribute("socket") ?? ""}`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      if (socket === this.#socket) this.#hear(String(event.data));
    });
    socket.addEventListener("close", (event) => {
      if (socket === this.#socket) this.#lost(event.code);
    });
  }

  #hear(text: string): void {
    const message = read(text);
    if (!message) return;
    this.#failures = 0;
    this.#asOf = new Date();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#drop(), SILENCE_MS);
    if (message.type === "snapshot") this.#showAll(message);
    else if (message.type === "delta") this.#showChanges(message);
    this.dataset["version"] = String(message.version);
    this.#pill("live", t("board.live"));
  }

  /** A line that only seems to live: close() may wait for an answer that never comes, so it is let go at once. */
  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#lost(1006);
  }

  #lost(code: number): void {
    clearTimeout(this.#silence);
    if (this.#ended) return;
    if (FINAL.has(code)) {
      this.#pill("down", t("board.closed"));
      return;
    }
    const time = this.#asOf.toLocaleTimeString(document.documentElement.lang);
    if (navigator.onLine) this.#pill("slow", t("board.slow", { time }));
    else this.#pill("down", t("board.down", { time }));
    this.#retry = setTimeout(() => this.#connect(), patience(this.#failures, Math.random()));
    this.#failures += 1;
  }

  #comeBack = (): void => {
    if (this.#socket?.readyState === WebSocket.OPEN) return;
    this.#failures = 0;
    this.#connect();
  };

  #goneOffline = (): void => this.#drop();

  // The picture.

  #showAll(shot: Snapshot): void {
    const body = this.#part("tbody");
    const keep = new Set(shot.rows.map((row) => String(row.id)));
    for (const row of this.#rows()) if (!keep.has(row.dataset["row"] ?? "")) row.remove();
    shot.rows.forEach((row, index) => {
      const element = this.#row(row.id) ?? this.#newRow(row);
      const name = element.querySelector("bdi");
      if (name) {
        setText(name, row.name);
        name.title = row.name;
      }
      for (const square of row.squares) this.#showSquare(element, square);
      this.#showDone(element, row.done);
      if (body.children[index] !== element) body.insertBefore(element, body.children[index] ?? null);
    });
    this.#part("[data-nobody]").hidden = shot.rows.length > 0;
    this.#part("[data-table]").hidden = shot.rows.length === 0;
    this.#words(shot);
    this.#oneTabStop();
  }

  #showChanges(delta: Delta): void {
    for (const change of delta.changes) {
      const row = this.#row(change.row);
      if (!row) continue;
      this.#showSquare(row, change);
      this.#showDone(row, change.done);
    }
    this.#words(delta);
    this.#say(spoken(delta.changes));
  }

  #words({ finding, summary }: { finding: string; summary: string }): void {
    setText(this.#part("[data-finding]"), finding);
    setText(this.#part("[data-summary]"), summary);
  }

  #newRow(row: Row): HTMLTableRowElement {
    const cells = row.squares.map((square) => h("td", { "data-exercise": square.exercise }, h("a", { class: "cell", tabindex: -1 })));
    return h("tr", { "data-row": row.id }, h("th", { scope: "row" }, h("bdi")), ...cells, h("td", { class: "sum" }));
  }

  #showSquare(row: HTMLElement, square: Square): void {
    const cell = row.querySelector<HTMLAnchorElement>(`td[data-exercise="${CSS.escape(square.exercise)}"] > a`);
    if (!cell) return;
    cell.className = look(square);
    cell.href = square.href;
    cell.setAttribute("aria-label", square.label);
    cell.replaceChildren(square.kind === "first" ? icon("check") : square.mark);
  }

  #showDone(row: HTMLElement, done: number): void {
    const sum = row.querySelector(".sum");
    if (sum) setText(sum, String(done));
  }

  #pill(state: "live" | "slow" | "down", text: string): void {
    const pill = this.#part("[data-pill]");
    const changed = !pill.hidden && !pill.classList.contains(state);
    pill.className = `pill ${state}`;
    if (pill.textContent !== text) pill.replaceChildren(h("span", { class: "dot" }), text);
    pill.hidden = false;
    if (changed) this.#say(text);
  }

  /** At most one announcement a second, so that a class pressing Run together does not talk over itself. */
  #say(text: string): void {
    if (text) this.#unsaid.push(text);
    if (this.#speech || !this.#unsaid.length) return;
    setText(this.#part("[data-said]"), this.#unsaid.splice(0).slice(-3).join(". "));
    this.#speech = setTimeout(() => {
      this.#speech = 0;
      this.#say("");
    }, SPEAK_MS);
  }

  // The keyboard: one tab stop, arrows within.

  #walk = (event: KeyboardEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>("a.cell");
    if (!cell || event.altKey || event.metaKey || event.shiftKey) return;
    const grid = this.#rows().map((row) => [...row.querySelectorAll<HTMLElement>("a.cell")]);
    const row = grid.findIndex((cells) => cells.includes(cell));
    const column = grid[row]?.indexOf(cell) ?? -1;
    const to = step(event.key, { row, column }, grid.length, grid[0]?.length ?? 0, event.ctrlKey);
    const next = to && grid[to.row]?.[to.column];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  #stopHere = (event: FocusEvent): void => {
    if ((event.target as Element).matches("a.cell")) this.#oneTabStop(event.target as HTMLElement);
  };

  #oneTabStop(here?: HTMLElement): void {
    const cells = [...this.querySelectorAll<HTMLElement>("tbody a.cell")];
    const stop = here ?? cells.find((cell) => cell === document.activeElement) ?? cells.find((cell) => cell.getAttribute("tabindex") === "0") ?? cells[0];
    for (const cell of cells) cell.tabIndex = cell === stop ? 0 : -1;
  }

  #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("tr[data-row]")];
  }

  #row(id: number): HTMLElement | null {
    return this.querySelector<HTMLElement>(`tr[data-row="${Number(id)}"]`);
  }

  #part(selector: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`the board has no ${selector}`);
    return found;
  }
}

customElements.define("class-board", ClassBoard);
