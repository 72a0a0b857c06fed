import assert from "node:assert/strict";
import { test } from "node:test";
import { freeName, freeSlot, nameComplaint, neighbour, tabAfter } from "./list.ts";

const FORMS = [
  { slot: 0, name: "Mine", form: "" },
  { slot: 2, name: "Hilos", form: "threads" },
];

test("a new form takes the first slot that is free, and a race has room for four", () => {
  assert.equal(freeSlot(FORMS), 1);
  assert.equal(freeSlot([0, 1, 2, 3].map((slot) => ({ slot, name: String(slot), form: "" }))), null);
});

test("a name is taken by others, not by its own form", () => {
  assert.equal(nameComplaint("Hilos", 1, FORMS), "forms.taken");
  assert.equal(nameComplaint("Hilos", 2, FORMS), "");
});

test("names that the server would refuse are not sent", () => {
  for (const name of ["", " x", "<b>", "a".repeat(41), "a\u0000", "-a", "a/b"]) assert.equal(nameComplaint(name, 1, FORMS), "forms.bad-name", name);
  for (const name of ["Asíncrona", "v2 (mía)", "3", "線程", "a.b-c+d"]) assert.equal(nameComplaint(name, 1, FORMS), "", name);
});

test("a wished name that is taken gets a number", () => {
  assert.equal(freeName("Hilos", FORMS), "Hilos 2");
  assert.equal(freeName("New", FORMS), "New");
  assert.ok(freeName("x".repeat(60), FORMS).length <= 40);
});

test("where a form is removed, its neighbour is shown", () => {
  assert.equal(neighbour(FORMS, 2), 0);
  assert.equal(neighbour([...FORMS, { slot: 3, name: "c", form: "" }], 2), 3);
});

test("arrow keys go round, Home and End to the ends", () => {
  assert.deepEqual([tabAfter("ArrowRight", 2, 3), tabAfter("ArrowLeft", 0, 3), tabAfter("Home", 2, 3), tabAfter("End", 0, 3), tabAfter("x", 0, 3)], [0, 2, 0, 2, null]);
});
