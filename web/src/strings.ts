// Sentences in the page's language. They live in platform/parrilla/strings.py and come embedded in the page.
import { embedded } from "./dom.ts";

let known: Record<string, string> | null = null;

/** The sentence of `key` with its `{holes}` filled. An unknown key shows itself: a mistake worth seeing. */
export function t(key: string, holes: Record<string, string | number> = {}): string {
  known ??= embedded<Record<string, string>>("strings") ?? {};
  return fill(known[key] ?? key, holes);
}

/** `"{n} ahead"` with `{n: 3}` is `"3 ahead"`; a hole without a value stays. */
export function fill(sentence: string, holes: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}
