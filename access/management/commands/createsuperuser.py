from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    # Django's command would add a person without an audit event, and without a role that permits anything.
    help = "Refused: appoint_administrator appoints the first administrator."
    requires_migrations_checks = False  # it refuses on an empty database too

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "There are no superusers. Appoint the first administrator:"
            ' manage.py appoint_administrator USERNAME "NAME" E-MAIL'
        )
