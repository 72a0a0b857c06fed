// Sentences in the page's language. They live in platform/parrilla/strings/. Those that every page needs come embedded in
// it, the others with the scripts that say them.
import { embedded } from "./dom.ts";
import { page } from "./page.ts";

let known: Record<string, string> | null = null;

/** The sentence of `key` with its `{holes}` filled. An unknown key shows itself: a mistake worth seeing. */
export function t(key: string, holes: Record<string, string | number> = {}): string {
  known ??= embedded<Record<string, string>>("strings") ?? {};
  return fill(known[key] ?? key, holes);
}

const rooms = new Map<string, Promise<void>>();

/** Fetch the sentences of a room, once, before anything is said with them. Throws where they do not come. */
export function room(name: string): Promise<void> {
  let coming = rooms.get(name);
  if (!coming) {
    coming = fetchRoom(name);
    rooms.set(name, coming);
    coming.catch(() => rooms.delete(name)); // the next who needs it tries again
  }
  return coming;
}

async function fetchRoom(name: string): Promise<void> {
  const url = page().strings[name];
  if (!url) return; // it stands in the page
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  Object.assign((known ??= embedded<Record<string, string>>("strings") ?? {}), await answer.json());
}

/** `"{n} ahead"` with `{n: 3}` is `"3 ahead"`; a hole without a value stays. */
export function fill(sentence: string, holes: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}
