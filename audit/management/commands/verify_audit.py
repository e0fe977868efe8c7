import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.chain import ChainHead, chain_head, find_first_invalid


class Command(BaseCommand):
    help = "Walk the audit chain; exit 1 and name the first bad event if it was tampered with."

    def add_arguments(self, parser):
        parser.add_argument("--head", help="a head exported earlier, to find a cut tail")
        parser.add_argument("--export", help="write the present head to this file")

    def handle(self, *, head: str | None, export: str | None, **options):
        bad = find_first_invalid(_read(head))
        if bad is not None:
            raise CommandError(f"The audit chain is broken at event {bad}.")
        now = current()
        if export:
            Path(export).write_text(json.dumps(now))
        self.stdout.write(f"The audit chain is whole: {now['seq']} events.")


def _read(path: str | None) -> ChainHead | None:
    if path is None:
        return None
    try:
        return ChainHead.read(json.loads(Path(path).read_text()))
    except (OSError, ValueError, KeyError) as problem:
        raise CommandError(f"The exported head {path} cannot be read: {problem}") from problem


def current() -> dict[str, object]:
    present = chain_head()
    return {"seq": present.seq, "hash": present.hash} if present else {"seq": 0, "hash": ""}
