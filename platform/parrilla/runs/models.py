"""A run, from the click to the record."""

import json
import uuid
import zlib
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sandbox.events import Event


class RunQuerySet(models.QuerySet["Run"]):
    def active(self) -> "RunQuerySet":
        return self.exclude(state=Run.State.ENDED)

    def of(self, owner: Any) -> "RunQuerySet":
        return self.filter(owner=owner)


class Run(models.Model):
    """What a person sent to be executed, saved before anything else happens to it, and what came of it."""

    class Purpose(models.TextChoices):
        RACE = "race", _("Race")
        RUN = "run", pgettext_lazy("noun", "Run")
        SUBMIT = "submit", _("Submission")

    class State(models.TextChoices):
        QUEUED = "queued", _("In line")
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="runs")
    purpose = models.CharField(max_length=8, choices=Purpose)
    context = models.CharField(max_length=40)
    """What it belongs to: `home`, `demo:A`, or an exercise: `A1`."""
    entrants = models.JSONField()
    """[{name, form, source}], the source as it is compiled."""
    bets = models.JSONField(default=list, blank=True)
    """[{entrant, seconds}], as the learner made them before the run."""
    rounds = models.PositiveSmallIntegerField(default=1)
    """How often each entrant was to run, taking turns; only a race has more than one."""
    schedule = models.JSONField(default=list, blank=True)
    """In step mode: which ready task to take, choice by choice."""
    language = models.CharField(max_length=5)

    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=1)
    """How often it was put into the queue."""
    outcome = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    verdict_code = models.CharField(max_length=60, blank=True)
    passed = models.BooleanField(null=True)
    evidence = models.JSONField(default=dict, blank=True)
    summary = models.JSONField(default=list, blank=True)
    """Per entrant: {entrant, outcome, exit, limit, wall_s, cpu_s, peak_mb}, and `rounds` [{wall_s, cpu_s, outcome,
    exit}] of the later rounds, where there were any."""
    transcript = models.BinaryField(default=bytes, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Run"]] = models.Manager.from_queryset(RunQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner"], condition=~models.Q(state="ended"), name="runs_one_active_run_a_person"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "context", "-created_at"], name="runs_owner_context"),
            models.Index(fields=["state", "created_at"], name="runs_state_created"),
        ]
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.context} {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("run", args=[self.pk])

    @property
    def events(self) -> list[Event]:
        """The recorded transcript; empty until the run has ended."""
        packed = bytes(self.transcript)
        return cast(list[Event], json.loads(zlib.decompress(packed))) if packed else []

    @events.setter
    def events(self, events: list[Event]) -> None:
        text = json.dumps(events, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        self.transcript = zlib.compress(text.encode(), 6)

    def as_json(self, *, programs: bool = False) -> dict[str, Any]:
        """What a browser may know of it: all but the transcript. `programs`: with their text, for those who may watch
        it and have it not, or no more."""
        return {
            "id": str(self.pk),
            "url": self.get_absolute_url(),
            "purpose": self.purpose,
            "context": self.context,
            "entrants": [
                {"name": e["name"], "form": e["form"]} | ({"source": e["source"]} if programs else {})
                for e in self.entrants
            ],
            "bets": self.bets,
            "rounds": self.rounds,
            "state": self.state,
            "outcome": self.outcome,
            "reason": self.reason,
            "verdict": self.verdict_code,
            "passed": self.passed,
            "summary": self.summary,
            "created_at": _iso(self.created_at),
            "started_at": _iso(self.started_at),
            "ended_at": _iso(self.ended_at),
        }


def _iso(moment: Any) -> str | None:
    return None if moment is None else cast(str, DjangoJSONEncoder().default(moment))
