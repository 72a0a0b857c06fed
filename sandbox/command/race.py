"""`race`: two to four files in the real jail, one after another; who was faster, and a drawing of why."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from sandbox.command.diagnosis import chosen_language
from sandbox.command.drawing import LEAST_PLOT, MOST_LANES, TEXTURES, Axis, Paint, draw, painter, printable, width
from sandbox.command.race_words import Words, result, states, table
from sandbox.command.status import BAD_PROGRAM, LIMITED, refuse
from sandbox.command.tally import Racer, Tally
from sandbox.command.words import limits_of, offer_limits, program_of
from sandbox.events import Event
from sandbox.evidence import SERVICES
from sandbox.job import MAX_ENTRANTS, MAX_ROUNDS, Entrant, Job
from sandbox.supervisor import CannotJail, Sandbox

if TYPE_CHECKING:
    from sandbox.command.words import Commands

MOST_LABEL: Final = 18


def offer(commands: Commands) -> None:
    race = commands.add_parser("race", help="race files against each other in the real jail")
    race.add_argument("files", type=Path, nargs="+", metavar="FILE", help=f"2 to {MAX_ENTRANTS} of them")
    race.add_argument("--rounds", type=int, choices=range(1, MAX_ROUNDS + 1), default=1, metavar="N",
                      help="run each so often, taking turns: medians and spread")  # fmt: skip
    race.add_argument("--json", action="store_true", help="print every event as a line of JSON, the result last")
    race.add_argument("--lang", choices=("es", "en"), help="language of the result (by the locale, else es)")
    race.add_argument("--service", action="append", choices=SERVICES, default=[], help="give them this local service")
    offer_limits(race)
    race.set_defaults(play=play)


def play(options: argparse.Namespace) -> int:
    """0 where every program reached its end, 1 where one did not, else as `run` has it."""
    if not 2 <= len(options.files) <= MAX_ENTRANTS:
        print(f"a race has 2 to {MAX_ENTRANTS} files", file=sys.stderr)
        return BAD_PROGRAM
    sources = [program_of(file) for file in options.files]
    names = names_of(options.files)
    entrants = tuple(Entrant(text, name) for text, name in zip(sources, names, strict=True) if text is not None)
    if len(entrants) < len(sources):
        return BAD_PROGRAM
    job = Job(
        run=str(uuid.uuid4()),
        entrants=entrants,
        kind=options.kind,
        limits=limits_of(options),
        services={name: {} for name in options.service},
        rounds=options.rounds,
    )
    stop = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    tally = Tally([Racer(name) for name in names], options.rounds)
    words = Words(chosen_language(options.lang))
    progress = Progress(tally, words)

    def emit(events: list[Event]) -> None:
        for event in events:
            tally.add(event)
            if options.json:
                print(json.dumps(event), flush=True)
            else:
                progress.told(event)

    try:
        with Sandbox(warm=0) as sandbox:
            sandbox.run(job, emit, stop)
    except CannotJail as error:
        return refuse(error, as_json=options.json)
    if options.json:
        print(json.dumps({"race": as_json(tally, words)}), flush=True)
    else:
        progress.over()
        print("\n".join(report(tally, words, shutil.get_terminal_size((80, 24)).columns, painter(sys.stdout))))
    if tally.outcome in ("limit", "stopped"):
        return LIMITED
    return 0 if all(racer.fate == "done" for racer in tally.racers) else 1


def names_of(files: list[Path]) -> list[str]:
    """What each is called: its file's name, numbered where two have the same."""
    names: list[str] = []
    for file in files:
        base = printable(file.stem)[:40] or "program"
        same = sum(name == base or name.startswith(f"{base} (") for name in names)
        names.append(f"{base} ({same + 1})" if same else base)
    return names


