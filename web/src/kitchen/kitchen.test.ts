import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formats } from "../format.ts";
import type { RunEvent } from "../run/events.ts";
import { RunModel } from "../run/model.ts";
import type { Row } from "../timeline/trace.ts";
import { anyRun } from "./casting.ts";
import { Cast } from "./cast.ts";
import { lately, momentsOf } from "./moments.ts";
import { type Scene, sceneAt } from "./scene.ts";
import { figureSentence, momentSentence, stateKey } from "./words.ts";

const wording = { t, format: formats("en") };

/** The key and its holes: which sentence is chosen, whatever it says. */
function t(key: string, holes: Record<string, string | number> = {}): string {
  return [key, ...Object.entries(holes).map(([name, value]) => `${name}=${value}`)].join("|").replaceAll("\u202f", " ");
}

function played(name: string): RunModel {
  const model = new RunModel([]);
  for (const event of JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as RunEvent[]) model.add(event);
  return model;
}

function cast(model: RunModel, entrant = 0): Cast {
  const found = model.timeline.entrants[entrant];
  assert.ok(found);
  return new Cast(found);
}

const MS = 1e6;

/** A run of one second that these rows tell of. */
function told(rows: readonly Row[], seconds: number | null = 1): RunModel {
  const model = new RunModel([]);
  const opening: Row[] = [["M", 1, 0, 0, "3.11", "main", "main.py", 2], ["f", 1, 0, 1, "main.py"], ...[3, 6, 9].map((line): Row => ["S", 1, 0, line, [[1, line, "cook"]]])];
  model.add({ seq: 0, t: 0, type: "started", data: { entrants: [{ name: "main", form: "" }] } });
  model.add({ seq: 1, t: 0, type: "entrant-started", entrant: 0, data: {} });
  model.add({ seq: 2, t: 900, type: "trace", entrant: 0, data: { rows: [...opening, ...rows] } });
  if (seconds !== null) model.add({ seq: 3, t: seconds * 1000, type: "entrant-ended", entrant: 0, data: { outcome: "exited", exit_code: 0, wall_s: seconds } });
  return model;
}

function where({ tickets }: Scene): string[] {
  return tickets.map(({ number, place }) => `${number} ${place}`);
}

test("while the loop is blocked the cashier is stuck with one number and the others are on the screen", () => {
  const shop = cast(played("blocked-loop.recorded"));
  const scene = sceneAt(shop, 300, 1540);
  assert.deepEqual(where(scene), ["1 table", "2 counter", "3 screen", "4 screen"]);
  const [cashier] = scene.cashiers;
  assert.ok(cashier);
  assert.deepEqual([stateKey(cashier), cashier.line, cashier.holds?.number], ["block", 7, 2]);
  assert.match(figureSentence(cashier, 300, wording), /^Kitchen\.says\.cashier\.stuck\|.*time=278 ms\|.*ticket=kitchen\.ticket\.named\|n=2\|name=cocinar.* kitchen\.line\|line=7$/);
});

test("what is awaited cooks by itself and the cashier is free", () => {
  const scene = sceneAt(cast(played("three-burgers"), 1), 300, 510);
  assert.deepEqual(where(scene), ["1 table", "2 grill", "3 grill", "4 grill"]);
  assert.equal(scene.cashiers[0]?.doing, "free");
  assert.deepEqual(scene.tickets.slice(1).map(({ station, line, until }) => [station, line, Math.round(until)]), [["sleep", 6, 504], ["sleep", 6, 505], ["sleep", 6, 505]]);
});

test("a program that waits in calls has one order at a time and its cashier beside it", () => {
  const shop = cast(played("three-burgers"), 0);
  const scene = sceneAt(shop, 700, 1520);
  assert.deepEqual(where(scene), ["1 done", "2 grill", "3 door"]);
  const [cashier] = scene.cashiers;
  assert.deepEqual([cashier && stateKey(cashier), cashier?.holds?.number, cashier?.line], ["stands", 2, 5]);
  assert.deepEqual(momentsOf(shop).map(({ what, number }) => `${what} ${number}`), ["stand 1", "done 1", "stand 2", "done 2", "stand 3", "done 3"]);
});

test("each moment of a run stands on its line, in order", () => {
  const moments = momentsOf(cast(played("blocked-loop.recorded")));
  assert.deepEqual(moments.filter(({ number }) => number === 2).map(({ what, line }) => `${what} ${line}`), ["order 12", "stuck 7", "done 7"]);
  assert.ok(moments.every(({ at }, index) => index === 0 || at >= (moments[index - 1]?.at ?? 0)));
  const stuck = moments.find(({ what }) => what === "stuck");
  assert.ok(stuck && momentSentence(stuck, wording).startsWith("Kitchen.moment.stuck|who=kitchen.ticket.named|n=2"));
});

