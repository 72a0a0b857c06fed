"""The frames of timeline and kitchen in Chromium: growing to 2000 spans, moving over 50 000, a run played as a shop.

`python -m tests.load.timeline [SECONDS]`: made events go through the real element at the pace of a real run. For each
frame two figures are taken: how long our own drawing took, and how long until the browser gave the next frame, which
includes whatever else the machine does. The last column is CPU time of all of Chromium a frame, painting and
compositing included: what a busy machine distorts least.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.browser import made_runs
from tests.browser.bare_page import ORIGIN, open_bare
from tests.browser.chromium import running_chromium
from tests.load._figures import family, percentile

SECONDS: Final = 8.0
BATCH_MS: Final = 50
TASKS: Final = 25
BUDGET_MS: Final = 1000 / 60

GROW: Final = """async ([batches, everyMs]) => {
    const timeline = document.querySelector("parrilla-timeline");
    timeline.open([], [{entrant: 0, seconds: 5}]);
    const drawn = [], between = [];
    const draw = timeline.draw.bind(timeline);
    timeline.draw = now => { const from = performance.now(); draw(now); drawn.push(performance.now() - from); };
    const begun = performance.now();
    let next = 0, last = begun;
    return new Promise(done => requestAnimationFrame(function frame(at) {
        if (drawn.length) between.push(at - last);
        last = at;
        while (next < batches.length && performance.now() - begun >= next * everyMs) timeline.take(batches[next++]);
        if (next < batches.length) requestAnimationFrame(frame);
        else { delete timeline.draw; done({drawn, between}); }
    }));
}"""

OPEN: Final = """async events => {
    const timeline = document.querySelector("parrilla-timeline");
    timeline.open([], []);
    timeline.take(events);
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}"""

MOVE: Final = """async ([frames]) => {
    const timeline = document.querySelector("parrilla-timeline");
    const drawn = [], between = [];
    const {window: seen} = timeline;
    let last = 0;
    for (let index = 0; index < frames; index++) {
        const at = await new Promise(requestAnimationFrame);
        if (last) between.push(at - last);
        last = at;
        // In, along, and out again: at every scale, from all 50 000 in sight to a handful.
        if (index % 4 === 3) seen.pan(seen.length / 40);
        else seen.zoom(index < frames / 2 ? 1.05 : 1 / 1.05, (seen.from + seen.to) / 2);
        const from = performance.now();
        timeline.draw(timeline.model.now(0));
        drawn.push(performance.now() - from);
    }
    return {drawn, between};
}"""

COUNT: Final = """(() => {
    const ask = window.requestAnimationFrame.bind(window);
    window.ours = [];
    window.requestAnimationFrame = then => ask(at => {
        const from = performance.now();
        then(at);
        const last = window.ours.at(-1), ms = performance.now() - from;
        if (last && last.at === at) last.ms += ms;
        else window.ours.push({at, ms});
    });
    window.plainFrame = ask;
})()"""
"""What all our callbacks of one frame took, from the page's beginning on."""

PLAY: Final = """async ([ms]) => {
    document.querySelector(".player .btn-ink").click();
    window.ours.length = 0;
    const between = [], until = performance.now() + ms;
    let last = 0;
    while (performance.now() < until) {
        const at = await new Promise(window.plainFrame);
        if (last) between.push(at - last);
        last = at;
    }
    return {drawn: window.ours.map(({ms}) => ms), between};
}"""


def growing(seconds: float) -> list[list[made_runs.Event]]:
    """2000 spans in batches as they come off the wire: each task steps, waits, and the loop has its part."""
    spans = 2000
    steps = spans // (3 * TASKS)
    rows = [made_runs.task(number, 0) for number in range(1, TASKS + 1)]
    rows += made_runs.turns(TASKS, steps, seconds * 1000)[TASKS:]
    rows.sort(key=lambda row: row[2])
    batches: list[list[made_runs.Event]] = [
        [*made_runs.begun("growing"), made_runs.started(0, 0), made_runs.traced(0, 1, made_runs.opening())]
    ]
    for number in range(1, int(seconds * 1000 / BATCH_MS) + 1):
        until = number * BATCH_MS * made_runs.MS
        now = [row for row in rows if until - BATCH_MS * made_runs.MS <= row[2] < until]
        batches.append([made_runs.traced(0, number * BATCH_MS, now)])
    return batches


