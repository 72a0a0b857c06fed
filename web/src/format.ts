// Numbers as each language writes them: 0,51 s in Spanish, 0.51 s in English, a thin unit gap in both.

const GAP = "\u202f";

export interface Format {
  /** 0.51 s; times under 10 ms as whole milliseconds; above 100 s with one decimal. */
  seconds(seconds: number): string;
  /** 422 ms below one second, 1.50 s from there. */
  span(ms: number): string;
  /** The bare number of seconds with two decimals, for tables whose caption names the unit. */
  plain(ms: number): string;
  /** Seconds with three decimals: the margin of the console. */
  stamp(ms: number): string;
  /** How many times: ×3.0. */
  times(factor: number): string;
  /** A number with at most `decimals` decimals. */
  number(value: number, decimals?: number): string;
  /** A share of one in whole percents: 12%. */
  percent(share: number): string;
  /** How long ago, coarsely: 4 s, 2 min, 3 h. */
  ago(seconds: number): string;
  /** "a, b and c", as the language writes it. */
  list(words: readonly string[]): string;
  /** 0.48–0.55 s. */
  range(fromSeconds: number, toSeconds: number): string;
  /** Points of an axis, `step` seconds apart: as many decimals as the step needs. */
  tick(seconds: number, step: number): string;
}

export function formats(language: string): Format {
  const locale = language.startsWith("en") ? "en" : "es";
  const makers = new Map<string, Intl.NumberFormat>();
  const comma = locale === "es";
  const write = (value: number, least: number, most: number): string => {
    if (least === most) {
      // Written many times a frame: Intl takes far longer for the same.
      const text = (Object.is(value, -0) ? 0 : value).toFixed(most);
      return comma ? text.replace(".", ",") : text;
    }
    const key = `${least}-${most}`;
    let maker = makers.get(key);
    if (!maker) {
      maker = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: false });
      makers.set(key, maker);
    }
    return maker.format(Object.is(value, -0) ? 0 : value);
  };
  return {
    seconds(seconds) {
      if (seconds > 0 && seconds < 0.01) return `${write(Math.max(1, Math.round(seconds * 1000)), 0, 0)}${GAP}ms`;
      const decimals = seconds >= 100 ? 1 : 2;
      return `${write(seconds, decimals, decimals)}${GAP}s`;
    },
    span(ms) {
      if (Math.round(ms) < 1000) return `${write(Math.round(ms), 0, 0)}${GAP}ms`;
      return `${write(ms / 1000, 2, 2)}${GAP}s`;
    },
    plain: (ms) => write(ms / 1000, 2, 2),
    stamp: (ms) => write(Math.max(0, ms) / 1000, 3, 3),
    times: (factor) => `×${write(factor, 1, 1)}`,
    number: (value, decimals = 0) => write(value, 0, decimals),
    percent: (share) => `${write(Math.round(100 * share), 0, 0)}${comma ? GAP : ""}%`,
    ago(seconds) {
      if (seconds < 60) return `${write(Math.max(1, Math.round(seconds)), 0, 0)}${GAP}s`;
      if (seconds < 3600) return `${write(Math.round(seconds / 60), 0, 0)}${GAP}min`;
      return `${write(Math.round(seconds / 3600), 0, 0)}${GAP}h`;
    },
    list: (words) => new Intl.ListFormat(locale, { type: "conjunction" }).format(words),
    range: (from, to) => `${write(from, 2, 2)}–${write(to, 2, 2)}${GAP}s`,
    tick(seconds, step) {
      const decimals = Math.max(0, Math.min(3, Math.ceil(-Math.log10(step) - 1e-9)));
      return seconds === 0 ? "0" : write(seconds, decimals, decimals);
    },
  };
}
