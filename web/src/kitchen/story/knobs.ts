// The values of a story, set by hand once its questions are answered.
import { setText } from "../../dom.ts";
import type { Format } from "../../format.ts";
import type { StorySettings } from "./settings.ts";

export class Knobs {
  values: Record<string, number>;
  program: string;
  private readonly host: HTMLElement;
  private readonly settings: StorySettings;
  private readonly format: Format;

  constructor(host: HTMLElement, settings: StorySettings, format: Format, changed: () => void) {
    this.host = host;
    this.settings = settings;
    this.format = format;
    this.values = Object.fromEntries(settings.parameters.map(({ slug, value }) => [slug, value]));
    this.program = settings.programs[0]?.slug ?? "";
    host.querySelector("[data-knobs]")?.addEventListener("input", (event) => {
      const input = event.target as HTMLInputElement;
      if (input.dataset["parameter"]) this.values[input.dataset["parameter"]] = Number(input.value);
      else if (input.name === "program") this.program = input.value;
      this.draw();
      changed();
    });
    this.draw();
  }

  set(program: string, values: Readonly<Record<string, number>>): void {
    this.program = program;
    this.values = { ...values };
    this.draw();
  }

  lock(locked: boolean): void {
    for (const set of this.host.querySelectorAll<HTMLFieldSetElement>("[data-knobs] fieldset")) set.disabled = locked;
    const knobs = this.host.querySelector<HTMLElement>("[data-knobs]");
    if (knobs) knobs.hidden = locked;
    const why = this.host.querySelector<HTMLElement>("[data-locked]");
    if (why) why.hidden = !locked;
  }

  private draw(): void {
    for (const { slug, unit } of this.settings.parameters) {
      const value = this.values[slug] ?? 0;
      const input = this.host.querySelector<HTMLInputElement>(`[data-parameter="${slug}"]`);
      const said = this.host.querySelector(`[data-said="${slug}"]`);
      const text = unit === "ms" ? this.format.span(value) : this.format.number(value);
      if (input && Number(input.value) !== value) input.value = String(value);
      input?.setAttribute("aria-valuetext", text);
      if (said) setText(said, text);
    }
    for (const choice of this.host.querySelectorAll<HTMLInputElement>('[data-knobs] input[name="program"]')) choice.checked = choice.value === this.program;
  }
}