def large(spans: int = 50_000) -> list[made_runs.Event]:
    """A run that is over, with as many spans on 200 tasks and their loop."""
    tasks = 200
    rows = made_runs.opening() + made_runs.turns(tasks, spans // (3 * tasks), 5000)
    events = [*made_runs.begun("large"), made_runs.started(0, 0), made_runs.traced(0, 5000, rows)]
    return made_runs.numbered([*events, made_runs.ended(0, 5001, 5.0), made_runs.over(5002)])


def shops(programs: int, tasks: int, turns: int) -> list[made_runs.Event]:
    """A race that is over, each program with as many tasks of as many turns in one second."""
    events = made_runs.begun(*(f"program {number + 1}" for number in range(programs)))
    for number in range(programs):
        at = 1000 * number
        rows = made_runs.opening() + made_runs.turns(tasks, turns, 1000)
        events += [made_runs.started(number, at), made_runs.traced(number, at + 999, rows)]
        events.append(made_runs.ended(number, at + 1000, 1.0))
    return made_runs.numbered([*events, made_runs.over(1000 * programs)])


def cpu_ms() -> float:
    """CPU time so far of every process of this one's browser."""
    ticks = 0
    for pid, command in family(os.getpid()).items():
        if "chrom" in command:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def measured(page: Page, name: str, script: str, argument: list[Any]) -> None:
    """Run it and print its line."""
    before = cpu_ms()
    figures: dict[str, list[float]] = page.evaluate(script, argument)
    print(said(name, figures), f"{(cpu_ms() - before) / len(figures['drawn']):8.1f}", flush=True)


def said(name: str, figures: dict[str, list[float]]) -> str:
    cells = [name.ljust(34), f"{len(figures['drawn']):6}"]
    for key in ("drawn", "between"):
        values = figures[key]
        cells += [f"{percentile(values, share):8.1f}" for share in (0.5, 0.95)]
    cells.append(f"{sum(value > BUDGET_MS for value in figures['drawn']) / len(figures['drawn']) * 100:8.1f} %")
    return " ".join(cells)


def ready(page: Page) -> None:
    open_bare(page, '<section class="race"><parrilla-timeline></parrilla-timeline></section>')
    page.wait_for_function("!!customElements.get('parrilla-timeline')")


def kitchen(page: Page, events: list[made_runs.Event]) -> None:
    """The page of a run with its kitchen open, not yet played."""
    page.add_init_script(COUNT)
    open_bare(page, '<run-replay data-run="made" data-state="ended" data-events="/made"></run-replay>')
    page.route(f"{ORIGIN}/made", lambda route: route.fulfill(json=events))
    page.reload()
    page.locator(".kitchen-door summary").click()
    page.locator("[data-figure]").first.wait_for()
    page.locator(".kitchen").scroll_into_view_if_needed()


def main(seconds: float = SECONDS) -> None:
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, canvas drawn without a graphics card")
    heads = ("our p50", "our p95", "frame50", "frame95", "> 16.7 ms", "CPU")
    print("ms".ljust(34), "frames", *(head.rjust(10 if ">" in head else 8) for head in heads))
    with running_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        ready(page)
        measured(page, "growing to 2000 spans", GROW, [growing(seconds), BATCH_MS])
        ready(page)
        page.evaluate(OPEN, large())
        measured(page, "zoom and pan over 50 000 spans", MOVE, [240])
        page.locator(".fold").first.click()
        measured(page, "the same, all 200 tasks open", MOVE, [240])
        page.close()
        for name, events in (
            ("kitchen: 10 tasks, 4 turns each", shops(1, 10, 4)),
            ("kitchen: four programs of 25 tasks", shops(4, 25, 10)),
            ("kitchen: 200 tasks, 10 turns each", shops(1, 200, 10)),
        ):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            kitchen(page, events)
            measured(page, name, PLAY, [seconds * 1000])
            page.close()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
