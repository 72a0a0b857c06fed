// <hint-ladder>: the hints of an exercise, one at a time. Opens the next without leaving the page, where a program may be
// running; where that fails the form goes the ordinary way.
import { fragment } from "./fragment.ts";

class HintLadder extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", (event) => void this.open(event));
  }

  private async open(event: Event): Promise<void> {
    const form = event.target as HTMLFormElement;
    event.preventDefault();
    if (this.ariaBusy === "true") return;
    this.ariaBusy = "true";
    try {
      const fresh = await fragment(form.action, "hints", "hint-ladder", { method: "POST", body: new FormData(form) });
      this.replaceWith(fresh);
      fresh.querySelector<HTMLElement>(".hint:last-of-type > summary")?.focus();
    } catch {
      this.ariaBusy = null;
      form.submit();
    }
  }
}

customElements.define("hint-ladder", HintLadder);
