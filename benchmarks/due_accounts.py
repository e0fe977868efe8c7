"""A registry in which one account in twenty has something due, and every unit has its superior."""

from django.db import connections, transaction

from access.models import Organization, Person, RoleAssignment
from directive.roles import Role

OWNER = "owner"
# 3 in 100 await a step, 1 is not listed yet, 1 has lost a readiness row; the others are as they should be.
DUE_SQL = """
UPDATE registry_account SET
    listed_on = CASE WHEN seq % 100 = 3 THEN NULL ELSE current_date END,
    listing_proof = CASE WHEN seq % 100 = 3 THEN '' ELSE 'Invented.' END,
    submitted_on = current_date - 20 - seq % 5,
    submission_reference = 'Invented.',
    suspended_on = CASE WHEN seq % 100 < 3 THEN current_date END,
    suspended_for = CASE WHEN seq % 100 < 3 THEN 'review' ELSE '' END,
    official_since = COALESCE(official_since, current_date),
    ended_on = NULL,
    state_changed_at = now() - interval '60 days',
    due_on = CASE WHEN seq % 100 < 3 THEN current_date - seq % 5 END,
    state = CASE WHEN seq % 100 < 3 THEN 'suspended' ELSE 'active' END
FROM (SELECT id, row_number() OVER ()::int AS seq FROM registry_account WHERE demo AND number IS NOT NULL) n
WHERE registry_account.id = n.id"""
FINDINGS_SQL = """
INSERT INTO registry_finding (id, account_id, row, since, note)
SELECT gen_random_uuid(), id, 'notice', current_date - 14 - seq % 5, ''
FROM (SELECT id, row_number() OVER ()::int AS seq FROM registry_account WHERE demo AND state = 'active') n
WHERE seq % 97 = 4 ON CONFLICT DO NOTHING"""


def create_due_accounts() -> None:
    """By the owner, since the runtime role could not: the accounts are invented, and so are their states."""
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("ALTER TABLE registry_account DISABLE TRIGGER enforce_transitions_account")
        cursor.execute(DUE_SQL)
        cursor.execute(FINDINGS_SQL)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE registry_account ENABLE ALWAYS TRIGGER enforce_transitions_account"
        )
    _create_superiors()
    with connections[OWNER].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _create_superiors() -> None:
    organizations = Organization.objects.exclude(depth=1)
    roles = {1: Role.L1, 0: Role.SUPERIOR}
    people = [
        Person(
            username=f"bench-{o.code}",
            username_key=f"bench-{o.code}",
            name=f"Holder {o.code}",
            sort_name=o.code,
            email="b@demo.invalid",
        )
        for o in organizations
    ]
    Person.objects.bulk_create(people, ignore_conflicts=True)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            person=person, organization=o, role=roles[int(o.level == Organization.Level.L1)]
        )
        for person, o in zip(people, organizations, strict=True)
    )
