import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, inLanguage, miss, pair } from "./diagnosis.ts";

const SOURCE = "import time\n\nasync def one():\n    time.sleep(1)\n    return 1\n";

test("an edit replaces its lines and leaves the others", () => {
  const edited = applied(SOURCE, [{ from: 4, to: 4, text: "    await asyncio.sleep(1)" }]);
  assert.equal(edited, "import time\n\nasync def one():\n    await asyncio.sleep(1)\n    return 1\n");
});

test("several edits speak of the lines as they were", () => {
  const edited = applied(SOURCE, [
    { from: 1, to: 1, text: "import asyncio\nimport time" },
    { from: 4, to: 5, text: "    return await asyncio.sleep(1, 1)" },
  ]);
  assert.equal(edited, "import asyncio\nimport time\n\nasync def one():\n    return await asyncio.sleep(1, 1)\n");
});

test("no edit, no change", () => assert.equal(applied(SOURCE, []), SOURCE));

test("a sentence is said in the page's language, and in Spanish where there is none", () => {
  assert.equal(inLanguage({ es: "uno", en: "one" }, "en"), "one");
  assert.equal(inLanguage({ es: "uno", en: "one" }, "fr"), "uno");
  assert.equal(inLanguage({ en: "417 ms in all, 3 sleeps, 0.5 s" }, "en"), "417\u202fms in all, 3 sleeps, 0.5\u202fs");
});

test("a foretold time is off by a part of what was measured", () => {
  assert.equal(miss(0.3, 0.4).toFixed(2), "0.25");
  assert.equal(miss(0.5, 0.4).toFixed(2), "0.25");
  assert.equal(miss(0.5, 0), 0);
});

test("a program races its mended copy, as it was and under its own name", () => {
  const program = { name: "main", form: "async", source: SOURCE };
  const [first, second, ...more] = pair(program, [{ from: 4, to: 4, text: "    await asyncio.sleep(1)" }], "main mended");
  assert.deepEqual(first, program);
  assert.deepEqual([second?.name, second?.form, second?.source.includes("await asyncio")], ["main mended", "async", true]);
  assert.equal(more.length, 0);
});
