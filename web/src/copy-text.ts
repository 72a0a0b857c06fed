// <copy-text data-text data-done>: its button copies a text and says so. Stays hidden where the browser cannot copy.

const SAID_MS = 3_000;

class CopyText extends HTMLElement {
  #plain = "";
  #timer = 0;

  connectedCallback(): void {
    if (!navigator.clipboard) return; // only on secure origins
    this.hidden = false;
    const label = this.querySelector<HTMLElement>("[data-label]");
    this.#plain = label?.textContent ?? "";
    label?.setAttribute("aria-live", "polite");
    this.querySelector("button")?.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.dataset["text"] ?? "");
      if (!label) return;
      label.textContent = this.dataset["done"] ?? "";
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => (label.textContent = this.#plain), SAID_MS);
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }
}

customElements.define("copy-text", CopyText);
