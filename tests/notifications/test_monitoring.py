from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from notifications import tasks
from notifications.delivery import deliver_batch
from notifications.monitoring import failed_emails, queue_overview, retry_email
from outbox.heartbeat import DELIVERY, MAX_SILENCE
from outbox.models import EmailDelivery, Heartbeat, Notification
from reminders import tasks as reminder_tasks
from reminders.models import ReminderRun
from reminders.run import noon
from tests.factories import Department

pytestmark = pytest.mark.django_db
URL = "/en/operations/"


@pytest.fixture
def administrator(department: Department) -> Person:
    return department.person("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def failed(department: Department, pa: Person) -> EmailDelivery:
    department.nominate()
    EmailDelivery.objects.filter(notification__recipient=pa).update(
        failed_at=timezone.now(), attempts=10, last_error="SMTPRecipientsRefused 550"
    )
    return EmailDelivery.objects.get(notification__recipient=pa)


def test_suppressed_email_is_not_listed_as_failed(failed: EmailDelivery) -> None:
    assert list(failed_emails()) == [failed]
    EmailDelivery.objects.filter(pk=failed.pk).update(suppressed=True)
    assert list(failed_emails()) == []


def test_retried_email_is_sent_and_the_retry_is_logged(
    failed: EmailDelivery, administrator: Person
) -> None:
    retry_email(failed, by=administrator)
    assert deliver_batch() == 2
    assert EmailDelivery.objects.get(pk=failed.pk).sent_at is not None
    event = AuditEvent.objects.get(action="email.retry")
    assert (event.object_id, event.actor) == (str(failed.pk), administrator.pk)


def test_email_retried_twice_is_queued_once(failed: EmailDelivery, administrator: Person) -> None:
    retry_email(failed, by=administrator)
    retry_email(failed, by=administrator)
    assert AuditEvent.objects.filter(action="email.retry").count() == 1


def test_person_without_permission_cannot_retry_an_email(failed: EmailDelivery, pa: Person) -> None:
    with pytest.raises(PermissionDenied):
        retry_email(failed, by=pa)


@pytest.fixture
def administrator_client(administrator: Person, client: Client) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def notification(department: Department, pa: Person) -> Notification:
    department.nominate()
    return Notification.objects.get(recipient=pa)


def mark_failed(notification: Notification) -> None:
    email = notification.email
    email.failed_at, email.attempts = timezone.now(), 8
    email.last_error = "SMTPRecipientsRefused 550"
    email.save()


def test_empty_operations_page_says_so(administrator_client: Client) -> None:
    text = administrator_client.get(URL).text
    assert "No failed e-mails" in text
    assert "not seen yet" in text


def test_waiting_emails_are_counted(
    administrator_client: Client, notification: Notification
) -> None:
    queue = administrator_client.get(URL).context["queue"]
    assert (queue.waiting, queue.oldest) == (
        "2",
        Notification.objects.earliest("created_at").created_at,
    )


def test_count_of_waiting_emails_is_capped(
    administrator_client: Client, notification: Notification, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pagination.MAX_COUNT", 1)
    assert administrator_client.get(URL).context["queue"].waiting == "1+"


def test_email_with_a_failed_attempt_is_counted_as_rescheduled(
    administrator_client: Client, notification: Notification
) -> None:
    email = notification.email
    email.attempts, email.next_attempt_at = 1, timezone.now() + timedelta(minutes=5)
    email.save()
    queue = administrator_client.get(URL).context["queue"]
    assert (queue.waiting, queue.rescheduled) == ("1", "1")


@pytest.mark.parametrize(("minutes", "shown"), [(-1, False), (5, True)])
def test_error_of_a_rescheduled_email_is_shown(
    administrator_client: Client, notification: Notification, minutes: int, shown: bool
) -> None:
    notification.email.next_attempt_at = timezone.now() + timedelta(minutes=minutes)
    notification.email.last_error = "SMTPRecipientsRefused 550"
    notification.email.save()
    text = administrator_client.get(URL).text
    assert ("SMTPRecipientsRefused 550" in text) is shown
    assert ("They are tried again automatically" in text) is shown


def test_rescheduled_emails_are_listed_in_the_same_number_of_queries(
    administrator_client: Client, department: Department, pa: Person, django_assert_max_num_queries
) -> None:
    def create_rescheduled(number: int) -> None:
        for name in range(number):
            department.nominate(department.person(f"nominee{number}-{name}"))
        due = timezone.now() + timedelta(minutes=5)
        EmailDelivery.objects.update(
            attempts=1, next_attempt_at=due, last_error="SMTPDataError 554"
        )

    create_rescheduled(1)
    with django_assert_max_num_queries(40) as few:
        assert len(administrator_client.get(URL).context["retrying"]) == 2
    create_rescheduled(10)
    with django_assert_max_num_queries(len(few)):
        assert len(administrator_client.get(URL).context["retrying"]) == 20


def test_worker_that_delivers_is_responding(administrator_client: Client) -> None:
    tasks.deliver_emails()
    assert not administrator_client.get(URL).context["queue"].not_responding


def test_worker_without_a_recent_heartbeat_is_not_responding(administrator_client: Client) -> None:
    Heartbeat.objects.create(
        task=DELIVERY, seen_at=timezone.now() - MAX_SILENCE - timedelta(seconds=1)
    )
    assert administrator_client.get(URL).context["queue"].not_responding


def test_last_reminder_run_is_shown_with_its_number_of_emails(administrator_client: Client) -> None:
    assert "None yet" in administrator_client.get(URL).text
    reminder_tasks.send_reminders()
    assert "0 e-mails were prepared." in administrator_client.get(URL).text


def test_failed_email_is_listed_with_its_error(
    administrator_client: Client, notification: Notification
) -> None:
    mark_failed(notification)
    text = administrator_client.get(URL).text
    assert "Practitioner: Nominate" in text
    assert "SMTPRecipientsRefused 550" in text
    assert notification.recipient.name in text


def test_operations_page_shows_no_address_and_no_record_title(
    administrator_client: Client, notification: Notification
) -> None:
    mark_failed(notification)
    text = administrator_client.get(URL).text
    assert notification.recipient.email not in text
    assert notification.context["label_en"] not in text


def test_retry_button_queues_the_email_and_is_logged(
    administrator_client: Client, notification: Notification
) -> None:
    mark_failed(notification)
    response = administrator_client.post(
        reverse("email_retry", args=[notification.pk]), follow=True
    )
    notification.refresh_from_db()
    assert (notification.email.failed_at, notification.email.attempts) == (None, 0)
    assert f"The e-mail to {notification.recipient.name} is tried again." in response.text
    assert AuditEvent.objects.get(action="email.retry").object_id == str(notification.pk)


def test_retry_all_button_queues_every_failed_email(
    administrator_client: Client, department: Department, notification: Notification
) -> None:
    department.nominate(department.person("other"))
    for each in Notification.objects.all():
        mark_failed(each)
    count = Notification.objects.count()
    response = administrator_client.post(reverse("emails_retry"), follow=True)
    assert f"{count} e-mails are tried again." in response.text
    assert not Notification.objects.filter(email__failed_at__isnull=False).exists()
    assert AuditEvent.objects.filter(action="email.retry").count() == count > 1


def test_email_that_has_not_failed_cannot_be_retried(
    administrator_client: Client, notification: Notification
) -> None:
    assert (
        administrator_client.post(reverse("email_retry", args=[notification.pk])).status_code == 404
    )


def test_operations_page_is_for_administrators_only(
    client: Client, pa: Person, notification: Notification
) -> None:
    mark_failed(notification)
    client.force_login(pa)
    assert client.get(URL).status_code == 403
    assert client.post(reverse("email_retry", args=[notification.pk])).status_code == 403
    assert client.post(reverse("emails_retry")).status_code == 403


def test_operations_page_is_available_in_french(
    administrator_client: Client, notification: Notification
) -> None:
    mark_failed(notification)
    with override("fr"):
        text = administrator_client.get(reverse("operations")).text
    assert "Réessayer" in text
    assert "Exploitation" in text


def test_failed_emails_are_listed_in_the_same_number_of_queries(
    administrator_client: Client, notification: Notification, django_assert_max_num_queries
) -> None:
    mark_failed(notification)
    with django_assert_max_num_queries(100) as few:
        administrator_client.get(URL)
    for number in range(20):
        another = Notification.objects.create(
            event_type=notification.event_type,
            object_type=notification.object_type,
            object_id=notification.object_id,
            occurrence=str(number),
            recipient=notification.recipient,
            context=notification.context,
        )
        EmailDelivery.objects.create(notification=another, failed_at=timezone.now())
    with django_assert_max_num_queries(len(few)):
        assert len(administrator_client.get(URL).context["failures"]) == 21


@pytest.mark.template_database("users")
def test_last_reminder_run_is_the_one_that_ran_last(demo_users) -> None:
    """By the order in which they ran: the clock of one may have been wrong."""
    today = timezone.localdate()
    for day in (today + timedelta(days=1), today):
        ReminderRun.objects.create(
            day=day, started_at=noon(day), duration=timedelta(0), notifications=0
        )
    assert queue_overview(by=demo_users["administrator"]).last_run.day == today
