// The few questions a new form asks, or a form that gets another name: what it is called, how it works, what it starts as.
import { h } from "../dom.ts";
import { KINDS } from "./list.ts";
import type { Translate } from "../timeline/words.ts";

/** What a form may start as; `name` and `form` are proposed with it. */
export interface Start {
  label: string;
  name: string;
  form: string;
  source: string;
}

export interface Answer {
  name: string;
  form: string;
  source: string;
}

let makers = 0;
let fields = 0;

export class FormMaker {
  readonly element: HTMLFormElement;
  private readonly name = h("input", { type: "text", maxlength: 40, autocomplete: "off", required: true });
  private readonly form: HTMLSelectElement;
  private readonly start: HTMLSelectElement | null;
  private readonly error = h("p", { class: "error", role: "alert", hidden: true });
  private readonly starts: readonly Start[];
  private readonly t: Translate;

  /** `starts` is empty for a form that is there already; `answered` gets a name without spaces around it. */
  constructor(t: Translate, starts: readonly Start[], now: { name: string; form: string }, answered: (answer: Answer) => void, closed: () => void) {
    this.t = t;
    this.starts = starts;
    this.form = h("select", {}, ...KINDS.map((kind) => h("option", { value: kind }, t(kind ? `form.${kind}` : "form.any"))));
    this.start = starts.length ? h("select", {}, ...starts.map(({ label }, index) => h("option", { value: index }, label))) : null;
    this.error.id = `form-maker-${++makers}`;
    this.name.setAttribute("aria-describedby", this.error.id);
    this.propose(starts[0] ?? now);
    this.start?.addEventListener("change", () => this.propose(this.chosen ?? now));
    // A label around a select would take its options into the name.
    const field = (label: string, control: HTMLElement): HTMLElement => {
      control.id = `form-maker-field-${++fields}`;
      return h("div", { class: "field" }, h("label", { for: control.id }, label), control);
    };
    this.element = h(
      "form",
      { class: "form-maker", "aria-label": t(starts.length ? "forms.new" : "forms.rename"), novalidate: true },
      this.start && field(t("forms.new.from"), this.start),
      field(t("forms.new.name"), this.name),
      field(t("forms.new.form"), this.form),
      h("div", { class: "row g2" }, h("button", { class: "btn btn-ink", type: "submit" }, t(starts.length ? "forms.create" : "forms.save")), h("button", { class: "btn", type: "button", onclick: closed }, t("forms.cancel"))),
      this.error,
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      answered({ name: this.name.value.trim(), form: this.form.value, source: this.chosen?.source ?? "" });
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      closed();
    });
  }

  focus(): void {
    (this.start ?? this.name).focus();
    if (!this.start) this.name.select();
  }

  /** The key of a sentence on what is wrong; "" for nothing. */
  complain(key: string): void {
    this.error.hidden = key === "";
    this.error.textContent = key ? this.t(key) : "";
    this.name.setAttribute("aria-invalid", String(key === "forms.taken" || key === "forms.bad-name"));
    if (key) this.name.focus();
  }

  private get chosen(): Start | undefined {
    return this.start ? this.starts[Number(this.start.value)] : undefined;
  }

  private propose({ name, form }: { name: string; form: string }): void {
    this.name.value = name;
    this.form.value = form;
  }
}
