"""Sentences of the FastAPI lab."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LAB: dict[str, str | Promise] = {
    "lab.run.all": _("Run all three"),
    "lab.run.one": _("Run this one"),
    "lab.run.named": _("Run this one: {name}"),
    "lab.measured": _("What each user waited"),
    "lab.figures": _("What each user waited, in figures"),
    "lab.timeline": _("The same on the clock"),
    "lab.empty": _("Choose how many come and run: the drawing fills as they are served."),
    "lab.plot": _("How long the first one to be served waited, the second, and so on to the last"),
    "lab.axis.nth": _("order of being served"),
    "lab.axis.coming": _("order of coming"),
    "lab.plot.rising": _("How long the first one to come waited, the second, and so on to the last"),
    "lab.axis.wait": _("seconds waited"),
    "lab.axis.time": _("seconds since they came"),
    "lab.closer": _("Look closer at the quick ones"),
    "lab.dashed": _("dashed: computed"),
    "lab.computed": _("{time} (computed)"),
    "lab.manner.run": _("all wait at once on a free loop"),
    "lab.manner.pool": _("served by the pool of threads"),
    "lab.manner.block": _("one by one, the loop stands still"),
    "lab.pool.title": _("{name}: the {room} threads of the pool"),
    "lab.pool.plot": _("Threads of the pool over time, {name}"),
    "lab.pool.used": _("threads taken"),
    "lab.pool.waiting": _("users in line for one"),
    "lab.pool.room": _("threads in all"),
    "lab.threads": _("{n} of {room}"),
    "lab.threads.line": _("{n} of {room}, {waiting} in line"),
    "lab.twin": _("See the drawings as tables"),
    "lab.caption": _("Measured with all these users; p50 and p95: what half and 95 of 100 users stayed within"),
    "lab.of": _("{n} of {of}"),
    "lab.col.served": _("Served"),
    "lab.col.rate": _("Per second"),
    "lab.col.longest": _("Slowest"),
    "lab.col.menu": _("/menu, the bystander"),
    "lab.col.ping": _("/ping, the slowest"),
    "lab.col.threads": _("Threads, at most"),
    "lab.said.live": _("{name}: {n} of {users} served so far."),
    "lab.said.served": _(
        "{n} served in {time}, {rate} a second. Half of them waited {half} at most, 95 of 100 waited {most} at most."
    ),
    "lab.said.single": _("The only user waited {time}."),
    "lab.said.nobody": _("none of the {users} users was served. Its console may tell why."),
    "lab.said.failed": _("{n} got an error."),
    "lab.said.cut": _("we stopped waiting after {time}, with {n} of {users} served."),
    "lab.said.law": _("They were served one each {gap}. By that law {users} take {time}: computed, and drawn dashed."),
    "lab.said.law.rising": _(
        "Each one waited {gap} longer than the one before. By that law the last of {users} waits {time}: computed, and "
        "drawn dashed."
    ),
    "lab.said.rising": _(
        "They came faster than they were served: the last one to come waited {last}, the first {first}."
    ),
    "lab.said.level": _(
        "They were served as fast as they came: the last one to come waited {last}, the first {first}."
    ),
    "lab.said.pool": _("{n} of the {room} threads were enough."),
    "lab.said.pool.full": _(
        "The {room} threads were all taken; {n} at most stood in line for one, {time} the longest."
    ),
    "lab.said.beside": _("Whoever only asked for the menu waited {menu}; the slowest heartbeat, {ping}."),
    "lab.said.beside.blocked": _(
        "The loop stood still: whoever only asked for the menu, which takes no time, waited {menu} behind everybody, "
        "and the slowest heartbeat {ping}."
    ),
}
