from django.core.management.base import BaseCommand

from access.services.reference_data import load_organizations
from audit.events import audit_transaction, log_event
from registry.services.reference_data import load_index_fields, load_platforms, load_rules

LOADERS = {
    "organizations": load_organizations,
    "platforms": load_platforms,
    "configuration rules": load_rules,
    "index fields": load_index_fields,
}


class Command(BaseCommand):
    help = "Add the reference data that is not there yet; edits of administrators stay."

    def handle(self, **options: object) -> None:
        with audit_transaction():
            added = {name: load() for name, load in LOADERS.items()}
            if any(added.values()):
                log_event("reference.load", object_type="reference", object_id="all", after=added)
        for name, count in added.items():
            self.stdout.write(f"{name}: {count} added")
