"""Every rule of the table: its letters are written and sent, in both languages, and each once."""

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
from reminders.rule import ReminderRule, ReminderSchedule
from reminders.rules import RULES, RULES_BY_NAME
from reminders.run import noon, send_reminders
from reminders.sql_labels import sql_labels
from requests_app.models import AccountRequest
from tests.reminders.occasions import bring_about
from workflow.models import workflow_models

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.fixture
def day(demo_data: dict[str, Person]) -> date:
    """Far enough for what the story of the database has just told of; everybody reads both languages."""
    EmailDelivery.objects.update(sent_at=timezone.now())
    Person.objects.update(language="")
    return timezone.localdate() + timedelta(days=12)


def swept(rule: ReminderRule, day: date, monkeypatch: pytest.MonkeyPatch) -> QuerySet[Notification]:
    monkeypatch.setattr("reminders.run.RULES", (rule,))
    EmailDelivery.objects.filter(sent_at=None).update(sent_at=timezone.now())
    send_reminders(noon(day))
    return Notification.objects.filter(event_type=rule.name + DUE, context__due_on=day.isoformat())


def sent() -> list[str]:
    while deliver_batch():
        pass
    return [_plain(message.subject) for message in mail.outbox]


def _plain(text: str) -> str:
    """Subjects have plain spaces where French sentences have others."""
    return " ".join(text.split())


@EVERY_RULE
def test_it_is_written_and_sent_in_both_languages_and_not_again(demo_data, rule, day, monkeypatch):
    bring_about(rule, demo_data, day)
    notifications = swept(rule, day, monkeypatch)
    subjects = sent()
    assert notifications
    assert not notifications.filter(email__sent_at__isnull=True)
    for language in ("en", "fr"):
        with translation.override(language):
            label, by = _plain(gettext(rule.label)), _plain(date_format(day))
            assert any(label in subject and by in subject for subject in subjects)
            assert gettext(rule.label) in mail.outbox[-1].body
    names = Person.objects.values_list("name", flat=True)
    assert not [subject for subject in subjects if any(name in subject for name in names)]
    swept(rule, day, monkeypatch)
    assert sent() == subjects


@pytest.mark.parametrize("kind", ["request.approve", "account.finding", "role_assignment.ending"])
def test_what_was_put_off_since_is_not_asked_for(demo_data, kind, day, monkeypatch):
    bring_about(RULES_BY_NAME[kind], demo_data, day)
    notifications = swept(RULES_BY_NAME[kind], day, monkeypatch)
    AccountRequest.objects.filter(due_on=day).update(due_on=day + timedelta(days=9))
    Finding.objects.update(resolved_on=timezone.localdate())
    RoleAssignment.objects.filter(last_day=day).update(ended_at=timezone.now())
    sent()
    reasons = set(notifications.values_list("email__last_error", flat=True))
    assert reasons == {"it is no longer due"}


def test_nothing_due_goes_to_whom_the_office_was_taken_from(demo_data, day, monkeypatch):
    bring_about(RULES_BY_NAME["request.advise"], demo_data, day)
    notifications = swept(RULES_BY_NAME["request.advise"], day, monkeypatch)
    RoleAssignment.objects.filter(person=demo_data["pa"]).update(ended_at=timezone.now())
    sent()
    assert notifications.get().email.last_error == "it no longer waits for this person"


@EVERY_RULE
def test_it_stands_on_a_paragraph(rule):
    assert paragraph(rule.paragraph)


def test_each_kind_is_said_once():
    assert len(RULES_BY_NAME) == len(RULES)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_step_that_is_awaited_has_a_rule(name):
    awaited = {f"{name}.{state.next_step}" for state in LIFECYCLES[name].states if state.next_step}
    assert awaited <= RULES_BY_NAME.keys()


@EVERY_RULE
def test_what_one_is_asked_for_is_what_one_gets_letters_about(demo_data, rule, day):
    bring_about(rule, demo_data, day)
    rows = list(rule.rows().filter(day=day))
    assert rows
    for row in rows:
        subject = getattr(row, rule.through) if rule.through else row
        asked = audience(rule.actors, subject)
        assert asked
        for person in demo_data.values():
            mine = rule.due_for(access_for(person)).filter(pk=row.pk).exists()
            assert mine == (person in asked), person.username


@pytest.mark.parametrize("model", workflow_models().values(), ids=workflow_models())
def test_a_letter_names_things_as_they_name_themselves(demo_data, model):
    rule = next(rule for rule in RULES if rule.subject is model and not rule.through)
    rows = model._base_manager.annotate(**dict(zip(("en", "fr"), sql_labels(rule), strict=True)))
    assert rows
    for row in rows:
        assert (row.en, row.fr) == row.labels


def test_the_days_of_a_rung():
    due = date(2026, 12, 1)
    days = ReminderSchedule(before=(7, 1)).reminder_dates(due, until=due + timedelta(days=15))
    assert [(day - due).days for day in days] == [-7, -1, 0, 7, 14]
