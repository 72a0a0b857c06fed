"""A whole class presses Run in the same second on the FastAPI exercise.

    python -m tests.load.classroom_rush [LEARNERS]

All must finish by themselves; nobody may be ended for having waited. Shows how long they waited in line.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from lessons.course import course
from tests.load._figures import percentile
from tests.running_platform import running_platform
from tests.visitor import Visitor

EXERCISE = "A1"
PATIENCE_S = 300


def main() -> int:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    source = course().exercise(EXERCISE).reference
    with running_platform() as platform:
        visitors = [Visitor(platform.url) for _ in range(learners)]
        bell = threading.Barrier(learners)

        def press(visitor: Visitor) -> tuple[float, float, str]:
            """Seconds from the click to its answer, seconds in line, and how the run ended."""
            bell.wait()
            moment = time.monotonic()
            answer = visitor.launch(source, context=EXERCISE, purpose="submit")
            assert answer.status_code == 201, answer.text
            answered = time.monotonic()
            watched = visitor.watch(answer.json()["id"], seconds=PATIENCE_S)
            total = time.monotonic() - answered
            verdict = watched.data("verdict") or {}
            return answered - moment, total - watched.events[-1]["t"] / 1000, (
                f"{watched.ended['outcome']} {watched.ended['reason']} {verdict.get('code', '')}".strip()
            )  # fmt: skip

        began = time.monotonic()
        with ThreadPoolExecutor(learners) as pool:
            told = list(pool.map(press, visitors))
        whole = time.monotonic() - began
    clicks, lines, ends = [one[0] for one in told], [one[1] for one in told], Counter(one[2] for one in told)
    print(f"{learners} learners press Run on {EXERCISE} in the same second; all done after {whole:.1f} s")
    print(f"click to answer     p50 {percentile(clicks, 0.5):5.2f} s   p95 {percentile(clicks, 0.95):5.2f} s")
    print(f"in line             p50 {percentile(lines, 0.5):5.2f} s   p95 {percentile(lines, 0.95):5.2f} s")
    for end, count in ends.most_common():
        print(f"{count:4} {end}")
    return int(any(not end.startswith("finished") for end in ends))


if __name__ == "__main__":
    sys.exit(main())
