// What a program printed, as lines with times. Text only: escape sequences go, control characters show themselves.

export interface Line {
  /** Milliseconds since the program's start, when its first character came. */
  at: number;
  stream: string;
  text: string;
  /** False while the program may still add to it. */
  ended: boolean;
}

const LONGEST_LINE = 4000;
/** CSI, OSC and the two-character sequences; what is cut off at the end of a piece waits for the next one. */
const ESCAPE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_a-z=>78])/g;
const UNFINISHED = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*\u001b?)?$/;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** `text` without terminal escapes; other control characters, and those that turn the writing around, become "�". */
export function plain(text: string): string {
  return text.replace(ESCAPE, "").replace(CONTROL, "�");
}

export class Console {
  readonly lines: Line[] = [];
  /** Index of the first line that changed since the view last looked. */
  dirtyFrom = 0;
  private readonly open = new Map<string, Line>();
  private readonly rest = new Map<string, string>();

  /** A piece of output, cut anywhere. */
  add(stream: string, text: string, at: number): void {
    let piece = (this.rest.get(stream) ?? "") + text;
    const cut = UNFINISHED.exec(piece);
    const keep = cut && cut[0].length < 256 ? cut[0] : piece.endsWith("\r") ? "\r" : "";
    this.rest.set(stream, keep);
    if (keep) piece = piece.slice(0, -keep.length);
    const parts = piece.replaceAll("\r\n", "\n").split("\n");
    parts.forEach((part, index) => {
      if (part !== "" || index < parts.length - 1) this.append(stream, part, at);
      if (index < parts.length - 1) this.finish(stream);
    });
  }

  clear(): void {
    this.lines.length = 0;
    this.open.clear();
    this.rest.clear();
    this.dirtyFrom = 0;
  }

  /** The whole output as text, for saving. */
  text(): string {
    return this.lines.map((line) => `${line.text}\n`).join("");
  }

  private append(stream: string, part: string, at: number): void {
    let line = this.open.get(stream);
    if (!line) {
      line = { at, stream, text: "", ended: false };
      this.open.set(stream, line);
      this.lines.push(line);
    }
    // A lone carriage return goes back to the line's start, as progress bars do.
    const back = part.lastIndexOf("\r");
    const text = back < 0 ? line.text + plain(part) : plain(part.slice(back + 1));
    line.text = text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text;
    this.touch(line);
  }

  private finish(stream: string): void {
    const line = this.open.get(stream);
    if (!line) return;
    line.ended = true;
    this.touch(line);
    this.open.delete(stream);
  }

  private touch(line: Line): void {
    // Only the last few lines can still be open, so this search is short.
    this.dirtyFrom = Math.min(this.dirtyFrom, this.lines.lastIndexOf(line));
  }
}