test("work of a pool stands in line until a seat is free, and who sleeps in a seat holds it", () => {
  const shop = cast(
    told([
      ["q", 1, 10 * MS, 1, 1, "thread", "order", 9, 0, 0, 0, 1, 0],
      ["q", 1, 11 * MS, 2, 1, "thread", "order", 9, 0, 0, 1, 1, 0],
      ["t", 1, 12 * MS, 1, "ThreadPoolExecutor-0_0", "_worker", 9, 0, 0],
      ["w", 1, 20 * MS, 300 * MS, 1, 1, 1, 0, null],
      ["z", 1, 21 * MS, 290 * MS, 1, 0, 3],
      ["w", 1, 330 * MS, 300 * MS, 1, 2, 1, 0, null],
    ]),
  );
  const early = sceneAt(shop, 100, 1000);
  assert.deepEqual(where(early), ["2 line"]);
  assert.deepEqual(early.cooks.map(({ doing, holds, line }) => [doing, holds?.number, line]), [["sleep", 1, 3]]);
  const late = sceneAt(shop, 400, 1000);
  assert.deepEqual(where(late), ["1 done"]);
  assert.deepEqual(late.cooks.map((figure) => [stateKey(figure), figure.holds?.number, figure.line]), [["works", 2, 9]]);
  assert.deepEqual(momentsOf(shop).map(({ what, by }) => `${what} ${by}`), ["line 1", "line 1", "seat 1", "asleep 0", "over 1", "seat 1", "over 1"]);
});

test("what was not done when the program ended is left behind", () => {
  const rows: Row[] = [["O", 1, 0, 1, 0, "Loop"], ["T", 1, MS, 1, 0, 9, 0, "Task-1", "cook"], ["s", 1, 2 * MS, MS, 1, "w", "sleep", 5, 3]];
  const shop = cast(told(rows));
  assert.deepEqual(where(sceneAt(shop, 500, 1000)), ["1 grill"]);
  const closed = sceneAt(shop, 1000, 1000);
  assert.deepEqual([where(closed), closed.cashiers[0]?.doing], [["1 left"], "done"]);
});

test("a run that goes on has its moments so far, and nobody is left behind yet", () => {
  const rows: Row[] = [["O", 1, 0, 1, 0, "Loop"], ["T", 1, MS, 1, 0, 9, 0, "Task-1", "cook"], ["s", 1, 2 * MS, MS, 1, "w", "sleep", 5, 3]];
  const shop = cast(told(rows, null));
  assert.deepEqual(momentsOf(shop).map(({ what }) => what), ["order", "serve", "grill"]);
  assert.deepEqual(where(sceneAt(shop, 900, 900)), ["1 grill"]);
});

test("the only service there is answers the network; of several nobody can tell which", () => {
  const net = { state: "wait", cause: "net" } as Parameters<ReturnType<typeof anyRun>["spot"]>[0];
  assert.equal(anyRun(["kitchen"]).spot(net).station, "service:kitchen");
  assert.equal(anyRun(["kitchen", "database"]).spot(net).station, "net");
  assert.equal(anyRun().spot({ ...net, cause: "gather" }).place, "table");
  assert.equal(anyRun().spot({ ...net, cause: "thread" }).place, "cooks");
});

test("of moments that fall on one instant the latest are told", () => {
  const moments = momentsOf(cast(played("three-burgers"), 1));
  const times = moments.map(({ at }) => at);
  assert.deepEqual(lately(moments, times, 2.5).map(({ what, number }) => `${what} ${number}`), ["order 3", "order 4"]);
  assert.deepEqual(lately(moments, times, -1), []);
});

test("ten thousand tasks are a shop too", () => {
  const rows: Row[] = [["O", 1, 0, 1, 0, "Loop"]];
  for (let id = 1; id <= 10_000; id++) rows.push(["T", 1, id * 1000, id, 0, 9, 0, `Task-${id}`, "cook"], ["s", 1, 20 * MS + id * 1000, 500, id, "w", "sleep", 0.5, 3]);
  const shop = cast(told(rows));
  assert.equal(sceneAt(shop, 400, 1000).tickets.filter(({ place }) => place === "grill").length, 10_000);
  assert.ok(momentsOf(shop).length <= 6000);
});
