// Elements that only some pages have: each arrives, with all it needs, where one of them stands.
import { room } from "./strings.ts";

interface Arrival {
  load(): Promise<unknown>;
  /** What it says, of the rooms of platform/parrilla/strings/; fetched before it. */
  rooms: string[];
}

const bench: Arrival = { load: () => import("./bench.ts"), rooms: ["bench"] };
const puzzles: Arrival = { load: () => import("./quiz/puzzles.ts"), rooms: ["quiz"] };

const ARRIVALS: Record<string, Arrival> = {
  "parrilla-editor": bench,
  "parrilla-timeline": bench,
  "parrilla-race": bench,
  "parrilla-run": bench,
  "run-replay": bench,
  "parrilla-play": { load: () => import("./playground/parrilla-play.ts"), rooms: ["bench"] },
  "parrilla-lab": { load: () => import("./lab/parrilla-lab.ts"), rooms: ["bench", "lab"] },
  "parrilla-step": { load: () => import("./step/parrilla-step.ts"), rooms: ["bench", "step"] },
  "step-link": { load: () => import("./step/link.ts"), rooms: [] },
  "parrilla-story": { load: () => import("./kitchen/story/parrilla-story.ts"), rooms: [] },
  "class-board": { load: () => import("./classroom/class-board.ts"), rooms: [] },
  "quiz-order": puzzles,
  "quiz-parsons": puzzles,
};

/** Fetch what stands in a page, or in a piece of one that is about to be put into it. Never throws: what cannot be
 *  fetched leaves the page as the server wrote it, and its text, its forms and its links work without. */
export async function arrive(root: ParentNode): Promise<void> {
  const wanted = Object.entries(ARRIVALS).filter(([tag]) => root.querySelector(tag));
  await Promise.all(wanted.map(([tag, one]) => fetched(one).catch((error: unknown) => console.warn(`${tag} did not arrive`, error))));
}

async function fetched({ load, rooms }: Arrival): Promise<void> {
  await Promise.all(rooms.map(room));
  await load();
}
