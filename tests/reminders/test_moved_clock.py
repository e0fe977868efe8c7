"""Every rule of the table on a clock that moves on: who hears, in their own language, and not again."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext

from access.models import Office, Person
from reminders.kinds import DUE, LATE, ORGANIZATION, VACANT
from reminders.relay import relay
from reminders.rule import Rule
from reminders.rules import BY_KIND, RULES
from reminders.sweep import noon, sweep
from tests.reminders.occasions import bring_about
from workflow.models import Letter

DAY = timedelta(days=1)
CLIMBED = [rule for rule in RULES if rule.ladder and rule.rungs.every]
NAMES = {"ids": lambda rule: rule.kind}
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
def day(told: dict[str, Person]) -> date:
    """Far enough for what the story of the database has just told of, all of which has been sent."""
    Letter.objects.update(sent_at=timezone.now())
    return timezone.localdate() + 12 * DAY


@pytest.fixture
def move(monkeypatch: pytest.MonkeyPatch):
    """The day comes: the sweep and the relay run, for this rule."""

    def move(rule: Rule, day: date) -> None:
        monkeypatch.setattr("reminders.sweep.RULES", (rule,))
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))
        sweep()
        while relay():
            pass

    return move


def letters(rule: Rule, day: date, ending: str) -> QuerySet[Letter]:
    """About the row that is due on this day; the told database may have others."""
    return Letter.objects.filter(kind=rule.kind + ending, facts__due_on=day.isoformat())


def mails(of: QuerySet[Letter]) -> list[EmailMessage]:
    """One for each letter: none has left twice."""
    sent = {message.extra_headers["Message-ID"]: message for message in mail.outbox}
    assert len(sent) == len(mail.outbox)
    return [sent[f"<{letter.pk}@localhost>"] for letter in of]


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


def asked(how: dict[str, str], rule: Rule) -> dict[str, str]:
    return {language: how[language] + in_(language, rule.label) for language in how}


def in_(language: str, label: str) -> str:
    with translation.override(language):
        return gettext(label)


def plain(text: str) -> str:
    """French sentences have spaces of several kinds, and HTML its own apostrophe."""
    return " ".join(text.replace("&#x27;", "'").split())


@pytest.mark.parametrize("rule", RULES, **NAMES)
def test_who_is_asked_hears_in_their_language_and_not_again(told, rule, day, move):
    bring_about(rule, told, day)
    for language, rung in (("fr", -1), ("en", 0)):
        Person.objects.update(language=language)
        move(rule, day + rung * DAY)
        found = letters(rule, day, DUE).filter(facts__rung=rung)
        assert found
        for message in mails(found):
            is_said_in(language, message, rule.label, asked(ASKED, rule))
    sent = set(letters(rule, day, DUE))
    for later in (0, 1, 6):
        move(rule, day + later * DAY)
    assert set(letters(rule, day, DUE)) == sent
    assert not letters(rule, day, LATE)
    assert mails(letters(rule, day, DUE))


@pytest.mark.parametrize("rule", CLIMBED, **NAMES)
def test_where_nobody_acts_the_next_above_hears_and_not_again(told, rule, day, move):
    """Of each step of the ladder on its day, and nobody higher yet."""
    bring_about(rule, told, day)
    languages = {"superior": "fr", "l1": "en", "ecomms": "fr", "ecomms2": "en"}
    for name, language in languages.items():
        Person.objects.filter(pk=told[name].pk).update(language=language)
    above = set(rule.ladder)
    for role in rule.ladder:
        rung = rule.rungs.climb[role]
        move(rule, day + (rung - 1) * DAY)
        assert not letters(rule, day, LATE).filter(recipient=told[role])
        move(rule, day + rung * DAY)
        found = letters(rule, day, LATE).filter(facts__rung=rung)
        readers = {letter.recipient for letter in found}
        above.discard(role)
        assert told[role] in readers
        assert not readers & {told[higher] for higher in above}
        for message in mails(found):
            (address,) = message.to
            language = languages[address.partition("@")[0]]
            assert plain(LATE_SUBJECT[language]) in message.subject
            is_said_in(language, message, rule.label, asked(SEEN_TO, rule), OVERDUE)
        sent = set(letters(rule, day, LATE))
        move(rule, day + rung * DAY)
        move(rule, day + (rung + 1) * DAY)
        assert set(letters(rule, day, LATE)) == sent
        assert mails(letters(rule, day, LATE))


def test_a_vacancy_is_told_to_a_french_administrator_in_french_and_not_again(told, day, move):
    rule = BY_KIND["request.advise"]
    bring_about(rule, told, day)
    Person.objects.filter(pk=told["administrator"].pk).update(language="fr")
    Office.objects.filter(person=told["pa"]).update(ended_at=timezone.now())
    move(rule, day)
    found = Letter.objects.filter(kind=rule.kind + VACANT, object_kind=ORGANIZATION)
    (message,) = mails(found)
    assert message.to == [told["administrator"].email]
    assert plain(message.subject).startswith("Personne ne peut agir : Donner un avis – ")
    is_said_in("fr", message, rule.label, VACANCY)
    move(rule, day)
    move(rule, day + DAY)
    assert mails(found.all()) == [message]
