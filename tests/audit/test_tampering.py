"""Changes by the database owner, past the triggers, break the hash chain."""

from collections.abc import Iterator

import pytest
from django.db import connections

from audit.chain import chain_head, find_first_invalid
from tests.audit.test_chain import log_events


@pytest.fixture
def owner(cloned_database) -> Iterator:
    """The owner's connection, with the triggers of the log disabled."""
    log_events(6)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        yield cursor


EDITS = {
    "an edited value": "UPDATE audit_auditevent SET object_label = 'x' WHERE seq = %s",
    "an edited fact": "UPDATE audit_auditevent SET after = '{}' WHERE seq = %s",
    "a moved time": "UPDATE audit_auditevent SET created_at = created_at + interval '1 s' WHERE seq = %s",
    "a deletion": "DELETE FROM audit_auditevent WHERE seq = %s",
}


@pytest.mark.parametrize("statement", EDITS.values(), ids=EDITS.keys())
def test_tampered_event_is_found(owner, statement):
    last = chain_head().seq
    owner.execute(statement, [last - 3])
    assert find_first_invalid() in (last - 3, last - 2)


def test_swapped_events_are_found(owner):
    last = chain_head().seq
    owner.execute(
        "UPDATE audit_auditevent a SET object_id = b.object_id FROM audit_auditevent b"
        " WHERE (a.seq, b.seq) IN ((%s, %s), (%s, %s))",
        [last, last - 1, last - 1, last],
    )
    assert find_first_invalid() == last - 1


def test_removed_last_events_are_found_with_an_exported_chain_head(owner):
    exported = chain_head()
    owner.execute("DELETE FROM audit_auditevent WHERE seq > %s", [exported.seq - 2])
    assert find_first_invalid() is None
    assert find_first_invalid(exported) == exported.seq
