"""What is typed is kept as one goes, beside the request; the request changes by `edit` alone (ADR 8)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from access.models import Person
from audit.ledger import ledger
from requests_app.drafts import edit
from requests_app.models import Request, TypedPage


def keep(
    request: Request, *, by: Person, slug: str, version: int, values: Mapping[str, Any]
) -> TypedPage:
    kept, _new = TypedPage.objects.update_or_create(
        request=request,
        slug=slug,
        person=by,
        defaults={"version": version, "values": dict(values), "at": timezone.now()},
    )
    return kept


def typed_page(request: Request, *, by: Person, slug: str) -> TypedPage | None:
    return request.typed_pages.filter(person=by, slug=slug).first()


def forget(request: Request, *, by: Person, slug: str) -> None:
    request.typed_pages.filter(person=by, slug=slug).delete()


def save_page(
    request: Request, *, by: Person, slug: str, version: int | None = None, **values: Any
) -> Request:
    """What was kept is now in the request."""
    with ledger():
        request = edit(request, by=by, version=version, **values)
        forget(request, by=by, slug=slug)
    return request
