import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { RunEvent } from "../run/events.ts";
import { formats } from "../format.ts";
import { live, onTheSpot, summary } from "./narration.ts";
import { share } from "./words.ts";
import { RunModel } from "../run/model.ts";

const format = formats("en");

/** The key and its numbers: which sentence is chosen, whatever it says. */
function t(key: string, holes: Record<string, string | number> = {}): string {
  return [key, ...Object.values(holes)].join("|").replaceAll("\u202f", " ");
}

function played(name: string, bets: { entrant: number; seconds: number }[], until = Infinity): RunModel {
  const events = JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as RunEvent[];
  const model = new RunModel([], bets);
  for (const event of events) if (event.t <= until) model.add(event);
  return model;
}

test("each bet is held against its time, then comes the ratio in words, then why", () => {
  const model = played("three-burgers", [{ entrant: 0, seconds: 1.5 }, { entrant: 1, seconds: 1 }]);
  assert.deepEqual(summary(model, t, format), [
    "bet.hit.named|Síncrona|1.50 s|1.52 s",
    "bet.miss.named|Asíncrona|1.00 s|0.51 s",
    "race.ratio|Asíncrona|Síncrona|0.51 s|1.52 s|race.share.third",
    "race.said.all-at-once|×3.0",
  ]);
});

test("a blocked loop is the reason, with its line", () => {
  assert.deepEqual(summary(played("blocked-loop", []), t, format), ["race.said.took|main|1.52 s", "race.said.blocked|1.50 s|6"]);
});

test("while the loop is stuck the live sentence says where and for how long", () => {
  const model = played("blocked-loop", [], 900);
  assert.match(live(model, 931, t, format), /^race\.said\.stuck\|6\|4\d\d ms$/);
});

test("a fraction is told in words only where one is near", () => {
  assert.equal(share(0.335, t, format), "race.share.third");
  assert.equal(share(0.51, t, format), "race.share.half");
  assert.equal(share(0.42, t, format), "race.share.percent|42");
});

test("a bet within a tenth is on the spot", () => {
  assert.ok(onTheSpot(1.5, 1.52));
  assert.ok(onTheSpot(0.5, 0.54));
  assert.ok(!onTheSpot(1, 0.51));
});

test("a program that was cut makes its bet void", () => {
  const model = new RunModel([{ name: "main", form: "" }], [{ entrant: 0, seconds: 1 }]);
  model.add({ seq: 0, t: 0, type: "entrant-started", entrant: 0, data: {} });
  model.add({ seq: 1, t: 5000, type: "entrant-ended", entrant: 0, data: { outcome: "limit", limit: "wall", wall_s: 5 } });
  assert.deepEqual(summary(model, t, format), ["bet.void|main"]);
});
