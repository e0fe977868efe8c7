from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    """Django's would make a person outside the log, and whom no office gives any right."""

    help = "Refused: appoint_administrator appoints the first administrator."
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "There are no superusers. Appoint the first administrator:"
            ' manage.py appoint_administrator USERNAME "NAME" E-MAIL'
        )
