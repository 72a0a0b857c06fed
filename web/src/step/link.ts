// <step-link>: its link takes the program of the editor that is shown along to step mode.
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import { toFragment } from "./model.ts";

class StepLink extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", this.follow, true);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.follow, true);
  }

  private readonly follow = (): void => {
    const link = this.querySelector("a");
    const shown = [...document.querySelectorAll<ParrillaEditor>("parrilla-editor")].find((editor) => editor.checkVisibility());
    if (link && shown?.value.trim()) link.hash = toFragment(shown.value, "", []);
  };
}

customElements.define("step-link", StepLink);
