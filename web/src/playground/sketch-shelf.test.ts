import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftKeeper } from "../editor/draft-keeper.ts";
import { type Answer, contextOf, parse, type Sketch, SketchShelf, write } from "./sketch-shelf.ts";

const SKETCH: Sketch = {
  title: "Mine",
  programs: [{ name: "main", form: "", source: "print(1)\n" }],
  choices: { kind: "script", services: ["kitchen"], users: 30, rounds: 1 },
};
const TEXT = write(SKETCH);

/** A browser and its server: what was posted, what is remembered, what was told. */
function world(answers: (Answer | null)[], kept: Record<string, string> = {}, id = "") {
  const seen = { posts: [] as { url: string; body: any }[], moved: [] as string[], refused: [] as string[], kept, due: [] as (() => void)[] };
  const shelf = new SketchShelf(
    { id, url: id ? `/playground/sketches/${id}/` : "", createUrl: "/playground/sketches/", example: "lost-update" },
    {
      async post(url, body) {
        seen.posts.push({ url, body });
        return answers.shift() ?? null;
      },
      read: (name) => kept[name] ?? null,
      write: (name, value) => void (kept[name] = value),
      forget: (name) => void delete kept[name],
      after: (_ms, then) => {
        seen.due.push(then);
        return () => undefined;
      },
      now: () => 0,
      moved: (url) => void seen.moved.push(url),
      refused: (message) => void seen.refused.push(message),
    },
  );
  return { shelf, seen };
}

const MADE: Answer = { status: 201, body: { id: "7", url: "/playground/sketches/7/", version: 1 } };

test("the first save makes the sketch, the next goes where it lives", async () => {
  const { shelf, seen } = world([MADE, { status: 200, body: { version: 2 } }]);
  assert.deepEqual(await shelf.send(TEXT, 0), { outcome: "saved", version: 1 });
  assert.deepEqual(await shelf.send(TEXT, 1), { outcome: "saved", version: 2 });
  assert.deepEqual(seen.posts.map((post) => post.url), ["/playground/sketches/", "/playground/sketches/7/save"]);
  assert.deepEqual(seen.posts[0]!.body, { ...SKETCH, example: "lost-update" });
  assert.deepEqual(seen.posts[1]!.body, { ...SKETCH, version: 1 });
  assert.deepEqual(seen.moved, ["/playground/sketches/7/"]);
});

test("what was never sent is found again; what was sent leaves the page of the example as it was", async () => {
  const kept: Record<string, string> = {};
  const { shelf } = world([MADE], kept);
  const keeper = new DraftKeeper(TEXT, 0, shelf, () => undefined);
  const changed = write({ ...SKETCH, title: "Changed" });
  keeper.edited(changed);
  assert.equal(new DraftKeeper(TEXT, 0, world([], kept).shelf, () => undefined).source, changed);
  await shelf.send(changed, 0);
  assert.equal(new DraftKeeper(TEXT, 0, world([], kept).shelf, () => undefined).source, TEXT);
});

test("the keeper of drafts keeps a sketch: a change makes it, the next change is saved where it lives", async () => {
  const { shelf, seen } = world([MADE, { status: 200, body: { version: 2 } }]);
  const keeper = new DraftKeeper(TEXT, 0, shelf, () => undefined);
  for (const title of ["One", "Two"]) {
    keeper.edited(write({ ...SKETCH, title }));
    keeper.flush();
    for (let turns = 0; turns < 9; turns++) await Promise.resolve();
    assert.equal(keeper.standing, "saved");
  }
  assert.deepEqual(seen.posts.map(({ url, body }) => [url, body.title]), [["/playground/sketches/", "One"], ["/playground/sketches/7/save", "Two"]]);
});

test("a sketch nobody has changed is made where it is needed on the server", async () => {
  const { shelf, seen } = world([MADE]);
  const keeper = new DraftKeeper(TEXT, 0, shelf, () => undefined);
  keeper.insist();
  for (let turns = 0; turns < 9; turns++) await Promise.resolve();
  assert.deepEqual([keeper.standing, keeper.version, seen.moved.length], ["saved", 1, 1]);
});

test("another window's sketch comes back whole, to be chosen or not", async () => {
  const theirs = { ...SKETCH, title: "Theirs" };
  const { shelf } = world([{ status: 409, body: { version: 5, ...theirs } }], {}, "7");
  assert.deepEqual(await shelf.send(TEXT, 1), { outcome: "stale", version: 5, source: write(theirs) });
});

test("a refusal is told with its reason, and taken back when it is over", async () => {
  const { shelf, seen } = world([{ status: 409, body: { message: "No room" } }, MADE]);
  assert.deepEqual(await shelf.send(TEXT, 0), { outcome: "refused" });
  assert.equal((await shelf.send(TEXT, 0)).outcome, "saved");
  assert.deepEqual(seen.refused, ["No room", ""]);
});

for (const [name, answer] of [["no answer", null], ["a server in trouble", { status: 503, body: {} }], ["too many", { status: 429, body: {} }]] as const) {
  test(`${name}: it is tried again later`, async () => {
    assert.deepEqual(await world([answer]).shelf.send(TEXT, 0), { outcome: "away" });
  });
}

for (const rubbish of ["", "null", "5", "{}", '{"title":1}', '{"title":"","programs":[]}', '{"title":"","programs":[null],"choices":{}}', "{"]) {
  test(`this browser's storage may hold anything: ${rubbish}`, () => {
    assert.equal(parse(rubbish), null);
    const { shelf } = world([], { "new:lost-update": JSON.stringify({ source: rubbish, version: 0, unsaved: true }) });
    assert.equal(shelf.read(), null);
  });
}

test("the same sketch is the same text, whatever order its parts came in", () => {
  const { rounds, users, services, kind } = SKETCH.choices;
  const turned = { choices: { rounds, users, services, kind }, programs: [{ source: "print(1)\n", form: "", name: "main" }], title: "Mine" };
  assert.equal(write(turned), TEXT);
});

test("choices are named as the server reads them", () => {
  assert.equal(contextOf(SKETCH.choices), "play:script:kitchen");
  assert.equal(contextOf({ ...SKETCH.choices, services: [] }), "play:script:none");
  assert.equal(contextOf({ kind: "app", services: ["kitchen", "pg"], users: 60, rounds: 1 }), "play:app:kitchen_pg:60");
});
