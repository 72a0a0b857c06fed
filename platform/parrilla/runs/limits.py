"""How often runs may be started and questions answered: a bucket of tokens per person and per address, in Redis."""

import ipaddress
from typing import Final

from django.utils.translation import ngettext

from parrilla.environment import text
from parrilla.runs import wire
from parrilla.runs.request import Refused
from sandbox import keys

RUNS_PER_MINUTE: Final = int(text("PARRILLA_RUNS_PER_MINUTE", "20"))

PERSON: Final = (RUNS_PER_MINUTE / 60, max(1, RUNS_PER_MINUTE // 2))
"""Tokens a second, and how many may be saved up: by default 20 runs a minute, 10 in a row."""

STEPS: Final = (PERSON[0] * 6, PERSON[1] * 4)
"""Of step mode: a click a choice, each a run of a few milliseconds. By default two a second, 40 in a row."""

ADDRESS: Final = (30 * RUNS_PER_MINUTE / 60, 6 * RUNS_PER_MINUTE)
"""A whole school may stand behind one address: thirty learners press Run in the same second, more than once."""

ANSWERS: Final = (0.5, 20)
"""Answers to questions of a quiz: thirty a minute, the whole quiz of a lesson and more in a row."""

ANSWERS_ADDRESS: Final = (30 * ANSWERS[0], 30 * ANSWERS[1])

# Redis keeps time, so that several web processes agree. Returns the milliseconds to wait; 0: granted.
TAKE: Final = """
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local rate, burst = tonumber(ARGV[1]) / 1000, tonumber(ARGV[2])
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + (now - (tonumber(kept[2]) or now)) * rate)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) / rate) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate) + 1000)
return wait
"""


def charge_person(pk: int, *, step: bool = False) -> None:
    if step:
        _charge(f"limit:steps:{pk}", STEPS)
    else:
        _charge(f"limit:person:{pk}", PERSON)


def charge_address(address: str) -> None:
    _charge(f"limit:address:{place(address)}", ADDRESS)


def wait_of_address(address: str) -> int:
    """Seconds until a question may be answered from here again; 0: now, and it counts as one."""
    return _wait(f"limit:answers:address:{place(address)}", ANSWERS_ADDRESS)


def wait_of_person(pk: int) -> int:
    """The same of a person."""
    return _wait(f"limit:answers:person:{pk}", ANSWERS)


def place(address: str) -> str:
    """What is counted of an address. IPv6 hosts own a /64."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 64), strict=False) if ip.version == 6 else ip)


def refusal() -> str:
    """Why no run can be executed on this installation; empty where it can."""
    try:
        reason = wire.client().get(keys.REFUSAL)
    except wire.AWAY:
        return ""
    return reason.decode(errors="replace") if reason else ""


def _charge(key: str, bucket: tuple[float, int]) -> None:
    """Raises Refused when the bucket is empty."""
    if seconds := _wait(key, bucket):
        message = ngettext(
            "That is a lot of runs in a short time. Try again in %(n)s second; your program is kept.",
            "That is a lot of runs in a short time. Try again in %(n)s seconds; your program is kept.",
            seconds,
        ) % {"n": seconds}
        raise Refused("too-many", message, 429, retry_after_s=seconds)


def _wait(key: str, bucket: tuple[float, int]) -> int:
    """Seconds until the bucket holds a token; 0: it held one, which is taken.

    Where Redis is away nobody is refused here: one active run a person still holds.
    """
    rate, burst = bucket
    try:
        wait_ms = int(wire.client().eval(TAKE, 1, key, rate, burst))
    except wire.AWAY:
        return 0
    return -(-wait_ms // 1000)
