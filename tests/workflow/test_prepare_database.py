import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from workflow.management.commands.prepare_database import refuse_replaced_migrations


@pytest.mark.usefixtures("cloned_database")
def test_database_of_replaced_migrations_is_refused_with_how_to_begin_anew(settings) -> None:
    MigrationRecorder(connections["owner"]).record_applied("requests_app", "0003_typed_pages")
    with pytest.raises(CommandError, match=f"Begin anew: delete {settings.DATA_DIR}"):
        call_command("prepare_database", verbosity=0)


@pytest.mark.usefixtures("cloned_database")
def test_database_of_present_migrations_is_accepted() -> None:
    refuse_replaced_migrations(connections["owner"])
