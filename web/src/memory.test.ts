import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory, type Store } from "./memory.ts";

class Shelf implements Store {
  readonly kept = new Map<string, string>();

  get length(): number {
    return this.kept.size;
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

test("on a shared machine nobody meets somebody else's program", () => {
  const shelf = new Shelf();
  new Memory("7", shelf).write("draft", "A1", "mine");
  assert.equal(new Memory("8", shelf).read("draft", "A1"), null);
  assert.equal(new Memory("", shelf).read("draft", "A1"), null);
  assert.equal(new Memory("7", shelf).read("draft", "A1"), "mine");
});

test("what a guest wrote is theirs once they sign in, and no longer the next guest's", () => {
  const shelf = new Shelf();
  const guest = new Memory("", shelf);
  guest.write("draft", "A1", "one");
  guest.write("run", "A1", "two");
  const account = new Memory("7", shelf);
  assert.deepEqual([account.read("draft", "A1"), account.read("run", "A1")], ["one", "two"]);
  assert.equal(new Memory("", shelf).read("draft", "A1"), null);
});

test("what the account already has is not overwritten by a guest's", () => {
  const shelf = new Shelf();
  new Memory("7", shelf).write("draft", "A1", "account");
  new Memory("", shelf).write("draft", "A1", "guest");
  assert.equal(new Memory("7", shelf).read("draft", "A1"), "account");
});

test("a browser that keeps nothing still works", () => {
  const refusing = new Memory("7", {
    length: 0,
    key: () => null,
    getItem: () => { throw new Error("no"); },
    setItem: () => { throw new Error("full"); },
    removeItem: () => { throw new Error("no"); },
  });
  refusing.write("draft", "A1", "x");
  refusing.forget("draft", "A1");
  assert.equal(refusing.read("draft", "A1"), null);
});
