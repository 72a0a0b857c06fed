"""From the click to the first line of output in the browser, over the socket its page has open, on a quiet machine.

    python -m tests.load.click_to_output [RUNS]

What the program itself takes until it prints (by the supervisor's clock, from the entrant's zero) is taken off.
Once with a second between the clicks, as a person clicks; once each as soon as the one before has ended, when the
sandbox has not yet rebuilt the cell that was used: what a room of impatient learners meets.
"""

from __future__ import annotations

import json
import sys
import time
import uuid

from websockets.sync.client import ClientConnection

from tests.load._figures import percentile
from tests.running_platform import running_platform
from tests.visitor import Visitor

AIM_MS = (30, 80)
WARM_UP = 5
PAUSES_S = {"a second between the clicks": 1.0, "one right after the other": 0.0}


def click(socket: ClientConnection) -> tuple[float, float]:
    """Milliseconds from the click to the first output, and those the program took of them."""
    order = {"context": "home", "purpose": "race", "bets": [], "entrants": [{"name": "main", "source": "print(1)\n"}]}
    began = shown = own = 0.0
    moment = time.perf_counter()
    socket.send(json.dumps({"type": "launch", "key": str(uuid.uuid4()), **order}))
    while True:
        message = json.loads(socket.recv(timeout=30))
        assert message["type"] != "refused", message
        for event in message.get("events", ()):
            if event["type"] == "entrant-started":
                began = event["t"]
            elif event["type"] == "output" and not shown:
                shown, own = (time.perf_counter() - moment) * 1000, event["t"] - began
        if message.get("state") == "ended":
            return shown, own


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"click to first output, {runs} runs of print(1), beyond the program's own time")
    with running_platform() as platform:
        visitor = Visitor(platform.url)
        visitor.run("print(1)\n", context="home", purpose="race")
        with visitor.socket() as socket:
            for name, pause_s in PAUSES_S.items():
                beyond = []
                for _ in range(WARM_UP + runs):
                    shown, own = click(socket)
                    beyond.append(shown - own)
                    time.sleep(pause_s)
                p50, p95 = percentile(beyond[WARM_UP:], 0.5), percentile(beyond[WARM_UP:], 0.95)
                print(f"{name:<28} p50 {p50:5.1f} ms (aim {AIM_MS[0]})   p95 {p95:5.1f} ms (aim {AIM_MS[1]})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
