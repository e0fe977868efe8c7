"""The hash chain: made by the database at insert, checked by `verify`.

The digest is spelled out here once and used by both, so that a changed function in the database cannot
vouch for itself. Each event's digest covers the one before it, so an edit, a deletion or a swap breaks
every later link; a cut tail shows against an exported head.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

GENESIS = "'\\x00'::bytea"
# jsonb text is canonical: key order and spacing are PostgreSQL's own.
_FIELDS = (
    "seq::text",
    "id::text",
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
    "before::text",
    "after::text",
    "reason",
    "paragraph",
    "request_id",
)


def digest_sql(row: str, previous: str) -> str:
    """SQL for the hash of `row` after the hash `previous`; a JSON array keeps the fields apart."""
    fields = ", ".join(
        f"coalesce({field.format(row=row) if '{row}' in field else f'{row}.{field}'}, '')"
        for field in _FIELDS
    )
    return f"sha256({previous} || convert_to(jsonb_build_array({fields})::text, 'UTF8'))"


# The parts of these statements are this module's own text.
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
        return cls(seq=int(str(exported["seq"])), hash=str(exported["hash"]))


def chain_head() -> ChainHead | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, encode(hash, 'hex') FROM audit_auditevent ORDER BY seq DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return ChainHead(*row) if row else None


def find_first_invalid(exported: ChainHead | None = None) -> int | None:
    """The sequence number of the first event that does not fit, or None when the chain is whole."""
    with connection.cursor() as cursor:
        cursor.execute(_VERIFY_SQL)
        row = cursor.fetchone()
        if row or exported is None:
            return row[0] if row else None
        cursor.execute(
            "SELECT encode(hash, 'hex') FROM audit_auditevent WHERE seq = %s", [exported.seq]
        )
        found = cursor.fetchone()
    return None if found and found[0] == exported.hash else exported.seq
