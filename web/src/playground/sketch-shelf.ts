// Where a sketch is kept: in this browser at once, on the server soon after. The first save there makes it; what comes
// back says where it lives from then on. `DraftKeeper` decides when; to it a sketch is one text.
import type { Kept, Saved, Shelf } from "../editor/draft-keeper.ts";

export interface Program {
  name: string;
  form: string;
  source: string;
}

/** Names of what the server offers; it knows what they stand for. */
export interface Choices {
  kind: string;
  services: string[];
  users: number;
  rounds: number;
}

export interface Sketch {
  title: string;
  programs: Program[];
  choices: Choices;
}

/** The server's answer to a POST, as far as it could be had; null where there was none. */
export interface Answer {
  status: number;
  body: { id?: string; url?: string; version?: number; message?: string; title?: string; programs?: Program[]; choices?: Choices };
}

/** The world outside, replaceable in tests. */
export interface Outside {
  post(url: string, body: unknown): Promise<Answer | null>;
  read(name: string): string | null;
  write(name: string, value: string): void;
  forget(name: string): void;
  after(ms: number, then: () => void): () => void;
  now(): number;
  /** The sketch has an address of its own now. */
  moved(url: string): void;
  /** The server will not keep it, and says why; "" when it does again. */
  refused(message: string): void;
}

const TOO_MANY = 429;
const STALE = 409;

export class SketchShelf implements Shelf {
  id: string;
  /** Of the sketch's page; "" while the server has none. */
  url: string;
  private readonly createUrl: string;
  private readonly example: string;
  private readonly outside: Outside;

  constructor(place: { id: string; url: string; createUrl: string; example: string }, outside: Outside) {
    this.id = place.id;
    this.url = place.url;
    this.createUrl = place.createUrl;
    this.example = place.example;
    this.outside = outside;
  }

  read(): Kept | null {
    try {
      const kept = JSON.parse(this.outside.read(this.name) ?? "null") as Kept | null;
      if (!kept || typeof kept.source !== "string" || typeof kept.version !== "number" || !parse(kept.source)) return null;
      // What has reached the server lives under its own name: a new page begins anew.
      return this.id || kept.unsaved ? kept : null;
    } catch {
      return null;
    }
  }

  write(kept: Kept): void {
    this.outside.write(this.name, JSON.stringify(kept));
  }

  readonly send = async (source: string, version: number): Promise<Saved> => {
    const sketch = parse(source);
    if (!sketch) return { outcome: "refused" };
    const making = !this.id;
    const answer = await this.outside.post(making ? this.createUrl : `${this.url}save`, making ? { ...sketch, example: this.example } : { ...sketch, version });
    if (!answer || answer.status >= 500 || answer.status === TOO_MANY) return { outcome: "away" };
    const { body } = answer;
    if (answer.status < 300 && body.version !== undefined) {
      if (making && body.id && body.url) {
        this.outside.forget(this.name);
        this.id = body.id;
        this.url = body.url;
        this.outside.moved(body.url);
      }
      this.outside.refused("");
      return { outcome: "saved", version: body.version };
    }
    const { title, programs, choices } = body;
    if (answer.status === STALE && body.version !== undefined && title !== undefined && programs && choices) {
      return { outcome: "stale", version: body.version, source: write({ title, programs, choices }) };
    }
    this.outside.refused(body.message ?? "");
    return { outcome: "refused" };
  };

  after(ms: number, then: () => void): () => void {
    return this.outside.after(ms, then);
  }

  now(): number {
    return this.outside.now();
  }

  private get name(): string {
    return this.id || `new:${this.example}`;
  }
}

/** One text for one sketch: the same for the same, whatever order its parts came in. */
export function write({ title, programs, choices }: Sketch): string {
  return JSON.stringify({
    title,
    programs: programs.map(({ name, form, source }) => ({ name, form, source })),
    choices: { kind: choices.kind, services: choices.services, users: choices.users, rounds: choices.rounds },
  });
}

/** Null for what is no sketch: this browser's storage may hold anything. */
export function parse(text: string): Sketch | null {
  try {
    const raw = JSON.parse(text) as Sketch | null;
    const sound = typeof raw?.title === "string" && Array.isArray(raw.programs) && raw.programs.length > 0 && raw.programs.every(isProgram);
    return raw && sound && typeof raw.choices?.kind === "string" && Array.isArray(raw.choices.services) ? raw : null;
  } catch {
    return null;
  }
}

/** What a run of these choices is called: see lessons/play.py, which takes no other name. */
export function contextOf({ kind, services, users }: Choices): string {
  const named = ["play", kind, services.join("_") || "none"];
  return (kind === "app" ? [...named, users] : named).join(":");
}

function isProgram(raw: Program | null): boolean {
  return typeof raw?.name === "string" && typeof raw.form === "string" && typeof raw.source === "string";
}
