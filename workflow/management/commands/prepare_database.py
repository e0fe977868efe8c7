from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

# Each with the reason. In every other table the runtime role cannot delete a row.
DELETABLE_TABLES = {
    "django_session": "signing out, and clearing sessions that ended",
    "guardian_userobjectpermission": "a delegation that is ended",
    "guardian_groupobjectpermission": "a delegation that is ended",
    "access_person_groups": "Django's own groups of a person",
    "access_person_user_permissions": "Django's own permissions of a person",
    "registry_account_practitioners": "a person no longer named on an account; the log keeps it",
    "access_savedview": "a saved view that its owner deletes; no record, and nobody else's",
    "requests_app_accountrequest_practitioners": "a person named by mistake; the log keeps it",
    "requests_app_autosavedpage": "what was typed, once it is saved or discarded; never part of a record",
    "requests_app_proposedhandle": "the second handle, when a pair becomes one account; the log keeps it",
}
INSERT_ONLY_TABLES = {
    "audit_auditevent": "the chain of events",
    "django_migrations": "written by the owner",
}
# REVOKE first: the command is run again at each release, and takes back what an earlier one granted.
GRANTS = """
GRANT CONNECT ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA public TO {role};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
"""
GRANT_DELETE = "GRANT DELETE ON {table} TO {role};"
REVOKE_UPDATE = "REVOKE UPDATE ON {table} FROM {role};"


def grant_statements(tables: set[str], *, database: str, role: str) -> sql.Composed:
    """The statements for the runtime role, of those tables that exist."""
    names = {"database": sql.Identifier(database), "role": sql.Identifier(role)}
    parts = [sql.SQL(GRANTS).format(**names)]
    for template, listed in ((GRANT_DELETE, DELETABLE_TABLES), (REVOKE_UPDATE, INSERT_ONLY_TABLES)):
        parts += [
            sql.SQL(template).format(table=sql.Identifier(table), **names)
            for table in sorted(tables & listed.keys())
        ]
    return sql.SQL("").join(parts)


def refuse_replaced_migrations(owner: BaseDatabaseWrapper) -> None:
    """CommandError for a database whose migrations no longer exist.

    Until the first release, migrations are replaced by fresh ones rather than added to, and only demo data
    has been written. Migrating such a database would fail half-way, with an error about a table.
    """
    loader = MigrationLoader(owner)
    ours = {
        app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    replaced = {
        name for name in loader.applied_migrations if name[0] in ours
    } - loader.disk_migrations.keys()
    if replaced:
        raise CommandError(
            "This database was made by an earlier version, and its migrations were replaced. Begin anew: "
            f"delete {settings.DATA_DIR}, or name an empty database in DATABASE_URL and DATABASE_OWNER_URL."
        )


class Command(BaseCommand):
    help = "Migrate as the owner, then grant the runtime role its rights."
    requires_migrations_checks = False  # migrating is its purpose

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("DATABASE_OWNER_URL is not set: only the owner may migrate.")
        owner = connections["owner"]
        refuse_replaced_migrations(owner)
        call_command("migrate", database="owner", interactive=False, verbosity=options["verbosity"])
        runtime = connections["default"].settings_dict
        with owner.cursor() as cursor:
            tables = set(owner.introspection.table_names(cursor))
            grants = grant_statements(tables, database=runtime["NAME"], role=runtime["USER"])
            cursor.execute(grants.as_string(cursor.connection))
