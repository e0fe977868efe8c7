from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from access.models import Person
from audit.models import AuditEvent
from directive.roles import Role
from notifications import tasks
from outbox.heartbeat import DELIVERY, MAX_SILENCE
from outbox.models import EmailDelivery, Heartbeat, Notification
from reminders import tasks as reminder_tasks
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
URL = "/en/operations/"


@pytest.fixture
def page(department: Department, client: Client) -> Client:
    client.force_login(department.person("administrator", Role.ADMINISTRATOR))
    return client


@pytest.fixture
def notification(department: Department, pa: Person) -> Notification:
    department.nominate()
    return Notification.objects.get(recipient=pa)


def give_up(notification: Notification) -> None:
    notification.email.failed_at, notification.email.attempts = timezone.now(), 8
    notification.email.last_error = "SMTPRecipientsRefused 550"
    notification.email.save()


def test_an_empty_page_says_what_will_come(page: Client) -> None:
    text = page.get(URL).text
    assert "No failed e-mails" in text
    assert "not seen yet" in text


def test_letters_that_wait_are_counted(page: Client, notification: Notification) -> None:
    work = page.get(URL).context["queue"]
    assert (work.waiting, work.oldest) == (
        "2",
        Notification.objects.earliest("created_at").created_at,
    )


def test_counting_stops_where_nobody_needs_the_number(
    page: Client, notification: Notification, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.monitoring.MAX_COUNT", 1)
    assert page.get(URL).context["queue"].waiting == "1+"


def test_a_letter_that_failed_is_put_off(page: Client, notification: Notification) -> None:
    notification.email.attempts, notification.email.next_attempt_at = (
        1,
        timezone.now() + timedelta(minutes=5),
    )
    notification.email.save()
    work = page.get(URL).context["queue"]
    assert (work.waiting, work.rescheduled) == ("1", "1")


@pytest.mark.parametrize(("minutes", "shown"), [(-1, False), (5, True)])
def test_a_refusal_shows_before_the_letter_is_given_up(
    page: Client, notification: Notification, minutes: int, shown: bool
) -> None:
    notification.email.next_attempt_at = timezone.now() + timedelta(minutes=minutes)
    notification.email.last_error = "SMTPRecipientsRefused 550"
    notification.email.save()
    text = page.get(URL).text
    assert ("SMTPRecipientsRefused 550" in text) is shown
    assert ("They are tried again automatically" in text) is shown


def test_as_many_queries_for_twenty_letters_put_off_as_for_two(
    page: Client, department: Department, pa: Person, django_assert_max_num_queries
) -> None:
    def put_off(number: int) -> None:
        for name in range(number):
            department.nominate(department.person(f"nominee{number}-{name}"))
        due = timezone.now() + timedelta(minutes=5)
        EmailDelivery.objects.update(
            attempts=1, next_attempt_at=due, last_error="SMTPDataError 554"
        )

    put_off(1)
    with django_assert_max_num_queries(40) as few:
        assert len(page.get(URL).context["retrying"]) == 2
    put_off(10)
    with django_assert_max_num_queries(len(few)):
        assert len(page.get(URL).context["retrying"]) == 20


def test_the_relay_is_heard(page: Client) -> None:
    tasks.deliver_emails()
    assert not page.get(URL).context["queue"].not_responding


def test_a_worker_that_is_not_heard_for_a_time_is_silent(page: Client) -> None:
    Heartbeat.objects.create(
        task=DELIVERY, seen_at=timezone.now() - MAX_SILENCE - timedelta(seconds=1)
    )
    assert page.get(URL).context["queue"].not_responding


def test_the_last_sweep_is_told_with_what_it_wrote(page: Client) -> None:
    assert "None yet" in page.get(URL).text
    reminder_tasks.send_reminders()
    assert "0 e-mails were prepared." in page.get(URL).text


def test_a_letter_given_up_is_shown_with_its_problem(
    page: Client, notification: Notification
) -> None:
    give_up(notification)
    text = page.get(URL).text
    assert "Practitioner: Nominate" in text
    assert "SMTPRecipientsRefused 550" in text
    assert notification.recipient.name in text


def test_neither_an_address_nor_the_title_of_a_record_is_shown(
    page: Client, notification: Notification
) -> None:
    give_up(notification)
    text = page.get(URL).text
    assert notification.recipient.email not in text
    assert notification.context["label_en"] not in text


def test_trying_again_puts_it_back_and_is_logged(page: Client, notification: Notification) -> None:
    give_up(notification)
    answer = page.post(reverse("email_retry", args=[notification.pk]), follow=True)
    notification.refresh_from_db()
    assert (notification.email.failed_at, notification.email.attempts) == (None, 0)
    assert f"The e-mail to {notification.recipient.name} is tried again." in answer.text
    assert AuditEvent.objects.get(action="email.retry").object_id == str(notification.pk)


def test_after_a_server_that_refused_everybody_all_are_tried_again(
    page: Client, department: Department, notification: Notification
) -> None:
    department.nominate(department.person("other"))
    for each in Notification.objects.all():
        give_up(each)
    count = Notification.objects.count()
    answer = page.post(reverse("emails_retry"), follow=True)
    assert f"{count} e-mails are tried again." in answer.text
    assert not Notification.objects.filter(email__failed_at__isnull=False).exists()
    assert AuditEvent.objects.filter(action="email.retry").count() == count > 1


def test_a_letter_that_has_not_failed_is_not_tried_again(
    page: Client, notification: Notification
) -> None:
    assert page.post(reverse("email_retry", args=[notification.pk])).status_code == 404


def test_it_is_for_the_administrator_alone(
    client: Client, pa: Person, notification: Notification
) -> None:
    give_up(notification)
    client.force_login(pa)
    assert client.get(URL).status_code == 403
    assert client.post(reverse("email_retry", args=[notification.pk])).status_code == 403
    assert client.post(reverse("emails_retry")).status_code == 403


def test_it_speaks_french(page: Client, notification: Notification) -> None:
    give_up(notification)
    with override("fr"):
        text = page.get(reverse("operations")).text
    assert "Réessayer" in text
    assert "Exploitation" in text


def test_as_many_queries_for_many_failures(
    page: Client, notification: Notification, django_assert_max_num_queries
) -> None:
    give_up(notification)
    with django_assert_max_num_queries(100) as few:
        page.get(URL)
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
        assert len(page.get(URL).context["failures"]) == 21
