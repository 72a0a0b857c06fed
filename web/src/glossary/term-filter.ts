// <term-filter>: the glossary's list, narrowed while one types. Without it the form asks the server for the same.
import { setText } from "../dom.ts";
import { t } from "../strings.ts";
import { fits } from "./words.ts";

class TermFilter extends HTMLElement {
  #gone = new AbortController();

  connectedCallback(): void {
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.#field?.addEventListener("input", () => this.#narrow(), { signal });
    // A link to a word that is hidden shows all again: where it leads must be there.
    window.addEventListener("hashchange", () => this.#uncover(), { signal });
    this.#narrow();
    this.#uncover();
  }

  disconnectedCallback(): void {
    this.#gone.abort();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[type=search]");
  }

  #narrow(): void {
    const typed = this.#field?.value ?? "";
    const terms = [...this.querySelectorAll<HTMLElement>("[data-words]")];
    for (const term of terms) term.hidden = !fits(typed, term.dataset["words"] ?? "");
    const shown = terms.filter((term) => !term.hidden).length;
    const status = this.querySelector("[role=status]");
    if (status) setText(status, t("glossary.shown", { shown, total: terms.length }));
    const none = this.querySelector<HTMLElement>("[data-none]");
    if (none) none.hidden = shown > 0;
  }

  #uncover(): void {
    const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    const field = this.#field;
    if (!target?.hidden || !field || !this.contains(target)) return;
    field.value = "";
    this.#narrow();
    target.scrollIntoView();
  }
}

customElements.define("term-filter", TermFilter);
