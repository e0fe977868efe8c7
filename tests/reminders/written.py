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
from workflow.models import Followed, Letter

MINUTE = timedelta(minutes=1)
TASK = "Confirm the listing in the master index"
VACANCY = {"task": TASK, "state": "", "roles": ["superior"]}


def kind_of(row: Any) -> str:
    return row.lifecycle.name if isinstance(row, Followed) else row._meta.model_name


def address(row: Any, language: str = "en") -> str:
    with override(language):
        return reverse("letters", args=[kind_of(row), row.pk])


def write(row: Any, count: int, *, to: Person) -> None:
    """That nobody could act: `count` letters, a minute apart."""
    now = timezone.now()
    Letter.objects.bulk_create(
        Letter(
            kind="account.listing.vacant",
            object_kind=kind_of(row),
            object_id=row.pk,
            occurrence=str(number),
            recipient=to,
            facts=VACANCY,
            created_at=now + number * MINUTE,
        )
        for number in range(count)
    )


def reading(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200, url
    return response.text


def read_through(client: Client, url: str) -> Iterator[list[Any]]:
    """The letters of each page, by its own links."""
    page = client.get(url).context
    yield page["letters"]
    while page["page"].next_url:
        page = client.get(url + page["page"].next_url).context
        yield page["letters"]


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
