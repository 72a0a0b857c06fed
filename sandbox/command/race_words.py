"""A race told in words, in Spanish and English: who won and by how much, and what nobody can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from sandbox.command.lanes import Lane, Span
from sandbox.command.standing import standing
from sandbox.command.tally import Racer, Tally

ES: Final = {
    "ratio": "{fast} tardó {fast_time}, {share} de {slow_time}, lo que tardó {slow}.",
    "ratio-median":
        "En la mediana de {n} rondas, {fast} tardó {fast_time}, {share} de {slow_time}, lo que tardó {slow}.",
    "between": "En medio: {list}.", "tied": "{names}: no se pueden distinguir; sus rondas se traslapan ({ranges}).",
    "tied-once":
        "{names} tardaron casi lo mismo: {times}. Una ronda no basta para distinguirlos; repite con --rounds 5.",
    "out": "{name} no llegó a su fin, así que su tiempo no se compara.",
    "out-error": "{name} terminó con un error, así que su tiempo no se compara.",
    "cut": "Las {of} rondas habrían durado demasiado: se corrieron {n}.",
    "failed": "Falló el sandbox, no tu código ({reason}).", "stopped": "La detuviste.",
    "and": "y", "half": "la mitad", "third": "un tercio", "quarter": "un cuarto", "fifth": "un quinto",
    "two-thirds": "dos tercios", "three-quarters": "tres cuartos", "percent": "el {n} %",
    "program": "programa", "form": "forma", "took": "tardó", "spread": "mín–máx", "cpu": "CPU", "cores": "núcleos",
    "peak": "a la vez", "memory": "memoria", "end": "terminó",
    "sync": "síncrona", "async": "asíncrona", "threads": "hilos", "processes": "procesos",
    "waiting": "no corrió", "running": "corriendo", "done": "a su fin", "error": "con un error",
    "signal": "por una señal",
    "limit": "cortado: {limit}", "fate-stopped": "detenido", "fate-failed": "falló el sandbox",
    "running-now": "{n}/{of} {name}", "round-now": "ronda {n}/{of}: {name}",
    "loop": "bucle", "main": "hilo principal", "task": "tarea {n}", "thread": "hilo {n}", "process": "proceso {n}",
    "kitchen": "cocina", "more": "… y {n} más", "seconds": "segundos desde su salida",
    "state-run": "corriendo", "state-wait": "esperando en un await", "state-starved": "listo, sin turno",
    "state-block": "bucle bloqueado", "state-sleep": "hilo dormido", "state-pool": "trabajo en un pool",
    "state-proc": "otro proceso", "state-queued": "en cola o arrancando",
    "block": "BLOQUEADO {ms} ms · línea {line}", "block-nowhere": "BLOQUEADO {ms} ms",
    "why-computes": "calcula", "why-starts": "arranca", "why-net": "red", "why-network": "red", "why-thread": "un hilo",
    "why-process": "otro proceso", "why-executor": "un pool", "why-future": "un resultado", "why-lock": "candado",
}  # fmt: skip
EN: Final = {
    "ratio": "{fast} took {fast_time}, {share} of {slow_time}, what {slow} took.",
    "ratio-median":
        "In the median of {n} rounds, {fast} took {fast_time}, {share} of {slow_time}, what {slow} took.",
    "between": "In between: {list}.", "tied": "{names} cannot be told apart: their rounds overlap ({ranges}).",
    "tied-once":
        "{names} took about the same: {times}. One round cannot tell them apart; repeat with --rounds 5.",
    "out": "{name} did not reach its end, so its time is not compared.",
    "out-error": "{name} ended with an error, so its time is not compared.",
    "cut": "All {of} rounds would have taken too long: {n} were run.",
    "failed": "The sandbox failed, not your code ({reason}).", "stopped": "You stopped it.",
    "and": "and", "half": "half", "third": "a third", "quarter": "a quarter", "fifth": "a fifth",
    "two-thirds": "two thirds", "three-quarters": "three quarters", "percent": "{n} %",
    "program": "program", "form": "form", "took": "took", "spread": "min–max", "cpu": "CPU", "cores": "cores",
    "peak": "at once", "memory": "memory", "end": "ended",
    "sync": "synchronous", "async": "asynchronous", "threads": "threads", "processes": "processes",
    "waiting": "did not run", "running": "running", "done": "at its end", "error": "with an error",
    "signal": "by a signal", "limit": "cut: {limit}", "fate-stopped": "stopped", "fate-failed": "sandbox failed",
    "running-now": "{n}/{of} {name}", "round-now": "round {n}/{of}: {name}",
    "loop": "loop", "main": "main thread", "task": "task {n}", "thread": "thread {n}", "process": "process {n}",
    "kitchen": "kitchen", "more": "… and {n} more", "seconds": "seconds since its start",
    "state-run": "running", "state-wait": "waiting at an await", "state-starved": "ready, without a turn",
    "state-block": "loop blocked", "state-sleep": "thread asleep", "state-pool": "work in a pool",
    "state-proc": "another process", "state-queued": "in line or starting",
    "block": "BLOCKED {ms} ms · line {line}", "block-nowhere": "BLOCKED {ms} ms",
    "why-computes": "computes", "why-starts": "starts", "why-net": "network", "why-network": "network",
    "why-thread": "a thread", "why-process": "another process", "why-executor": "a pool", "why-future": "a result",
    "why-lock": "lock",
}  # fmt: skip
SHARES: Final = ((1 / 5, "fifth"), (1 / 4, "quarter"), (1 / 3, "third"), (1 / 2, "half"), (2 / 3, "two-thirds"),
                 (3 / 4, "three-quarters"))  # fmt: skip


class Words:
    def __init__(self, language: str) -> None:
        self.language = language
        self._words = ES if language == "es" else EN

    def __call__(self, key: str, **holes: object) -> str:
        return self._words[key].format(**holes)

    def number(self, value: float, decimals: int) -> str:
        text = f"{value:.{decimals}f}"
        return text.replace(".", ",") if self.language == "es" else text

    def seconds(self, value: float) -> str:
        return f"{self.number(value, 2)} s"

    def spread(self, times: Sequence[float]) -> str:
        return f"{self.number(min(times), 2)}–{self.number(max(times), 2)} s"

    def tick(self, seconds: float, step: float) -> str:
        decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2 if step >= 0.01 else 3
        return "0" if not seconds else self.number(seconds, decimals)

    def listed(self, words: Sequence[str]) -> str:
        *first, last = words
        return f"{', '.join(first)} {self('and')} {last}" if first else last

    def share(self, part: float) -> str:
        """In words where a fraction is near (within 8 %), else in per cent."""
        near = next((name for value, name in SHARES if abs(part / value - 1) < 0.08), None)
        return self(near) if near else self("percent", n=round(100 * part))

    def fate(self, racer: Racer) -> str:
        if racer.fate in ("stopped", "failed"):
            return self(f"fate-{racer.fate}")
        return self(racer.fate, limit=racer.limit)

    def lane(self, lane: Lane) -> str:
        if lane.kind == "kitchen":
            return self("kitchen") if lane.number == 1 else ""
        return lane.name or self(lane.kind, n=lane.number)

    def labels(self, span: Span) -> list[str]:
        """What a span says, longest first."""
        if span.state == "block":
            ms = round(span.end - span.start)
            return [self("block", ms=ms, line=span.line) if span.line else self("block-nowhere", ms=ms), f"{ms} ms"]
        if span.state == "run" and not span.cause:
            return []
        if span.cause == "sleep" and span.state in ("sleep", "proc"):
            return ["time.sleep", "sleep"]
        why = f"why-{span.cause}"
        return [span.name, self(why) if why in self._words else span.cause]


def result(tally: Tally, words: Words) -> Iterator[str]:
    """The rules are those of web/src/race/words.ts."""
    racers = tally.racers
    if tally.outcome in ("failed", "stopped"):
        yield words(tally.outcome, reason=tally.reason)
    stand = standing([racer.times for racer in racers])
    placed = [racers[index] for index in stand.order]
    if len(placed) > 1 and stand.ties != [stand.order]:
        yield _ratio(placed, words)
    for tie in stand.ties:
        yield _tie([racers[index] for index in tie], words)
    for racer in racers:
        if not racer.times and racer.fate not in ("waiting", "running"):
            yield words("out-error" if racer.fate == "error" else "out", name=racer.name)
    if tally.cut is not None:
        yield words("cut", of=tally.rounds, n=tally.cut)


def _ratio(placed: list[Racer], words: Words) -> str:
    fast, slow = placed[0], placed[-1]
    rounds = max(len(racer.times) for racer in placed)
    said = words(
        "ratio-median" if rounds > 1 else "ratio",
        n=rounds,
        fast=fast.name,
        slow=slow.name,
        fast_time=words.seconds(fast.seconds),
        slow_time=words.seconds(slow.seconds),
        share=words.share(fast.seconds / slow.seconds),
    )
    between = [f"{racer.name} {words.seconds(racer.seconds)}" for racer in placed[1:-1]]
    return f"{said} {words('between', list=words.listed(between))}" if between else said


def _tie(tie: list[Racer], words: Words) -> str:
    names = words.listed([racer.name for racer in tie])
    if all(len(racer.times) > 1 for racer in tie):
        return words("tied", names=names, ranges=words.listed([words.spread(racer.times) for racer in tie]))
    return words("tied-once", names=names, times=words.listed([words.seconds(median(racer.times)) for racer in tie]))


def table(tally: Tally, words: Words) -> list[list[str]]:
    """Heads, then a row a program."""
    repeated = any(len(racer.times) > 1 for racer in tally.racers)
    heads = ["program", "form", "took", *(["spread"] if repeated else []), "cpu", "cores", "peak", "memory", "end"]
    return [[words(head) for head in heads], *(_cells(racer, words, repeated=repeated) for racer in tally.racers)]


def _cells(racer: Racer, words: Words, *, repeated: bool) -> list[str]:
    if racer.fate in ("waiting", "running"):
        return [racer.name, *[""] * (6 + repeated), words.fate(racer)]
    spread = [words.spread(racer.times) if len(racer.times) > 1 else ""] if repeated else []
    peak = racer.lanes.peak
    return [
        racer.name,
        words(racer.lanes.form),
        words.seconds(racer.seconds),
        *spread,
        words.seconds(racer.cpu_s),
        words.number(racer.cores, 1 if racer.cores >= 0.1 else 2),
        str(peak) if peak else "",
        f"{words.number(racer.peak_mb, 0)} MB",
        words.fate(racer),
    ]


def states(lanes: Iterable[Lane]) -> set[str]:
    return {span.state for lane in lanes for span in lane.spans}
