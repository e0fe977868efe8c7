from django.core.management.base import BaseCommand

from access.organization_file import load_organizations
from audit.ledger import ledger, record
from registry.reference import load_index_fields, load_platforms, load_rules

LOADERS = {
    "organizations": load_organizations,
    "platforms": load_platforms,
    "configuration rules": load_rules,
    "index fields": load_index_fields,
}


class Command(BaseCommand):
    help = "Add the reference data that is not there yet; edits of administrators stay."

    def handle(self, **options):
        with ledger():
            added = {name: load() for name, load in LOADERS.items()}
            if any(added.values()):
                record("reference.load", kind="reference", object_id="all", after=added)
        for name, count in added.items():
            self.stdout.write(f"{name}: {count} added")
