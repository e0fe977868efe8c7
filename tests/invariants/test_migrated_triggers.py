"""The migrations carry the fingerprint of the lifecycles whose triggers they install."""

import pytest
from django.db.migrations.loader import MigrationLoader

from directive.lifecycles import LIFECYCLES
from workflow.triggers import InstallTransitionTrigger, fingerprint


@pytest.mark.parametrize("name", LIFECYCLES)
def test_last_trigger_migration_matches_the_lifecycle(name):
    """When this fails, add a migration with InstallTransitionTrigger: the transitions have changed."""
    migrations = MigrationLoader(None).disk_migrations
    operations = [
        operation
        for key in sorted(migrations)
        for operation in migrations[key].operations
        if isinstance(operation, InstallTransitionTrigger) and operation.lifecycle == name
    ]
    assert operations[-1].rows == fingerprint(LIFECYCLES[name])
