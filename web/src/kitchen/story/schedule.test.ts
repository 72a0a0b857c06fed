import assert from "node:assert/strict";
import { test } from "node:test";
import { RunModel } from "../../run/model.ts";
import { Cast } from "../cast.ts";
import { momentsOf } from "../moments.ts";
import { sceneAt } from "../scene.ts";
import { computing, waiting } from "./pool.ts";
import { concurrent, parallel, type Schedule } from "./schedule.ts";

const LINES = { run: 24, open: 21, order: 14, chat: 17, look: 18, cook: 9, hand: 12, wait: 8 };
const NAMES = { burger: "burger", customer: "customer", order: "order" };

function told(program: string, values: Record<string, number>) {
  return { program, name: "main", values, lines: LINES, names: NAMES };
}

function cast({ events }: Schedule): Cast {
  const model = new RunModel([]);
  for (const event of events) model.add(event);
  const [entrant] = model.timeline.entrants;
  assert.ok(entrant);
  return new Cast(entrant);
}

function whole(schedule: Schedule): number {
  return schedule.marks["end"] ?? NaN;
}

function near(got: number, wanted: number): void {
  assert.ok(Math.abs(got - wanted) < 10, `${got} is not near ${wanted}`);
}

test("you collect at the end of the sentence in which the number came up, never within it", () => {
  near(whole(concurrent(told("pausing", { kitchen: 900, chat: 400, customers: 1 }))), 1200);
  near(whole(concurrent(told("pausing", { kitchen: 900, chat: 80, customers: 1 }))), 960);
});

test("talk that lets nobody pass keeps even the order back, and customers wait for each other", () => {
  near(whole(concurrent(told("blocking", { kitchen: 900, chat: 400, customers: 1 }))), 1640);
  const one = whole(concurrent(told("pausing", { kitchen: 900, chat: 400, customers: 6 })));
  const crowd = whole(concurrent(told("blocking", { kitchen: 900, chat: 400, customers: 6 })));
  near(one, 1200);
  assert.ok(crowd > 5 * one / 2, `${crowd}`);
});

test("the kitchen's moments of a story stand on the program's lines, in order", () => {
  const moments = momentsOf(cast(concurrent(told("pausing", { kitchen: 900, chat: 400, customers: 1 }))));
  const seen = moments.filter(({ what }) => what !== "serve").map(({ what, name, line }) => `${what} ${name} ${line}`);
  assert.deepEqual(seen, [
    "order main 24",
    "order customer 21",
    "table main 21",
    "order burger 14",
    "grill customer 17",
    "grill burger 9",
    "grill customer 17",
    "grill customer 17",
    "done burger 9",
    "done customer 17",
    "done main 21",
  ]);
});

test("when the story ends nobody is left behind", () => {
  for (const schedule of [concurrent(told("blocking", { kitchen: 900, chat: 400, customers: 6 })), parallel(told("waiting", { cashiers: 3, orders: 8, wait: 200 })), parallel(told("cleaning", { cashiers: 3, orders: 8, wait: 200, cores: 2 }))]) {
    const scene = sceneAt(cast(schedule), whole(schedule), whole(schedule));
    assert.deepEqual([...new Set(scene.tickets.map(({ place }) => place))], ["done"]);
    assert.deepEqual(scene.cashiers.map(({ doing }) => doing), ["done"]);
  }
});

test("eight seats serve twenty-four orders in three waves, and the twenty-fifth opens a fourth", () => {
  near(whole(parallel(told("waiting", { cashiers: 8, orders: 24, wait: 200 }))), 600);
  near(whole(parallel(told("waiting", { cashiers: 8, orders: 25, wait: 200 }))), 800);
});

test("cleaning is held up by the cores, whoever the cashiers are", () => {
  near(whole(parallel(told("cleaning", { cashiers: 4, orders: 8, wait: 200, cores: 2 }))), 860);
  near(whole(parallel(told("cleaning", { cashiers: 8, orders: 8, wait: 200, cores: 2 }))), 860);
  near(whole(parallel(told("cleaning", { cashiers: 8, orders: 8, wait: 200, cores: 8 }))), 260);
});

test("workers take what is next in line", () => {
  assert.deepEqual(waiting(3, 2, 100, 0).map(({ worker, from, to }) => [worker, from, to]), [[1, 0, 100], [2, 0, 100], [1, 100, 200]]);
  assert.deepEqual(computing(3, 2, 100, 1, 0).map(({ worker, from, to }) => [worker, from, to]), [[1, 0, 200], [2, 0, 200], [1, 200, 300]]);
});

test("while they wait every seat is taken, asleep, and the rest stand in line", () => {
  const schedule = parallel(told("waiting", { cashiers: 3, orders: 8, wait: 200 }));
  const scene = sceneAt(cast(schedule), schedule.marks["waiting"] ?? 0, whole(schedule));
  assert.deepEqual(scene.cooks.map(({ doing, holds, line }) => [doing, holds?.number, line]), [["sleep", 1, 8], ["sleep", 2, 8], ["sleep", 3, 8]]);
  assert.equal(scene.tickets.filter(({ place }) => place === "line").length, 5);
  assert.equal(scene.cashiers[0]?.doing, "wait");
});
