"""The log of e-mails about one object, page by page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from access.models import Organization, Person
from outbox.models import EmailDelivery, Notification
from practitioners.models import Authorization
from tests.outbox.email_log import count_queries, create_emails, email_log_url, get_all_pages

pytestmark = pytest.mark.template_database("users")
People = dict[str, Person]
ADMINISTRATOR = "administrator"


@pytest.fixture
def navy(demo_users: People) -> Organization:
    return Organization.objects.get(code="rcn")


def test_email_log_lists_all_emails_the_latest_first(
    demo_nomination: Authorization, demo_users: People, client: Client
) -> None:
    create_emails(demo_nomination, 120, to=demo_users["dma"])
    client.force_login(demo_users["superior"])
    pages = list(get_all_pages(client, email_log_url(demo_nomination)))
    listed = [entry.written_at for page in pages for entry in page]
    created = Notification.objects.filter(object_id=demo_nomination.pk).values_list(
        "created_at", flat=True
    )
    assert [len(page) for page in pages] == [50, 50, len(created) - 100]
    assert listed == sorted(created, reverse=True)


def test_previous_page_of_the_email_log_is_the_first_again(
    demo_nomination: Authorization, demo_users: People, client: Client
) -> None:
    create_emails(demo_nomination, 120, to=demo_users["dma"])
    client.force_login(demo_users["superior"])
    first = client.get(email_log_url(demo_nomination)).context
    second = client.get(email_log_url(demo_nomination) + first["page"].next_url).context
    again = client.get(email_log_url(demo_nomination) + second["page"].previous_url).context
    assert again["emails"] == first["emails"] != second["emails"]


def test_emails_created_at_the_same_moment_are_listed_once_each(
    navy: Organization, demo_users: People, client: Client
) -> None:
    create_emails(navy, 120, to=demo_users["dma"])
    at = timezone.now()
    for number, notification in enumerate(Notification.objects.filter(object_id=navy.pk)):
        sent_at = at + timedelta(seconds=number)  # distinguishes them
        Notification.objects.filter(pk=notification.pk).update(created_at=at)
        EmailDelivery.objects.filter(pk=notification.pk).update(sent_at=sent_at)
    client.force_login(demo_users[ADMINISTRATOR])
    listed = [
        entry.outcome_at for page in get_all_pages(client, email_log_url(navy)) for entry in page
    ]
    assert len(listed) == len(set(listed)) == 120


def test_cursor_of_another_object_is_ignored(
    demo_nomination: Authorization, navy: Organization, demo_users: People, client: Client
) -> None:
    create_emails(navy, 60, to=demo_users["dma"])
    other = Notification.objects.filter(object_id=demo_nomination.pk).first()
    client.force_login(demo_users[ADMINISTRATOR])
    page = client.get(f"{email_log_url(navy)}?after={other.pk}").context
    assert len(page["emails"]) == 50


def test_emails_are_listed_in_the_same_number_of_queries(
    navy: Organization, demo_users: People, client: Client
) -> None:
    client.force_login(demo_users[ADMINISTRATOR])
    create_emails(navy, 2, to=demo_users["dma"])
    few = count_queries(client, email_log_url(navy))
    for name in ("pa", "l1", "daip"):
        create_emails(navy, 6, to=demo_users[name])
    assert count_queries(client, email_log_url(navy)) == few
