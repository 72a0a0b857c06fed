import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { median, standing } from "./standing.ts";

interface Case {
  says: string;
  times: number[][];
  order: number[];
  ties: number[][];
}

const CASES = JSON.parse(readFileSync(new URL("../../../tests/race/standings.json", import.meta.url), "utf8")) as Case[];

for (const { says, times, order, ties } of CASES) {
  test(says, () => assert.deepEqual(standing(times), { order, ties }));
}

test("the median of nothing is no number", () => {
  assert.ok(Number.isNaN(median([])));
});
