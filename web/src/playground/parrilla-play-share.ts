// The panel that makes a link to a sketch: saved first, then shared as it is.
import { setText } from "../dom.ts";
import { postJson } from "../page.ts";
import { t } from "../strings.ts";

export class SharePanel {
  private readonly panel: Element;
  private readonly saved: () => Promise<string>;
  private readonly run: () => string;
  private busy = false;

  /** `saved` gives the address of the sketch once the server has it as it is, or ""; `run` the id of a run that is over. */
  constructor(panel: Element, saved: () => Promise<string>, run: () => string) {
    this.panel = panel;
    this.saved = saved;
    this.run = run;
    this.find("[data-share-make]").addEventListener("click", () => void this.make());
  }

  /** Something about the run is new: may it be shared? */
  ready(): void {
    this.find<HTMLInputElement>("[data-share-run]").disabled = this.run() === "";
  }

  private async make(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const button = this.find("[data-share-make]");
    button.setAttribute("aria-busy", "true");
    try {
      this.tell(await this.ask());
    } catch {
      this.tell({ message: t("connection.down.kept") });
    }
    button.removeAttribute("aria-busy");
    this.busy = false;
  }

  private async ask(): Promise<{ url?: string; message?: string }> {
    const place = await this.saved();
    if (!place) return { message: t("run.unsent") };
    const box = this.find<HTMLInputElement>("[data-share-run]");
    const named = this.panel.querySelector<HTMLInputElement>("[data-share-named]")?.checked ?? false;
    const response = await postJson(`${place}share`, { named, run: box.checked && !box.disabled ? this.run() : "" });
    const json = response.headers.get("Content-Type")?.includes("json");
    return json ? ((await response.json()) as { url?: string; message?: string }) : { message: t("run.refused", { status: response.status }) };
  }

  private tell({ url, message }: { url?: string; message?: string }): void {
    const refused = this.find<HTMLElement>("[data-share-refused]");
    refused.hidden = !message;
    setText(refused, message ?? "");
    this.find<HTMLElement>("[data-share-made]").hidden = !url;
    if (!url) return;
    const link = this.find<HTMLAnchorElement>("[data-share-link]");
    link.href = url;
    setText(link, url);
    this.find<HTMLElement>("copy-text").dataset["text"] = url;
  }

  private find<E extends Element = Element>(selector: string): E {
    const found = this.panel.querySelector<E>(selector);
    if (!found) throw new Error(`the share panel needs ${selector}`);
    return found;
  }
}
