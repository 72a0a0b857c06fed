import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftKeeper, type Kept, type Saved, type Shelf } from "./draft-keeper.ts";

class FakeShelf implements Shelf {
  kept: Kept | null = null;
  readonly sent: [string, number][] = [];
  answer: Saved | null = null;
  send: Shelf["send"] = async (source, version) => {
    this.sent.push([source, version]);
    return this.answer ?? { outcome: "saved", version: version + 1 };
  };
  private clock = 0;
  private readonly timers = new Set<{ at: number; then: () => void }>();

  read(): Kept | null {
    return this.kept;
  }

  write(kept: Kept): void {
    this.kept = kept;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.clock + ms, then };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  now(): number {
    return this.clock;
  }

  async pass(ms: number): Promise<void> {
    this.clock += ms;
    for (const timer of [...this.timers].filter((one) => one.at <= this.clock)) {
      this.timers.delete(timer);
      timer.then();
    }
    for (let turns = 0; turns < 5; turns++) await Promise.resolve();
  }
}

function keeper(shelf: FakeShelf, source = "server", version = 1): DraftKeeper {
  return new DraftKeeper(source, version, shelf, () => undefined);
}

test("what is abandoned is not sent, on leaving neither", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  draft.edited("a");
  draft.abandon();
  draft.flush();
  await shelf.pass(10_000);
  assert.deepEqual(shelf.sent, []);
});

test("a change is kept in the browser at once and on the server within two seconds, however long one types", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  draft.edited("a");
  assert.deepEqual(shelf.kept, { source: "a", version: 1, unsaved: true });
  await shelf.pass(1000);
  draft.edited("ab");
  await shelf.pass(1000);
  assert.deepEqual(shelf.sent, [["ab", 1]]);
  assert.deepEqual(shelf.kept, { source: "ab", version: 2, unsaved: false });
  assert.equal(draft.standing, "saved");
});

test("what was written while a save was under way is saved too", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  draft.edited("a");
  const passing = shelf.pass(2000);
  draft.edited("ab");
  await passing;
  assert.equal(draft.standing, "saving");
  await shelf.pass(2000);
  assert.deepEqual(shelf.sent, [["a", 1], ["ab", 2]]);
});

test("what never reached the server is there again after a reload, and goes there now", async () => {
  const shelf = new FakeShelf();
  shelf.kept = { source: "mine", version: 1, unsaved: true };
  assert.equal(keeper(shelf).source, "mine");
  await shelf.pass(2000);
  assert.deepEqual(shelf.sent, [["mine", 1]]);
});

test("what the server has newer wins over an old copy that was saved", () => {
  const shelf = new FakeShelf();
  shelf.kept = { source: "old", version: 1, unsaved: false };
  assert.equal(keeper(shelf, "new", 4).source, "new");
});

test("unsent work and newer work elsewhere are both kept until one is chosen", async () => {
  const shelf = new FakeShelf();
  shelf.kept = { source: "mine", version: 1, unsaved: true };
  const draft = keeper(shelf, "theirs", 3);
  assert.deepEqual([draft.standing, draft.source, draft.theirs?.source], ["conflict", "mine", "theirs"]);
  draft.keepMine();
  await shelf.pass(0);
  assert.deepEqual(shelf.sent, [["mine", 3]]);
  assert.equal(draft.standing, "saved");
});

test("a save over another window's save is a conflict, not a loss", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  shelf.answer = { outcome: "stale", version: 5, source: "theirs" };
  draft.edited("mine");
  await shelf.pass(2000);
  assert.equal(draft.standing, "conflict");
  assert.equal(draft.source, "mine");
  assert.equal(draft.takeTheirs(), "theirs");
  assert.deepEqual(shelf.kept, { source: "theirs", version: 5, unsaved: false });
});

test("two windows that wrote the same do not quarrel", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  shelf.answer = { outcome: "stale", version: 5, source: "same" };
  draft.edited("same");
  await shelf.pass(2000);
  assert.deepEqual([draft.standing, draft.version], ["saved", 5]);
});

test("with the server away it tries again, more and more patiently, and the browser keeps it", async () => {
  const shelf = new FakeShelf();
  const draft = keeper(shelf);
  shelf.answer = { outcome: "away" };
  draft.edited("mine");
  await shelf.pass(1500);
  assert.equal(draft.standing, "here");
  await shelf.pass(3000);
  assert.equal(shelf.sent.length, 2);
  await shelf.pass(3000);
  assert.equal(shelf.sent.length, 2);
  shelf.answer = null;
  draft.flush();
  await shelf.pass(0);
  assert.equal(draft.standing, "saved");
});

test("where there is no server to save to, the browser is enough", () => {
  const shelf = new FakeShelf();
  shelf.send = null;
  keeper(shelf, "given", 0).edited("mine");
  assert.equal(keeper(shelf, "given", 0).source, "mine");
});

test("what was saved for a visitor the server has forgotten is still there, and saved again", async () => {
  const shelf = new FakeShelf();
  shelf.kept = { source: "mine", version: 3, unsaved: false };
  assert.equal(keeper(shelf, "starter", 0).source, "mine");
  await shelf.pass(2000);
  assert.deepEqual(shelf.sent, [["mine", 0]]);
});
