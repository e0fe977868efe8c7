"""E-mails about an object, as many as a test needs, and the pages that list them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from access.models import Person
from outbox.models import EmailDelivery, Notification
from workflow.models import WorkflowModel

MINUTE = timedelta(minutes=1)
TASK = "Confirm the listing in the master index"
CONTEXT = {"task": TASK, "state": "", "roles": ["superior"]}


def object_type_of(row: Any) -> str:
    return row.lifecycle.name if isinstance(row, WorkflowModel) else row.object_type


def email_log_url(row: Any, language: str = "en") -> str:
    with override(language):
        return reverse("email_log", args=[object_type_of(row), row.pk])


def create_emails(row: Any, count: int, *, to: Person) -> None:
    """`count` e-mails about a vacancy, created a minute apart."""
    now = timezone.now()
    notifications = Notification.objects.bulk_create(
        Notification(
            event_type="account.listing.vacant",
            object_type=object_type_of(row),
            object_id=row.pk,
            occurrence=str(number),
            recipient=to,
            context=CONTEXT,
            created_at=now + number * MINUTE,
        )
        for number in range(count)
    )
    EmailDelivery.objects.bulk_create(
        EmailDelivery(notification=notification) for notification in notifications
    )


def get_page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, url
    return response.text


def get_all_pages(client: Client, url: str) -> Iterator[list[Any]]:
    """The e-mails of each page, by its own links."""
    page = client.get(url).context
    yield page["emails"]
    while page["page"].next_url:
        page = client.get(url + page["page"].next_url).context
        yield page["emails"]


def count_queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
