// Dragging a row of a list by its grip, with a mouse, a pen or a finger. Where it would land is told once, as it is let go.

/** The place in a list whose rows' middles are at `middles` (top to bottom) for something let go at `y`. */
export function placeAt(middles: readonly number[], y: number): number {
  const place = middles.findIndex((middle) => y < middle);
  return place < 0 ? middles.length : place;
}

/** Let `row` be dragged by `grip`. `drop` is told the place among the rows of `list` as they stand without it, and how far
 * it went sideways, in pixels. Escape lets go of nothing. */
export function draggable(grip: HTMLElement, row: HTMLElement, list: () => HTMLElement, drop: (place: number, across: number) => void): void {
  grip.classList.add("grip");
  grip.addEventListener("pointerdown", (down) => {
    if (down.button !== 0) return;
    down.preventDefault();
    grip.setPointerCapture(down.pointerId);
    const letGo = new AbortController();
    const end = (): void => {
      letGo.abort();
      row.classList.remove("dragged");
      row.style.translate = "";
    };
    const { signal } = letGo;
    row.classList.add("dragged");
    grip.addEventListener("pointermove", (move) => (row.style.translate = `${move.clientX - down.clientX}px ${move.clientY - down.clientY}px`), { signal });
    grip.addEventListener(
      "pointerup",
      (up) => {
        end();
        const others = [...list().children].filter((other) => other !== row).map((other) => other.getBoundingClientRect());
        drop(placeAt(others.map((box) => (box.top + box.bottom) / 2), up.clientY), up.clientX - down.clientX);
      },
      { signal },
    );
    grip.addEventListener("pointercancel", end, { signal });
    addEventListener("keydown", (key) => key.key === "Escape" && end(), { signal });
  });
}
