// The page's one socket for runs: opened with the page, so that a click finds it open; it comes back by itself. What is
// said on it is in platform/parrilla/runs/consumer.py.

export type Link = "up" | "slow" | "down";

/** Who follows one run on it. */
export interface Party {
  /** It is open (again): ask for what you have not had. */
  opened(): void;
  heard(message: object): void;
  link(link: Link): void;
  /** Nothing more can be heard: malformed, not signed in, not yours, unknown. */
  refused(code: number): void;
}

/** What became of a launch, by the socket or over HTTP: a run, or why there is none. */
export interface Answer {
  id?: string;
  url?: string;
  status?: number;
  message?: string;
  entrant?: number;
  retry_after_s?: number;
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
  /** Call back when the browser's network comes and goes. */
  network(change: (online: boolean) => void): void;
}

type Heard = { type: string; id?: string; key?: string; code?: number };

/** Close codes that trying again does not mend: malformed, not signed in, unknown. */
const FINAL_CODES = new Set([4400, 4401, 4404]);
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;
/** A connection that says nothing of a run for this long may have died without a word; asking again costs little. */
const SILENCE_MS = 25_000;
/** A launch that is not answered by then goes over HTTP; its key keeps it the same launch. */
const ANSWER_MS = 5000;
/** The server takes 64 KB; what is longer goes over HTTP. */
const LONGEST_BYTES = 60_000;

export class RunSocket {
  private readonly url: string;
  private readonly around: Surroundings;
  private readonly parties = new Map<string, Party>();
  private readonly launches = new Map<string, (answer: Answer | null) => void>();
  private socket: Socket | null = null;
  private open = false;
  private wanted = false;
  private pause = FIRST_PAUSE_MS;
  private cancelTimer: (() => void) | null = null;
  private cancelSilence: (() => void) | null = null;

  constructor(url: string, around: Surroundings = browser) {
    this.url = url;
    this.around = around;
    around.network((online) => {
      if (!this.wanted) return;
      if (online) this.reconnect(0);
      else this.lose("down");
    });
  }

  /** Have it open from now on. */
  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  /** Hear of a run. `sent`: the server is telling of it already, as it does after a launch. */
  join(id: string, party: Party, sent = false): void {
    this.parties.set(id, party);
    this.start();
    this.listen();
    if (!this.open) {
      if (!this.around.online()) party.link("down");
    } else if (sent) party.link("up");
    else party.opened();
  }

  leave(id: string, party: Party): void {
    if (this.parties.get(id) === party) this.parties.delete(id);
  }

  /** False where it is not open. */
  say(message: object): boolean {
    if (this.open) this.socket?.send(JSON.stringify(message));
    return this.open;
  }

  /** What the server answers; null where it has to be asked in another way. */
  async launch(key: string, order: object): Promise<Answer | null> {
    const text = JSON.stringify({ type: "launch", key, ...order });
    if (!this.open || new TextEncoder().encode(text).length > LONGEST_BYTES) return null;
    return new Promise((resolve) => {
      const cancel = this.around.after(ANSWER_MS, () => this.answer(key, null));
      this.launches.set(key, (answer) => {
        cancel();
        resolve(answer);
      });
      this.socket?.send(text);
    });
  }

  private answer(key: string, answer: Answer | null): void {
    const resolve = this.launches.get(key);
    this.launches.delete(key);
    resolve?.(answer);
  }

  private connect(): void {
    this.drop();
    if (!this.around.online()) {
      this.lose("down"); // the network's return calls us
      return;
    }
    const socket = this.around.open(this.url);
    this.socket = socket;
    this.listen();
    socket.onopen = () => {
      if (socket !== this.socket) return;
      this.open = true;
      for (const party of [...this.parties.values()]) party.opened();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket || typeof data !== "string") return;
      this.pause = FIRST_PAUSE_MS;
      this.listen();
      this.hear(JSON.parse(data) as Heard);
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.socket) return;
      if (FINAL_CODES.has(code)) {
        this.wanted = false; // until somebody joins: a visitor is somebody from their first run on
        const left = [...this.parties.values()];
        this.parties.clear();
        this.drop();
        for (const party of left) party.refused(code);
        return;
      }
      this.lose(this.around.online() ? "slow" : "down");
      this.reconnect(this.pause * (0.75 + this.around.random() / 2));
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
    };
  }

  private hear(message: Heard): void {
    const { type, key, id } = message;
    if (key !== undefined) this.answer(key, message as Answer);
    else if (id === undefined) return;
    else if (type === "unseen") {
      const party = this.parties.get(id);
      this.parties.delete(id);
      party?.refused(message.code ?? 4404);
    } else this.parties.get(id)?.heard(message);
  }

  private lose(link: Link): void {
    this.drop();
    for (const party of [...this.parties.values()]) party.link(link);
  }

  private reconnect(ms: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.around.after(ms, () => this.connect());
  }

  private listen(): void {
    this.cancelSilence?.();
    this.cancelSilence = this.around.after(SILENCE_MS, () => {
      if (this.parties.size) this.connect();
    });
  }

  private drop(): void {
    this.cancelTimer?.();
    this.cancelSilence?.();
    const { socket } = this;
    this.socket = null;
    this.open = false;
    socket?.close();
    for (const key of [...this.launches.keys()]) this.answer(key, null);
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
    addEventListener("online", () => change(true));
    addEventListener("offline", () => change(false));
  },
};
