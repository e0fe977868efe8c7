"""A small department: a superior, PA staff, and nominations by the real steps."""

from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from directive.roles import Role
from practitioners.models import Authorization
from practitioners.services import authorize
from workflow.steps import take_step


class Department:
    def __init__(self) -> None:
        root = {"code": "root", "level": "root", "name_en": "Department", "name_fr": "Ministère"}
        navy = {
            "code": "navy",
            "level": "l1",
            "name_en": "Navy of tests",
            "name_fr": "Marine d’essai",
        }
        self.root = Organization.objects.add_root(root)
        self.navy = Organization.objects.add_child(self.root, navy)
        self.superior = self.person("superior", Role.SUPERIOR)
        self.nominee = self.person("nominee")

    def person(self, name: str, role: Role | None = None, **fields: object) -> Person:
        person = Person.objects.create(
            username=name,
            **{"name": f"The {name}", "email": f"{name}@demo.invalid", "language": "en"} | fields,
        )
        if role is not None:
            organization = self.root if role == Role.ADMINISTRATOR else self.navy
            RoleAssignment.objects.create(person=person, role=role, organization=organization)
        return person

    def nominate(self, person: Person | None = None) -> Authorization:
        row = Authorization(person=person or self.nominee, organization=self.navy)
        values = {"need": "Posts for the base.", "nominated_by": self.superior}
        return take_step(row, "nominate", by=self.superior, values=values).row

    def advise(self, row: Authorization, *, by: Person) -> Authorization:
        values = {"advice": "Good.", "adviser": by, "advised_on": timezone.localdate()}
        return take_step(row, "advise", by=by, values=values).row

    def authorize(self, row: Authorization) -> Authorization:
        return authorize(row, by=self.superior).row
