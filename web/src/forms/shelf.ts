// Where the forms of a program are kept: on the server by slot, and what was typed last in this browser too.
import type { FormNote } from "./list.ts";
import { memory } from "../memory.ts";
import { page, postJson } from "../page.ts";

/** A form as the server tells it: `form_json` of lessons.pages. */
export interface KeptForm extends FormNote {
  source: string;
  version: number;
  saved_at?: string | null;
  draft_url?: string;
}

export type Keeping = { outcome: "kept"; form: KeptForm } | { outcome: "same-name" } | { outcome: "away" };

export class FormShelf {
  /** Whether what is typed is kept as part of something else, so that no editor keeps it by itself. */
  readonly elsewhere: boolean = false;
  private readonly url: string;
  private readonly context: string;

  /** `url` is what the slot's number is put behind. */
  constructor(url: string, context: string) {
    this.url = url;
    this.context = context;
  }

  /** The name under which this browser remembers what was typed. */
  key(slot: number): string {
    return `${this.context}:${slot}`;
  }

  /** Make a form, or give it another name; the source counts only for a new one. */
  async keep(form: FormNote, source: string): Promise<Keeping> {
    try {
      const response = await postJson(`${this.url}${form.slot}`, { name: form.name, form: form.form, source });
      if (response.ok) return { outcome: "kept", form: (await response.json()) as KeptForm };
      return { outcome: response.status === 409 ? "same-name" : "away" };
    } catch {
      return { outcome: "away" };
    }
  }

  async remove(slot: number): Promise<boolean> {
    try {
      return (await postJson(`${this.url}${slot}/remove`, {})).ok;
    } catch {
      return false;
    }
  }

  /** What was typed in this slot belongs to a form that is gone. */
  forget(slot: number): void {
    memory(page().owner).forget("draft", this.key(slot));
  }
}
