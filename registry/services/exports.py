"""Copies of the registry that leave it (§ 6.1)."""

from collections.abc import Mapping

from django.db.models import QuerySet

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import in_scope, require_permission
from access.resolver import access_for
from audit.events import audit_transaction, log_event
from registry.models import Account

EXPORT_PERMISSION = "export_registry"


def export_accounts(
    rows: QuerySet[Account], *, by: Person, contents: Mapping[str, object]
) -> QuerySet[Account]:
    """Those of the rows that `by` may export. Logged with `contents`: filters, columns, kind of file."""
    require_permission(by, EXPORT_PERMISSION)
    with audit_transaction():
        log_event(
            "registry.export",
            object_type="registry",
            object_id="accounts",
            by=actor_fields(by),
            after=dict(contents),
        )
    # More can be seen than exported: the permission counts in the organizations of its role alone.
    return rows.filter(in_scope(access_for(by), EXPORT_PERMISSION))
