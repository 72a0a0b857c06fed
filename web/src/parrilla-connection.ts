// <parrilla-connection>: the pill in the masthead. Shape, word and colour change together; hidden while nothing is wrong
// and nothing is live.
import { h } from "./dom.ts";
import type { Link } from "./run/socket.ts";
import { t } from "./strings.ts";

const LOOK: Record<Link, string> = { up: "live", slow: "slow", down: "down" };

class ParrillaConnection extends HTMLElement {
  private link: Link = "up";
  private shown: Link | null = null;

  connectedCallback(): void {
    this.setAttribute("role", "status");
    document.addEventListener("parrilla:link", this.heard);
    addEventListener("online", this.network);
    addEventListener("offline", this.network);
    this.network();
  }

  disconnectedCallback(): void {
    document.removeEventListener("parrilla:link", this.heard);
    removeEventListener("online", this.network);
    removeEventListener("offline", this.network);
  }

  private readonly heard = (event: Event): void => {
    this.link = (event as CustomEvent<Link>).detail;
    this.hidden = false;
    this.draw();
  };

  private readonly network = (): void => {
    if (!navigator.onLine) this.hidden = false;
    this.draw();
  };

  private draw(): void {
    const link = navigator.onLine ? this.link : "down";
    if (link === this.shown) return;
    this.shown = link;
    this.replaceChildren(h("span", { class: `pill ${LOOK[link]}` }, h("span", { class: "dot" }), h("span", { class: "word" }, t(`connection.${link}`))));
  }
}

customElements.define("parrilla-connection", ParrillaConnection);
