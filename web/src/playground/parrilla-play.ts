// <parrilla-play>: the playground's workbench. What <parrilla-run> does, with a title, choices of what it runs in, all of
// it saved as one sketch, and links to it. The markup is templates/playground/bench.html; its JSON is `bench_json` of
// parrilla.playground.pages.
import "../bench.ts"; // its editors are there before it asks them anything
import { embedded, setText } from "../dom.ts";
import { DraftKeeper } from "../editor/draft-keeper.ts";
import { FormShelf, type Keeping, type KeptForm } from "../forms/shelf.ts";
import { formats } from "../format.ts";
import { memory } from "../memory.ts";
import { page, postJson } from "../page.ts";
import { ParrillaRun, type Settings } from "../run/parrilla-run.ts";
import { SharePanel } from "./parrilla-play-share.ts";
import type { FormNote } from "../forms/list.ts";
import { type Answer, type Choices, contextOf, parse, type Sketch, SketchShelf, write } from "./sketch-shelf.ts";
import { t } from "../strings.ts";

interface Bench extends Sketch {
  id: string;
  version: number;
  saved_at: string | null;
  example: string;
  create_url: string;
}

const TELL_EVERY_MS = 5000;

/** The forms of a sketch are kept with it: nothing is asked of the server for one of them alone. */
class PageForms extends FormShelf {
  override readonly elsewhere = true;

  constructor() {
    super("", "");
  }

  override async keep(form: FormNote, source: string): Promise<Keeping> {
    return { outcome: "kept", form: { ...form, source, version: 0 } };
  }

  override async remove(): Promise<boolean> {
    return true;
  }

  override forget(): void {
    // There is nothing of it in this browser but the sketch.
  }
}

class ParrillaPlay extends ParrillaRun {
  private bench!: Bench;
  private shelf!: SketchShelf;
  private keeper!: DraftKeeper;
  private share!: SharePanel;
  private ticking = 0;
  private touched = false;

  override connectedCallback(): void {
    if (!this.shelf) this.begin();
    super.connectedCallback();
    this.ticking = window.setInterval(() => this.tell(), TELL_EVERY_MS);
    addEventListener("pagehide", this.flush);
    addEventListener("online", this.flush);
    this.settled();
  }

  disconnectedCallback(): void {
    clearInterval(this.ticking);
    this.flush();
    removeEventListener("pagehide", this.flush);
    removeEventListener("online", this.flush);
  }

