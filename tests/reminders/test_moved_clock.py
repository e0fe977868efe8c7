"""Every rule of the table on a clock that moves on: who hears, in their own language, and not again."""

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
from tests.reminders.occasions import bring_about

DAY = timedelta(days=1)
CLIMBED = [rule for rule in RULES if rule.escalation_chain and rule.schedule.every]
NAMES = {"ids": lambda rule: rule.name}
ASKED = {"en": "What to do: ", "fr": "À faire : "}
SEEN_TO = {"en": "See that this is done: ", "fr": "Veillez à ce que ceci soit fait : "}
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
    """Far enough for what the story of the database has just told of, all of which has been sent."""
    EmailDelivery.objects.update(sent_at=timezone.now())
    return timezone.localdate() + 12 * DAY


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch):
    """The day comes: the sweep and the relay run, for this rule."""

    def move(rule: ReminderRule, day: date) -> None:
        monkeypatch.setattr("reminders.run.RULES", (rule,))
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))
        send_reminders()
        while deliver_batch():
            pass

    return move


def notifications(rule: ReminderRule, day: date, ending: str) -> QuerySet[Notification]:
    """About the row that is due on this day; the told database may have others."""
    return Notification.objects.filter(
        event_type=rule.name + ending, context__due_on=day.isoformat()
    )


def mails(of: QuerySet[Notification]) -> list[EmailMessage]:
    """One for each letter: none has left twice."""
    sent = {message.extra_headers["Message-ID"]: message for message in mail.outbox}
    assert len(sent) == len(mail.outbox)
    return [sent[f"<{notification.pk}@localhost>"] for notification in of]


def is_said_in(language: str, message: EmailMessage, label: str, *said: dict[str, str]) -> None:
    """All of it, and nothing in the other language."""
    other = "en" if language == "fr" else "fr"
    (html, _kind), *_none = message.alternatives
    assert f'<html lang="{language}"' in html
    assert plain(in_(language, label)) in plain(message.subject)
    for text in (message.subject, message.body, html):
        assert plain(in_(other, label)) not in plain(text)
    for sentence in said:
        assert plain(sentence[language]) in plain(message.body)
        assert plain(sentence[other]) not in plain(message.body)


def asked(how: dict[str, str], rule: ReminderRule) -> dict[str, str]:
    return {language: how[language] + in_(language, rule.label) for language in how}


def in_(language: str, label: str) -> str:
    with translation.override(language):
        return gettext(label)


def plain(text: str) -> str:
    """French sentences have spaces of several kinds, and HTML its own apostrophe."""
    return " ".join(text.replace("&#x27;", "'").split())


@pytest.mark.parametrize("rule", RULES, **NAMES)
def test_who_is_asked_hears_in_their_language_and_not_again(demo_data, rule, day, move):
    bring_about(rule, demo_data, day)
    for language, milestone in (("fr", -1), ("en", 0)):
        Person.objects.update(language=language)
        move(rule, day + milestone * DAY)
        found = notifications(rule, day, DUE).filter(context__milestone=milestone)
        assert found
        for message in mails(found):
            is_said_in(language, message, rule.label, asked(ASKED, rule))
    sent = set(notifications(rule, day, DUE))
    for later in (0, 1, 6):
        move(rule, day + later * DAY)
    assert set(notifications(rule, day, DUE)) == sent
    assert not notifications(rule, day, LATE)
    assert mails(notifications(rule, day, DUE))


@pytest.mark.parametrize("rule", CLIMBED, **NAMES)
def test_where_nobody_acts_the_next_above_hears_and_not_again(demo_data, rule, day, move):
    """Of each step of the ladder on its day, and nobody higher yet."""
    bring_about(rule, demo_data, day)
    languages = {"superior": "fr", "l1": "en", "ecomms": "fr", "ecomms2": "en"}
    for name, language in languages.items():
        Person.objects.filter(pk=demo_data[name].pk).update(language=language)
    above = set(rule.escalation_chain)
    for role in rule.escalation_chain:
        milestone = rule.schedule.escalate_after[role]
        move(rule, day + (milestone - 1) * DAY)
        assert not notifications(rule, day, LATE).filter(recipient=demo_data[role])
        move(rule, day + milestone * DAY)
        found = notifications(rule, day, LATE).filter(context__milestone=milestone)
        readers = {notification.recipient for notification in found}
        above.discard(role)
        assert demo_data[role] in readers
        assert not readers & {demo_data[higher] for higher in above}
        for message in mails(found):
            (address,) = message.to
            language = languages[address.partition("@")[0]]
            assert plain(LATE_SUBJECT[language]) in message.subject
            is_said_in(language, message, rule.label, asked(SEEN_TO, rule), OVERDUE)
        sent = set(notifications(rule, day, LATE))
        move(rule, day + milestone * DAY)
        move(rule, day + (milestone + 1) * DAY)
        assert set(notifications(rule, day, LATE)) == sent
        assert mails(notifications(rule, day, LATE))


def test_a_vacancy_is_told_to_a_french_administrator_in_french_and_not_again(demo_data, day, move):
    rule = RULES_BY_NAME["request.advise"]
    bring_about(rule, demo_data, day)
    Person.objects.filter(pk=demo_data["administrator"].pk).update(language="fr")
    RoleAssignment.objects.filter(person=demo_data["pa"]).update(ended_at=timezone.now())
    move(rule, day)
    found = Notification.objects.filter(event_type=rule.name + VACANT, object_type=ORGANIZATION)
    (message,) = mails(found)
    assert message.to == [demo_data["administrator"].email]
    assert plain(message.subject).startswith("Personne ne peut agir : Donner un avis – ")
    is_said_in("fr", message, rule.label, VACANCY)
    move(rule, day)
    move(rule, day + DAY)
    assert mails(found.all()) == [message]
