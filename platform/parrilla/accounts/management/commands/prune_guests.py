"""`manage.py prune_guests [--days N]`: forget guests nobody can come back as, with what they left."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from parrilla.accounts import guests

DAYS = settings.SESSION_COOKIE_AGE // (24 * 3600)


class Command(BaseCommand):
    help = "Delete guests idle for some time, with their runs, bets and answers. Accounts are never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS, help=f"a session lives {DAYS}")

    def handle(self, *_args: Any, days: int, **_options: Any) -> None:
        if days < 1:
            raise CommandError("at least one day: a guest may be at work right now")
        count = guests.prune(timezone.now() - timedelta(days=days))
        self.stdout.write(f"{count} guests deleted")
