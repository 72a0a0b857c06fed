// <quiz-item>: one question. Checks its answer without leaving the page; where that fails the form goes the ordinary way.
import { arrive } from "../arrivals.ts";

class QuizItem extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", this);
    this.addEventListener("click", this);
  }

  handleEvent(event: Event): void {
    const target = event.target;
    if (event.type === "submit" && target instanceof HTMLFormElement) {
      event.preventDefault();
      const fallback = (): void => target.submit();
      void this.ask(target.action, { method: "POST", body: new FormData(target) }, fallback);
    } else if (event.type === "click" && target instanceof Element && event instanceof MouseEvent) {
      const link = target.closest<HTMLAnchorElement>("a[data-again]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void this.ask(link.href, {}, () => location.assign(link.href));
    }
  }

  private async ask(url: string, wish: RequestInit, fallback: () => void): Promise<void> {
    if (this.ariaBusy === "true") return; // a second click while the first is on its way
    this.ariaBusy = "true";
    try {
      const answer = await fetch(url, { ...wish, credentials: "same-origin", headers: { "X-Fragment": "item" } });
      if (!answer.ok && answer.status !== 422 && answer.status !== 429) throw new Error(String(answer.status));
      await this.become(await answer.text());
    } catch {
      this.ariaBusy = null;
      fallback();
    }
  }

  /** Take the place of what was here, and say so: focus goes to what was told, or to the first control. */
  private async become(markup: string): Promise<void> {
    const fresh = new DOMParser().parseFromString(markup, "text/html").querySelector("quiz-item");
    if (!fresh) throw new Error("the answer is no question");
    const item = document.importNode(fresh, true);
    await arrive(item);
    this.replaceWith(item);
    const told = item.querySelector<HTMLElement>(".belief");
    told?.setAttribute("tabindex", "-1");
    (told ?? item.querySelector<HTMLElement>("input:not([type=hidden]), select, button"))?.focus();
  }
}

customElements.define("quiz-item", QuizItem);
