// Places in the learner's program: which line of it stands behind each number the tracer gave.
import { NOWHERE, type Place } from "./span.ts";

export type Frame = readonly [file: number, line: number, func: string];

export class Sites {
  private readonly places = new Map<string, Place>();
  private readonly files = new Map<string, string>();
  private program = "";

  /** The file a process was started with. */
  started(program: string): void {
    this.program ||= program;
  }

  file(pid: number, number: number, name: string): void {
    this.files.set(`${pid}:${number}`, name);
  }

  /** `frames` outermost first. Lines of other files than the program are left out: its editor cannot show them. */
  tell(pid: number, site: number, frames: readonly Frame[]): void {
    const own = frames.filter(([file]) => this.shown(this.files.get(`${pid}:${file}`)));
    const last = own.at(-1);
    if (last) this.places.set(`${pid}:${site}`, { line: last[1], lines: own.map(([, line]) => line), func: last[2] });
  }

  place(pid: number, site: number): Place {
    return this.places.get(`${pid}:${site}`) ?? NOWHERE;
  }

  private shown(name: string | undefined): boolean {
    if (name === undefined) return true;
    const known = [...this.files.values()];
    return known.includes(this.program) ? name === this.program : name === known[0];
  }
}
