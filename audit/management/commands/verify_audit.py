import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.chain import ChainHead, chain_head, find_first_invalid


class Command(BaseCommand):
    help = "Verify the hash chain of the audit events; exit 1 and name the first invalid event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="a head exported earlier, to find a truncated tail")
        parser.add_argument("--export", help="write the present head to this file")

    def handle(self, *, head: str | None, export: str | None, **options: object) -> None:
        # Verified first: the head of a broken chain must not replace a good export.
        invalid = find_first_invalid(_read_head(head))
        if invalid is not None:
            raise CommandError(f"The audit chain is broken at event {invalid}.")
        head_now = chain_head()
        current = asdict(head_now) if head_now else {"seq": 0, "hash": ""}
        if export:
            Path(export).write_text(json.dumps(current))
        self.stdout.write(f"The audit chain is whole: {current['seq']} events.")


def _read_head(path: str | None) -> ChainHead | None:
    if path is None:
        return None
    try:
        return ChainHead.read(json.loads(Path(path).read_text()))
    except (OSError, ValueError, KeyError) as problem:
        raise CommandError(f"The exported head {path} cannot be read: {problem}") from problem
