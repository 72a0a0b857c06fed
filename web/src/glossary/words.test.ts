import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, folded } from "./words.ts";

test("accents and capitals make no difference", () => {
  assert.equal(folded("Condición DE carrera"), "condicion de carrera");
  assert.ok(fits("CONDICIÓN", "condicion de carrera race condition"));
});

test("all the words typed must be there, in any order and as far as they go", () => {
  assert.ok(fits("carr condi", "condicion de carrera"));
  assert.ok(!fits("condicion hilo", "condicion de carrera"));
});

test("nothing typed leaves everything", () => {
  assert.ok(fits("", "tarea task"));
  assert.ok(fits("   ", "tarea task"));
});
