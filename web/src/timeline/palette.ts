// The colours of the page's theme, as a canvas needs them: resolved. Their home is styles/tokens.css.
import type { Palette, StateColours } from "./pen.ts";
import { STATES, type State } from "./span.ts";

/** What stands behind a label, where it is not the fill itself. */
const PLATE: Partial<Record<State, string>> = { starved: "--t-starved-plate", block: "--t-block-plate", queued: "--t-lane" };
const RULE: Partial<Record<State, string>> = { starved: "--t-starved-line", block: "--t-block-line" };

/** The palette as it holds inside `host` now; that of the day, whatever the theme, when it is for `paper`. */
export function readPalette(host: Element, paper = false): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  if (paper) probe.style.colorScheme = "light";
  host.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const face = (name: string): string => {
    probe.style.fontFamily = `var(${name})`;
    return getComputedStyle(probe).fontFamily;
  };
  const states = Object.fromEntries(
    STATES.map((state): [State, StateColours] => {
      if (state === "queued") return [state, { fill: colour("--t-lane"), edge: colour("--ink-3"), text: colour("--ink-2"), plate: colour("--t-lane"), rule: colour("--ink-3") }];
      const fill = `--t-${state}`;
      return [state, { fill: colour(fill), edge: colour(`${fill}-edge`), text: colour(`${fill}-text`), plate: colour(PLATE[state] ?? fill), rule: colour(RULE[state] ?? `${fill}-edge`) }];
    }),
  ) as Record<State, StateColours>;
  const palette: Palette = {
    lane: colour("--t-lane"),
    grid: colour("--t-grid"),
    ink: colour("--ink"),
    ink2: colour("--ink-2"),
    ink3: colour("--ink-3"),
    paper: colour("--paper"),
    sunken: colour("--sunken"),
    focus: colour("--focus"),
    states,
    faces: { text: face("--face-text"), code: face("--face-code") },
  };
  probe.remove();
  return palette;
}

/** Call `changed` whenever the theme may have changed. Returns how to stop that. */
export function watchTheme(changed: () => void): () => void {
  const wish = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  wish.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    wish.removeEventListener("change", changed);
  };
}
