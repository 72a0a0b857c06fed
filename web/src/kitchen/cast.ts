// The cast of a run: its figures, whatever the instant. Made anew when more of the run is known.
import type { Item } from "../timeline/items.ts";
import type { Lane } from "../timeline/lane.ts";
import type { Entrant } from "../timeline/model.ts";
import type { Span } from "../timeline/span.ts";
import { anyRun, type Casting } from "./casting.ts";

/** A stretch of a program without tasks that is an order of its own: it slept, waited or computed for that long. */
export interface Call {
  span: Span;
  number: number;
}

/** A request as the learner's app met it. */
export interface Request {
  lane: Lane;
  span: Span;
  number: number;
}

/** Shorter stretches of the main thread are no orders. */
const CALL_MS = 5;
const REQUESTS = 400;

export class Cast {
  readonly entrant: Entrant;
  readonly casting: Casting;
  /** Loops; the main thread where there is none. */
  readonly cashiers: readonly Lane[];
  /** The main thread beside a loop: what the cashier does before it opens and after it has closed. */
  readonly main: Lane | null;
  readonly tasks: readonly Lane[];
  readonly items: readonly Item[];
  readonly calls: readonly Call[];
  readonly requests: readonly Request[];
  readonly cooks: readonly Lane[];
  private readonly numbers = new Map<Lane | Item, number>();

  constructor(entrant: Entrant, casting?: Casting) {
    this.entrant = entrant;
    const of = (kind: Lane["kind"]): Lane[] => entrant.lanes.filter((lane) => lane.kind === kind && (!lane.empty || kind === "task"));
    const services = [...new Set(of("service").map(({ name }) => name))];
    this.casting = casting ?? anyRun(services);
    const loops = entrant.lanes.filter((lane) => lane.kind === "loop");
    const [main] = of("main");
    this.cashiers = loops.length ? loops : main ? [main] : [];
    this.main = loops.length ? (main ?? null) : null;
    this.tasks = of("task").sort((a, b) => a.born - b.born || a.order - b.order);
    this.items = [...entrant.trace.items.all.values()].filter(({ submitted }) => !Number.isNaN(submitted)).sort((a, b) => a.submitted - b.submitted);
    this.cooks = [...of("thread"), ...of("process")];
    this.requests = requests(of("requests"));
    this.calls = loops.length || this.items.length || this.cooks.length || !main ? [] : calls(main);
    this.tasks.forEach((lane, index) => this.numbers.set(lane, index + 1));
    this.items.forEach((item, index) => this.numbers.set(item, index + 1));
    this.cooks.forEach((lane, index) => this.numbers.set(lane, index + 1));
    this.cashiers.forEach((lane, index) => this.numbers.set(lane, index + 1));
  }

  number(of: Lane | Item): number {
    return this.numbers.get(of) ?? 0;
  }

  /** Nothing that could be shown has happened. */
  get empty(): boolean {
    return !this.cashiers.length && !this.cooks.length && !this.tasks.length && !this.requests.length;
  }

  /** Which places and stations the run visits at all: the shop is built for these, so that nothing jumps. */
  spots(): { places: Set<string>; stations: string[] } {
    const places = new Set<string>(["counter"]);
    const stations = new Set<string>();
    const wait = (span: Span): void => {
      const { place, station } = this.casting.spot(span);
      places.add(place);
      if (place === "grill") stations.add(station);
    };
    for (const lane of this.tasks) {
      for (const span of open(lane)) if (span.state === "wait") wait(span);
    }
    for (const { span } of this.calls) if (span.state !== "run") stations.add(this.casting.spot(span).station);
    if (this.requests.length) stations.add("request");
    if (stations.size) places.add("grill");
    if (this.tasks.length) places.add("screen");
    if (this.items.length) places.add("line");
    if (this.cooks.length) places.add("seat");
    if (this.tasks.length || this.items.length || this.calls.length || this.requests.length) for (const place of ["door", "done"]) places.add(place);
    return { places, stations: [...stations] };
  }
}

/** All spans of a lane, the one that goes on included. */
export function open(lane: Lane): readonly Span[] {
  return lane.open ? [...lane.spans, lane.open] : lane.spans;
}

function calls(main: Lane): Call[] {
  return open(main)
    .filter((span) => (span.state === "sleep" || span.state === "wait" || span.cause === "computes") && span.to - span.from >= CALL_MS && span.cause !== "import")
    .map((span, index) => ({ span, number: index + 1 }));
}

function requests(lanes: readonly Lane[]): Request[] {
  const all = lanes.flatMap((lane) => open(lane).map((span) => ({ lane, span })));
  return all
    .sort((a, b) => a.span.from - b.span.from)
    .slice(0, REQUESTS)
    .map((one, index) => ({ ...one, number: index + 1 }));
}
