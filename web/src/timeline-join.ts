// Timeline and code belong together: a span picked lights its line, a line picked lights its spans.
import type { ParrillaEditor } from "./parrilla-editor.ts";
import type { ParrillaTimeline } from "./parrilla-timeline.ts";

const HOSTS = "parrilla-run, parrilla-race, main";

function editors(host: Element): ParrillaEditor[] {
  return [...host.querySelectorAll<ParrillaEditor>("parrilla-editor")];
}

document.addEventListener("span-picked", (event) => {
  const { entrant, line } = (event as CustomEvent<{ entrant: number; line: number }>).detail;
  const host = (event.target as Element).closest(HOSTS);
  if (!host) return;
  const all = editors(host);
  all.forEach((editor, index) => editor.light(index === (all.length > 1 ? entrant : 0) ? line : 0));
});

document.addEventListener("line-picked", (event) => {
  const editor = event.target as ParrillaEditor;
  const host = editor.closest(HOSTS);
  if (!host) return;
  const { line } = (event as CustomEvent<{ line: number }>).detail;
  const entrant = Math.max(0, editors(host).indexOf(editor));
  for (const other of editors(host)) other.light(0);
  for (const timeline of host.querySelectorAll<ParrillaTimeline>("parrilla-timeline")) timeline.lightLine(entrant, line);
});
