// The play's controls: play and pause, from moment to moment, the instant, the speed. It keeps the time; others draw.
import { h, icon, setText } from "../dom.ts";
import { Playback } from "./playback.ts";
import type { Wording } from "./words.ts";

const SPEEDS = [0.5, 1, 2, 4];

export class Player {
  readonly element: HTMLElement;
  /** Called whenever the instant changed. */
  changed: (at: number) => void = () => undefined;
  /** It came to a bound it may not pass. */
  bounded: () => void = () => undefined;
  /** What to say of the instant beside its time. */
  saying: (at: number) => string = () => "";
  at = 0;
  playing = false;
  private playback = new Playback([], 0);
  /** Played up to here and no further. */
  private bound = Infinity;
  private time = 0;
  private last = 0;
  private speed = 1;
  private readonly wording: Wording;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly button = h("button", { class: "btn btn-ink", type: "button", onclick: () => this.toggle() });
  private readonly slider: HTMLInputElement;
  private readonly clock = h("span", { class: "clock" });

  constructor(wording: Wording) {
    this.wording = wording;
    const { t, format } = wording;
    this.slider = h("input", { type: "range", min: 0, max: 1000, step: "any", value: 0, "aria-label": t("kitchen.time") });
    const step = (key: string, back: boolean): HTMLButtonElement => h("button", { class: "btn btn-quiet btn-icon", type: "button", "aria-label": t(key), title: t(key), onclick: () => this.step(back) }, icon("chev"));
    const before = step("kitchen.before", true);
    before.classList.add("back");
    const speeds = SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `×${format.number(speed, 1)}`));
    const speed = h("select", { "aria-label": t("kitchen.speed") }, ...speeds);
    speed.addEventListener("change", () => (this.speed = Number(speed.value)));
    this.slider.addEventListener("input", () => {
      this.pause();
      this.go((Number(this.slider.value) / 1000) * this.playback.end);
    });
    this.slider.addEventListener("keydown", (event) => this.key(event));
    this.element = h("div", { class: "player", role: "group", "aria-label": t("kitchen.player") }, this.button, before, step("kitchen.after", false), this.slider, this.clock, speed);
    this.drawButton();
  }

  get end(): number {
    return this.playback.end;
  }

  /** What is played: the instants of its moments, and its end. The instant stays. */
  load(times: readonly number[], end: number): void {
    this.playback = new Playback(times, end);
    this.at = Math.min(this.at, end);
    this.time = this.playback.time(this.at);
    this.draw();
  }

  /** Play no further than `ms`; Infinity: to the end. */
  bind(ms: number): void {
    this.bound = ms;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    const limit = Math.min(this.bound, this.end);
    if (this.at >= limit) {
      if (limit < this.end) {
        this.bounded();
        return;
      }
      this.set(0);
    }
    this.time = this.playback.time(this.at);
    this.playing = true;
    this.last = 0;
    this.drawButton();
    requestAnimationFrame((now) => this.frame(now));
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    this.drawButton();
  }

  /** Another instant, chosen by somebody. */
  go(ms: number): void {
    this.set(Math.max(0, Math.min(this.end, this.bound, ms)));
    if (ms > this.bound) this.bounded();
  }

  step(back: boolean): void {
    this.pause();
    this.go(this.playback.step(this.at, back));
  }

  private key(event: KeyboardEvent): void {
    const back = event.key === "ArrowLeft" || event.key === "ArrowDown";
    if (back || event.key === "ArrowRight" || event.key === "ArrowUp") this.step(back);
    else if (event.key === " ") this.toggle();
    else if (event.key === "PageUp" || event.key === "PageDown") this.go(this.at + (event.key === "PageUp" ? this.end : -this.end) / 10);
    else return;
    event.preventDefault();
  }

  private frame(now: number): void {
    if (!this.playing) return;
    if (!this.element.isConnected) {
      this.pause();
      return;
    }
    this.time += this.last ? Math.min(100, now - this.last) * this.speed : 0;
    this.last = now;
    const limit = Math.min(this.bound, this.end);
    const at = this.playback.at(this.time, this.calm.matches);
    if (at >= limit) {
      this.pause();
      this.set(limit);
      if (limit < this.end) this.bounded();
      return;
    }
    if (at !== this.at) this.set(at, true);
    requestAnimationFrame((next) => this.frame(next));
  }

  private set(ms: number, flowing = false): void {
    this.at = ms;
    if (!flowing) this.time = this.playback.time(ms);
    this.draw();
    this.changed(ms);
  }

  private draw(): void {
    const { t, format } = this.wording;
    const place = this.end ? (1000 * this.at) / this.end : 0;
    if (Math.abs(Number(this.slider.value) - place) > 0.01) this.slider.value = String(place);
    const time = t("kitchen.at", { time: `${format.stamp(this.at)}\u202fs`, end: `${format.stamp(this.end)}\u202fs` });
    setText(this.clock, time);
    if (!this.playing) this.slider.setAttribute("aria-valuetext", [time, this.saying(this.at)].filter(Boolean).join(". "));
    this.drawButton();
  }

  private drawButton(): void {
    const word = this.playing ? "kitchen.pause" : this.at > 0 && this.at >= this.end ? "kitchen.again" : "kitchen.play";
    if (this.button.dataset["word"] === word) return;
    this.button.dataset["word"] = word;
    const { t } = this.wording;
    this.button.replaceChildren(icon(this.playing ? "pause" : "play"), this.playing ? t("kitchen.pause") : word === "kitchen.again" ? t("kitchen.again") : t("kitchen.play"));
  }
}
