// <submission-history>: what was submitted to the exercise of this page. A new one joins it as soon as it is recorded.
import { fragment } from "./fragment.ts";

class SubmissionHistory extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("parrilla:recorded", this.heard);
  }

  disconnectedCallback(): void {
    document.removeEventListener("parrilla:recorded", this.heard);
  }

  private readonly heard = (event: Event): void => {
    const { run, purpose } = (event as CustomEvent<{ run: string; purpose: string }>).detail;
    // A run that this page found again after a reload stands here already.
    if (purpose !== "submit" || this.querySelector(`[data-run="${CSS.escape(run)}"][data-state="ended"]`)) return;
    fragment(location.pathname, "submissions", "submission-history").then(
      (fresh) => this.replaceWith(fresh),
      (error: unknown) => console.warn("the history is as old as the page", error),
    );
  };
}

customElements.define("submission-history", SubmissionHistory);
