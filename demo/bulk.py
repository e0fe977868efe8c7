"""A registry of any size for benchmarks, inserted in bulk by the owner role, in demo mode only.

The accounts are copies of one that reached its state by the real steps.
"""

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

from django.db import connections, transaction
from django.utils import timezone

from access.models import Organization
from audit.events import audit_transaction, log_event
from demo.unindexed import unindexed
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, AccountAddress
from registry.numbers import draw_number
from web.text.confusables import skeleton

OWNER = "owner"
# From here on, building the indexes anew takes less time than updating them row by row.
MIN_ACCOUNTS_TO_REINDEX = 10_000
_TABLE = Account._meta.db_table
_ADDRESSES = AccountAddress._meta.db_table
# Relative numbers of each state in a registry that has run for some years: an estimate.
_WEIGHTS = {"active": 70, "deactivated": 14, "suspended": 2, "closing": 2}
_IN_CLOSURE = "b.state IN ('closing', 'deactivated')"
# SQL of the columns that differ from the template account; `b` is a row of the temporary table.
_OVERRIDES = {
    "id": "b.id",
    "state": "b.state",
    "number": "b.number",
    "organization_id": "b.organization_id",
    "platform_id": "b.platform_id",
    "handle": "b.handle",
    "address": "'https://demo.invalid/' || b.handle",
    "name_en": "'Invented account ' || b.n",
    "name_fr": "'Compte inventé ' || b.n",
    # As `web.text.search.SearchField` writes it.
    "search_text": "'invented account ' || b.n || ' compte invente ' || b.n || ' ' || b.handle"
    " || ' ' || lower(b.number)",
    "partner_id": "NULL",
    "request_id": "gen_random_uuid()",
    "updated_at": "now() - b.n * interval '1 second'",
    "due_on": "NULL",
    "state_before_closing": "'active'",
    "official_since": "COALESCE(t.official_since, current_date)",
    "suspended_on": "CASE WHEN b.state = 'suspended' THEN current_date END",
    "suspended_for": "CASE WHEN b.state = 'suspended' THEN 'review' ELSE '' END",
    "closing_asked_by_id": f"CASE WHEN {_IN_CLOSURE} THEN t.requested_by_id END",
    "closing_reason": f"CASE WHEN {_IN_CLOSURE} THEN 'Invented.' ELSE '' END",
    "closing_disposition": f"CASE WHEN {_IN_CLOSURE} THEN 'parked' ELSE '' END",
    "closing_directed": "false",
    "closing_ground": "''",
    "closing_due": "NULL",
    "ended_on": "CASE WHEN b.state = 'deactivated' THEN current_date END",
    "demo": "true",
}


def seed_bulk(*, accounts: int, organizations: int = 0, skewed: bool = False) -> None:
    """Add `accounts` accounts over new or existing units; `skewed`: half of them in one L1."""
    template = Account.objects.filter(state__in=ACCOUNT.live_states, number__isnull=False).first()
    if template is None:
        raise LookupError("An account is needed to copy from: seed the demo first.")
    with transaction.atomic(using=OWNER), _without_trigger(), ExitStack() as stack:
        units = _add_units(organizations)
        _copy_varying_columns(accounts, units, template, skewed=skewed)
        if accounts >= MIN_ACCOUNTS_TO_REINDEX:
            for table in (_TABLE, _ADDRESSES):
                stack.enter_context(unindexed(OWNER, table))
        _insert_accounts(template)
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"ANALYZE {_TABLE}, {_ADDRESSES}")
    with audit_transaction():
        log_event(
            "demo.fill",
            object_type="demo",
            object_id="accounts",
            after={"accounts": accounts, "organizations": organizations, "skewed": skewed},
        )


@contextmanager
def _without_trigger() -> Iterator[None]:
    # The trigger lets no row begin as active; in this transaction alone it is off. One audit event says
    # what was added.
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {_TABLE} DISABLE TRIGGER enforce_transitions_account")
        yield
        # PostgreSQL does not alter a table with deferred constraint checks pending.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {_TABLE} ENABLE ALWAYS TRIGGER enforce_transitions_account")


