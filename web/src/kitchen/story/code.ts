// The shown program: its constants follow the values, its lines light up with what happens on them.
import { setText } from "../../dom.ts";
import { type StorySettings, written } from "./settings.ts";

export class CodePanel {
  private readonly programs: readonly HTMLElement[];
  private readonly settings: StorySettings;
  private lines: HTMLElement[] = [];

  constructor(host: HTMLElement, settings: StorySettings) {
    this.settings = settings;
    this.programs = [...host.querySelectorAll<HTMLElement>("[data-program]")];
  }

  show(slug: string, values: Readonly<Record<string, number>>): void {
    for (const program of this.programs) program.hidden = program.dataset["program"] !== slug;
    const shown = this.programs.find((program) => !program.hidden);
    this.lines = shown ? [...shown.querySelectorAll<HTMLElement>(".l")] : [];
    for (const { slug: name, constant, unit } of this.settings.parameters) {
      const line = constant && this.lines.find((one) => one.textContent?.startsWith(`${constant} = `));
      const number = line && line.querySelector(".n");
      if (number) setText(number, written(values[name] ?? 0, unit));
    }
    this.pick(0);
  }

  /** The lines of what has just happened. */
  here(numbers: readonly number[]): void {
    this.lines.forEach((line, index) => line.classList.toggle("here", numbers.includes(index + 1)));
  }

  /** The line of the figure that was chosen; 0 for none. */
  pick(number: number): void {
    this.lines.forEach((line, index) => line.classList.toggle("picked", index + 1 === number));
  }
}
