"""How fast, as ratios: every module of benchmarks/ beside its reference in one run, on a database of its own.

ACCOUNTS=50000 for a small one; ARGS="sweep" for some modules. The results are kept of a whole run alone.
"""

import json
import logging
import os
import sys
from dataclasses import asdict
from importlib import import_module
from uuid import uuid4

import django
from django.core.management import call_command

from dev.ending import listen
from dev.progress import say
from dev.services import BASE_DIR, Services

FOLDER = BASE_DIR / "benchmarks"
ACCOUNTS = int(os.environ.get("ACCOUNTS", "1000000"))
ORGANIZATIONS = 5000
CHOSEN = os.environ.get("ARGS", "").split()


def main() -> None:
    listen()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    with Services().used():
        django.setup()
        logging.disable(logging.INFO)  # a line for each letter would hide the table
        results = measured()
    if not CHOSEN:
        keep(results)
    for row in results:
        print(f"{row.name:<64} {row.value:>10.2f}  {row.goal:<8} {'' if row.holds else 'missed'}")
    sys.exit(not all(row.holds for row in results))


def keep(results: list) -> None:
    rows = [asdict(row) for row in results]
    found = json.dumps({"accounts": ACCOUNTS, "results": rows}, indent=1)
    (FOLDER / "results.json").write_text(found)


def measured() -> list:
    from tests.databases import created, pointed_at

    name = f"bench_{uuid4().hex[:8]}"
    with created(name), pointed_at(name):
        furnish()
        return [row for module in modules() for row in module.measure()]


def furnish() -> None:
    say(f"Making {ACCOUNTS} accounts")
    call_command("prepare_database", verbosity=0)
    call_command("seed_demo", accounts=ACCOUNTS, organizations=ORGANIZATIONS)


def modules() -> list:
    names = CHOSEN or sorted(
        path.stem for path in FOLDER.glob("*.py") if "def measure" in path.read_text()
    )
    return [import_module(f"benchmarks.{name}") for name in names]


if __name__ == "__main__":
    main()
