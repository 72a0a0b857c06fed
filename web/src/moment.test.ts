import assert from "node:assert/strict";
import { test } from "node:test";
import { zoned } from "./moment.ts";

const LATE = "2026-11-22T23:30:00+00:00";
const plain = (text: string | undefined): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ");

test("a moment is told in the reader's zone, where it may be another day", () => {
  assert.match(plain(zoned(LATE, "es", false, [], "America/Mexico_City")?.text), /^22 nov 2026, (17:30|5:30 p\. ?m\.)$/);
  assert.match(plain(zoned(LATE, "es", false, [], "Europe/Madrid")?.text), /^23 nov 2026, 0:30$/);
  assert.equal(zoned(LATE, "en", true, ["en-GB"], "Europe/Madrid")?.text, "23 Nov 2026");
});

test("the page decides the language, the browser how that language writes a date", () => {
  const mixed = ["fr-FR", "es-MX", "en-GB", "en-US"];
  assert.equal(zoned(LATE, "en", true, mixed, "UTC")?.text, "22 Nov 2026");
  assert.equal(zoned(LATE, "en", true, ["fr-FR"], "UTC")?.text, "Nov 22, 2026");
  assert.equal(zoned(LATE, "es", true, mixed, "UTC")?.text, "22 nov 2026");
});

test("the exact form names its zone", () => {
  assert.match(plain(zoned(LATE, "en", true, ["en-GB"], "UTC")?.exact), /Sunday,? 22 November 2026 at 23:30:00 UTC/);
});

test("what is no moment is left as it stands", () => {
  assert.equal(zoned("", "en", false), null);
  assert.equal(zoned("tomorrow", "en", false), null);
});
