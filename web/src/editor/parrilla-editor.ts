// <parrilla-editor>: a text area that becomes a code editor, and keeps what is written in it.
//
//   <parrilla-editor class="editor" data-key="A1" data-label="Program" [data-readonly] [data-elsewhere]>
//     <textarea>...</textarea>
//     <script type="application/json">{"starter": "...", "version": 3, "draft_url": "/exercises/A1/draft"}</script>
//   </parrilla-editor>
//
// Events: `edited`; `run-wish` and `submit-wish` (Ctrl or Cmd with Enter, with Shift); `line-picked` (detail: {line}).
import type { CodeEditor } from "./code-editor.ts";
import { h, embedded, setText } from "../dom.ts";
import { DraftKeeper, type Kept, type Saved, type Shelf } from "./draft-keeper.ts";
import { formats } from "../format.ts";
import { memory } from "../memory.ts";
import { page, postJson } from "../page.ts";
import { t } from "../strings.ts";

interface Settings {
  source?: string;
  starter?: string;
  version?: number;
  saved_at?: string | null;
  draft_url?: string;
}

const TELL_EVERY_MS = 5000;
let editors = 0;

export class ParrillaEditor extends HTMLElement {
  private area!: HTMLTextAreaElement;
  private editor: CodeEditor | null = null;
  private keeper!: DraftKeeper;
  private settings: Settings = {};
  private told: HTMLElement | null = null;
  private conflict: HTMLElement | null = null;
  private ticking = 0;
  private built = false;

  connectedCallback(): void {
    if (!this.built) this.build();
    this.ticking = window.setInterval(() => this.tell(), TELL_EVERY_MS);
    addEventListener("pagehide", this.flush);
    addEventListener("online", this.flush);
  }

  disconnectedCallback(): void {
    clearInterval(this.ticking);
    this.flush();
    removeEventListener("pagehide", this.flush);
    removeEventListener("online", this.flush);
  }

  get value(): string {
    return this.editor?.text ?? this.area.value;
  }

  /** Replace the text; the old one stays in the undo history. */
  set value(text: string) {
    if (this.editor) this.editor.text = text;
    else {
      this.area.value = text;
      this.keeper.edited(text);
    }
  }

  get starter(): string {
    return this.settings.starter ?? "";
  }

  mark(line: number, note: string): void {
    this.editor?.mark(line, note);
  }

  /** Light a line, 0 for none. */
  light(line: number): void {
    this.editor?.light(line);
  }

  /** What was typed is wanted no more. */
  abandon(): void {
    this.keeper.abandon();
  }

  override focus(): void {
    (this.editor ?? this.area).focus();
  }

