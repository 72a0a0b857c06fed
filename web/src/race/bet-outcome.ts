// <bet-outcome>: what a lesson's bet is told, kept back until the race beside it has run to its end.

class BetOutcome extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("race-ended", this);
  }

  disconnectedCallback(): void {
    document.removeEventListener("race-ended", this);
  }

  handleEvent(event: Event): void {
    if (event instanceof CustomEvent && (event.detail as { outcome?: string }).outcome === "finished") this.hidden = false;
  }
}

customElements.define("bet-outcome", BetOutcome);
