"""Tries, from within the sandbox's container and with the worker's own password, what nobody there may do.

    python3 - '[["10.0.0.2", 5432], ...]' < deploy/trial_inside.py

Prints one JSON object: `tried` (how many), `reached` (what should be out of reach), `missing` (what should work).
"""

import ctypes
import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from redis import Redis
from redis.exceptions import NoPermissionError

SECRETS = Path("/run/parrilla")


def connects(address: str, port: int) -> bool:
    with socket.create_connection((address, port), timeout=2):
        return True


def resolves(name: str) -> bool:
    return bool(socket.getaddrinfo(name, None))


def writes(path: str) -> bool:
    Path(path).write_text("x")
    return True


def lists(path: str) -> bool:
    os.listdir(path)
    return True


def mounts() -> bool:
    result: int = ctypes.CDLL(None).mount(b"none", b"/tmp", b"tmpfs", 0, None)
    return result == 0


def opens(family: int, kind: int) -> bool:
    with socket.socket(family, kind):
        return True


def commands(client: Redis, words: str) -> bool:
    client.execute_command(*words.split())  # type: ignore[no-untyped-call]
    return True


def holds(attempt: Callable[..., bool], *arguments: object) -> bool:
    try:
        return attempt(*arguments)
    except (OSError, NoPermissionError):
        return False


os.environ["RES_OPTIONS"] = "timeout:1 attempts:1"  # a name that nobody answers for should not take half a minute


def main(targets: list[tuple[str, int]]) -> dict[str, object]:
    client = Redis.from_url((SECRETS / "REDIS_URL").read_text(), client_name="trial", decode_responses=True)
    attempts: list[tuple[Callable[..., bool], *tuple[object, ...]]] = [
        (connects, *target) for target in targets if target[0]
    ]
    attempts += [(resolves, name) for name in ("postgresql", "web", "platform", "example.org")]
    attempts += [(writes, path) for path in ("/srv/parrilla/x", "/usr/x", "/etc/x", "/run/parrilla/x", "/x")]
    attempts += [(lists, path) for path in ("/sealed", "/sealed/proc", "/root")]
    attempts += [(mounts,), (opens, socket.AF_PACKET, socket.SOCK_RAW), (opens, socket.AF_VSOCK, socket.SOCK_STREAM)]
    attempts += [
        (commands, client, words)
        for words in (
            "LRANGE platform 0 -1", "RPOP platform", "HGETALL unacked", "GET cache:1:x", "ZRANGE asgi:x 0 -1", "KEYS *",
            "SCAN 0", "CONFIG GET dir", "ACL LIST", "FLUSHALL", "MONITOR", "SUBSCRIBE run:x", "SHUTDOWN NOSAVE",
        )
    ]  # fmt: skip
    reached = [f"{attempt[0].__name__}{attempt[1:]}" for attempt in attempts if holds(*attempt)]
    missing = [] if client.ping() else ["ping"]
    if os.listdir(SECRETS) != ["REDIS_URL"]:
        reached.append(f"secrets: {os.listdir(SECRETS)}")
    return {"tried": len(attempts) + 1, "reached": reached, "missing": missing}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
