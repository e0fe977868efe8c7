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
        parser.add_argument("--dry-run", action="store_true", help="list them without writing")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *, dry_run: bool, on: date | None, **options: Any) -> None:
        at = noon(on) if on else timezone.now()
        day = timezone.localdate(at).isoformat()
        if dry_run:
            self.stdout.write(f"{self._list(at)} would be written for {day}.")
            return
        run = send_reminders(at)
        if run is None:
            raise CommandError("Another reminder run is under way.")
        self.stdout.write(f"{run.notifications} written for {day}.")

    def _list(self, at: Any) -> int:
        """Print a line for each e-mail, and return their number."""
        self.stdout.write(LINE.format("EVENT TYPE", "OCCURRENCE", "ABOUT", "TO"))
        count = 0
        # Line by line: there may be too many to hold in memory.
        for count, line in enumerate(preview_reminders(at), 1):  # noqa: B007
            self.stdout.write(LINE.format(*line))
        return count
