// <run-replay>: a run on its own page. What is over is read from its record; what goes on is watched live, its output in the
// page's `data-printed`, and when it has ended the page's `data-told` say what came of it.
//
//   <run-replay data-run="..." data-state="ended" data-events="/runs/.../events"></run-replay>
import type { RunEvent } from "./events.ts";
import { ConsoleView } from "./console-view.ts";
import { formats } from "../format.ts";
import { page } from "../page.ts";
import { type Finding, pair } from "../diagnosis/diagnosis.ts";
import { embedded, h, setText } from "../dom.ts";
import { RaceBoard } from "../race/board.ts";
import { RunClient, type RunInfo } from "./client.ts";
import { RunModel } from "./model.ts";
import { pageSocket, RunSession } from "./session.ts";
import { t } from "../strings.ts";

class RunReplay extends HTMLElement {
  private built = false;
  /** Why nothing was raced. */
  private readonly said = h("p", { class: "said", role: "status" });

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const info = embedded<RunInfo>("run");
    const model = new RunModel([]);
    const board = new RaceBoard(t("race.title"), t, formats(page().language));
    if (info) model.state({ ...info, state: "queued" });
    board.show(model);
    // A shared run does not say what it ran in, so nobody runs it again from there.
    const context = info?.context;
    if (context !== undefined) board.diagnosis.showMe = (entrant, finding) => this.mend(board, model, context, entrant, finding);
    this.replaceChildren(this.said, board.element);
    if (this.dataset["state"] === "ended") void this.read(model, board, info);
    else this.watch(model, board);
  }

  /** A run of its own, drawn in this one's place: the program as it ran against a copy with the finding's edit. */
  private mend(board: RaceBoard, ran: RunModel, context: string, entrant: number, { saves }: Finding): void {
    const program = ran.timeline.entrants[entrant];
    if (!saves?.edit || !program?.source) return;
    const { name, form, source } = program;
    const entrants = pair({ name, form, source }, saves.edit, t("diagnosis.mended", { name }));
    setText(this.said, "");
    const session: RunSession = new RunSession(`mended:${this.dataset["run"] ?? ""}`, ran, {
      changed: () => {
        // Where it was refused, what was there before stays.
        board.show(session.model.phase === "idle" ? ran : session.model);
        board.changed();
      },
      refused: ({ message }) => setText(this.said, message),
    });
    void session.launch({ context, purpose: "race", entrants, bets: [], rounds: 1 });
    session.model.foretold = { entrant: 1, seconds: saves.predicted_s };
  }

  private async read(model: RunModel, board: RaceBoard, info: RunInfo | null): Promise<void> {
    const response = await fetch(this.dataset["events"] ?? "", { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    for (const event of (await response.json()) as RunEvent[]) model.add(event);
    if (info) model.state(info);
    board.changed();
  }

  private watch(model: RunModel, board: RaceBoard): void {
    const consoles = [...document.querySelectorAll("[data-printed]")].map((place) => {
      const view = new ConsoleView(t("console.name"), t, formats(page().language));
      place.replaceChildren(view.element);
      return view;
    });
    board.before = () => consoles.forEach((view, index) => view.draw(model, model.timeline.entrants[index], index));
    const client = new RunClient(this.dataset["run"] ?? "", {
      events: (events) => {
        const at = performance.now();
        for (const event of events) model.add(event, at);
        board.changed();
      },
      message: (message) => {
        if (message.type === "state") model.state(message.run);
        if (message.type === "queue") model.queue = { ahead: message.place, waitS: message.wait_s };
        board.changed();
        if (message.type === "state" && message.state === "ended") void this.retell();
      },
      link: (link) => document.dispatchEvent(new CustomEvent("parrilla:link", { detail: link })),
      refused: () => undefined,
    }, pageSocket());
    client.start();
  }

  /** The page around it was made before the end: its first sentence, its figures, its output. */
  private async retell(): Promise<void> {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-told]");
    document.querySelectorAll("[data-told]").forEach((old, index) => {
      const now = fresh[index];
      if (now) old.replaceWith(document.importNode(now, true));
    });
  }
}

customElements.define("run-replay", RunReplay);
