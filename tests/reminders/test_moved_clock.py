"""Every reminder rule as the days pass: who gets its e-mails, in their language, each once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from access.models import Person, RoleAssignment
from notifications.delivery import deliver_batch
from outbox.event_types import DUE, LATE, ORGANIZATION, VACANT
from outbox.models import EmailDelivery, Notification
from reminders.rule import ReminderRule
from reminders.rules import RULES, RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.reminders.due_rows import make_row_due

pytestmark = pytest.mark.template_database("demo")

DAY = timedelta(days=1)
ESCALATED = [rule for rule in RULES if rule.escalation_chain and rule.schedule.every]
RULE_IDS = {"ids": lambda rule: rule.name}
TO_DO = {"en": "What to do: ", "fr": "À faire : "}
ESCALATION = {"en": "See that this is done: ", "fr": "Veillez à ce que ceci soit fait : "}
OVERDUE = {
    "en": "it has not been done by those who were asked.",
    "fr": "les personnes à qui cela était demandé ne l’ont pas fait.",
}
VACANCY = {
    "en": "Appoint a person or a delegate for: Public affairs staff.",
    "fr": "Désignez une personne ou un délégué pour : Personnel des affaires publiques.",
}
LATE_SUBJECT = {"en": "Overdue since ", "fr": "En retard depuis le "}


@pytest.fixture
def day(demo_data: dict[str, Person]) -> date:
    """After the notifications that the demo data has already, all of which have been sent."""
    EmailDelivery.objects.update(sent_at=timezone.now())
    return timezone.localdate() + 12 * DAY


@pytest.fixture
def run_day(monkeypatch: pytest.MonkeyPatch):
    """Sets the clock to a day, and sends and delivers the reminders of one rule."""

    def run_day(rule: ReminderRule, day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))
        send_reminders(rules=[rule])
        while deliver_batch():
            pass

    return run_day


def notifications(rule: ReminderRule, day: date, ending: str) -> QuerySet[Notification]:
    """About the row that is due on this day; the demo data may have others."""
    return Notification.objects.filter(
        event_type=rule.name + ending, context__due_on=day.isoformat()
    )


def messages_of(notifications: QuerySet[Notification]) -> list[EmailMessage]:
    """One for each; fails where a Message-ID was sent twice."""
    sent = {message.extra_headers["Message-ID"]: message for message in mail.outbox}
    assert len(sent) == len(mail.outbox)
    return [sent[f"<{notification.pk}@localhost>"] for notification in notifications]


def assert_written_in(
    language: str, message: EmailMessage, label: str, *sentences: dict[str, str]
) -> None:
    """Label and sentences are there, and not in the other language."""
    other = "en" if language == "fr" else "fr"
    (html, _kind), *_none = message.alternatives
    assert f'<html lang="{language}"' in html
    assert plain(translated(language, label)) in plain(message.subject)
    for text in (message.subject, message.body, html):
        assert plain(translated(other, label)) not in plain(text)
    for sentence in sentences:
        assert plain(sentence[language]) in plain(message.body)
        assert plain(sentence[other]) not in plain(message.body)


def task_sentence(beginning: dict[str, str], rule: ReminderRule) -> dict[str, str]:
    return {
        language: start + translated(language, rule.label) for language, start in beginning.items()
    }


def translated(language: str, label: str) -> str:
    with translation.override(language):
        return gettext(label)


def plain(text: str) -> str:
    """With plain spaces and apostrophes: French has several kinds of space, and HTML escapes."""
    return " ".join(text.replace("&#x27;", "'").split())


@pytest.mark.parametrize("rule", RULES, **RULE_IDS)
def test_reminder_is_sent_once_in_the_language_of_its_recipient(demo_data, rule, day, run_day):
    make_row_due(rule, demo_data, day)
    for language, milestone in (("fr", -1), ("en", 0)):
        Person.objects.update(language=language)
        run_day(rule, day + milestone * DAY)
        found = notifications(rule, day, DUE).filter(context__milestone=milestone)
        assert found
        for message in messages_of(found):
            assert_written_in(language, message, rule.label, task_sentence(TO_DO, rule))
    sent = set(notifications(rule, day, DUE))
    for later in (0, 1, 6):
        run_day(rule, day + later * DAY)
    assert set(notifications(rule, day, DUE)) == sent
    assert not notifications(rule, day, LATE)
    assert messages_of(notifications(rule, day, DUE))


@pytest.mark.parametrize("rule", ESCALATED, **RULE_IDS)
def test_overdue_reminder_is_escalated_once_to_each_role_of_the_chain(
    demo_data, rule, day, run_day
):
    """To each on its day, and to no higher role before."""
    make_row_due(rule, demo_data, day)
    languages = {"superior": "fr", "l1": "en", "ecomms": "fr", "ecomms2": "en"}
    for name, language in languages.items():
        Person.objects.filter(pk=demo_data[name].pk).update(language=language)
    not_yet = set(rule.escalation_chain)
    for role in rule.escalation_chain:
        milestone = rule.schedule.escalate_after[role]
        run_day(rule, day + (milestone - 1) * DAY)
        assert not notifications(rule, day, LATE).filter(recipient=demo_data[role])
        run_day(rule, day + milestone * DAY)
        found = notifications(rule, day, LATE).filter(context__milestone=milestone)
        recipients = {notification.recipient for notification in found}
        not_yet.discard(role)
        assert demo_data[role] in recipients
        assert not recipients & {demo_data[higher] for higher in not_yet}
        for message in messages_of(found):
            (address,) = message.to
            language = languages[address.partition("@")[0]]
            assert plain(LATE_SUBJECT[language]) in message.subject
            assert_written_in(
                language, message, rule.label, task_sentence(ESCALATION, rule), OVERDUE
            )
        sent = set(notifications(rule, day, LATE))
        run_day(rule, day + milestone * DAY)
        run_day(rule, day + (milestone + 1) * DAY)
        assert set(notifications(rule, day, LATE)) == sent
        assert messages_of(notifications(rule, day, LATE))


def test_vacancy_is_notified_once_to_a_french_administrator_in_french(demo_data, day, run_day):
    rule = RULES_BY_NAME["request.advise"]
    make_row_due(rule, demo_data, day)
    Person.objects.filter(pk=demo_data["administrator"].pk).update(language="fr")
    RoleAssignment.objects.filter(person=demo_data["pa"]).update(ended_at=timezone.now())
    run_day(rule, day)
    found = Notification.objects.filter(event_type=rule.name + VACANT, object_type=ORGANIZATION)
    (message,) = messages_of(found)
    assert message.to == [demo_data["administrator"].email]
    assert plain(message.subject).startswith("Personne ne peut agir : Donner un avis – ")
    assert_written_in("fr", message, rule.label, VACANCY)
    run_day(rule, day)
    run_day(rule, day + DAY)
    assert messages_of(found.all()) == [message]