  private build(): void {
    this.built = true;
    const area = this.querySelector("textarea");
    if (!area) throw new Error("an editor needs its text area");
    this.area = area;
    this.settings = embedded<Settings>("", this) ?? {};
    const saved = (around: string): HTMLElement | null | undefined => this.closest(around)?.querySelector<HTMLElement>("[data-saved]");
    this.told = saved("[data-form-panel]") ?? saved(".frame") ?? null;
    if (this.dataset["elsewhere"] !== undefined) this.told = null;
    // HTML swallows a first empty line of a text area; the JSON does not.
    const given = this.settings.source ?? area.defaultValue;
    this.keeper = new DraftKeeper(given, this.settings.version ?? 0, this.shelf(), () => this.tell());
    if (this.settings.saved_at) this.keeper.savedAt = Date.parse(this.settings.saved_at);
    if (area.value !== this.keeper.source) area.value = this.keeper.source;
    area.addEventListener("input", () => this.changed(area.value));
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.wish(event.shiftKey);
    });
    this.tell();
    // Where the editor cannot be fetched the text area stays, and does all it has to.
    this.upgrade().catch((error: unknown) => console.warn("the plain text area stays", error));
  }

  private get fixed(): boolean {
    return this.dataset["readonly"] !== undefined;
  }

  private async upgrade(): Promise<void> {
    const { makeEditor } = await import("./code-editor.ts");
    if (!this.isConnected) return;
    const { area } = this;
    const held = document.activeElement === area;
    const help = h("p", { class: "editor-help", id: `editor-help-${++editors}` }, t(this.fixed ? "editor.read-only" : "editor.help"));
    const place = h("div", { class: "code-place" });
    this.append(place, help);
    this.editor = makeEditor(place, {
      text: area.value,
      readOnly: this.fixed,
      nonce: page().nonce,
      label: this.dataset["label"] ?? "",
      describedBy: help.id,
      changed: (text) => this.changed(text),
      run: () => this.wish(false),
      submit: () => this.wish(true),
      picked: (line) => this.dispatchEvent(new CustomEvent("line-picked", { bubbles: true, detail: { line } })),
    });
    area.hidden = true;
    if (held) this.editor.focus();
  }

  private changed(text: string): void {
    this.area.value = text;
    this.keeper.edited(text);
    this.dispatchEvent(new CustomEvent("edited", { bubbles: true }));
  }

  private wish(submit: boolean): void {
    this.dispatchEvent(new CustomEvent(submit ? "submit-wish" : "run-wish", { bubbles: true }));
  }

  private readonly flush = (): void => this.keeper.flush();

  private tell(): void {
    this.tellConflict();
    if (!this.told) return;
    const { standing, savedAt } = this.keeper;
    const ago = savedAt === null ? null : (Date.now() - savedAt) / 1000;
    let text = "";
    if (standing === "saving") text = t("editor.saving");
    else if (standing === "here" || standing === "conflict") text = t("editor.saved.here");
    else if (ago !== null) text = ago < 3 ? t("editor.saved.now") : t("editor.saved.ago", { ago: formats(page().language).ago(ago) });
    setText(this.told, text);
  }

  private tellConflict(): void {
    const { theirs } = this.keeper;
    if (!theirs) {
      this.conflict?.remove();
      this.conflict = null;
      return;
    }
    if (this.conflict) return;
    const choose = (key: string, act: () => void): HTMLButtonElement => h("button", { class: "btn", type: "button", onclick: act }, t(key));
    this.conflict = h(
      "div",
      { class: "editor-conflict", role: "alert" },
      h("span", {}, t("editor.conflict")),
      choose("editor.conflict.mine", () => this.keeper.keepMine()),
      choose("editor.conflict.theirs", () => {
        this.value = this.keeper.takeTheirs();
      }),
      h("details", {}, h("summary", {}, t("editor.conflict.show")), h("pre", { tabindex: 0 }, theirs.source)),
    );
    this.prepend(this.conflict);
  }

  private shelf(): Shelf {
    if (this.dataset["elsewhere"] !== undefined) return NO_SHELF;
    const name = this.dataset["key"] ?? location.pathname;
    const kept = memory(page().owner);
    const url = this.settings.draft_url;
    return {
      read: () => readKept(kept.read("draft", name)),
      write: (draft) => kept.write("draft", name, JSON.stringify(draft)),
      send: url && !this.fixed ? (source, version) => sendDraft(url, source, version) : null,
      after(ms, then) {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
      now: () => Date.now(),
    };
  }
}

/** What is typed is kept by whoever holds the editor. */
const NO_SHELF: Shelf = { read: () => null, write: () => undefined, send: null, after: () => () => undefined, now: () => Date.now() };

function readKept(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? "null") as Kept | null;
    return kept && typeof kept.source === "string" && typeof kept.version === "number" ? kept : null;
  } catch {
    return null;
  }
}

async function sendDraft(url: string, source: string, version: number): Promise<Saved> {
  try {
    const response = await postJson(url, { source, version });
    if (response.ok) return { outcome: "saved", version: ((await response.json()) as { version: number }).version };
    if (response.status === 409) {
      const stale = (await response.json()) as { version: number; source: string };
      return { outcome: "stale", version: stale.version, source: stale.source };
    }
    return response.status < 500 ? { outcome: "refused" } : { outcome: "away" };
  } catch {
    return { outcome: "away" };
  }
}

customElements.define("parrilla-editor", ParrillaEditor);
