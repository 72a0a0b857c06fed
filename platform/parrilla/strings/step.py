"""Sentences of step mode."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEP: dict[str, str | Promise] = {
    "step.stepping": _("One step"),
    "step.searching": _("Trying other orders"),
    "step.silent": _("The program ended without telling where it stood. Start again"),
    "step.clock": _("Virtual time {time} · choices so far: {n}"),
    "step.at": _("{coro}, line {line}"),
    "step.held": _("for the lock {on}, which {holder} has"),
    "step.wait.sleep": _("asleep until {until}"),
    "step.wait.lock": _("for the lock {on}"),
    "step.wait.event": _("for the event {on}"),
    "step.wait.condition": _("for the condition {on}"),
    "step.wait.semaphore": _("for a place in the semaphore {on}"),
    "step.wait.barrier": _("for the others at the barrier {on}"),
    "step.wait.queue-get": _("for something in the queue {on}"),
    "step.wait.queue-put": _("for room in the queue {on}"),
    "step.wait.queue-join": _("for the queue {on} to be worked off"),
    "step.wait.taskgroup": _("for the tasks of its group: {on}"),
    "step.wait.task": _("for the task {on}"),
    "step.wait.gather": _("for {on}"),
    "step.wait.wait": _("for {on}, in wait"),
    "step.wait.turn": _("for its turn"),
    "step.wait.future": _("for the future {on}"),
    "step.end.returned": _("The program came to its end"),
    "step.end.raised": _("{exc} on line {line}: {text}"),
    "step.end.refused": _(
        "Line {line} asks for a thread, a connection or a process. Step mode is for programs that only use asyncio's "
        "own waits"
    ),
    "step.end.deadlock": _("Deadlock: nobody is ready and no timer runs. Each one below waits for ever"),
    "step.end.endless": _("It takes step after step without an end, so we stopped it"),
    "step.end.astray": _("These choices belong to another program. Go back to the start"),
    "step.end.other": _("The program ended by itself, in the middle"),
    "step.search.found": _("Order {n} ends otherwise: {ours}. In asyncio's own order: {theirs}"),
    "step.search.none": _("{n} orders tried, all there are with up to two swaps: they end alike"),
    "step.search.cut": _("{n} orders tried and they end alike. There are more; try some yourself"),
    "step.search.slow": _("The program does not end soon enough to try other orders"),
}
