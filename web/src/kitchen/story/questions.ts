// The questions of a story: one at a time, its answer locked when given, each answer with its own reply.

export interface Answers {
  answered(index: number): void;
  /** See what happens. */
  watch(): void;
  next(index: number): void;
  back(): void;
}

export class Questions {
  private readonly host: HTMLElement;
  private readonly stops: readonly HTMLElement[];
  private readonly told = new Set<number>();

  constructor(host: HTMLElement, answers: Answers) {
    this.host = host;
    this.stops = [...host.querySelectorAll<HTMLElement>("[data-stop]")];
    this.stops.forEach((stop, index) => {
      stop.querySelector("form")?.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = stop.querySelector<HTMLInputElement>("input:checked");
        const missing = stop.querySelector<HTMLElement>("[data-missing]");
        if (missing) missing.hidden = chosen !== null;
        if (!chosen) {
          stop.querySelector<HTMLInputElement>("input")?.focus();
          return;
        }
        this.reply(stop, chosen);
        this.told.add(index);
        answers.answered(index);
      });
      stop.querySelector("[data-watch]")?.addEventListener("click", () => answers.watch());
      stop.querySelector("[data-next]")?.addEventListener("click", () => {
        answers.next(index);
        if (index + 1 < this.stops.length) this.focus(index + 1);
        else host.querySelector<HTMLElement>("[data-knobs] input")?.focus();
      });
    });
    host.querySelector("[data-again]")?.addEventListener("click", () => {
      this.reset();
      answers.back();
      this.focus(0);
    });
  }

  done(index: number): boolean {
    return this.told.has(index);
  }

  /** Show one question. `open`: its instant is there, so it may be answered; else only its number is told. */
  show(index: number, open: boolean): void {
    this.stops.forEach((stop, at) => {
      stop.hidden = at !== index;
      const form = stop.querySelector("form");
      if (form) form.hidden = at === index && !open;
    });
    this.again(true);
  }

  /** To whoever reads on: the question has come. */
  focus(index: number): void {
    const stop = this.stops[index];
    const target = stop?.querySelector<HTMLElement>("form:not([hidden]) legend") ?? stop;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  }

  close(): void {
    for (const stop of this.stops) stop.hidden = true;
    this.again(false);
  }

  private reply(stop: HTMLElement, chosen: HTMLInputElement): void {
    const set = stop.querySelector("fieldset");
    if (set) set.disabled = true;
    chosen.closest(".option")?.classList.add("mine");
    const check = stop.querySelector<HTMLElement>("[data-check]");
    if (check) check.hidden = true;
    for (const reply of stop.querySelectorAll<HTMLElement>("[data-reply]")) reply.hidden = reply.dataset["reply"] !== chosen.value;
    const on = stop.querySelector<HTMLElement>("[data-on]");
    if (on) on.hidden = false;
    stop.querySelector<HTMLElement>("[data-watch]")?.focus({ preventScroll: true });
  }

  private reset(): void {
    this.told.clear();
    for (const stop of this.stops) {
      stop.querySelector("form")?.reset();
      const set = stop.querySelector("fieldset");
      if (set) set.disabled = false;
      for (const mine of stop.querySelectorAll(".mine")) mine.classList.remove("mine");
      for (const hidden of stop.querySelectorAll<HTMLElement>("[data-reply], [data-on], [data-missing]")) hidden.hidden = true;
      const check = stop.querySelector<HTMLElement>("[data-check]");
      if (check) check.hidden = false;
    }
  }

  private again(hidden: boolean): void {
    const again = this.host.querySelector<HTMLElement>("[data-again]");
    if (again) again.hidden = hidden;
  }
}
