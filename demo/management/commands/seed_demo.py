from io import StringIO
from itertools import count
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.models import Person
from audit.events import audit_transaction
from demo import assessments, bulk, carried, requests
from demo.accounts import DemoAccounts, one_in_every_state
from demo.users import create_demo_users


class Command(BaseCommand):
    help = "Demo users, and a request and an account in every state; with --accounts, a large registry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", type=int, default=0, help="this many more, in bulk")
        parser.add_argument("--organizations", type=int, default=0, help="invented units for them")
        parser.add_argument("--skewed", action="store_true", help="half of them in one L1")

    def handle(self, *, accounts: int, organizations: int, skewed: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data goes into a demo only: set DEMO=1.")
        if not Person.objects.filter(username="practitioner").exists():
            seed()
            self.stdout.write("The demo users are in place.")
        if accounts:
            bulk.seed_bulk(accounts=accounts, organizations=organizations, skewed=skewed)
            self.stdout.write(f"{accounts} accounts were added.")


def seed() -> None:
    # One transaction: a seed that fails half-way leaves nothing behind.
    with audit_transaction():
        call_command("load_reference", stdout=StringIO())
        create_demo_records(create_demo_users())


def create_demo_records(demo_users: dict[str, Person]) -> None:
    with audit_transaction():
        assessments.assess(demo_users)
        carried.carry_over_all(demo_users)
        demo_requests = requests.DemoRequests(demo_users, count(1))
        requests.one_in_every_state(demo_requests)
        demo_requests.resubmitted()
        one_in_every_state(DemoAccounts(demo_users, demo_requests))
