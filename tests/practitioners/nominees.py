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
    cast: dict[str, Person], who: Person, *, last_day: date | None = None, code: str = "rcn"
) -> Authorization:
    return services.nominate(
        who,
        Organization.objects.get(code=code),
        by=cast["superior" if code == "rcn" else "superior2"],
        need="Runs the pages.",
        last_day=last_day,
    )


def advised(cast: dict[str, Person], who: Person, **more: object) -> Authorization:
    return services.advise(nominated(cast, who, **more), by=cast["pa"], advice="Supported.")


def authorized(cast: dict[str, Person], who: Person, **more: object) -> Authorization:
    return services.authorize(advised(cast, who, **more), by=cast["superior"])


def evidenced(cast: dict[str, Person], who: Person, **more: object) -> Authorization:
    row = authorized(cast, who, **more)
    return services.provide_evidence(
        row, by=who, trained_on=timezone.localdate(), evidence=certificate()
    )


def certificate(name: str = "certificate.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
