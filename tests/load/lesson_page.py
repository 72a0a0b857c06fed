"""A lesson's page: the server's time with everything warm, beside that of the shortest page there is; what either takes
of the web server's processor, which a busy machine changes least; and what a first visit transfers, with the editor.

python -m tests.load.lesson_page [REQUESTS]
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from tests.browser.chromium import running_chromium
from tests.browser.population import diary, member
from tests.load._figures import family
from tests.running_platform import running_platform
from tests.visitor import Visitor

REQUESTS: Final = 200
AIM_MS: Final = 50
AIM_KB: Final = 200
LESSON: Final = "/course/M/"
EXERCISE: Final = "/exercises/M2/"
SHORT: Final = "/account/login/"

# Entries of another origin would tell no size; there are none.
TRANSFERRED: Final = """() => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
    .map(({name, transferSize}) => [new URL(name).pathname, transferSize])"""


def cpu_ms(pid: int) -> float:
    """Of all threads of a process since it began; counted in ticks of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def times_ms(visitor: Visitor, path: str, requests: int, web: int) -> tuple[list[float], float]:
    """One after another, on one connection, after ten that warm up; and the processor's time of one."""
    taken = []
    cpu = 0.0
    for number in range(requests + 10):
        if number == 10:
            cpu = cpu_ms(web)
        begun = time.perf_counter()
        answer = visitor.session.get(visitor.url + path, timeout=30)
        if number >= 10:
            taken.append(1000 * (time.perf_counter() - begun))
        answer.raise_for_status()
    return taken, (cpu_ms(web) - cpu) / requests


def told(name: str, taken: list[float], cpu: float) -> float:
    cuts = statistics.quantiles(taken, n=20)
    print(f"{name:34} p50 {statistics.median(taken):6.1f} ms   p95 {cuts[-1]:6.1f} ms   processor {cpu:5.1f} ms")
    return cuts[-1]


def transferred(browser: Browser, url: str, path: str) -> list[tuple[str, int]]:
    """Paths and bytes of a first visit, until the editor stands where there is one and nothing more is asked for."""
    context = browser.new_context(base_url=url, locale="es-ES")
    page = context.new_page()
    page.goto(path)
    if page.locator("parrilla-editor").count():
        page.locator(".cm-content").first.wait_for()
    page.wait_for_load_state("networkidle")
    entries: list[Any] = page.evaluate(TRANSFERRED)
    context.close()
    return [(str(name), int(size)) for name, size in entries]


def main() -> int:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with running_platform() as platform:
        learner = member(platform.url, "Ana")
        diary(learner)
        web = next(pid for pid, args in family(platform.pid).items() if "parrilla.asgi" in args)
        p95 = told(f"{LESSON} of a learner", *times_ms(learner, LESSON, requests, web))
        told(SHORT, *times_ms(Visitor(platform.url), SHORT, requests, web))
        with running_chromium() as browser:
            parts = transferred(browser, platform.url, EXERCISE)
            lesson = transferred(browser, platform.url, LESSON)
    total = sum(size for _path, size in parts) / 1000
    fonts = sum(size for path, size in parts if path.endswith(".woff2")) / 1000
    for path, size in sorted(parts, key=lambda part: -part[1]):
        print(f"{path:60} {size / 1000:8.1f} kB")
    print(f"{'first visit, with the editor':60} {total:8.1f} kB, of which fonts {fonts:.1f} kB")
    print(f"{'first visit to a lesson, its bet open':60} {sum(size for _path, size in lesson) / 1000:8.1f} kB")
    print(f"(aims: p95 {AIM_MS} ms; {AIM_KB} kB without the fonts)")
    return int(p95 > AIM_MS or total - fonts > AIM_KB)


if __name__ == "__main__":
    sys.exit(main())
