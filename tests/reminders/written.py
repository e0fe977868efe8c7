"""Letters about something, as many as a test wants, and the page that lists them."""

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
VACANCY = {"task": TASK, "state": "", "roles": ["superior"]}


def kind_of(row: Any) -> str:
    return row.lifecycle.name if isinstance(row, WorkflowModel) else row.object_type


def address(row: Any, language: str = "en") -> str:
    with override(language):
        return reverse("email_log", args=[kind_of(row), row.pk])


def write(row: Any, count: int, *, to: Person) -> None:
    """That nobody could act: `count` letters, a minute apart."""
    now = timezone.now()
    written = Notification.objects.bulk_create(
        Notification(
            event_type="account.listing.vacant",
            object_type=kind_of(row),
            object_id=row.pk,
            occurrence=str(number),
            recipient=to,
            context=VACANCY,
            created_at=now + number * MINUTE,
        )
        for number in range(count)
    )
    EmailDelivery.objects.bulk_create(
        EmailDelivery(notification=notification) for notification in written
    )


def reading(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, url
    return response.text


def read_through(client: Client, url: str) -> Iterator[list[Any]]:
    """The letters of each page, by its own links."""
    page = client.get(url).context
    yield page["emails"]
    while page["page"].next_url:
        page = client.get(url + page["page"].next_url).context
        yield page["emails"]


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
