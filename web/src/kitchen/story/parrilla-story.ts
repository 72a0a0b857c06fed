// <parrilla-story>: the story of a lesson. The markup is templates/lessons/story.html; its JSON is `to_json` of
// lessons/animation.py. The shop arrives when the page is there; until then the program and the questions can be read.
import { embedded, setText } from "../../dom.ts";
import { room, t } from "../../strings.ts";
import type { StorySettings } from "./settings.ts";

class ParrillaStory extends HTMLElement {
  private built = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const settings = embedded<StorySettings>("", this);
    if (settings) void this.open(settings);
  }

  private async open(settings: StorySettings): Promise<void> {
    try {
      await Promise.all([room("bench"), room("kitchen")]);
      const { Desk } = await import("./desk.ts");
      new Desk(this, settings);
    } catch {
      const cue = this.querySelector("[data-cue]");
      if (cue) setText(cue, t("story.failed"));
    }
  }
}

customElements.define("parrilla-story", ParrillaStory);
