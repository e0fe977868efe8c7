"""Autosaved pages, stored beside the request; the request itself changes by `edit` alone (ADR 8)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from access.models import Person
from audit.events import audit_transaction
from requests_app.models import AccountRequest, AutosavedPage
from requests_app.services.drafts import edit
from workflow.steps import StepResult


def autosave(
    request: AccountRequest, *, by: Person, slug: str, version: int, values: Mapping[str, Any]
) -> AutosavedPage:
    page, _created = AutosavedPage.objects.update_or_create(
        request=request,
        slug=slug,
        person=by,
        defaults={"version": version, "values": dict(values), "saved_at": timezone.now()},
    )
    return page


def autosaved_page(request: AccountRequest, *, by: Person, slug: str) -> AutosavedPage | None:
    return request.typed_pages.filter(person=by, slug=slug).first()


def discard_autosave(request: AccountRequest, *, by: Person, slug: str) -> None:
    request.typed_pages.filter(person=by, slug=slug).delete()


def save_page(
    request: AccountRequest, *, by: Person, slug: str, version: int | None = None, **values: Any
) -> StepResult[AccountRequest]:
    """Write a page of the form to the request, and drop its autosave."""
    with audit_transaction():
        discard_autosave(request, by=by, slug=slug)
        return edit(request, by=by, version=version, **values)
