"""Somebody who comes in by the public door: a cookie jar, HTTP and a websocket. No browser."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

import requests
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from sandbox.events import FRAME_BYTES, TERMINAL


@dataclass
class Watched:
    """All that one websocket told of a run."""

    events: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    longest_frame: int = 0
    seconds: float = 0.0

    @property
    def ended(self) -> dict[str, Any]:
        return self.events[-1]["data"]

    def output(self, stream: str | None = None) -> str:
        return "".join(
            event["data"]["text"]
            for event in self.events
            if event["type"] == "output" and stream in (None, event["data"]["stream"])
        )

    def data(self, kind: str) -> dict[str, Any] | None:
        return next((event["data"] for event in self.events if event["type"] == kind), None)


class Visitor:
    """One person with a session of their own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False  # reading the environment is no business of a test in another thread
        self.session.get(url + "/", timeout=60).raise_for_status()

    def post(self, path: str, body: Any) -> requests.Response:
        return self.session.post(
            self.url + path,
            data=json.dumps(body) if not isinstance(body, bytes) else body,
            headers={
                "content-type": "application/json",
                "x-csrftoken": self.session.cookies.get("csrftoken", ""),
                "referer": self.url + "/",
            },
            timeout=20,
        )

    def launch(self, source: str, *, context: str = "M2", purpose: str = "run") -> requests.Response:
        entrants = [{"name": "main", "form": "", "source": source}]
        return self.post("/runs/", {"context": context, "purpose": purpose, "entrants": entrants, "bets": []})

    def socket(self, close_timeout: float = 10) -> ClientConnection:
        """The socket that a page of theirs opens."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
        address = self.url.replace("http", "ws", 1) + "/ws/runs/"
        return connect(
            address,
            origin=Origin(self.url),
            additional_headers={"cookie": cookies},
            max_size=2 * FRAME_BYTES,
            close_timeout=close_timeout,
        )

    def watch(self, run: str, *, after: int = -1, seconds: float = 60) -> Watched:
        """Follow a run to its terminal event, or to the platform's word that it was lost."""
        watched = Watched()
        began = time.monotonic()
        with self.socket() as socket:
            socket.send(json.dumps({"type": "watch", "run": run, "after": after}))
            while time.monotonic() - began < seconds:
                text = socket.recv(timeout=seconds)
                assert isinstance(text, str)
                watched.longest_frame = max(watched.longest_frame, len(text.encode()))
                message = json.loads(text)
                watched.messages.append(message)
                if message["type"] == "frame":
                    watched.events += message["events"]
                    if watched.events[-1]["type"] in TERMINAL:
                        watched.seconds = time.monotonic() - began
                        return watched
        raise AssertionError(f"run {run} did not end within {seconds} s: {watched.messages[-3:]}")

    def run(self, source: str, **options: Any) -> Watched:
        answer = self.launch(source, **options)
        assert answer.status_code == 201, answer.text
        return self.watch(answer.json()["id"])