def _add_units(count: int) -> list[Organization]:
    """Add `count` invented units below the L1 organizations; with 0 return those themselves."""
    parents = list(Organization.objects.using(OWNER).filter(level=Organization.Level.L1))
    # treebeard adds one node at a time, with several queries each: the paths are made here instead.
    children = {parent.pk: parent.numchild for parent in parents}
    units = []
    for number in range(count):
        parent = parents[number % len(parents)]
        children[parent.pk] += 1
        units.append(_unit(parent, children[parent.pk]))
    Organization.objects.using(OWNER).bulk_create(units, batch_size=5000)
    for parent in parents:
        Organization.objects.using(OWNER).filter(pk=parent.pk).update(numchild=children[parent.pk])
    return units or parents


def _unit(parent: Organization, number: int) -> Organization:
    code = f"demo-{parent.code}-{uuid4().hex[:8]}"
    key = Organization.numconv_obj().int2str(number)
    return Organization(
        path=parent.path + key.rjust(Organization.steplen, Organization.alphabet[0]),
        depth=parent.depth + 1,
        code=code,
        level=Organization.Level.UNIT,
        name_en=f"Invented unit {number} ({parent.abbr_en})",
        name_fr=f"Unité inventée {number} ({parent.abbr_fr})",
        sort_en=f"invented unit {number}",
        sort_fr=f"unite inventee {number}",
        short_names=[code],
    )


def _copy_varying_columns(
    count: int, units: list[Organization], template: Account, *, skewed: bool
) -> None:
    # COPY is the fastest way into PostgreSQL, but cannot take columns from another table: so only what
    # differs from row to row goes this way, and one INSERT adds the rest.
    heavy = [unit for unit in units if unit.path.startswith(units[0].path[:8])]
    # A fixed seed: two runs of a benchmark measure the same distribution.
    generator = random.Random(20080008)  # noqa: S311 - spread, not secrecy
    states, weights = list(_WEIGHTS), list(_WEIGHTS.values())
    platforms = list(Account.objects.values_list("platform_id", flat=True).distinct())
    numbers = _unique_numbers()
    start = timezone.now().strftime("%y%m%d%H%M%S")
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bulk (n int, id uuid, state text, number text, organization_id uuid,"
            " platform_id uuid, handle text, skeleton text) ON COMMIT DROP"
        )
        with cursor.copy("COPY bulk FROM STDIN") as copy:
            for n in range(count):
                unit = generator.choice(heavy if skewed and n % 2 else units)
                handle = f"demo_{start}_{n}"
                copy.write_row(
                    (
                        n,
                        str(uuid4()),
                        generator.choices(states, weights)[0],
                        next(numbers),
                        str(unit.pk),
                        str(generator.choice(platforms)),
                        handle,
                        skeleton(handle),
                    )
                )


def _unique_numbers() -> Iterator[str]:
    # Among a million draws of 31 ** 8 numbers, two equal ones are likely enough to fail a run.
    drawn: set[str] = set()
    while True:
        number = draw_number()
        if number not in drawn:
            drawn.add(number)
            yield number


def _insert_accounts(template: Account) -> None:
    columns = [field.column for field in Account._meta.concrete_fields if field.column]
    values = ", ".join(_OVERRIDES.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_TABLE} ({names}) SELECT {values}"  # noqa: S608 - columns of our models
            f" FROM bulk b, {_TABLE} t WHERE t.id = %s",
            [template.pk],
        )
        cursor.execute(
            f"INSERT INTO {_ADDRESSES}"  # noqa: S608 - a name of ours
            " (id, platform_id, handle, key, skeleton, status, disposition, account_id, since, until)"
            " SELECT gen_random_uuid(), platform_id, handle, handle, skeleton,"
            " CASE WHEN state = 'deactivated' THEN 'former' ELSE 'live' END,"
            " CASE WHEN state = 'deactivated' THEN 'parked' ELSE '' END, id, now(),"
            " CASE WHEN state = 'deactivated' THEN now() END FROM bulk"
        )
