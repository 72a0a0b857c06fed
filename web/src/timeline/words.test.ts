import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "../format.ts";
import { NOWHERE, span } from "./span.ts";
import { legendKey, stateName } from "./words.ts";

const t = (key: string): string => key;
const format = formats("en");

test("a row of the table says once what is waited for, as exactly as it is known", () => {
  assert.equal(stateName(span("wait", 0, 300, "sleep", "", NOWHERE, 0.3), t, format), "state.wait: wait.sleep 0.30\u202fs");
  assert.equal(stateName(span("wait", 0, 300, "gather", "", NOWHERE, ["milk", "bread"]), t, format), "state.wait: wait.gather: milk, bread");
  assert.equal(stateName(span("wait", 0, 300, "request", "/burger"), t, format), "state.wait: /burger");
  assert.equal(stateName(span("wait", 0, 300), t, format), "state.wait");
  assert.equal(stateName(span("pool", 0, 300, "", "grill"), t, format), "state.pool: grill");
  assert.equal(stateName(span("wait", 0, 300, "sleep", "", NOWHERE, 0.3), t), "state.wait: wait.sleep");
});

test("the legend speaks of an await only where somebody has a loop", () => {
  const synchronous = { lanes: [{ kind: "main" }, { kind: "service" }] } as const;
  const asynchronous = { lanes: [{ kind: "loop" }, { kind: "task" }] } as const;
  assert.equal(legendKey("wait", [synchronous]), "state.held");
  assert.equal(legendKey("wait", [synchronous, asynchronous]), "state.wait");
  assert.equal(legendKey("sleep", [synchronous]), "state.sleep");
});
