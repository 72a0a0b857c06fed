"""Which findings are said, and in which order: a cause before its symptoms, what costs most first, at most three."""

from __future__ import annotations

from typing import Final

from sandbox.diagnosis.finding import Finding

MOST: Final = 3

RANKS: Final[tuple[tuple[str, ...], ...]] = (
    ("await-outside-async", "main-never-run", "no-main-guard", "unpicklable-work", "called-not-passed"),
    ("coroutine-is-a-promise", "coroutine-as-value", "await-plain-value", "for-over-async-generator",
     "run-inside-loop", "shared-between-loops", "shared-connection", "never-awaited"),
    ("timeout-cannot-fire", "sleep-zero-parallel", "gather-of-cpu"),
    ("blocking-endpoint", "block-hidden-in-helper", "blocking-sleep", "blocking-http", "blocking-file",
     "blocking-subprocess", "blocking-wait", "cpu-on-the-loop", "threads-for-cpu", "processes-for-tiny-work",
     "pool-too-small", "thread-limit-reached"),
    ("read-await-write", "thread-race", "exception-never-retrieved", "failures-ignored", "left-behind",
     "destroyed-pending", "cancellation-swallowed"),
    ("lock-around-the-wait", "create-then-await", "gather-of-one", "await-in-loop", "start-join-in-loop",
     "sequential-awaits", "polling"),
    ("client-is-free", "context-follows-everywhere", "task-dropped", "thread-for-nothing"),
    ("async-without-await",),
)  # fmt: skip
ALONE: Final = frozenset({"async-without-await", "thread-for-nothing"})
"""Said only when there is nothing better to say."""

BLOCKS: Final = frozenset(
    {"blocking-sleep", "blocking-http", "blocking-file", "blocking-subprocess", "blocking-wait", "blocking-endpoint",
     "block-hidden-in-helper", "cpu-on-the-loop", "gather-of-cpu"}
)  # fmt: skip
HIDES: Final[dict[str, frozenset[str]]] = {
    "await-plain-value": BLOCKS | {"never-awaited", "sequential-awaits"},
    "called-not-passed": BLOCKS | {"await-plain-value", "never-awaited", "start-join-in-loop", "timeout-cannot-fire"},
    "coroutine-as-value": frozenset({"never-awaited"}),
    "coroutine-is-a-promise": frozenset({"never-awaited"}),
    "run-inside-loop": frozenset({"never-awaited", "blocking-wait"}),
    "for-over-async-generator": frozenset({"never-awaited"}),
    "timeout-cannot-fire": BLOCKS,
    "sleep-zero-parallel": frozenset({"gather-of-cpu", "cpu-on-the-loop", "polling"}),
    "gather-of-cpu": frozenset({"cpu-on-the-loop"}),
    "client-is-free": frozenset({"cpu-on-the-loop", "gather-of-cpu"}),
    "exception-never-retrieved": frozenset({"task-dropped"}),
    "left-behind": frozenset({"task-dropped", "destroyed-pending"}),
    "destroyed-pending": frozenset({"task-dropped"}),
    "create-then-await": frozenset({"sequential-awaits", "await-in-loop"}),
    "gather-of-one": frozenset({"sequential-awaits", "await-in-loop"}),
    "lock-around-the-wait": frozenset({"pool-too-small"}),
    "await-in-loop": frozenset({"sequential-awaits"}),
    "start-join-in-loop": frozenset({"threads-for-cpu", "pool-too-small"}),
    "no-main-guard": frozenset({"unpicklable-work", "processes-for-tiny-work"}),
    "main-never-run": frozenset({"never-awaited"}),
}
"""A cause, and what it looks like elsewhere in the same run."""
ORDER: Final = {slug: rank for rank, slugs in enumerate(RANKS) for slug in slugs}


def ranked(found: list[Finding]) -> list[Finding]:
    """At most MOST, the most telling first."""
    best: dict[tuple[str, int], Finding] = {}
    for finding in found:
        key = finding.slug, finding.line
        if key not in best or best[key].weight < finding.weight:
            best[key] = finding
    slugs = {slug for slug, _ in best}
    hidden = set().union(*(HIDES.get(slug, frozenset()) for slug in slugs)) if slugs else set()
    kept = [finding for finding in best.values() if finding.slug not in hidden]
    if any(finding.slug not in ALONE for finding in kept):
        kept = [finding for finding in kept if finding.slug not in ALONE]
    kept.sort(key=lambda finding: (ORDER.get(finding.slug, len(RANKS)), -finding.weight, finding.line))
    once: dict[str, Finding] = {}
    for finding in kept:
        # The same belief twice is said once, where it costs most.
        once.setdefault(finding.slug, finding)
    return list(once.values())[:MOST]
