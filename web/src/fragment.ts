// A piece of a page, asked for alone.
import { arrive } from "./arrivals.ts";

/** The element `tag` of what the server answers. Throws where it does not come. */
export async function fragment(url: string, name: string, tag: string, wish: RequestInit = {}): Promise<HTMLElement> {
  const answer = await fetch(url, { ...wish, credentials: "same-origin", headers: { "X-Fragment": name } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>(tag);
  if (!found) throw new Error(`${url} answered without ${tag}`);
  const piece = document.importNode(found, true);
  await arrive(piece);
  return piece;
}
