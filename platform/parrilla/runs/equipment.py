"""What this installation lacks of the local services that exercises ask for, told by its sandbox worker."""

import json
from collections.abc import Iterable

from django.utils.translation import gettext as _

from parrilla.runs import wire
from sandbox import keys

OPTIONAL = ("database", "disk")
"""Those that need something of the machine; the others are always there."""


def missing() -> frozenset[str]:
    """Names of services. Empty where nothing is known: a run that cannot be had says so itself."""
    try:
        told = wire.client().get(keys.MISSING)
    except wire.AWAY:
        return frozenset()
    return frozenset(json.loads(told)) if told else frozenset()


def lack(services: Iterable[str]) -> str:
    """A sentence for the learner where one of these services is missing; empty where all are there."""
    wanted = set(services).intersection(OPTIONAL)
    if not wanted:
        return ""
    absent = wanted & missing()
    if "database" in absent:
        return _("This needs a database, and PostgreSQL is not installed here: programs cannot be run on this page.")
    if "disk" in absent:
        return _("This needs the slow disk, which this machine does not have: programs cannot be run on this page.")
    return ""