  private begin(): void {
    const bench = embedded<Bench>("bench", this);
    if (!bench) throw new Error("the workbench needs its sketch");
    this.bench = bench;
    const url = bench.id ? `${bench.create_url}${bench.id}/` : "";
    this.shelf = new SketchShelf({ id: bench.id, url, createUrl: bench.create_url, example: bench.example }, this.outside());
    this.keeper = new DraftKeeper(write(bench), bench.version, this.shelf, () => this.settled());
    if (bench.saved_at) this.keeper.savedAt = Date.parse(bench.saved_at);
    this.put(parse(this.keeper.source) ?? bench);
    this.share = new SharePanel(this.find("[data-share]"), () => this.saved(), () => (this.session.model.phase === "ended" ? this.session.id : ""));
    this.addEventListener("edited", () => this.edited());
    this.addEventListener("input", (event) => this.typed(event));
    this.addEventListener("change", () => this.chosen());
    // One line, however wide: Enter goes on to the program.
    this.find<HTMLTextAreaElement>("[data-title]").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.tabs.current.editor.focus();
    });
    this.find("[data-clash-mine]").addEventListener("click", () => this.keeper.keepMine());
    this.find("[data-clash-theirs]").addEventListener("click", () => {
      this.keeper.takeTheirs();
      location.reload();
    });
  }

  /** Put a sketch on the page, before its programs become tabs. */
  private put({ title, programs, choices }: Sketch): void {
    this.bench = { ...this.bench, title, programs, choices };
    const [first] = programs;
    const editor = this.querySelector<HTMLElement & { value: string }>("parrilla-editor");
    if (editor && first && editor.value !== first.source) editor.value = first.source;
    this.find<HTMLTextAreaElement>("[data-title]").value = title;
    this.find<HTMLSelectElement>('[data-choice="kind"]').value = choices.kind;
    this.find<HTMLSelectElement>('[data-choice="users"]').value = String(choices.users);
    for (const select of this.querySelectorAll<HTMLSelectElement>("[data-service]")) {
      select.value = [...select.options].find(({ value }) => value && choices.services.includes(value))?.value ?? "";
    }
    for (const tick of this.querySelectorAll<HTMLInputElement>("[data-tick]")) tick.checked = choices.services.includes(tick.dataset["tick"] ?? "");
    this.explain();
  }

  protected override settings(): Settings {
    const [first, ...others] = this.bench.programs;
    const forms = others.map((program, index): KeptForm => ({ ...program, slot: index + 1, version: 0 }));
    return { context: this.context, forms, main: { name: first?.name ?? t("run.program"), form: first?.form ?? "" }, rounds: this.bench.choices.rounds, judged: false };
  }

  protected override makeShelf(): FormShelf {
    return new PageForms();
  }

  protected override get context(): string {
    return contextOf(this.choices);
  }

  /** Runs are found again by their sketch: those of another one in the same kitchen are not this one's. */
  protected override get remembered(): string {
    return `sketch:${this.shelf.id || `new:${this.bench.example}`}`;
  }

  protected override formChosen(): void {
    super.formChosen();
    if (!this.tabs) return;
    // The one ember button starts what the page is about: the race, where there is more than one program.
    const several = this.tabs.all.length > 1;
    this.run.className = several ? "btn btn-ink" : "btn btn-go";
    this.race.className = "btn btn-go";
    if (this.touched) this.edited();
  }

  protected override changed(): void {
    super.changed();
    this.share.ready();
    this.touched = true; // built: from here on a change is somebody's
  }

  private get choices(): Choices {
    const chosen = [...this.querySelectorAll<HTMLSelectElement>("[data-service]")].map(({ value }) => value).filter(Boolean);
    const ticked = [...this.querySelectorAll<HTMLInputElement>("[data-tick]:checked")].map((tick) => tick.dataset["tick"] ?? "");
    return {
      kind: this.find<HTMLSelectElement>('[data-choice="kind"]').value,
      services: [...chosen, ...ticked],
      users: Number(this.find<HTMLSelectElement>('[data-choice="users"]').value),
      rounds: this.rounds.rounds,
    };
  }

  private get sketch(): Sketch {
    const programs = this.tabs.all.map(({ name, form, editor }) => ({ name, form, source: editor.value }));
    return { title: this.find<HTMLTextAreaElement>("[data-title]").value, programs, choices: this.choices };
  }

  private edited(): void {
    if (this.touched) this.keeper.edited(write(this.sketch));
  }

  private typed(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement && event.target.matches("[data-title]")) this.edited();
  }

  private chosen(): void {
    this.explain();
    this.edited();
  }

  private explain(): void {
    const { kind, services } = this.choices;
    this.find<HTMLElement>("[data-crowd]").hidden = kind !== "app";
    for (const says of this.querySelectorAll<HTMLElement>("[data-says]")) says.hidden = !services.includes(says.dataset["says"] ?? "");
  }

  /** The address of the sketch's page once the server has what is on it; "" where it cannot have it. */
  private async saved(): Promise<string> {
    const { keeper } = this;
    if (keeper.standing === "saving") keeper.flush();
    else if (!this.shelf.id || keeper.standing === "here") keeper.insist();
    while (keeper.standing === "saving") await new Promise<void>((then) => this.waiting.push(then));
    return keeper.standing === "clean" || keeper.standing === "saved" ? this.shelf.url : "";
  }

  private readonly waiting: (() => void)[] = [];

  private settled(): void {
    if (!this.keeper) return;
    for (const then of this.waiting.splice(0)) then();
    const { theirs } = this.keeper;
    this.find<HTMLElement>("[data-clash]").hidden = !theirs;
    if (theirs) setText(this.find("[data-clash-seen]"), legible(theirs.source));
    this.tell();
  }

  private tell(): void {
    const { standing, savedAt } = this.keeper;
    const ago = savedAt === null ? null : (Date.now() - savedAt) / 1000;
    let text = "";
    if (standing === "saving") text = t("editor.saving");
    else if (standing === "here") text = t("editor.saved.here");
    else if (ago !== null) text = ago < 3 ? t("editor.saved.now") : t("editor.saved.ago", { ago: formats(page().language).ago(ago) });
    if (text) setText(this.find("[data-kept]"), text);
  }

  private readonly flush = (): void => this.keeper.flush();

  private outside(): ConstructorParameters<typeof SketchShelf>[1] {
    const kept = memory(page().owner);
    return {
      post,
      read: (name) => kept.read("sketch", name),
      write: (name, value) => kept.write("sketch", name, value),
      forget: (name) => kept.forget("sketch", name),
      after(ms, then) {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
      now: () => Date.now(),
      moved: (url) => {
        history.replaceState(null, "", url);
        this.session.moved(this.remembered);
      },
      refused: (message) => {
        const said = this.find<HTMLElement>("[data-refused]");
        said.hidden = !message;
        setText(said, message);
      },
    };
  }
}

async function post(url: string, body: unknown): Promise<Answer | null> {
  try {
    const response = await postJson(url, body);
    const json = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, body: json ? ((await response.json()) as Answer["body"]) : {} };
  } catch {
    return null;
  }
}

function legible(source: string): string {
  const sketch = parse(source);
  return sketch ? [sketch.title, ...sketch.programs.map((program) => `# ${program.name}\n${program.source}`)].filter(Boolean).join("\n\n") : "";
}

customElements.define("parrilla-play", ParrillaPlay);
