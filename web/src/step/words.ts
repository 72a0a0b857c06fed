// What step mode says of a state, in the page's language.
import type { Format } from "../format.ts";
import { nameOf, type SearchEnd, type SearchWord, type StepEnd, type StepState, type Value, type Waiting } from "./model.ts";

type Translate = (key: string, holes?: Record<string, string | number>) => string;

export function waitText(waiting: Waiting, state: StepState, t: Translate, format: Format): string {
  const holes = { on: waiting.on || "?", until: waiting.until === null ? "?" : clock(waiting.until, format) };
  if (waiting.wait === "lock" && waiting.holder) return t("step.held", { ...holes, holder: nameOf(state, waiting.holder) || "?" });
  const known = ["sleep", "lock", "event", "condition", "semaphore", "barrier", "queue-get", "queue-put", "queue-join", "taskgroup", "task", "gather", "wait", "turn"];
  const kind = known.includes(waiting.wait) ? waiting.wait : "future";
  return t(`step.wait.${kind}`, holes);
}

export function endText(end: StepEnd, t: Translate): string {
  const known = ["returned", "raised", "refused", "deadlock", "endless", "astray"];
  return t(`step.end.${known.includes(end.how) ? end.how : "other"}`, { exc: end.exc, text: end.text, line: end.line });
}

export function searchText(word: SearchWord, t: Translate): string {
  if (!word.default) return t("step.search.slow");
  if (!word.found) return t(word.cut ? "step.search.cut" : "step.search.none", { n: word.runs });
  return t("step.search.found", { n: word.runs, ours: outcome(word.found, t), theirs: outcome(word.default, t) });
}

export function valuesText(values: readonly Value[]): string {
  return values.map(([name, value]) => `${name} = ${value}`).join("\u2003");
}

export function clock(seconds: number, format: Format): string {
  return `${format.number(seconds, 3)}\u202fs`;
}

function outcome(end: SearchEnd, t: Translate): string {
  return end.how === "returned" && end.last ? `“${end.last}”` : endText(end, t);
}
