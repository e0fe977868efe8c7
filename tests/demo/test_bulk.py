"""The bulk seed, run by the database owner, which drops and restores constraints and indexes."""

import re

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from audit.models import AuditEvent
from demo.bulk import MIN_ACCOUNTS_TO_REINDEX, seed_bulk
from registry.models import Account, AccountAddress
from registry.numbers import is_number

pytestmark = pytest.mark.template_database("demo")

DEFINITIONS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid IN ({tables})
UNION SELECT relname, pg_get_indexdef(oid) FROM pg_class
WHERE oid IN (SELECT indexrelid FROM pg_index WHERE indrelid IN ({tables}))
""".format(tables="'registry_account'::regclass, 'registry_accountaddress'::regclass")


def definitions() -> set[tuple[str, str]]:
    """Constraints and indexes, without casts and brackets, which PostgreSQL formats anew."""
    with connection.cursor() as cursor:
        cursor.execute(DEFINITIONS)
        return {(name, re.sub(r"::[a-z ]+|\W", "", rule)) for name, rule in cursor.fetchall()}


@pytest.mark.parametrize("count", [30, MIN_ACCOUNTS_TO_REINDEX])
def test_bulk_seed_adds_accounts_and_restores_constraints_and_indexes(
    demo_data, cloned_database, count
):
    before, there = definitions(), Account.objects.count()
    seed_bulk(accounts=count, organizations=60)
    assert Account.objects.count() == there + count
    assert definitions() == before
    added = Account.objects.filter(demo=True, handle__startswith="demo_")
    assert added.values("number").distinct().count() == count
    assert is_number(added.first().number)
    live = AccountAddress.objects.filter(account__in=added.exclude(state="deactivated"))
    assert set(live.values_list("status", flat=True)) == {"live"}
    assert AuditEvent.objects.filter(action="demo.fill", after__accounts=count).count() == 1


def test_bulk_seed_leaves_the_transition_trigger_enabled(demo_data, cloned_database):
    seed_bulk(accounts=5)
    with pytest.raises(IntegrityError, match="does not lead to approved"):
        Account.objects.filter(handle__startswith="demo_", state="active").update(state="approved")


def test_skewed_bulk_seed_puts_half_of_the_accounts_in_one_l1(demo_data, cloned_database):
    seed_bulk(accounts=200, organizations=60, skewed=True)
    added = Account.objects.filter(handle__startswith="demo_")
    paths = list(added.values_list("organization__path", flat=True))
    assert max(sum(path[:8] == one for path in paths) for one in {p[:8] for p in paths}) >= 100


def test_bulk_seed_writes_the_text_that_search_compares(demo_data, cloned_database):
    seed_bulk(accounts=5, organizations=2)
    column = Account._meta.get_field("search_text")
    for row in Account.objects.filter(handle__startswith="demo_"):
        assert row.search_text == column.pre_save(row, add=False)
