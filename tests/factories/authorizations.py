"""Authorizations in each state, reached through the workflow steps by the demo users."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.models import Organization, Person
from practitioners import services
from practitioners.models import Authorization
from tests.factories.files import PDF


def create_person(username: str, **fields: object) -> Person:
    return Person.objects.create(
        username=username, name=username, email=f"{username}@example.invalid", **fields
    )


def nominated_authorization(
    demo_users: dict[str, Person], who: Person, *, last_day: date | None = None, code: str = "rcn"
) -> Authorization:
    return services.nominate(
        who,
        Organization.objects.get(code=code),
        by=demo_users["superior" if code == "rcn" else "superior2"],
        need="Runs the pages.",
        last_day=last_day,
    ).row


def advised_authorization(
    demo_users: dict[str, Person], who: Person, **more: object
) -> Authorization:
    return services.advise(
        nominated_authorization(demo_users, who, **more), by=demo_users["pa"], advice="Supported."
    ).row


def authorization(demo_users: dict[str, Person], who: Person, **more: object) -> Authorization:
    return services.authorize(
        advised_authorization(demo_users, who, **more), by=demo_users["superior"]
    ).row


def authorization_with_evidence(
    demo_users: dict[str, Person], who: Person, **more: object
) -> Authorization:
    row = authorization(demo_users, who, **more)
    return services.provide_evidence(
        row, by=who, trained_on=timezone.localdate(), evidence=certificate_upload()
    ).row


def certificate_upload(name: str = "certificate.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
