// Timeline and code belong together: a span picked lights its line, a line picked lights its spans.
import type { ParrillaEditor } from "../editor/parrilla-editor.ts";
import type { ParrillaTimeline } from "./parrilla-timeline.ts";

const HOSTS = "parrilla-run, parrilla-race, main";

/** A host whose editors are not its entrants one by one says which is whose. */
interface Host extends Element {
  editorOf?(entrant: number): ParrillaEditor | null;
  /** -1 for an editor whose program did not run. */
  entrantOf?(editor: ParrillaEditor): number;
}

function editors(host: Element): ParrillaEditor[] {
  return [...host.querySelectorAll<ParrillaEditor>("parrilla-editor")];
}

document.addEventListener("span-picked", (event) => {
  const { entrant, line } = (event as CustomEvent<{ entrant: number; line: number }>).detail;
  const host = (event.target as Element).closest(HOSTS);
  if (!host) return;
  const all = editors(host);
  const chosen = (host as Host).editorOf ? (host as Host).editorOf?.(entrant) : all[all.length > 1 ? entrant : 0];
  for (const editor of all) editor.light(editor === chosen ? line : 0);
});

document.addEventListener("line-picked", (event) => {
  const editor = event.target as ParrillaEditor;
  const host = editor.closest(HOSTS);
  if (!host) return;
  const { line } = (event as CustomEvent<{ line: number }>).detail;
  const entrant = (host as Host).entrantOf?.(editor) ?? Math.max(0, editors(host).indexOf(editor));
  for (const other of editors(host)) other.light(0);
  for (const timeline of host.querySelectorAll<ParrillaTimeline>("parrilla-timeline")) timeline.lightLine(entrant, line);
});
