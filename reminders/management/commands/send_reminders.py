from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reminders.run import noon, preview_reminders, send_reminders

LINE = "{:<40}  {:<22}  {:<50}  {}"


class Command(BaseCommand):
    help = "Prepare the reminder e-mails that are due; the delivery task sends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only list them")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *, dry_run: bool, on: date | None, **options: Any) -> None:
        at = noon(on) if on else timezone.now()
        day = timezone.localdate(at).isoformat()
        if dry_run:
            self.stdout.write(f"{self._listed(at)} would be written for {day}.")
            return
        done = send_reminders(at)
        if done is None:
            raise CommandError("Another reminder run is under way.")
        self.stdout.write(f"{done.notifications} written for {day}.")

    def _listed(self, at: Any) -> int:
        """A plain table: a line for each letter, and how many there are."""
        self.stdout.write(LINE.format("KIND", "DUE, MILESTONE", "ABOUT", "TO"))
        number = 0
        for number, line in enumerate(preview_reminders(at), 1):  # noqa: B007
            self.stdout.write(LINE.format(*line))
        return number
