"""People of the cast at each stage of an authorization, reached by the real steps."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.models import Organization, Person
from practitioners import services
from practitioners.models import Authorization

PDF = b"%PDF-1.4\n%%EOF\n"


def person(username: str, **fields: object) -> Person:
    return Person.objects.create(
        username=username, name=username, email=f"{username}@example.invalid", **fields
    )


def nominated(
    demo_users: dict[str, Person], who: Person, *, last_day: date | None = None, code: str = "rcn"
) -> Authorization:
    return services.nominate(
        who,
        Organization.objects.get(code=code),
        by=demo_users["superior" if code == "rcn" else "superior2"],
        need="Runs the pages.",
        last_day=last_day,
    )


def advised(demo_users: dict[str, Person], who: Person, **more: object) -> Authorization:
    return services.advise(
        nominated(demo_users, who, **more), by=demo_users["pa"], advice="Supported."
    )


def authorized(demo_users: dict[str, Person], who: Person, **more: object) -> Authorization:
    return services.authorize(advised(demo_users, who, **more), by=demo_users["superior"])


def evidenced(demo_users: dict[str, Person], who: Person, **more: object) -> Authorization:
    row = authorized(demo_users, who, **more)
    return services.provide_evidence(
        row, by=who, trained_on=timezone.localdate(), evidence=certificate()
    )


def certificate(name: str = "certificate.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
