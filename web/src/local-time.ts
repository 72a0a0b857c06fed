// <local-time><time datetime="2026-11-22T17:16:46+00:00">22 Nov 2026, 17:16 UTC</time></local-time>: the moment in the
// reader's own zone and the page's language. Without this script the text stays, which names its zone.
import { zoned } from "./moment.ts";

class LocalTime extends HTMLElement {
  connectedCallback(): void {
    const time = this.querySelector("time");
    const said = time && zoned(time.dateTime, document.documentElement.lang, time.dataset["form"] === "day", navigator.languages);
    if (!time || !said) return;
    time.textContent = said.text;
    time.title = said.exact;
  }
}

customElements.define("local-time", LocalTime);
