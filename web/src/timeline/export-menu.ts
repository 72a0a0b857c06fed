// The menu that gives the timeline as a file: a drawing, a picture, or a trace for Perfetto.
import { h, icon } from "../dom.ts";
import { chromeTraceOf } from "./chrome.ts";
import { drawAll, type Subject, svgOf } from "./export.ts";
import { CanvasPen } from "./pen-canvas.ts";
import type { Translate } from "./words.ts";

const WIDTH_PX = 1000;
const MARGIN_PX = 16;
const PNG_SCALE = 2;

export function exportMenu(t: Translate, subject: () => Subject | null): HTMLElement {
  const menu = h("details", { class: "menu" });
  const item = (key: string, make: (subject: Subject) => Promise<Blob>, name: string): HTMLButtonElement =>
    h(
      "button",
      {
        type: "button",
        class: "btn btn-quiet",
        onclick: () => {
          const found = subject();
          menu.open = false;
          if (found) void make(found).then((blob) => save(blob, name));
        },
      },
      t(key),
    );
  menu.append(
    h("summary", { class: "btn btn-quiet" }, icon("copy"), t("export.name")),
    h(
      "div",
      {},
      item("export.svg", async (found) => new Blob([svgOf(found, t)], { type: "image/svg+xml" }), "parrilla.svg"),
      item("export.png", (found) => png(found, t), "parrilla.png"),
      item("export.trace", async ({ model }) => new Blob([JSON.stringify(chromeTraceOf(model.timeline.entrants, t))], { type: "application/json" }), "parrilla-trace.json"),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) menu.open = false;
  });
  return menu;
}

/** The same as a picture, twice as sharp. Raises where the browser makes none: too large, or out of memory. */
async function png(subject: Subject, t: Translate): Promise<Blob> {
  const pen = new CanvasPen(h("canvas"));
  pen.prepare(WIDTH_PX, MARGIN_PX, 1, subject.palette);
  const height = drawAll(pen, subject, t, WIDTH_PX);
  pen.prepare(WIDTH_PX, height, PNG_SCALE, subject.palette);
  pen.rect({ x: 0, y: 0, width: WIDTH_PX, height }, { fill: subject.palette.lane });
  drawAll(pen, subject, t, WIDTH_PX);
  return new Promise((resolve, reject) => pen.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
