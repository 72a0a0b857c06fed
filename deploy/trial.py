"""Starts the containers under a name of their own, looks at them from outside and inside, walks the story."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PROJECT: Final = f"parrilla-trial-{os.getpid()}"
SERVICES: Final = ("postgresql", "valkey", "web", "platform", "sandbox")
HEALTHY_SECONDS: Final = 240
STORY_SECONDS: Final = 300
TELL_TALE: Final = "SECRET_KEY"


class Failed(Exception):
    """Something of the trial did not hold; the message says what."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PORT: Final = free_port()
ENVIRONMENT: Final = {**os.environ, "PUBLISH": f"127.0.0.1:{PORT}"}


def run(*words: str, stdin: str | None = None, check: bool = True) -> str:
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=ENVIRONMENT,
        input=stdin,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if check and done.returncode:
        raise Failed(f"{' '.join(words[:6])} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


def composer() -> list[str]:
    """Compose 2 is a part of the docker command, Compose 1 a command of its own."""
    two = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
    return [*(["docker", "compose"] if two else ["docker-compose"]), "-p", PROJECT]


COMPOSE: Final = composer()


def container(service: str) -> str:
    return run(*COMPOSE, "ps", "-q", service).strip()


def inspect(service: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(run("docker", "inspect", container(service)))
    return found[0]


def expect(what: str, holds: object) -> None:
    if not holds:
        raise Failed(what)


def build() -> str:
    run(*COMPOSE, "build", "-q" if COMPOSE[0] == "docker-compose" else "--quiet")
    return "images built"


def start() -> str:
    run(*COMPOSE, "up", "-d")
    return f"started as {PROJECT}, port {PORT}"


def healthy() -> str:
    began = time.monotonic()
    while True:
        states = {service: inspect(service)["State"].get("Health", {}).get("Status") for service in SERVICES}
        if set(states.values()) == {"healthy"}:
            return f"all healthy after {time.monotonic() - began:.0f} s more"
        expect(f"not healthy within {HEALTHY_SECONDS} s: {states}", time.monotonic() - began < HEALTHY_SECONDS)
        time.sleep(1)


def no_privilege() -> str:
    seen = inspect("sandbox")
    host, config = seen["HostConfig"], seen["Config"]
    expect("the sandbox is privileged", host["Privileged"] is False)
    expect("the sandbox was given a capability", not host["CapAdd"])
    expect("the sandbox kept capabilities", host["CapDrop"] == ["ALL"])
    expect("the sandbox can write its root", host["ReadonlyRootfs"] is True)
    expect("the sandbox has devices", not host["Devices"])
    expect(
        "the sandbox shares a namespace with the host",
        "host" not in (host["PidMode"], host["IpcMode"], host["NetworkMode"]),
    )
    expect("the sandbox runs as somebody else", config["User"] == "65534:65534")
    expect("the sandbox has no memory bound", host["Memory"] > 0 and host["PidsLimit"] > 0)
    profile = next(option for option in host["SecurityOpt"] if option.startswith("seccomp="))
    ours = json.loads((ROOT / "deploy/seccomp.json").read_text())
    expect("another seccomp profile is in force", json.loads(profile.removeprefix("seccomp=")) == ours)
    expect("new privileges are possible", any(option.startswith("no-new-privileges") for option in host["SecurityOpt"]))
    binds = [mount["Source"] for mount in seen["Mounts"] if mount["Type"] == "bind"]
    expect(f"folders of the host are in the sandbox: {binds}", not binds)
    names = {entry.split("=")[0] for entry in config["Env"]}
    expect(f"secrets in its environment: {names}", not names & {"DATABASE_URL", TELL_TALE, "REDIS_URL"})
    status = dict(
        line.split(":\t", 1) for line in inside("sandbox", "cat", "/proc/1/status").splitlines() if ":\t" in line
    )
    facts = {name: status[name].split()[0] for name in ("Uid", "CapEff", "CapPrm", "CapBnd", "NoNewPrivs", "Seccomp")}
    wanted = {
        "Uid": "65534",
        "CapEff": "0" * 16,
        "CapPrm": "0" * 16,
        "CapBnd": "0" * 16,
        "NoNewPrivs": "1",
        "Seccomp": "2",
    }
    expect(f"the sandbox's first process: {facts}", facts == wanted)
    return f"the sandbox's first process: {' '.join(f'{name}={value}' for name, value in facts.items())}"


def inside(service: str, *words: str, stdin: str | None = None) -> str:
    return run("docker", "exec", "-i", container(service), *words, stdin=stdin)


def addresses(service: str) -> list[str]:
    return [network["IPAddress"] for network in inspect(service)["NetworkSettings"]["Networks"].values()]


def out_of_reach() -> str:
    """What the worker itself, not even a learner's program, must not get at; tried from within its container."""
    targets = [(address, 5432) for address in addresses("postgresql")]
    targets += [(address, 8000) for address in addresses("web")]
    targets += [(network["Gateway"], PORT) for network in inspect("sandbox")["NetworkSettings"]["Networks"].values()]
    targets += [("1.1.1.1", 443), ("169.254.169.254", 80)]
    attempts = (ROOT / "deploy/trial_inside.py").read_text()
    told = json.loads(inside("sandbox", "python3", "-", json.dumps(targets), stdin=attempts))
    expect(f"the sandbox reached what it must not: {told['reached']}", not told["reached"])
    expect(f"the sandbox could not do its job: {told['missing']}", not told["missing"])
    return f"{told['tried']} things tried from inside the sandbox's container, none reached"


def doctor() -> str:
    told = inside("sandbox", "python3", "-m", "sandbox", "doctor")
    expect(told, "Programs can be run here." in told)
    return "the doctor inside:\n    " + told.strip().replace("\n", "\n    ")


def story() -> str:
    words = [sys.executable, "deploy/trial_story.py", f"http://127.0.0.1:{PORT}"]
    try:
        done = subprocess.run(words, cwd=ROOT, text=True, capture_output=True, timeout=STORY_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"the story took more than {STORY_SECONDS} s: {error.stdout!r}") from None
    complaint = done.stderr.split("Aria snapshot:")[0]  # what follows is the whole page
    expect(f"the story broke off:\n{done.stdout}{complaint[-3000:]}", done.returncode == 0)
    return "the story, from a browser outside:\n    " + done.stdout.strip().replace("\n", "\n    ")


def nothing_refused() -> str:
    """Every role could do its job: Valkey refused nothing but what the trial itself tried."""
    password = inside("valkey", "cat", "/run/parrilla/OPERATOR").strip()
    reader = """
import json, redis, sys
client = redis.Redis(host="valkey", username="operator", password=sys.argv[1], decode_responses=True)
log = [entry for entry in client.acl_log(128) if "trial" not in str(entry["client-info"])]
print(json.dumps([entry["username"] + " " + entry["object"] for entry in log]))
"""
    refused = json.loads(inside("web", "python", "-", password, stdin=reader))
    expect(f"Valkey refused: {refused}", not refused)
    return "Valkey refused no role anything it needed"


STEPS: Final[tuple[Callable[[], str], ...]] = (
    build,
    start,
    healthy,
    no_privilege,
    doctor,
    out_of_reach,
    story,
    nothing_refused,
)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    began = time.monotonic()
    status = 1
    try:
        for step in STEPS:
            seen = step()
            print(f"[{time.monotonic() - began:5.0f} s] {seen}", flush=True)
        status = 0
    except Failed as failure:
        print(f"[{time.monotonic() - began:5.0f} s] FAILED: {failure}", flush=True)
        print(run(*COMPOSE, "logs", "--tail", "40", check=False)[-8000:], flush=True)
    finally:
        if "--keep" not in sys.argv[1:]:
            run(*COMPOSE, "down", "--volumes", "--timeout", "10", check=False)
            print(f"[{time.monotonic() - began:5.0f} s] taken down", flush=True)
    print("The trial passed." if status == 0 else "The trial failed.", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
