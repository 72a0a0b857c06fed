// A run as this page lives it: sent, watched to its end, found again after a reload.
import { type Listener, RunClient, type RunInfo } from "./client.ts";
import { type Bet, RunModel } from "./model.ts";
import { type Answer, type Link, RunSocket } from "./socket.ts";
import { freshKey } from "./fresh-key.ts";
import { memory } from "../memory.ts";
import { page, postJson } from "../page.ts";
import { t } from "../strings.ts";

export interface Program {
  name: string;
  form: string;
  source: string;
}

export interface Order {
  context: string;
  purpose: "race" | "run" | "submit";
  entrants: readonly Program[];
  bets: readonly Bet[];
  /** How often each program runs; only a race has more than one round. */
  rounds?: number;
  /** In step mode: which ready task to take, choice by choice. */
  schedule?: readonly number[];
}

/** Why nothing was run, said to the learner. `url` leads to the run that is in the way. */
export interface Refusal {
  message: string;
  entrant?: number;
  url?: string;
  retryAfterS?: number;
}

export interface Watcher {
  /** Something is new; draw when convenient. */
  changed(): void;
  refused(refusal: Refusal): void;
}

/** A run older than this is history, to be found in the progress, not on the page. */
const REMEMBERED_MS = 2 * 3600 * 1000;

export class RunSession {
  model: RunModel;
  id = "";
  link: Link = "up";
  purpose = "";
  stopping = false;
  private client: RunClient | null = null;
  private readonly watcher: Watcher;
  /** Keeps the id of the run, so that a reload finds it. */
  private readonly memory = memory(page().owner);
  private context: string;

  constructor(context: string, model: RunModel, watcher: Watcher) {
    this.model = model;
    this.watcher = watcher;
    this.context = context;
    if (page().known) pageSocket().start();
  }

  /** Send it. The answer is a run to watch, or a refusal told to the watcher. */
  async launch(order: Order): Promise<void> {
    this.client?.close();
    this.model = new RunModel(order.entrants, order.bets);
    this.model.phase = "sending";
    this.stopping = false;
    this.purpose = order.purpose;
    this.watcher.changed();
    let refusal: Refusal;
    const key = freshKey();
    try {
      const heard = await pageSocket().launch(key, order);
      const answer = heard ?? (await post({ ...order, key }));
      if (answer.id && !answer.message) {
        this.watch(answer.id, this.model, heard !== null);
        return;
      }
      refusal = { message: answer.message ?? t("run.refused", { status: answer.status ?? 0 }) };
      if (answer.entrant !== undefined) refusal.entrant = answer.entrant;
      if (answer.url) refusal.url = answer.url;
      if (answer.retry_after_s) refusal.retryAfterS = answer.retry_after_s;
    } catch {
      refusal = { message: navigator.onLine ? t("run.unsent") : t("connection.down.kept") };
    }
    this.model.phase = "idle";
    this.watcher.refused(refusal);
    this.watcher.changed();
  }

  /** What the run belongs to has another name from now on: there a reload finds it. */
  moved(context: string): void {
    const kept = this.memory.read("run", this.context);
    this.memory.forget("run", this.context);
    this.context = context;
    if (kept) this.memory.write("run", context, kept);
  }

  /** Watch the run this browser last sent from here, if it remembers one. True when there is one. */
  resume(): boolean {
    const [id, sent] = (this.memory.read("run", this.context) ?? "").split(" ");
    if (!id || Date.now() - Number(sent) > REMEMBERED_MS) return false;
    this.watch(id, new RunModel([]));
    return true;
  }

  /** `sent`: the socket is telling of it already. */
  watch(id: string, model: RunModel, sent = false): void {
    this.client?.close();
    this.id = id;
    this.model = model;
    if (model.phase === "idle" || model.phase === "sending") model.phase = "queued";
    this.memory.write("run", this.context, `${id} ${Date.now()}`);
    const listener: Listener = {
      events: (events) => {
        const at = performance.now();
        for (const event of events) model.add(event, at);
        this.watcher.changed();
      },
      message: (message) => {
        if (message.type === "state") this.state(message.run);
        else if (message.type === "queue") model.queue = { ahead: message.place, waitS: message.wait_s };
        else if (message.type === "verdict") model.verdict = message;
        else if (message.type === "lost") model.lost = message.message;
        else if (message.type === "notice") this.watcher.refused({ message: message.message });
        this.watcher.changed();
      },
      link: (link) => {
        this.link = link;
        tell(link);
        this.watcher.changed();
      },
      refused: () => {
        // It is not this person's, or no longer kept: then there is nothing to show.
        this.memory.forget("run", this.context);
        model.phase = "idle";
        this.watcher.changed();
      },
    };
    this.client = new RunClient(id, listener, pageSocket());
    this.client.start(sent);
  }

  stop(): void {
    if (!this.client || !this.model.active) return;
    this.stopping = true;
    this.client.stop();
    this.watcher.changed();
  }

  private state(info: RunInfo): void {
    this.purpose = info.purpose ?? this.purpose;
    this.model.state(info);
    if (info.state !== "ended") return;
    tell("up");
    document.dispatchEvent(new CustomEvent("parrilla:recorded", { detail: { run: this.id, purpose: this.purpose } }));
  }
}

let ours: RunSocket | null = null;

/** The socket that all runs of this page share. */
export function pageSocket(): RunSocket {
  ours ??= new RunSocket(page().urls.socket);
  return ours;
}

/** The way in where no socket is open: a visitor's first run, a program too long for a message. Throws when offline. */
async function post(order: object): Promise<Answer> {
  const response = await postJson(page().urls.runs, order);
  const answer = (response.headers.get("Content-Type")?.includes("json") ? await response.json() : {}) as Answer;
  return { ...answer, status: response.status };
}

function tell(link: Link): void {
  document.dispatchEvent(new CustomEvent("parrilla:link", { detail: link }));
}
