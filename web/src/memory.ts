// What this browser remembers, by person: on a shared machine nobody meets somebody else's program. A guest's things
// become those of the account they sign in to, as they do on the server.

const PREFIX = "parrilla";

/** The part of localStorage that is used here. */
export interface Store {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export class Memory {
  private readonly store: Store | null;
  private readonly owner: string;

  /** `owner` is "" for a guest; a store that refuses everything (private windows, a full disk) is as good as none. */
  constructor(owner: string, store: Store | null) {
    this.owner = owner;
    this.store = store;
    if (owner) this.adopt();
  }

  read(kind: string, name: string): string | null {
    try {
      return this.store?.getItem(this.key(kind, name)) ?? null;
    } catch {
      return null;
    }
  }

  write(kind: string, name: string, value: string): void {
    try {
      this.store?.setItem(this.key(kind, name), value);
    } catch {
      // Not remembered here then; the server still knows.
    }
  }

  forget(kind: string, name: string): void {
    try {
      this.store?.removeItem(this.key(kind, name));
    } catch {
      // See above.
    }
  }

  private key(kind: string, name: string): string {
    return `${PREFIX}:${this.owner}:${kind}:${name}`;
  }

  private adopt(): void {
    const guest = `${PREFIX}::`;
    try {
      const { store } = this;
      if (!store) return;
      const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key) => key?.startsWith(guest)) as string[];
      for (const key of keys) {
        const mine = `${PREFIX}:${this.owner}:${key.slice(guest.length)}`;
        const value = store.getItem(key);
        if (value !== null && store.getItem(mine) === null) store.setItem(mine, value);
        store.removeItem(key);
      }
    } catch {
      // See above.
    }
  }
}

let ours: Memory | null = null;

/** This page's person's memory. */
export function memory(owner: string): Memory {
  if (!ours) {
    let store: Store | null = null;
    try {
      store = localStorage;
    } catch {
      // A browser may forbid even looking.
    }
    ours = new Memory(owner, store);
  }
  return ours;
}
