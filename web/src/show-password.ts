// <show-password><input type="password"></show-password>: a button that shows what is being typed. Hidden again when sent.
import { h } from "./dom.ts";
import { t } from "./strings.ts";

class ShowPassword extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input || this.querySelector("button")) return;
    const button = h("button", { type: "button", class: "btn btn-quiet", "aria-controls": input.id }, t("password.show"));
    const show = (shown: boolean): void => {
      input.type = shown ? "text" : "password";
      button.textContent = t(shown ? "password.hide" : "password.show");
    };
    button.addEventListener("click", () => show(input.type === "password"));
    input.form?.addEventListener("submit", () => show(false)); // or the browser would keep it among texts typed before
    this.append(button);
  }
}

customElements.define("show-password", ShowPassword);
