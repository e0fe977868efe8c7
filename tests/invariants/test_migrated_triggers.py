"""The migrations carry the fingerprint of the rows they put in the database."""

import pytest
from django.db.migrations.loader import MigrationLoader

from directive.lifecycles import LIFECYCLES
from workflow.triggers import InstallTransitionTrigger, fingerprint


@pytest.mark.parametrize("name", LIFECYCLES)
def test_the_last_migration_of_each_table_knows_the_present_rows(name):
    """When this fails, add a migration with FollowTable: the moves of the table have changed."""
    migrations = MigrationLoader(None).disk_migrations
    operations = [
        operation
        for key in sorted(migrations)
        for operation in migrations[key].operations
        if isinstance(operation, InstallTransitionTrigger) and operation.lifecycle == name
    ]
    assert operations[-1].rows == fingerprint(LIFECYCLES[name])
