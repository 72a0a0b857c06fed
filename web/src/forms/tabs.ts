// Tabs over the editor: the program, and other forms of it to race. Each panel holds an editor with a draft of its own.
import { h, icon } from "../dom.ts";
import { FormMaker, type Answer, type Start } from "./maker.ts";
import type { FormShelf, KeptForm } from "./shelf.ts";
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { freeName, freeSlot, type FormNote, nameComplaint, neighbour, tabAfter } from "./list.ts";
import type { Translate } from "../timeline/words.ts";

/** A form the author gives. */
export interface Given {
  name: string;
  form: string;
  source: string;
}

export interface Tab extends FormNote {
  readonly editor: ParrillaEditor;
}

interface Place extends Tab {
  readonly tab: HTMLButtonElement;
  readonly panel: HTMLElement;
}

let made = 0;

export class FormTabs {
  /** The row of tabs, with what adds another one. */
  readonly bar: HTMLElement;
  private readonly places: Place[] = [];
  private slot = 0;
  private readonly list = h("div", { class: "tabs", role: "tablist" });
  private readonly add = h("button", { class: "btn btn-quiet", type: "button", "aria-expanded": "false" });
  /** Why there is no button any more. */
  private readonly full = h("span", { class: "faint", hidden: true });
  private readonly said = h("p", { class: "forms-said", role: "status", hidden: true });
  private maker: FormMaker | null = null;
  private opener: HTMLElement | null = null;
  private locked = false;
  private readonly mainIsFree: boolean;
  private readonly t: Translate;
  private readonly shelf: FormShelf;
  private readonly given: readonly Given[];
  private readonly changed: () => void;

  /** `main` is the panel of the program itself; `free` lets it have another name. `tail` stands at the end of the bar. */
  constructor(t: Translate, shelf: FormShelf, main: { panel: HTMLElement; name: string; form?: string; free?: boolean }, kept: readonly KeptForm[], given: readonly Given[], tail: HTMLElement, changed: () => void) {
    this.t = t;
    this.shelf = shelf;
    this.given = given;
    this.changed = changed;
    this.list.setAttribute("aria-label", t("forms.name"));
    this.add.replaceChildren(icon("plus"), t("forms.add"));
    this.full.textContent = t("forms.full");
    this.add.addEventListener("click", () => this.ask());
    this.bar = h("div", { class: "forms" }, h("div", { class: "forms-row" }, this.list, this.add, this.full, tail), this.said);
    this.mainIsFree = main.free ?? false;
    this.place({ slot: 0, name: main.name, form: main.form ?? "" }, main.panel);
    main.panel.querySelector("[data-rename]")?.addEventListener("click", () => this.ask(0));
    for (const form of kept) this.open(form);
    this.show(0);
  }

  get all(): readonly Tab[] {
    return this.places;
  }

  get current(): Tab {
    return this.at(this.slot);
  }

  /** While programs run nothing is added, renamed or removed. */
  lock(locked: boolean): void {
    this.locked = locked;
    if (locked) this.close(false);
    this.draw();
  }

  show(slot: number): void {
    this.slot = slot;
    for (const { tab, panel, slot: own } of this.places) {
      const chosen = own === slot;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
    this.changed();
  }

  private at(slot: number): Place {
    return this.places.find((place) => place.slot === slot) ?? (this.places[0] as Place);
  }

  private place(form: FormNote, panel: HTMLElement): Place {
    const editor = panel.querySelector<ParrillaEditor>("parrilla-editor");
    if (!editor) throw new Error("a form needs its editor");
    const number = ++made;
    panel.id ||= `form-panel-${number}`;
    const tab = h("button", { type: "button", role: "tab", id: `form-tab-${number}`, "aria-controls": panel.id });
    tab.addEventListener("click", () => this.show(form.slot));
    tab.addEventListener("keydown", (event) => this.key(event, form.slot));
    const place: Place = { ...form, editor, tab, panel };
    const after = this.places.findIndex(({ slot }) => slot > form.slot);
    this.places.splice(after < 0 ? this.places.length : after, 0, place);
    this.list.replaceChildren(...this.places.map((one) => one.tab));
    this.draw();
    return place;
  }

  /** A tab and a panel for a form the server keeps. */
  private open(form: KeptForm): Place {
    const { t } = this;
    const main = this.places[0] as Place;
    const editor = h("parrilla-editor" as "div", { class: "editor", "data-key": this.shelf.key(form.slot), "data-label": form.name, "data-elsewhere": this.shelf.elsewhere });
    const settings = h("script", { type: "application/json" }, JSON.stringify({ source: form.source, version: form.version, saved_at: form.saved_at, draft_url: form.draft_url }));
    editor.append(settings, h("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", "aria-label": form.name }));
    (editor.lastChild as HTMLTextAreaElement).value = form.source;
    const rename = h("button", { class: "btn btn-quiet", type: "button", "data-rename": true, onclick: () => this.ask(form.slot) }, t("forms.rename"));
    const remove = h("button", { class: "btn btn-quiet", type: "button", "data-remove": true, onclick: () => void this.remove(form.slot) }, t("forms.remove"));
    const head = h("div", { class: "form-head" }, h("span", { class: "soft", "data-kind": true }), h("span", { class: "faint", "data-saved": true }), h("span", { class: "push row g1" }, rename, remove));
    const panel = h("div", { "data-form-panel": true, hidden: true }, head, editor);
    const last = this.places.findLast(({ slot }) => slot < form.slot) ?? main;
    last.panel.after(panel);
    return this.place(form, panel);
  }

