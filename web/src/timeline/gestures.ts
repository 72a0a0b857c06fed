// Pointer, wheel and fingers over the lanes and the axis, told as what they mean: look closer, move on, choose a place.

export interface Wishes {
  /** Zoom by `factor` around the pixel `x` of the element. */
  zoom(factor: number, x: number): void;
  /** Move so many pixels; true where there was room to move. */
  pan(pixels: number): boolean;
  /** The pointer rests over the lanes here; null: it left. */
  hover(at: MouseEvent | null): void;
  /** A click or tap on the lanes. */
  pick(at: MouseEvent): void;
  /** The cursor is dragged along the axis. */
  scrub(x: number): void;
}

const WHEEL_ZOOM = 0.0022;
const LINE_PX = 16;
const CLICK_PX = 4;

/** Listen on `host`, whose axis is `axis` and whose lanes stand in elements of class "lanes". */
export function listen(host: HTMLElement, axis: HTMLElement, wishes: Wishes): void {
  const fingers = new Map<number, PointerEvent>();
  let start: PointerEvent | null = null;
  let moved = false;
  let scrubbing = false;
  const left = (): number => host.getBoundingClientRect().left;
  const onLanes = (event: Event): boolean => event.target instanceof Element && event.target.closest(".pane") !== null;

  host.addEventListener(
    "wheel",
    (event) => {
      if (!onLanes(event) && !(event.target instanceof Node && axis.contains(event.target))) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        wishes.zoom(Math.exp(-event.deltaY * unit * WHEEL_ZOOM), event.clientX - left());
        return;
      }
      const sideways = event.shiftKey && !event.deltaX ? event.deltaY : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
      if (sideways && wishes.pan(sideways * unit)) event.preventDefault();
    },
    { passive: false },
  );

  host.addEventListener("pointerdown", (event) => {
    scrubbing = event.target instanceof Node && axis.contains(event.target);
    if (!scrubbing && !onLanes(event)) return;
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event);
    start = event;
    moved = fingers.size > 1;
    if (!scrubbing) return;
    axis.setPointerCapture(event.pointerId);
    wishes.scrub(event.clientX - left());
  });

  host.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") wishes.hover(onLanes(event) ? event : null);
      return;
    }
    if (scrubbing) {
      wishes.scrub(event.clientX - left());
      return;
    }
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()] as [PointerEvent, PointerEvent];
      const other = a.pointerId === event.pointerId ? b : a;
      const was = Math.abs(before.clientX - other.clientX);
      const is = Math.abs(event.clientX - other.clientX);
      fingers.set(event.pointerId, event);
      if (was > 8 && is > 8) wishes.zoom(is / was, (event.clientX + other.clientX) / 2 - left());
      return;
    }
    if (!moved && start && Math.abs(event.clientX - start.clientX) <= CLICK_PX) return;
    if (!moved && event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    moved = true;
    wishes.hover(null);
    wishes.pan(before.clientX - event.clientX);
    fingers.set(event.pointerId, event);
  });

  const lift = (event: PointerEvent): void => {
    const known = fingers.delete(event.pointerId);
    if (known && event.type === "pointerup" && !moved && !scrubbing) wishes.pick(event);
    if (!fingers.size) {
      start = null;
      scrubbing = false;
    }
  };
  host.addEventListener("pointerup", lift);
  host.addEventListener("pointercancel", lift);
  host.addEventListener("pointerleave", () => wishes.hover(null));
}
