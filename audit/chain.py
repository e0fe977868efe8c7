"""The hash chain of audit events: SQL that extends it at each INSERT, and SQL that verifies it.

The hash of an event covers its columns and the hash of the event before it, so an edit, a deletion or a
change of order invalidates every later event. A truncated tail leaves a valid chain: it is found by
comparison with a head exported earlier (`manage.py verify_audit --head`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

GENESIS = "'\\x00'::bytea"  # stands for the hash before the first event
# In this order, for good: another order, or one more column, would invalidate every event written before.
_FIELDS = (
    "seq::text",
    "id::text",
    # As seconds: a timestamp as text would depend on the time zone of the session that verifies.
    "extract(epoch from {row}.created_at)::text",
    "actor::text",
    "actor_name",
    "acting_role",
    "acting_for::text",
    "acting_for_name",
    "action",
    "object_type",
    "object_id",
    "object_label",
    # The text of jsonb is canonical: PostgreSQL alone decides on the order of keys and on spaces.
    "before::text",
    "after::text",
    "reason",
    "paragraph",
    "request_id",
)


def digest_sql(row: str, previous: str) -> str:
    """SQL expression, bytea: the hash of the record named `row` after the hash `previous`.

    The trigger and the verification use the same text. Verification never calls the function in the
    database, which somebody with rights on the schema could have replaced.
    """
    # In a JSON array the fields stay apart: plainly joined, "ab" + "c" and "a" + "bc" would hash alike.
    fields = ", ".join(
        f"coalesce({field.format(row=row) if '{row}' in field else f'{row}.{field}'}, '')"
        for field in _FIELDS
    )
    return f"sha256({previous} || convert_to(jsonb_build_array({fields})::text, 'UTF8'))"


# The advisory lock, held until COMMIT, puts writers in a row: without it two transactions would read the
# same last event and both extend it. `seq` is given here, not by a sequence, which leaves gaps on ROLLBACK.
# ENABLE ALWAYS: an ordinary trigger is skipped under session_replication_role = replica.
INSTALL_SQL = f"""
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock(20080008);
    SELECT seq, hash INTO last FROM audit_auditevent ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.previous := coalesce(last.hash, {GENESIS});
    NEW.hash := {digest_sql("NEW", "NEW.previous")};
    RETURN NEW;
END $$;
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER audit_keep BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_keep_all BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
ALTER TABLE audit_auditevent ENABLE ALWAYS TRIGGER audit_chain;
ALTER TABLE audit_auditevent ENABLE ALWAYS TRIGGER audit_keep;
ALTER TABLE audit_auditevent ENABLE ALWAYS TRIGGER audit_keep_all;
"""  # noqa: S608
REMOVE_SQL = "DROP FUNCTION audit_chain CASCADE; DROP FUNCTION audit_refuse CASCADE;"

_VERIFY_SQL = f"""
SELECT e.seq FROM (
    SELECT audit_auditevent.*,
        lag(hash) OVER (ORDER BY seq) AS link,
        lag(seq, 1, 0::bigint) OVER (ORDER BY seq) AS before_seq
    FROM audit_auditevent
) AS e
WHERE e.seq <> e.before_seq + 1
   OR e.previous <> coalesce(e.link, {GENESIS})
   OR e.hash <> {digest_sql("e", "e.previous")}
ORDER BY e.seq LIMIT 1
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class ChainHead:
    seq: int
    hash: str

    @classmethod
    def read(cls, exported: Mapping[str, object]) -> "ChainHead":
        """From the JSON of `verify_audit --export`. KeyError or ValueError for anything else."""
        return cls(seq=int(str(exported["seq"])), hash=str(exported["hash"]))


def chain_head() -> ChainHead | None:
    """The last event, its hash in hexadecimal; None while there is no event."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, encode(hash, 'hex') FROM audit_auditevent ORDER BY seq DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return ChainHead(*row) if row else None


def find_first_invalid(exported: ChainHead | None = None) -> int | None:
    """The `seq` of the first event that does not continue the chain, or None where all of them do.

    With an exported head, the `seq` of that head where its event is missing or has another hash.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERIFY_SQL)
        row = cursor.fetchone()
        if row or exported is None:
            return row[0] if row else None
        cursor.execute(
            "SELECT encode(hash, 'hex') FROM audit_auditevent WHERE seq = %s", [exported.seq]
        )
        event_hash = cursor.fetchone()
    # A chain hashed anew from a changed event on is valid in itself: only the exported hash shows it.
    return None if event_hash and event_hash[0] == exported.hash else exported.seq
