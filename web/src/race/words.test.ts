import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntrantEnd, RunEvent } from "../run/events.ts";
import { formats } from "../format.ts";
import { live, summary } from "./narration.ts";
import { figures, roundNow } from "./figures.ts";
import { result } from "./words.ts";
import { RunModel } from "../run/model.ts";

const format = formats("en");

/** The key and its numbers: which sentence is chosen, whatever it says. */
function t(key: string, holes: Record<string, string | number> = {}): string {
  return [key, ...Object.values(holes)].join("|").replaceAll("\u202f", " ");
}

const DONE = { outcome: "exited", exit_code: 0 } as const;

/** A race whose programs are called A, B, C, D: the seconds of each one's rounds, or how it ended instead. */
function raced(programs: (number[] | Partial<EntrantEnd>)[], bets: { entrant: number; seconds: number }[] = []): RunModel {
  const model = new RunModel(programs.map((_, index) => ({ name: "ABCD"[index] ?? "", form: "" })), bets);
  const add = (event: Record<string, unknown>): void => model.add({ seq: 0, t: 0, ...event } as unknown as RunEvent);
  add({ type: "started", data: { rounds: Math.max(...programs.map((one) => (Array.isArray(one) ? one.length : 1))) } });
  programs.forEach((one, entrant) => {
    const [first = 0, ...later] = Array.isArray(one) ? one : [];
    add({ type: "entrant-started", entrant, data: {} });
    add({ type: "entrant-ended", entrant, data: { ...DONE, wall_s: first, cpu_s: first / 2, peak_mb: 20, ...(Array.isArray(one) ? {} : one) } });
    later.forEach((wall_s, index) => add({ type: "round-ended", entrant, data: { ...DONE, round: index + 2, wall_s, cpu_s: wall_s / 2 } }));
  });
  add({ type: "ended", data: { outcome: "finished", reason: "" } });
  return model;
}

function said(...programs: (number[] | Partial<EntrantEnd>)[]): string[] {
  return result(figures(raced(programs)), t, format);
}

test("of two, the faster as a share of the slower", () => {
  assert.deepEqual(said([1.52], [0.51]), ["race.ratio|B|A|0.51 s|1.52 s|race.share.third"]);
});

test("of three and four, those in between are named in their order", () => {
  assert.deepEqual(said([1.5], [0.5], [1.0]), ["race.ratio|B|A|0.50 s|1.50 s|race.share.third race.ratio.between|race.ratio.one|C|1.00 s"]);
  assert.deepEqual(said([2], [0.5], [1.5], [1]), ["race.ratio|B|A|0.50 s|2.00 s|race.share.quarter race.ratio.between|race.ratio.one|D|1.00 s and race.ratio.one|C|1.50 s"]);
});

test("of several rounds, medians are compared", () => {
  assert.deepEqual(said([1.5, 1.6, 9], [0.5, 0.4, 0.6]), ["race.ratio.median|3|B|A|0.50 s|1.60 s|race.share.third"]);
});

test("rounds that overlap: nobody is called faster", () => {
  assert.deepEqual(said([0.5, 0.55, 0.52], [0.51, 0.6, 0.54]), ["race.tied|A and B|0.50–0.55 s and 0.51–0.60 s"]);
});

test("single times that are near: one round cannot say", () => {
  assert.deepEqual(said([1.0], [0.95]), ["race.tied.once|B and A|0.95 s and 1.00 s"]);
});

test("two fast ones that are the same, and a slow one", () => {
  assert.deepEqual(said([1.5], [0.5], [0.51]), ["race.ratio|B|A|0.50 s|1.50 s|race.share.third race.ratio.between|race.ratio.one|C|0.51 s", "race.tied.once|B and C|0.50 s and 0.51 s"]);
});

test("an early death is no victory", () => {
  assert.deepEqual(said([1.5], [0.5], { exit_code: 1, wall_s: 0.05 }), ["race.ratio|B|A|0.50 s|1.50 s|race.share.third", "race.out.error|C"]);
  assert.deepEqual(said([1.5], { outcome: "limit", limit: "wall", wall_s: 5 }), ["race.out|B"]);
});

test("a bet is held against the median", () => {
  assert.equal(summary(raced([[0.9, 0.5, 0.52], [1.5, 1.5, 1.5]], [{ entrant: 0, seconds: 0.5 }]), t, format)[0], "bet.hit.named|A|0.50 s|0.52 s");
});

test("a bet on a program that failed counts for nothing", () => {
  assert.equal(summary(raced([{ exit_code: 1, wall_s: 0.5 }, [1]], [{ entrant: 0, seconds: 0.5 }]), t, format)[0], "bet.void|A");
});

test("processor and cores are medians too, and a spoiled round is counted apart", () => {
  const model = raced([[1, 2, 4], [1]]);
  model.add({ seq: 9, t: 0, type: "round-ended", entrant: 0, data: { round: 4, wall_s: 9, outcome: "limit", exit_code: null } });
  const [first] = figures(model);
  assert.deepEqual([first?.times, first?.cpu, first?.cores, first?.spoiled], [[1, 2, 4], 1, 0.5, 1]);
});

test("while later rounds run, the sentence counts them", () => {
  const model = new RunModel([{ name: "A", form: "" }]);
  model.add({ seq: 0, t: 0, type: "started", data: { rounds: 3 } });
  model.add({ seq: 1, t: 0, type: "entrant-started", entrant: 0, data: {} });
  assert.equal(roundNow(model), 1);
  model.add({ seq: 2, t: 9, type: "entrant-ended", entrant: 0, data: { ...DONE, wall_s: 0.5 } });
  assert.equal(live(model, 9, t, format), "race.said.round|2|3");
  model.add({ seq: 3, t: 9, type: "round-ended", entrant: 0, data: { ...DONE, round: 2, wall_s: 0.5 } });
  assert.equal(live(model, 9, t, format), "race.said.round|3|3");
});

test("a race whose rounds took too long says how many there were", () => {
  const model = raced([[1], [2]]);
  model.rounds = 5;
  model.roundsCut = 2;
  assert.ok(summary(model, t, format).includes("race.rounds.cut|2|5"));
});
