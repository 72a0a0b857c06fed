// The findings of a run, below its race: the sentence, the line it speaks of, one next step, and what that would save.
import { type Finding, type Foretold, inLanguage, miss } from "./diagnosis.ts";
import { h, icon } from "../dom.ts";
import type { Format } from "../format.ts";
import { page } from "../page.ts";
import { tied } from "../race/standing.ts";
import type { RunModel } from "../run/model.ts";
import type { Entrant } from "../timeline/model.ts";
import type { Translate } from "../timeline/words.ts";

/** Those that have a page; a few beliefs belong to modules still to come. */
const LESSONS = /^[A-N]$/;

export class DiagnosisView {
  readonly element = h("section", { class: "diagnosis stack g3", hidden: true });
  /** Race a program against its mended copy; null where there is no place for that. */
  showMe: ((entrant: number, finding: Finding) => void) | null = null;
  /** Says nothing, where telling would be telling the answer. */
  silent = false;
  private readonly t: Translate;
  private readonly format: Format;
  private readonly pick: (entrant: number, finding: Finding) => void;
  private drawn = "";

  /** `pick` is called with a finding whose line and whose proof somebody wants to see. */
  constructor(t: Translate, format: Format, pick: (entrant: number, finding: Finding) => void) {
    this.t = t;
    this.format = format;
    this.pick = pick;
    this.element.setAttribute("aria-label", t("diagnosis.name"));
  }

  draw(model: RunModel): void {
    const { entrants } = model.timeline;
    const counts = entrants.map(({ index, ended }) => `${model.findings[index]?.length ?? 0}${ended ? "." : ""}`).join();
    const now = `${counts} ${model.phase} ${model.foretold?.seconds ?? ""}`;
    if (now === this.drawn) return;
    this.drawn = now;
    const told = this.silent ? [] : entrants.filter(({ index }) => model.findings[index]?.length);
    const after = this.foretold(model.foretold, entrants);
    this.element.hidden = !told.length && !after;
    this.element.replaceChildren(h("h3", { class: "over" }, this.t("diagnosis.name")), after ?? "");
    for (const entrant of told) {
      const title = entrants.length > 1 ? h("p", { class: "whose" }, h("span", { class: "slot", "aria-hidden": "true" }, String(entrant.index + 1)), h("bdi", {}, entrant.name)) : null;
      const list = h("ol", { role: "list" }, ...(model.findings[entrant.index] ?? []).map((finding) => this.item(entrant, finding, model)));
      this.element.append(...(title ? [title, list] : [list]));
    }
  }

  private item(entrant: Entrant, finding: Finding, model: RunModel): HTMLLIElement {
    const { t, format } = this;
    const { language } = page();
    const { saves, lesson, line, belief } = finding;
    const say = h("p", { class: "say" }, inLanguage(finding.message, language));
    const next = h("p", { class: "soft" }, inLanguage(finding.next, language));
    // Less than a shared machine moves by itself is promised to nobody.
    const sure = saves !== null && !tied([saves.measured_s], [saves.predicted_s]);
    const gain = saves && sure ? h("p", { class: "gain" }, t("diagnosis.saves", { predicted: format.seconds(saves.predicted_s), measured: format.seconds(saves.measured_s) })) : null;
    const idea = belief ? h("p", { class: "idea" }, h("span", { class: "label" }, t("verdict.idea")), " ", h("q", {}, t("quote", { text: inLanguage(belief, language) }))) : null;
    const deeds = h("p", { class: "row g2" });
    if (line) deeds.append(h("button", { class: "btn btn-quiet", type: "button", onclick: () => this.pick(entrant.index, finding) }, icon("hint"), t("diagnosis.line", { line })));
    const { showMe } = this;
    if (showMe && !model.foretold && saves?.edit?.length && entrant.source && model.phase === "ended") {
      deeds.append(h("button", { class: "btn btn-ink", type: "button", onclick: () => showMe(entrant.index, finding) }, icon("play"), t("diagnosis.show")));
    }
    if (LESSONS.test(lesson)) deeds.append(h("a", { class: "btn btn-quiet", href: `${page().urls.course}${encodeURIComponent(lesson)}/` }, t("diagnosis.lesson", { letter: lesson })));
    return h("li", { class: "stack g2" }, say, idea, gain, next, deeds);
  }

  /** What was foretold of a mended copy, beside what it then took. */
  private foretold(foretold: Foretold | null, entrants: readonly Entrant[]): HTMLElement | null {
    const end = foretold ? entrants[foretold.entrant]?.ended : null;
    if (!foretold || end?.outcome !== "exited") return null;
    const { t, format } = this;
    const off = format.percent(miss(foretold.seconds, end.wall_s));
    return h("p", { class: "gain" }, t("diagnosis.foretold", { predicted: format.seconds(foretold.seconds), measured: format.seconds(end.wall_s), off }));
  }
}
