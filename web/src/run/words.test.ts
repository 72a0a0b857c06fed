import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "../format.ts";
import { RunModel } from "./model.ts";
import { ending, ourFault, status } from "./words.ts";

const format = formats("en");

function t(key: string, holes: Record<string, string | number> = {}): string {
  return [key, ...Object.values(holes)].join("|").replaceAll("\u202f", " ");
}

test("in the queue the place and the wait are told as far as they are known", () => {
  const model = new RunModel([]);
  model.phase = "queued";
  assert.equal(status(model, 0, false, t, format)?.text, "run.queued");
  model.queue = { ahead: 3, waitS: 4.2 };
  assert.equal(status(model, 0, false, t, format)?.text, "run.queue|3|4 s");
  model.queue = { ahead: 3, waitS: null };
  assert.equal(status(model, 0, false, t, format)?.text, "run.queue.unknown|3");
  model.queue = { ahead: 0, waitS: 0 };
  assert.equal(status(model, 0, false, t, format)?.text, "run.queue.next");
});

test("a machine's cores are counted in words that fit their number", () => {
  for (const [cores, said] of [[1, "run.finished.on.one|3.13.1|1"], [2, "run.finished.on|3.13.1|2"], [undefined, "run.finished"]] as const) {
    const model = new RunModel([]);
    model.add({ seq: 0, t: 0, type: "started", data: { python: "3.13.1", ...(cores && { cores }) } });
    model.add({ seq: 1, t: 1, type: "ended", data: { outcome: "finished" } });
    assert.equal(status(model, 0, false, t, format)?.text, said);
  }
});

test("a limit is told with its amount", () => {
  const end = { outcome: "limit", limit: "memory", wall_s: 1 } as const;
  assert.equal(ending(end, { memory_mb: 512 }, t, format), "run.limit.memory|512 MB");
  assert.equal(ending({ ...end, limit: "disk" }, {}, t, format), "run.limit.other");
});

test("an exit status is told only where it is not zero", () => {
  assert.equal(ending({ outcome: "exited", exit_code: 0, wall_s: 1 }, {}, t, format), "");
  assert.equal(ending({ outcome: "exited", exit_code: 1, wall_s: 1 }, {}, t, format), "run.exit|1");
});

test("our faults are told as ours, and the learner's ends never are", () => {
  const model = new RunModel([]);
  for (const [outcome, look] of [["failed", "down"], ["lost", "down"], ["limit", "slow"], ["stopped", ""], ["finished", ""]] as const) {
    model.add({ seq: 0, t: 1, type: "ended", data: { outcome } });
    assert.equal(status(model, 0, false, t, format)?.look, look, outcome);
    assert.equal(ourFault(model, t) !== "", look === "down", outcome);
  }
});
