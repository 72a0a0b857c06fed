// What a run says about what its author believed. The findings' home is sandbox/diagnosis; they come checked by the server.

export interface Edit {
  /** Lines from..to, both included, become `text`. */
  from: number;
  to: number;
  text: string;
}

export interface Saves {
  measured_s: number;
  predicted_s: number;
  edit: readonly Edit[] | null;
}

export interface Finding {
  slug: string;
  line: number;
  /** What names the rows that prove it: sandbox/diagnosis/picture.py. */
  rows?: readonly (readonly unknown[])[];
  /** Letter of the lesson about it; "" where there is none. */
  lesson: string;
  message: Record<string, string>;
  next: Record<string, string>;
  saves: Saves | null;
  /** What somebody may believe whose program does this; runs of long ago do not tell. */
  belief?: Record<string, string>;
}

/** A program and its copy with a finding's edit, as a race takes them. */
export function pair(program: { name: string; form: string; source: string }, edit: readonly Edit[], mendedName: string): { name: string; form: string; source: string }[] {
  return [program, { name: mendedName, form: program.form, source: applied(program.source, edit) }];
}

/** A time that was foretold for a program of a race. */
export interface Foretold {
  entrant: number;
  seconds: number;
}

/** The sentence in the page's language; Spanish where there is none in it. A number and its unit stay together. */
export function inLanguage(texts: Record<string, string>, language: string): string {
  return (texts[language] ?? texts["es"] ?? "").replace(/(\d) (?=(?:ms|s|MB)\b)/g, "$1\u202f");
}

/** The program after the edits. */
export function applied(source: string, edits: readonly Edit[]): string {
  const lines = source.split("\n");
  for (const { from, to, text } of [...edits].sort((one, other) => other.from - one.from)) lines.splice(from - 1, to - from + 1, ...text.split("\n"));
  return lines.join("\n");
}

/** How far off a foretold time was, as a part of the measured one. */
export function miss(foretold: number, measured: number): number {
  return measured > 0 ? Math.abs(foretold - measured) / measured : 0;
}
