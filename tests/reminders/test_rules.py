"""Every reminder rule: its e-mails are sent once and in both languages."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from access.models import Person, RoleAssignment
from access.policy import audience
from access.resolver import access_for
from directive.lifecycles import LIFECYCLES
from directive.text.paragraphs import paragraph
from notifications.delivery import deliver_batch
from outbox.event_types import DUE
from outbox.models import EmailDelivery, Notification
from registry.models import Finding
from reminders.rule import ReminderRule
from reminders.rules import RULES, RULES_BY_NAME
from reminders.run import noon, send_reminders
from requests_app.models import AccountRequest
from tests.reminders.due_rows import make_row_due

pytestmark = pytest.mark.template_database("demo")

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.fixture
def quiet_day(demo_data: dict[str, Person]) -> date:
    """After the notifications that the demo data has already; everybody reads both languages."""
    EmailDelivery.objects.update(sent_at=timezone.now())
    Person.objects.update(language="")
    return timezone.localdate() + timedelta(days=12)


def send_for(rule: ReminderRule, day: date) -> QuerySet[Notification]:
    EmailDelivery.objects.filter(sent_at=None).update(sent_at=timezone.now())
    send_reminders(noon(day), rules=[rule])
    return Notification.objects.filter(event_type=rule.name + DUE, context__due_on=day.isoformat())


def deliver_all() -> list[str]:
    """The subjects of all e-mails sent so far."""
    while deliver_batch():
        pass
    return [_plain(message.subject) for message in mail.outbox]


def _plain(text: str) -> str:
    """With plain spaces, as subjects have: French sentences also have no-break spaces."""
    return " ".join(text.split())


@EVERY_RULE
def test_reminder_of_each_rule_is_sent_once_in_both_languages(demo_data, rule, quiet_day):
    make_row_due(rule, demo_data, quiet_day)
    notifications = send_for(rule, quiet_day)
    subjects = deliver_all()
    assert notifications
    assert not notifications.filter(email__sent_at__isnull=True)
    for language in ("en", "fr"):
        with translation.override(language):
            label, by = _plain(gettext(rule.label)), _plain(date_format(quiet_day))
            assert any(label in subject and by in subject for subject in subjects)
            assert gettext(rule.label) in mail.outbox[-1].body
    names = Person.objects.values_list("name", flat=True)
    assert not [subject for subject in subjects if any(name in subject for name in names)]
    send_for(rule, quiet_day)
    assert deliver_all() == subjects


@pytest.mark.parametrize("name", ["request.approve", "account.finding", "role_assignment.ending"])
def test_reminder_of_a_row_no_longer_due_is_suppressed(demo_data, name, quiet_day):
    make_row_due(RULES_BY_NAME[name], demo_data, quiet_day)
    notifications = send_for(RULES_BY_NAME[name], quiet_day)
    AccountRequest.objects.filter(due_on=quiet_day).update(due_on=quiet_day + timedelta(days=9))
    Finding.objects.update(resolved_on=timezone.localdate())
    RoleAssignment.objects.filter(last_day=quiet_day).update(ended_at=timezone.now())
    deliver_all()
    reasons = set(notifications.values_list("email__last_error", flat=True))
    assert reasons == {"it is no longer due"}


def test_reminder_to_a_person_whose_role_was_revoked_is_suppressed(demo_data, quiet_day):
    make_row_due(RULES_BY_NAME["request.advise"], demo_data, quiet_day)
    notifications = send_for(RULES_BY_NAME["request.advise"], quiet_day)
    RoleAssignment.objects.filter(person=demo_data["pa"]).update(ended_at=timezone.now())
    deliver_all()
    assert notifications.get().email.last_error == "it no longer waits for this person"


@EVERY_RULE
def test_rule_cites_a_paragraph_of_the_directive(rule):
    assert paragraph(rule.paragraph)


def test_rule_names_are_unique():
    assert len(RULES_BY_NAME) == len(RULES)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_next_step_has_a_rule(name):
    next_steps = {
        f"{name}.{state.next_step}" for state in LIFECYCLES[name].states if state.next_step
    }
    assert next_steps <= RULES_BY_NAME.keys()


@EVERY_RULE
def test_rows_due_for_a_person_are_those_that_their_reminders_are_about(demo_data, rule, quiet_day):
    make_row_due(rule, demo_data, quiet_day)
    rows = list(rule.rows().filter(day=quiet_day))
    assert rows
    for row in rows:
        subject = getattr(row, rule.through) if rule.through else row
        recipients = audience(rule.actors, subject)
        assert recipients
        for person in demo_data.values():
            is_due = rule.due_for(access_for(person)).filter(pk=row.pk).exists()
            assert is_due == (person in recipients), person.username
