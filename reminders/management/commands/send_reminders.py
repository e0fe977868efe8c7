from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders.due import due_letters, write_due


class Command(BaseCommand):
    help = "Write the letters of what is due; the relay sends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only list them")
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or timezone.localdate()
        letters = due_letters(day) if options["dry_run"] else write_due(day)
        for letter in letters:
            facts = letter.facts
            self.stdout.write(
                f"{facts['due_on']}  {letter.object_kind}.{facts['step']}  "
                f"{facts['title_en']}  ->  {letter.recipient.name}"
            )
        verb = "would be written" if options["dry_run"] else "written"
        self.stdout.write(f"{len(letters)} {verb} for {day.isoformat()}.")