class Progress:
    """Who runs now, and how each ended, beside the result: on the error stream, one line that is written over where it
    is a terminal."""

    def __init__(self, tally: Tally, words: Words) -> None:
        self._tally = tally
        self._words = words
        self._live = sys.stderr.isatty()
        self._shown = 0

    def told(self, event: Event) -> None:
        if "entrant" not in event:
            return
        number, data = event["entrant"], event["data"]
        name = self._tally.racers[number].name
        place = self._words("running-now", n=number + 1, of=len(self._tally.racers), name=name)
        if event["type"] == "entrant-started" and self._live:
            self._show(f"{place} …")
        elif event["type"] == "usage" and self._live:
            self._show(f"{place} … CPU {self._words.seconds(data['cpu_s'])}")
        elif event["type"] in ("entrant-ended", "round-ended"):
            if event["type"] == "round-ended":
                place = self._words("round-now", n=data["round"], of=self._tally.rounds, name=name)
            self._show(f"{place}  {self._words.seconds(data['wall_s'])}")
            self._keep()

    def over(self) -> None:
        if self._shown:
            self._show("")

    def _show(self, text: str) -> None:
        if self._live:
            print("\r" + text + " " * max(0, self._shown - len(text)) + ("" if text else "\r"), end="", file=sys.stderr)
        else:
            print(text, end="", file=sys.stderr)
        sys.stderr.flush()
        self._shown = len(text)

    def _keep(self) -> None:
        print(file=sys.stderr, flush=True)
        self._shown = 0


def report(tally: Tally, words: Words, columns: int, paint: Paint) -> Iterator[str]:
    """The drawing, the sentences, the table; never wider than the terminal, but for the table."""
    ran = [racer for racer in tally.racers if racer.fate not in ("waiting", "running")]
    if ran:
        yield from _drawing(ran, words, columns, paint)
    for sentence in result(tally, words):
        yield from wrap(sentence, max(40, columns - 1))
    yield ""
    yield from _columns(table(tally, words))
    for racer in ran:
        if racer.fate == "error" and racer.errors.strip():
            yield f"\n{racer.name}:"
            yield from (f"  {printable(line)}" for line in racer.errors.strip().splitlines()[-4:])


def _drawing(ran: list[Racer], words: Words, columns: int, paint: Paint) -> Iterator[str]:
    lanes = {racer.name: racer.lanes.all for racer in ran}
    names = [words.lane(lane) for every in lanes.values() for lane in every[:MOST_LANES]]
    label = min(MOST_LABEL, 1 + max((width(name) for name in names), default=4))
    longest = max(racer.wall_s for racer in ran) * 1000
    axis = Axis(max(longest, 1.0), max(LEAST_PLOT, columns - label - 1), label)
    yield axis.ruler(words.tick) + f"  {words('seconds')}" * (columns > 110)
    for number, racer in enumerate(ran, 1):
        yield f"[{number}] {racer.name}  {words(racer.lanes.form)}  {words.seconds(racer.wall_s)}"
        yield from draw(lanes[racer.name], axis, words.lane, words.labels, paint)
        if len(lanes[racer.name]) > MOST_LANES:
            yield " " * label + words("more", n=len(lanes[racer.name]) - MOST_LANES)
    yield ""
    seen = states(lane for every in lanes.values() for lane in every)
    line, room = "", columns
    for state, mark in TEXTURES.items():
        if state not in seen:
            continue
        word = words(f"state-{state}")
        needed = width(word) + 5
        if line and needed > room:
            yield line.rstrip()
            line, room = "", columns
        line, room = f"{line}{paint(state, mark * 2)} {word}  ", room - needed
    yield line.rstrip()
    yield ""


def _columns(rows: list[list[str]]) -> Iterator[str]:
    """Words to the left, numbers to the right."""
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    left = {0, 1, len(widths) - 1}
    for row in rows:
        cells = []
        for at, (cell, room) in enumerate(zip(row, widths, strict=True)):
            space = " " * (room - width(cell))
            cells.append(cell + space if at in left else space + cell)
        yield "  ".join(cells).rstrip()


def as_json(tally: Tally, words: Words) -> dict[str, Any]:
    """What the table and the sentences say, for programs."""
    return {
        "outcome": tally.outcome,
        "reason": tally.reason,
        "rounds": tally.rounds if tally.cut is None else tally.cut,
        "entrants": [
            {
                "name": racer.name,
                "form": "" if racer.fate == "waiting" else racer.lanes.form,
                "fate": racer.fate,
                "times_s": racer.times,
                "median_s": racer.seconds if racer.times else None,
                "cpu_s": racer.cpu_s,
                "cores": racer.cores,
                "peak_in_flight": racer.lanes.peak,
                "peak_mb": racer.peak_mb,
            }
            for racer in tally.racers
        ],
        "said": list(result(tally, words)),
    }
