// The timeline as a file: what is in sight, all entrants, with any pen.
import type { Format } from "../format.ts";
import type { RunModel } from "../run/model.ts";
import { headlineWords } from "./headline-words.ts";
import { headlines } from "./headlines.ts";
import { AXIS_PX, drawAxis, drawMarks, FLAGS_PX } from "./marks.ts";
import type { Palette, Pen } from "./pen.ts";
import { SvgPen } from "./pen-svg.ts";
import { Picture } from "./picture.ts";
import { Rows } from "./rows.ts";
import type { Translate } from "./words.ts";
import type { TimeWindow } from "./window.ts";

const LABEL_PX = 136;
const MARGIN_PX = 16;
const HEAD_PX = 30;

export interface Subject {
  model: RunModel;
  now: number;
  window: TimeWindow;
  palette: Palette;
  format: Format;
}

/** What is in sight as SVG text, `width` pixels wide. */
export function svgOf(subject: Subject, t: Translate, width = 1000): string {
  const pen = new SvgPen(subject.palette);
  const height = drawAll(pen, subject, t, width);
  const names = subject.model.timeline.entrants.map(({ name }) => name).filter(Boolean);
  return pen.finish(width, height, [t("race.title"), names.join(", ")].filter(Boolean).join(": "));
}

/** Draw axis, heads, lanes and bets. Returns the height it takes. */
export function drawAll(pen: Pen, { model, now, window, palette, format }: Subject, t: Translate, width: number): number {
  const picture = new Picture(t, format);
  const inner = width - 2 * MARGIN_PX;
  let y = MARGIN_PX;
  const put = (height: number, draw: () => void): void => {
    pen.moved(MARGIN_PX, y, draw);
    y += height;
  };
  put(AXIS_PX, () => drawAxis(pen, window, LABEL_PX, inner, palette, format));
  for (const entrant of model.timeline.entrants) {
    const elapsed = entrant.elapsed(now);
    const bet = model.bets.find((one) => one.entrant === entrant.index);
    const rows = new Rows();
    rows.arrange(entrant.trace.book, () => false, bet ? FLAGS_PX : 4);
    const words = headlineWords(headlines(entrant, now), entrant.ended !== null && entrant.ended.outcome !== "exited", t, format).join(" · ");
    put(HEAD_PX, () => {
      pen.text(`${entrant.index + 1}  ${entrant.name}`, 0, HEAD_PX / 2, { face: "bold", colour: palette.ink });
      pen.text(words, LABEL_PX, HEAD_PX / 2, { face: "text", colour: palette.ink2 });
      pen.text(format.seconds(elapsed / 1000), inner, HEAD_PX / 2, { face: "bold", colour: palette.ink, anchor: "end" });
    });
    put(rows.height + MARGIN_PX, () => {
      for (const row of rows.list) {
        picture.row(pen, row, row.y, { from: window.from, to: window.to, now: elapsed, width: inner, label: LABEL_PX, palette, lit: null });
        if (row.type === "crowd") pen.text(t(`crowd.${row.kind}`, { n: format.number(row.lanes) }), LABEL_PX - 12, row.y + row.height / 2, { face: "text", colour: palette.ink2, anchor: "end" });
      }
      const ground = { from: window.from, to: window.to, label: LABEL_PX, width: inner, height: rows.height, palette, flags: bet !== undefined };
      drawMarks(pen, { bet: bet?.seconds ?? null, elapsed, running: false, arrived: entrant.ended?.outcome === "exited", cursor: null }, ground, t, format);
    });
  }
  return y;
}
