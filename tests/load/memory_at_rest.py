"""Memory of the whole embedded platform at rest, once every part has served: PSS, so that shared pages count once.

python -m tests.load.memory_at_rest
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.load._figures import family
from tests.running_platform import running_platform
from tests.visitor import Visitor

AIM_MB = 400
PARTS = {
    "parrilla.asgi": "web server",
    "sandbox.tasks": "sandbox worker",
    "parrilla.celery": "platform worker",
    "valkey-server": "message server",
    "parrilla.serve": "parent",
}


def pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> int:
    with running_platform() as platform:
        Visitor(platform.url).run("print(1)\n", context="home", purpose="race")
        sizes: dict[str, float] = {}
        for pid, args in family(platform.pid).items():
            part = next((name for word, name in PARTS.items() if word in args), "zygote and warm children")
            try:
                sizes[part] = sizes.get(part, 0.0) + pss_mb(pid)
            except OSError:
                continue
    for part, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"{part:28} {size:6.0f} MB")
    total = sum(sizes.values())
    print(f"{'whole platform at rest':28} {total:6.0f} MB   (aim: {AIM_MB} MB)")
    return int(total > AIM_MB)


if __name__ == "__main__":
    sys.exit(main())