  private draw(): void {
    const several = this.places.length > 1;
    this.list.hidden = !several;
    for (const { tab, panel, name, form, slot } of this.places) {
      tab.replaceChildren(h("bdi", {}, name));
      const kind = panel.querySelector("[data-kind]");
      if (kind) kind.textContent = form ? this.t(`form.${form}`) : "";
      for (const button of panel.querySelectorAll<HTMLButtonElement>("[data-rename], [data-remove]")) button.disabled = this.locked;
      if (several) {
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
        if (slot || this.mainIsFree) tab.setAttribute("aria-keyshortcuts", slot ? "Delete F2" : "F2");
      } else {
        panel.removeAttribute("role");
        panel.removeAttribute("aria-labelledby");
      }
    }
    const full = freeSlot(this.places) === null;
    this.add.hidden = full;
    this.full.hidden = !full;
    this.add.disabled = this.locked;
  }

  private key(event: KeyboardEvent, slot: number): void {
    const at = this.places.findIndex((place) => place.slot === slot);
    const next = tabAfter(event.key, at, this.places.length);
    if (next !== null) {
      event.preventDefault();
      const place = this.places[next] as Place;
      this.show(place.slot);
      place.tab.focus();
    } else if (slot && !this.locked && event.key === "Delete") void this.remove(slot);
    else if ((slot || this.mainIsFree) && !this.locked && event.key === "F2") this.ask(slot);
  }

  /** Open the questions: for a new form, or for the one in `slot`. */
  private ask(slot: number | null = null): void {
    if (this.maker) {
      this.close(true);
      return;
    }
    const { t } = this;
    const place = slot === null ? null : this.at(slot);
    const taken = new Set(this.places.map(({ editor }) => editor.value));
    const copy: Start = { label: t("forms.from.copy", { name: this.current.name }), name: freeName(this.current.name, this.places), form: "", source: this.current.editor.value };
    const given = this.given.filter(({ source }) => !taken.has(source)).map((one): Start => ({ ...one, name: freeName(one.name, this.places), label: t("forms.from.given", { name: one.name }) }));
    this.opener = place ? place.tab : this.add;
    this.maker = new FormMaker(t, place ? [] : [...given, copy], place ?? copy, (answer) => void this.answered(slot, answer), () => this.close(true));
    this.add.setAttribute("aria-expanded", String(!place));
    this.bar.append(this.maker.element);
    this.maker.focus();
  }

  /** Keep another form; null where there is no room for it, or no answer. */
  async offer(start: Given): Promise<Tab | null> {
    const slot = freeSlot(this.places);
    if (slot === null) return null;
    const keeping = await this.shelf.keep({ slot, name: start.name, form: start.form }, start.source);
    if (keeping.outcome !== "kept") return null;
    this.added(keeping.form);
    return this.at(keeping.form.slot);
  }

  private close(back: boolean): void {
    if (!this.maker) return;
    this.maker.element.remove();
    this.maker = null;
    this.add.setAttribute("aria-expanded", "false");
    if (back) this.opener?.focus();
  }

  private async answered(slot: number | null, answer: Answer): Promise<void> {
    const own = slot ?? freeSlot(this.places);
    if (own === null) return;
    const complaint = nameComplaint(answer.name, own, this.places);
    this.maker?.complain(complaint);
    if (complaint) return;
    const keeping = await this.shelf.keep({ slot: own, name: answer.name, form: answer.form }, answer.source);
    if (keeping.outcome !== "kept") {
      this.maker?.complain(keeping.outcome === "away" ? "forms.unsaved" : "forms.taken");
      return;
    }
    this.close(false);
    this.hush();
    if (slot === null) this.added(keeping.form);
    else Object.assign(this.at(slot), { name: answer.name, form: answer.form });
    this.draw();
    this.changed();
    this.at(own).tab.focus();
  }

  private added(form: KeptForm): void {
    this.shelf.forget(form.slot);
    this.open(form);
    this.show(form.slot);
  }

  private async remove(slot: number): Promise<void> {
    const place = this.at(slot);
    place.editor.abandon();
    if (!(await this.shelf.remove(slot))) {
      this.say(this.t("forms.unsaved"));
      return;
    }
    const { name, form, editor } = place;
    const source = editor.value;
    const next = neighbour(this.places, slot);
    this.places.splice(this.places.indexOf(place), 1);
    place.tab.remove();
    place.panel.remove();
    this.shelf.forget(slot);
    this.draw();
    this.show(next);
    const undo = h("button", { class: "btn btn-quiet", type: "button" }, this.t("forms.undo"));
    undo.addEventListener("click", () => void this.back({ slot, name, form }, source));
    this.say(this.t("forms.removed", { name }), undo);
    undo.focus();
  }

  private async back(form: FormNote, source: string): Promise<void> {
    const slot = this.places.some((place) => place.slot === form.slot) ? freeSlot(this.places) : form.slot;
    if (slot === null) return;
    const keeping = await this.shelf.keep({ ...form, slot, name: freeName(form.name, this.places) }, source);
    if (keeping.outcome !== "kept") return;
    this.added(keeping.form);
    this.say(this.t("forms.back", { name: keeping.form.name }));
    this.at(slot).tab.focus();
  }

  private say(text: string, ...more: HTMLElement[]): void {
    this.said.hidden = false;
    this.said.replaceChildren(text, " ", ...more);
  }

  private hush(): void {
    this.said.hidden = true;
    this.said.replaceChildren();
  }
}
