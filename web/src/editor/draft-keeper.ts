// Autosave: in this browser at once, on the server within two seconds, and nothing lost when two windows write.

export interface Kept {
  source: string;
  /** The server's version this text was written on; 0 where it has none. */
  version: number;
  /** Not yet on the server. */
  unsaved: boolean;
}

export type Saved =
  | { outcome: "saved"; version: number }
  | { outcome: "stale"; version: number; source: string }
  | { outcome: "refused" }
  | { outcome: "away" };

export type Standing = "clean" | "saving" | "saved" | "here" | "conflict";

/** The world outside, replaceable in tests. */
export interface Shelf {
  read(): Kept | null;
  write(kept: Kept): void;
  /** Null where there is no server to save to: then this browser is all there is. */
  send: ((source: string, version: number) => Promise<Saved>) | null;
  after(ms: number, then: () => void): () => void;
  now(): number;
}

const WAIT_MS = 1500;
const LONGEST_RETRY_MS = 30_000;

export class DraftKeeper {
  source: string;
  version: number;
  standing: Standing = "clean";
  savedAt: number | null = null;
  /** What the other window saved, while the learner has not chosen. */
  theirs: { source: string; version: number } | null = null;
  private readonly shelf: Shelf;
  private readonly changed: () => void;
  private cancel: (() => void) | null = null;
  private sending = false;
  private retry = WAIT_MS;

  /** `source` and `version` are what the server has (version 0: nothing yet). */
  constructor(source: string, version: number, shelf: Shelf, changed: () => void) {
    this.source = source;
    this.version = version;
    this.shelf = shelf;
    this.changed = changed;
    const kept = shelf.read();
    if (!kept || kept.source === source) return;
    // A version the server no longer has: it was saved for a visitor the server has forgotten, and is still the learner's.
    if (!shelf.send || (kept.unsaved && kept.version >= version) || kept.version > version) {
      this.source = kept.source;
      this.version = version;
      if (shelf.send) this.schedule(WAIT_MS);
    } else if (kept.unsaved) {
      // Written here, never sent, and the server has moved on meanwhile: both are somebody's work.
      this.source = kept.source;
      this.theirs = { source, version };
      this.standing = "conflict";
    }
  }

  edited(source: string): void {
    if (source === this.source) return;
    this.source = source;
    this.keep(true);
    if (this.standing === "conflict") return;
    if (!this.shelf.send) {
      this.standing = "here";
      this.savedAt = this.shelf.now();
      this.changed();
      return;
    }
    this.standing = "saving";
    this.retry = WAIT_MS;
    this.changed();
    this.schedule(WAIT_MS);
  }

  /** Save now: the page is being left, or the network is back. */
  flush(): void {
    if (this.cancel) this.save();
  }

  /** Save although nothing has changed: somebody needs it to be on the server. */
  insist(): void {
    if (this.theirs || !this.shelf.send) return;
    this.standing = "saving";
    this.save();
  }

  /** What was typed is wanted no more: nothing is sent that was not yet. */
  abandon(): void {
    this.cancel?.();
    this.cancel = null;
  }

  keepMine(): void {
    if (!this.theirs) return;
    this.version = this.theirs.version;
    this.theirs = null;
    this.standing = "saving";
    this.save();
  }

  /** Returns the other window's text, for the editor; one's own stays in its undo history. */
  takeTheirs(): string {
    const theirs = this.theirs;
    if (!theirs) return this.source;
    this.theirs = null;
    this.source = theirs.source;
    this.version = theirs.version;
    this.keep(false);
    this.standing = "saved";
    this.savedAt = this.shelf.now();
    this.changed();
    return theirs.source;
  }

  private schedule(ms: number): void {
    if (this.cancel) return; // the first change decides when: typing on does not put it off
    this.cancel = this.shelf.after(ms, () => this.save());
  }

  private save(): void {
    this.cancel?.();
    this.cancel = null;
    const { send } = this.shelf;
    if (!send || this.sending || this.theirs) return;
    this.sending = true;
    const source = this.source;
    void send(source, this.version).then((saved) => {
      this.sending = false;
      this.settle(saved, source);
      this.changed();
    });
  }

  private settle(saved: Saved, sent: string): void {
    switch (saved.outcome) {
      case "saved":
        this.version = saved.version;
        this.savedAt = this.shelf.now();
        this.retry = WAIT_MS;
        this.keep(this.source !== sent);
        this.standing = this.source === sent ? "saved" : "saving";
        if (this.source !== sent) this.schedule(WAIT_MS);
        break;
      case "stale":
        if (saved.source === this.source) {
          this.version = saved.version;
          this.standing = "saved";
          this.savedAt = this.shelf.now();
          this.keep(false);
          break;
        }
        this.theirs = { source: saved.source, version: saved.version };
        this.standing = "conflict";
        break;
      case "refused":
        this.standing = "here";
        break;
      case "away":
        this.standing = "here";
        this.retry = Math.min(LONGEST_RETRY_MS, this.retry * 2);
        this.schedule(this.retry);
        break;
    }
  }

  private keep(unsaved: boolean): void {
    this.shelf.write({ source: this.source, version: this.version, unsaved });
  }
}
