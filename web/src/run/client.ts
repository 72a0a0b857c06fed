// One run as it is heard on the page's socket: it goes on after the last event it has, and hands each event on once.
import type { EntrantName, Outcome, RunEvent } from "./events.ts";
import type { Link, Party, RunSocket } from "./socket.ts";

export interface RunInfo {
  id: string;
  url?: string;
  purpose?: string;
  context?: string;
  /** With their programs where this page may not have them. */
  entrants?: EntrantName[];
  bets?: { entrant: number; seconds?: number; choice?: string }[];
  state: "queued" | "running" | "ended";
  outcome?: Outcome | "";
  reason?: string;
}

export interface VerdictMessage {
  code: string;
  passed: boolean;
  evidence?: Record<string, unknown>;
  message: string;
  next_step?: string | null;
  /** Slug of the belief this result usually shows, and that belief in its holder's words. */
  misconception?: string | null;
  idea?: string;
}

export type Message =
  | { type: "state"; state: RunInfo["state"]; run: RunInfo }
  | { type: "queue"; place: number; wait_s: number | null }
  | { type: "frame"; events: RunEvent[] }
  | ({ type: "verdict" } & VerdictMessage)
  | { type: "lost"; message: string }
  | { type: "notice"; error?: string; message: string };

/** What the client tells; all of it happens in order. */
export interface Listener {
  events(events: readonly RunEvent[]): void;
  message(message: Exclude<Message, { type: "frame" }>): void;
  link(link: Link): void;
  /** It cannot be watched: not signed in, not yours, unknown, or refused. Never after `ended`. */
  refused(code: number): void;
}

export class RunClient implements Party {
  private readonly id: string;
  private readonly listener: Listener;
  private readonly socket: RunSocket;
  private last = -1;
  private asked = false;
  private verdictSeq: number | null = null;
  private verdictTold = false;
  private stopWanted = false;
  private over = false;

  constructor(id: string, listener: Listener, socket: RunSocket) {
    this.id = id;
    this.listener = listener;
    this.socket = socket;
  }

  /** `sent`: launched on this very socket, so that it is being told of already. */
  start(sent = false): void {
    this.socket.join(this.id, this, sent);
  }

  /** Ask the server to stop the run; kept until a connection can carry it. */
  stop(): void {
    this.stopWanted = !this.socket.say({ type: "stop", run: this.id });
  }

  /** Watch no longer. */
  close(): void {
    if (this.over) return;
    this.over = true;
    this.socket.leave(this.id, this);
    this.socket.say({ type: "leave", run: this.id });
  }

  opened(): void {
    this.listener.link("up");
    this.ask();
    if (this.stopWanted) this.stop();
  }

  link(link: Link): void {
    this.listener.link(link);
  }

  refused(code: number): void {
    this.over = true;
    this.listener.refused(code);
  }

  heard(heard: object): void {
    const message = heard as Message;
    if (message.type !== "frame") {
      if (message.type === "verdict") {
        if (this.verdictTold) return;
        this.verdictTold = true;
      }
      // The end is told once the verdict has been, and then there is nothing left to watch.
      const ended = message.type === "state" && message.state === "ended";
      if (ended) this.close();
      this.listener.message(message);
      return;
    }
    const fresh = message.events.filter((event) => event.seq > this.last);
    if (!fresh.length) return;
    if ((fresh[0] as RunEvent).seq !== this.last + 1) {
      if (!this.asked) this.ask(); // a gap: again from the last one we have
      return;
    }
    this.asked = false;
    this.last = (fresh.at(-1) as RunEvent).seq;
    for (const event of fresh) if (event.type === "verdict") this.verdictSeq = event.seq;
    this.listener.events(fresh);
  }

  private ask(): void {
    // The sentence of a verdict comes right behind its event; one that got cut off in between is asked for again.
    const after = this.verdictSeq !== null && !this.verdictTold ? this.verdictSeq - 1 : this.last;
    this.asked = this.socket.say({ type: "watch", run: this.id, after });
  }
}
