// The way into the kitchen: a disclosure beside the timeline. What is behind it arrives when it is first opened.
import { h, icon, setText } from "../dom.ts";
import { room } from "../strings.ts";
import type { Format } from "../format.ts";
import type { RunModel } from "../run/model.ts";
import type { ParrillaTimeline } from "../timeline/parrilla-timeline.ts";
import type { Translate } from "../timeline/words.ts";
import type { KitchenView } from "./view.ts";

export class KitchenDoor {
  readonly element: HTMLDetailsElement;
  private readonly place = h("div");
  private readonly timeline: ParrillaTimeline;
  private readonly t: Translate;
  private readonly format: Format;
  private view: KitchenView | null = null;
  private opening = false;

  /** `changed`: the board should draw, because something is to be seen. */
  constructor(timeline: ParrillaTimeline, t: Translate, format: Format, changed: () => void) {
    this.timeline = timeline;
    this.t = t;
    this.format = format;
    this.element = h("details", { class: "twin kitchen-door", hidden: true }, h("summary", {}, icon("chev"), t("kitchen.show")), this.place);
    this.element.addEventListener("toggle", () => {
      timeline.accompanied = this.element.open;
      if (this.element.open) void this.enter(changed);
      else this.view?.close();
      changed();
    });
    timeline.addEventListener("moment-chosen", (event) => {
      const { at } = (event as CustomEvent<{ at: number | null }>).detail;
      if (this.element.open && at !== null) this.view?.follow(at);
    });
  }

  /** Nothing is made while it is closed. */
  draw(model: RunModel, now: number): void {
    this.element.hidden = !model.timeline.entrants.some((entrant) => entrant.zero !== null);
    if (this.element.open && !this.element.hidden) this.view?.draw(model, now);
  }

  private async enter(changed: () => void): Promise<void> {
    if (this.view || this.opening) return;
    this.opening = true;
    setText(this.place, this.t("kitchen.wait"));
    try {
      await room("kitchen");
      const { KitchenView } = await import("./view.ts");
      this.view = new KitchenView(
        { t: this.t, format: this.format },
        {
          moved: (at) => this.timeline.follow(at),
          picked: ({ entrant, line, span }) => this.timeline.tell(entrant, line, span),
        },
      );
      this.place.replaceChildren(this.view.element);
      changed();
    } catch {
      setText(this.place, this.t("kitchen.failed")); // the way to the server broke; the next opening tries again
    } finally {
      this.opening = false;
    }
  }
}
