// The part of the axis that is in sight. Milliseconds; all that is outside is not drawn.

/** Nothing the tracer tells is finer. */
const CLOSEST_MS = 0.02;

export class TimeWindow {
  from = 0;
  to = 1;
  /** The axis's end. */
  max = 1;
  private whole = true;

  /** Whether all of the axis is in sight. */
  get all(): boolean {
    return this.whole;
  }

  get length(): number {
    return this.to - this.from;
  }

  /** The axis reaches to `max` now. Who saw all of it goes on seeing all; who looked closer keeps looking there. */
  fit(max: number): void {
    this.max = max;
    if (this.whole) this.set(0, max);
    else this.set(this.from, this.to);
  }

  /** Look closer (factor > 1) or from farther off, with the moment `at` staying where it is. */
  zoom(factor: number, at: number): void {
    const length = Math.min(this.max, Math.max(CLOSEST_MS, this.length / factor));
    const share = this.length > 0 ? (at - this.from) / this.length : 0;
    this.set(at - share * length, at + (1 - share) * length);
  }

  /** Move by so many milliseconds. */
  pan(ms: number): void {
    const { length } = this;
    const from = Math.min(Math.max(0, this.from + ms), this.max - length);
    this.set(from, from + length);
  }

  reset(): void {
    this.whole = true;
    this.set(0, this.max);
  }

  /** Move just as far as it takes to have `ms` in sight, a little from the edge. */
  reveal(ms: number): void {
    const margin = this.length * 0.05;
    if (ms < this.from + margin) this.pan(ms - margin - this.from);
    else if (ms > this.to - margin) this.pan(ms + margin - this.to);
  }

  private set(from: number, to: number): void {
    const length = Math.min(to - from, this.max);
    this.from = Math.max(0, Math.min(from, this.max - length));
    this.to = this.from + length;
    this.whole = length >= this.max * (1 - 1e-9);
    if (this.whole) {
      this.from = 0;
      this.to = this.max;
    }
  }
}
