from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from access.models import Organization, Person, RoleAssignment
from audit.events import audit_transaction, log_event
from directive.roles import Role


class Command(BaseCommand):
    help = "Appoint the first administrator, who then keeps all other people and roles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")
        parser.add_argument("email")

    def handle(self, *, username: str, name: str, email: str, **options: Any) -> None:
        root = Organization.objects.filter(depth=1).first()
        if root is None:
            raise CommandError("There is no organization yet: run load_reference first.")
        if RoleAssignment.objects.current().filter(role=Role.ADMINISTRATOR).exists():
            raise CommandError("There is an administrator already, who can appoint another.")
        with audit_transaction():
            # Not by the services: they need an administrator who does it.
            person = Person(username=username, name=name, email=email)
            person.set_password(_typed_password(person))
            person.full_clean()
            person.save()
            RoleAssignment.objects.create(person=person, role=Role.ADMINISTRATOR, organization=root)
            log_event(
                "role.assign", object_type="person", object_id=person.pk, object_label=person.name
            )
        self.stdout.write(f"{person.name} is the administrator.")


def _typed_password(person: Person) -> str:
    password = getpass("Password: ")
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
