// A story being told: it plays up to a question, waits for the answer, replies, and goes on. When all is answered the
// values can be set by hand.
import { formats } from "../../format.ts";
import { memory } from "../../memory.ts";
import { page } from "../../page.ts";
import { RunModel } from "../../run/model.ts";
import { t } from "../../strings.ts";
import { setText } from "../../dom.ts";
import { type Hooks, KitchenView } from "../view.ts";
import type { Wording } from "../words.ts";
import { CodePanel } from "./code.ts";
import { Cores } from "./cores.ts";
import { Knobs } from "./knobs.ts";
import { Questions } from "./questions.ts";
import { type Schedule, STORIES } from "./schedule.ts";
import { castOf, goesOn, type StoryProgram, type StorySettings } from "./settings.ts";

export class Desk {
  private readonly host: HTMLElement;
  private readonly settings: StorySettings;
  private readonly code: CodePanel;
  private readonly questions: Questions;
  private readonly knobs: Knobs;
  private readonly cores: Cores | null;
  private readonly format = formats(page().language);
  private readonly memory = memory(page().owner);
  private view: KitchenView | null = null;
  private schedule: Schedule | null = null;
  private shown = "";
  private stop = -1;

  constructor(host: HTMLElement, settings: StorySettings) {
    this.host = host;
    this.settings = settings;
    this.code = new CodePanel(host, settings);
    this.cores = settings.parameters.some(({ slug }) => slug === "cores") ? new Cores(host, t) : null;
    this.knobs = new Knobs(host, settings, this.format, () => this.tell(this.knobs.program, this.knobs.values));
    this.questions = new Questions(host, {
      answered: (index) => this.answered(index),
      watch: () => this.watch(),
      next: (index) => (index + 1 < settings.stops.length ? this.ask(index + 1) : this.free()),
      back: () => this.ask(0),
    });
    if (this.memory.read("story", settings.letter)) this.free();
    else this.ask(0);
  }

  /** Go to a question: tell its story up to there. */
  private ask(index: number): void {
    const stop = this.settings.stops[index];
    if (!stop) return;
    const same = index > 0 && this.stop === index - 1 && goesOn(this.settings.stops, index - 1);
    this.stop = index;
    this.knobs.lock(true);
    this.cores?.hide(true);
    this.knobs.set(stop.program, stop.values);
    this.tell(stop.program, stop.values, same);
    const bound = this.mark(stop.when);
    this.view?.player.bind(bound);
    this.questions.show(index, (this.view?.player.at ?? 0) >= bound);
    this.cue(bound > 0 && (this.view?.player.at ?? 0) < bound ? "story.cue.play" : "story.cue.answer");
  }

  private answered(index: number): void {
    const { stops, letter } = this.settings;
    const next = stops[index + 1];
    this.view?.player.bind(next && goesOn(stops, index) ? this.mark(next.when) : Infinity);
    this.cores?.hide(false);
    if (!next) this.memory.write("story", letter, "told");
    this.cue("story.cue.on");
  }

  private watch(): void {
    this.view?.player.play();
    this.view?.player.element.scrollIntoView({ block: "nearest" });
  }

  /** It came to the instant it asks about. */
  private bounded(): void {
    if (this.stop < 0) return;
    if (this.questions.done(this.stop)) {
      this.ask(this.stop + 1);
      this.questions.focus(this.stop);
      return;
    }
    this.questions.show(this.stop, true);
    this.questions.focus(this.stop);
    this.cue("story.cue.answer");
  }

  /** All is answered: the values are the learner's. */
  private free(): void {
    this.stop = -1;
    this.questions.close();
    this.cores?.hide(false);
    this.knobs.lock(false);
    this.tell(this.knobs.program, this.knobs.values);
    this.view?.player.bind(Infinity);
    this.cue("story.cue.free");
  }

  private tell(program: string, values: Readonly<Record<string, number>>, same = false): void {
    const found = this.settings.programs.find(({ slug }) => slug === program) ?? this.settings.programs[0];
    const build = STORIES[this.settings.story];
    if (!found || !build || same) return;
    this.schedule = build({ program: found.slug, name: found.name, values, lines: found.lines, names: found.names });
    this.code.show(found.slug, values);
    this.cores?.count(values["cores"] ?? 0);
    if (this.shown !== found.slug || !this.view) this.stage(found);
    const model = new RunModel([]);
    for (const event of this.schedule.events) model.add(event);
    this.view?.draw(model, this.mark("end"));
  }

  private mark(when: string): number {
    return this.schedule?.marks[when] ?? 0;
  }

  /** Another program stands on other lines, so its shop is another. */
  private stage(program: StoryProgram): void {
    const { words } = this.settings;
    const wording: Wording = {
      t,
      format: this.format,
      cashier: words.people.cashier,
      ...(words.people.cook ? { cook: words.people.cook } : {}),
      places: words.places,
      codes: words.codes,
      stations: Object.fromEntries(words.stations.map((station) => [station.slug, station])),
    };
    const hooks: Hooks = {
      moved: () => undefined,
      picked: ({ line }) => this.code.pick(line),
      drawn: (scenes, late) => {
        this.code.here(late.map(({ line }) => line));
        this.cores?.draw(scenes[0] ?? null);
      },
    };
    this.shown = program.slug;
    this.view = new KitchenView(wording, hooks, { casting: castOf(words, program.lines), intro: "" });
    this.view.player.bounded = () => this.bounded();
    this.host.querySelector("[data-shop]")?.replaceChildren(this.view.element);
  }

  private cue(key: "story.cue.play" | "story.cue.answer" | "story.cue.on" | "story.cue.free"): void {
    const cue = this.host.querySelector("[data-cue]");
    const said = { "story.cue.play": t("story.cue.play"), "story.cue.answer": t("story.cue.answer"), "story.cue.on": t("story.cue.on"), "story.cue.free": t("story.cue.free") };
    if (cue) setText(cue, said[key]);
  }
}
