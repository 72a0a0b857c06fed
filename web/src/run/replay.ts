// <run-replay>: a run on its own page. What is over is read from its record, what goes on is watched live.
//
//   <run-replay data-run="..." data-state="ended" data-events="/runs/.../events"></run-replay>
import type { RunEvent } from "./events.ts";
import { formats } from "../format.ts";
import { page } from "../page.ts";
import { embedded } from "../dom.ts";
import { RaceBoard } from "../race/board.ts";
import { RunClient, type RunInfo } from "./client.ts";
import { RunModel } from "./model.ts";
import { pageSocket } from "./session.ts";
import { t } from "../strings.ts";

class RunReplay extends HTMLElement {
  private built = false;

  connectedCallback(): void {
    if (this.built) return;
    this.built = true;
    const info = embedded<RunInfo>("run");
    const model = new RunModel([]);
    const board = new RaceBoard(t("race.title"), t, formats(page().language));
    if (info) model.state({ ...info, state: "queued" });
    board.show(model);
    this.replaceChildren(board.element);
    if (this.dataset["state"] === "ended") void this.read(model, board, info);
    else this.watch(model, board);
  }

  private async read(model: RunModel, board: RaceBoard, info: RunInfo | null): Promise<void> {
    const response = await fetch(this.dataset["events"] ?? "", { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    for (const event of (await response.json()) as RunEvent[]) model.add(event);
    if (info) model.state(info);
    board.changed();
  }

  private watch(model: RunModel, board: RaceBoard): void {
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
        // The page around it (code, output, verdict) was made before the end.
        if (message.type === "state" && message.state === "ended") this.dispatchEvent(new CustomEvent("run-ended", { bubbles: true }));
      },
      link: (link) => document.dispatchEvent(new CustomEvent("parrilla:link", { detail: link })),
      refused: () => undefined,
    }, pageSocket());
    client.start();
  }
}

customElements.define("run-replay", RunReplay);
