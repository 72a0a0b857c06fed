// What the server tells every page about itself: see `config` in platform/parrilla/page.py.
import { embedded } from "./dom.ts";

export interface Page {
  language: string;
  csrf: string;
  nonce: string;
  signedIn: boolean;
  /** The server knows who looks at it: an account or a guest. Nobody else has a socket. */
  known: boolean;
  /** Of what this browser remembers; "" for a guest. */
  owner: string;
  /** Where the rooms of sentences are that this page does not hold. */
  strings: Record<string, string>;
  urls: { runs: string; socket: string; course: string };
}

let known: Page | null = null;

/** The page's configuration. Throws where base.html did not embed it: nothing works without. */
export function page(): Page {
  known ??= embedded<Page>("page");
  if (!known) throw new Error("this page embeds no configuration");
  return known;
}

/** POST JSON to this site, with the token that proves the request comes from its own page. */
export async function postJson(url: string, body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": page().csrf },
    body: text,
    // What is sent while the page is being left still arrives; browsers carry at most 64 KiB that way.
    keepalive: text.length < 20_000,
  });
}
