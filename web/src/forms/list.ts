// The forms of a learner's program as a list: the program itself in slot 0, up to three more beside it.

export interface FormNote {
  slot: number;
  name: string;
  form: string;
}

export const KINDS = ["", "sync", "async", "threads", "processes"] as const;
/** What a race has room for. */
export const MOST_FORMS = 4;

/** As the server has it: lessons/form_views.py. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()+-]{0,39}$/u;

/** The lowest slot that is free, or null where the race is full. */
export function freeSlot(forms: readonly FormNote[]): number | null {
  for (let slot = 1; slot < MOST_FORMS; slot++) if (forms.every((form) => form.slot !== slot)) return slot;
  return null;
}

/** What is wrong with a name for the form in `slot`, as the key of a sentence; "" where nothing is. */
export function nameComplaint(name: string, slot: number, forms: readonly FormNote[]): string {
  if (!NAME.test(name)) return "forms.bad-name";
  return forms.some((form) => form.slot !== slot && form.name === name) ? "forms.taken" : "";
}

/** A name nobody has: the wished one, or that with a number. */
export function freeName(wished: string, forms: readonly FormNote[]): string {
  const taken = new Set(forms.map(({ name }) => name));
  const base = wished.slice(0, 36).trim();
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base} ${number}`;
  return name;
}

/** The neighbour that is shown once the form in `slot` is gone. */
export function neighbour(forms: readonly FormNote[], slot: number): number {
  const at = forms.findIndex((form) => form.slot === slot);
  return (forms[at + 1] ?? forms[at - 1])?.slot ?? 0;
}

/** Where the arrow keys lead from a tab: round and round, or to the ends. Null for any other key. */
export function tabAfter(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
