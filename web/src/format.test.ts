import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "./format.ts";

const es = formats("es");
const en = formats("en");

test("seconds follow the language, with a thin gap before the unit", () => {
  assert.equal(es.seconds(0.512), "0,51\u202fs");
  assert.equal(en.seconds(0.512), "0.51\u202fs");
});

test("seconds too small for two decimals are told in milliseconds", () => {
  assert.equal(en.seconds(0.0042), "4\u202fms");
  assert.equal(en.seconds(0), "0.00\u202fs");
});

test("a span changes unit at one second, after rounding", () => {
  assert.equal(es.span(421.6), "422\u202fms");
  assert.equal(es.span(999.7), "1,00\u202fs");
  assert.equal(es.span(1500), "1,50\u202fs");
});

test("overlap always has one decimal", () => {
  assert.equal(es.times(3), "×3,0");
  assert.equal(en.times(2.96), "×3.0");
});

test("an axis has as many decimals as its step needs", () => {
  assert.deepEqual([0, 0.2, 1].map((s) => es.tick(s, 0.2)), ["0", "0,2", "1,0"]);
  assert.deepEqual([1, 2].map((s) => en.tick(s, 1)), ["1", "2"]);
  assert.equal(en.tick(0.05, 0.05), "0.05");
});

test("what was long ago is told coarsely", () => {
  assert.equal(en.ago(0.2), "1\u202fs");
  assert.equal(en.ago(130), "2\u202fmin");
  assert.equal(en.ago(7300), "2\u202fh");
});

test("a share is whole percents, with the language's gap", () => {
  assert.equal(es.percent(0.086), "9\u202f%");
  assert.equal(en.percent(0.086), "9%");
});
