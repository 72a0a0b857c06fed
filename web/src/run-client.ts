// One run's websocket: it comes back by itself, goes on after the last event it has, and hands each event on once.
import type { Outcome, RunEvent } from "./events.ts";

export interface RunInfo {
  id: string;
  url?: string;
  purpose?: string;
  context?: string;
  entrants?: { name: string; form: string }[];
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

export type Link = "up" | "slow" | "down";

/** What the client tells; all of it happens in order. */
export interface Listener {
  events(events: readonly RunEvent[]): void;
  message(message: Exclude<Message, { type: "frame" }>): void;
  link(link: Link): void;
  /** It cannot be watched: not signed in, not yours, unknown, or refused. Never after `ended`. */
  refused(code: number): void;
}

export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

/** The world outside, replaceable in tests. */
export interface Surroundings {
  open(url: string): Socket;
  after(ms: number, then: () => void): () => void;
  online(): boolean;
  random(): number;
  /** Call back when the browser's network comes and goes; returns how to stop that. */
  network(change: (online: boolean) => void): () => void;
}

/** Close codes that trying again does not mend: malformed, not signed in, not yours, unknown. */
const FINAL_CODES = new Set([4400, 4401, 4403, 4404]);
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;
/** A connection that says nothing for this long may have died without a word; asking again costs little. */
const SILENCE_MS = 25_000;

export class RunClient {
  private readonly url: string;
  private readonly listener: Listener;
  private readonly around: Surroundings;
  private socket: Socket | null = null;
  private last = -1;
  private verdictSeq: number | null = null;
  private verdictTold = false;
  private pause = FIRST_PAUSE_MS;
  private cancelTimer: (() => void) | null = null;
  private cancelSilence: (() => void) | null = null;
  private stopNetwork: (() => void) | null = null;
  private stopWanted = false;
  private over = false;

  /** `url` is the socket's address without its query. */
  constructor(url: string, listener: Listener, around: Surroundings = browser) {
    this.url = url;
    this.listener = listener;
    this.around = around;
  }

  start(): void {
    this.stopNetwork = this.around.network((online) => {
      if (this.over) return;
      if (online) this.reconnect(0);
      else {
        this.drop();
        this.listener.link("down");
      }
    });
    this.connect();
  }

  /** Ask the server to stop the run; kept until a connection can carry it. */
  stop(): void {
    this.stopWanted = true;
    try {
      this.socket?.send(JSON.stringify({ type: "stop" }));
      if (this.socket) this.stopWanted = false;
    } catch {
      // Not open yet: sent as soon as it is.
    }
  }

  /** Watch no longer. */
  close(): void {
    this.over = true;
    this.stopNetwork?.();
    this.drop();
  }

  private connect(): void {
    this.drop();
    if (!this.around.online()) {
      this.listener.link("down");
      return; // the network's return calls us
    }
    // The sentence of a verdict comes right behind its event; one that got cut off in between is asked for again.
    const after = this.verdictSeq !== null && !this.verdictTold ? this.verdictSeq - 1 : this.last;
    const socket = this.around.open(`${this.url}?after=${after}`);
    this.socket = socket;
    this.listen();
    socket.onopen = () => {
      if (socket !== this.socket) return;
      this.listener.link("up");
      if (this.stopWanted) this.stop();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket || typeof data !== "string") return;
      this.pause = FIRST_PAUSE_MS;
      this.listen();
      this.take(JSON.parse(data) as Message);
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.socket || this.over) return;
      this.socket = null;
      if (FINAL_CODES.has(code)) {
        this.close();
        this.listener.refused(code);
        return;
      }
      this.listener.link(this.around.online() ? "slow" : "down");
      this.reconnect(this.pause * (0.75 + this.around.random() / 2));
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
    };
  }

  private take(message: Message): void {
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
      this.reconnect(0); // a gap: ask again from the last one we have
      return;
    }
    this.last = (fresh.at(-1) as RunEvent).seq;
    for (const event of fresh) if (event.type === "verdict") this.verdictSeq = event.seq;
    this.listener.events(fresh);
  }

  private reconnect(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.around.after(ms, () => this.connect());
  }

  private listen(): void {
    this.cancelSilence?.();
    this.cancelSilence = this.around.after(SILENCE_MS, () => this.connect());
  }

  private drop(): void {
    this.cancelTimer?.();
    this.cancelSilence?.();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

const browser: Surroundings = {
  open: (url) => new WebSocket(new URL(url, location.href.replace(/^http/, "ws"))) as unknown as Socket,
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  online: () => navigator.onLine,
  random: Math.random,
  network(change) {
    const up = (): void => change(true);
    const down = (): void => change(false);
    addEventListener("online", up);
    addEventListener("offline", down);
    return () => {
      removeEventListener("online", up);
      removeEventListener("offline", down);
    };
  },
};
