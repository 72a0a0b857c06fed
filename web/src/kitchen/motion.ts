// Figures that changed their place glide there from where they were. Whoever wants less motion sees them change at once.
import type { Actor } from "./actor.ts";

const GLIDE_MS = 320;

export type Before = readonly { actor: Actor; parent: Element | null; x: number; y: number }[];

export function remembered(actors: readonly Actor[]): Before {
  return actors.map((actor) => {
    const { x, y } = actor.item.getBoundingClientRect();
    return { actor, parent: actor.item.parentElement, x, y };
  });
}

/** Only those in another place glide: neighbours that close up would make everything swim. */
export function glide(before: Before): void {
  for (const { actor, parent, x, y } of before) {
    const { item } = actor;
    if (!item.isConnected || item.parentElement === parent) continue;
    const now = item.getBoundingClientRect();
    if (now.x === x && now.y === y) continue;
    item.animate([{ transform: `translate(${x - now.x}px, ${y - now.y}px)` }, { transform: "none" }], { duration: GLIDE_MS, easing: "cubic-bezier(.2, .7, .2, 1)" });
  }
}
