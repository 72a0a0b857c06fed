"""From `manage.py up` to the first page, and to the end of the first run: with an empty database, and as every day.

python -m tests.load.first_page [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
import time

from tests.load._figures import percentile
from tests.running_platform import running_platform
from tests.visitor import Visitor

AIM_S = 5.0
ROUNDS = 5


def start(state: str) -> tuple[float, float]:
    """Seconds until a page was had, and until a program had run."""
    begun = time.monotonic()
    with running_platform(PARRILLA_STATE=state) as platform:
        page = time.monotonic() - begun
        Visitor(platform.url).run("print(1)\n", context="home", purpose="race")
        return page, time.monotonic() - begun


def main(rounds: int) -> int:
    times: dict[str, list[tuple[float, float]]] = {"empty database": [], "as every day": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="parrilla-") as state:
            for taken in times.values():
                taken.append(start(state))
    for name, taken in times.items():
        pages, runs = zip(*taken, strict=True)
        told = f"first page p50 {percentile(pages, 0.5):4.1f} s, worst {max(pages):4.1f} s"
        print(f"{name:16} {told}   first run over p50 {percentile(runs, 0.5):4.1f} s")
    print(f"(aim: {AIM_S} s to the first page as every day)")
    return int(percentile([page for page, _ in times["as every day"]], 0.5) > AIM_S)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
