"""Everything the platform holds of a person, as a ZIP of JSON files they can take away."""

import json
import zipfile
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from parrilla.accounts.adoption import owned
from parrilla.accounts.models import User
from parrilla.runs.models import Run

IN_MEMORY: Final = 4 * 1024 * 1024
PROFILE: Final = ("email", "name", "role", "language", "joined_at", "last_login")


def archive(user: User) -> IO[bytes]:
    """A ZIP, at its beginning: profile.json, a file for each kind of row, and one for each run with its programs and
    events. Neither password nor session is in it."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response that sends it closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("profile.json", _json({name: getattr(user, name) for name in PROFILE}))
        for name, rows in _tables(user):
            packed.writestr(f"{name}.json", _json(rows))
        for run in Run.objects.filter(owner=user).iterator(chunk_size=20):
            whole = run.as_json() | {"entrants": run.entrants, "evidence": run.evidence, "events": run.events}
            packed.writestr(f"runs/{run.pk}.json", _json(whole))
    file.seek(0)
    return file


def _tables(user: User) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each model's rows by its label; a model added later is in it too."""
    for model, field in owned():
        if model is Run:
            continue
        rows = model._base_manager.filter(**{field.name: user}).order_by("pk")
        found = [row["fields"] for row in serializers.serialize("python", rows)]
        if found:
            yield model._meta.label_lower, found


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
