"""Raw SQL that the runtime role is refused on the audit log."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.events import OutsideAuditTransaction, audit_transaction, log_event

pytestmark = pytest.mark.django_db

ATTACKS = {
    "update": "UPDATE audit_auditevent SET reason = 'x'",
    "delete": "DELETE FROM audit_auditevent",
    "truncate": "TRUNCATE audit_auditevent",
    "drop": "DROP TABLE audit_auditevent",
    "disable the triggers": "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
    "replay as a replica": "SET session_replication_role = replica",
    "replace the function": (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NEW; END $$"
    ),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_runtime_role_cannot_alter_the_audit_log(attack):
    with audit_transaction():
        log_event("thing.change", object_type="thing", object_id=1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_inserted_event_gets_its_number_and_hash_from_the_trigger():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditevent (seq, id, created_at, actor_name, acting_role,"
            " acting_for_name, action, object_type,"
            " object_id, object_label, before, after, reason, paragraph, request_id, previous, hash)"
            " VALUES (999999, gen_random_uuid(), now(), '', '', '', 'v', 'k', '1', '', '{}', '{}',"
            " '', '', '', 'x', 'x') RETURNING seq, hash"
        )
        seq, hash_ = cursor.fetchone()
    assert seq != 999999
    assert bytes(hash_) != b"x"


def test_event_outside_an_audit_transaction_is_refused():
    with pytest.raises(OutsideAuditTransaction):
        log_event("thing.change", object_type="thing", object_id=1)
